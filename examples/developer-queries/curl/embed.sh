#!/bin/sh
# Admin web: sh curl/embed.sh http://127.0.0.1:4000 32.73
set -eu
gateway=${1:-http://127.0.0.1:4000} region=${2:-32.73}
curl --silent --show-error --fail-with-body --retry 5 --get "$gateway/graphql" \
  --data-urlencode "query@$(dirname "$0")/../queries/embed.graphql" \
  --data-urlencode "variables={\"region\":\"$region\"}"
