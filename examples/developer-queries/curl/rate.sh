#!/bin/sh
# Pengembang aplikasi: sh curl/rate.sh http://127.0.0.1:4000 service_… "$(uuidgen)" 4
# The same key and answers may be sent as often as it takes: they are counted once, and the receipt is the same.
set -eu
gateway=$1 service=$2 key=$3 score=${4:-4}
answers=
for element in persyaratan prosedur waktu biaya produk kompetensi perilaku pengaduan sarana; do
  answers="$answers${answers:+,}{\"element\":\"$element\",\"score\":$score}"
done
query=$(grep -v '^#' "$(dirname "$0")/../queries/rate.graphql" | tr '\n' ' ')
curl --silent --show-error --fail-with-body --retry 5 --retry-connrefused "$gateway/graphql" \
  --header 'Content-Type: application/json' \
  --data "{\"query\":\"$query\",\"variables\":{\"input\":{\"submissionKey\":\"$key\",\"serviceId\":\"$service\",\"questionnaireVersion\":1,\"answers\":[$answers]}}}"
