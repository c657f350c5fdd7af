#!/bin/sh
# Warga dan wartawan: sh curl/board.sh http://127.0.0.1:4000 32.73 puskesmas
# By GET: an answer that others have asked for comes from a cache.
set -eu
gateway=${1:-http://127.0.0.1:4000} region=${2:-32.73} kind=${3:-puskesmas}
curl --silent --show-error --fail-with-body --retry 5 --get "$gateway/graphql" \
  --data-urlencode "query@$(dirname "$0")/../queries/board.graphql" \
  --data-urlencode "variables={\"region\":\"$region\",\"kind\":\"$kind\"}"
