"""Asks a Kinerja gateway, with Python's standard library alone."""

import json
import pathlib
import time
import urllib.error
import urllib.request

QUERIES = pathlib.Path(__file__).parent.parent / "queries"
TRIES = 5


class Refused(Exception):
    """What the gateway said was wrong with a question."""


def fetch_json(address, body=None):
    """Fetches JSON; waits and tries again while the gateway is away or says that it was too much at once."""
    headers = {"Content-Type": "application/json", "Accept": "application/graphql-response+json, application/json"}
    for tried in range(1, TRIES + 1):
        request = urllib.request.Request(address, data=body, headers=headers if body else {})
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            if error.code in (429, 503) and tried < TRIES:
                time.sleep(float(error.headers.get("Retry-After", 2)))
                continue
            return json.load(error)
        except (urllib.error.URLError, TimeoutError):
            if tried == TRIES:
                raise
            time.sleep(2)


def ask(gateway, name, **variables):
    """Asks the query of that name in `queries/`; its data, or Refused with the words of the gateway."""
    query = (QUERIES / f"{name}.graphql").read_text(encoding="utf-8")
    body = json.dumps({"query": query, "variables": variables}).encode()
    answer = fetch_json(f"{gateway}/graphql", body)
    if answer.get("errors") or answer.get("data") is None:
        raise Refused("\n".join(error["message"] for error in answer.get("errors", [])))
    return answer["data"]


def pages(gateway, name, **variables):
    """The units of a region, page by page."""
    after = None
    while True:
        units = ask(gateway, name, after=after, **variables)["tenant"]["units"]
        yield from (edge["node"] for edge in units["edges"])
        if not units["pageInfo"]["hasNextPage"]:
            return
        after = units["pageInfo"]["endCursor"]
