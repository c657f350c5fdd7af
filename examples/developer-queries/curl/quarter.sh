#!/bin/sh
# Petugas data: sh curl/quarter.sh http://127.0.0.1:4000 32.73 2026-Q3
# A line of JSON for each page; the cursor of one page leads to the next.
set -eu
gateway=${1:-http://127.0.0.1:4000} region=${2:-32.73} period=${3:-}
[ -z "$period" ] || period=",\"period\":\"$period\""
after=null
while :; do
  page=$(curl --silent --show-error --fail-with-body --retry 5 --get "$gateway/graphql" \
    --data-urlencode "query@$(dirname "$0")/../queries/quarter.graphql" \
    --data-urlencode "variables={\"region\":\"$region\",\"after\":$after$period}")
  printf '%s\n' "$page"
  case $page in *'"hasNextPage":true'*) ;; *) break ;; esac
  after=$(printf '%s' "$page" | sed -n 's/.*"endCursor":\("[^"]*"\).*/\1/p')
done
