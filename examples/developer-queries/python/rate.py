"""Pengembang aplikasi: python3 python/rate.py http://127.0.0.1:4000 service_… "$(uuidgen)" 4"""

import sys

from kinerja import ask

gateway, service, submission_key, score = (sys.argv[1:] + ["4"])[:4]

# The key is made once, when the citizen presses "send", and kept with the answers until a receipt is there: whatever happens in
# between, the same is sent again and is counted once.
rated = ask(gateway, "questions", service=service)["service"]
questionnaire = rated["questionnaire"]
outcome = ask(
    gateway,
    "rate",
    input={
        "submissionKey": submission_key,
        "serviceId": service,
        "questionnaireVersion": questionnaire["version"],
        "answers": [{"element": element["key"], "score": int(score)} for element in questionnaire["elements"]],
    },
)["submitFeedback"]
if outcome["__typename"] != "SubmitFeedbackSuccess":
    sys.exit(f"{outcome['__typename']}: {outcome['message']}")
again = " (tercatat sebelumnya, tidak dihitung dua kali)" if outcome["replayed"] else ""
print(f"{rated['name']}: {outcome['receipt']['code']}{again}")
