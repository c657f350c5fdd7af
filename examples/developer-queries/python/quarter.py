"""Petugas data: python3 python/quarter.py http://127.0.0.1:4000 32.73 2026-Q3 > indeks.csv"""

import csv
import sys

from kinerja import pages

gateway, region, period = (sys.argv[1:] + [None] * 3)[:3]
gateway, region = gateway or "http://127.0.0.1:4000", region or "32.73"

rows = csv.writer(sys.stdout, lineterminator="\n")
rows.writerow(
    ["id", "unit", "kind", "period", "state", "version", "index", "grade", "ratings", "sampleTarget", "derivation"]
)
for unit in pages(gateway, "quarter", region=region, period=period):
    figure = unit["satisfactionIndex"]
    # Without a figure the cell stays empty: it is not zero, and `state` says why there is none.
    value = None if figure["value"] is None else f"{figure['value']:.2f}"
    rows.writerow(
        [unit["id"], unit["name"], unit["kind"], figure["period"], figure["state"], figure["version"]]
        + [value, figure["grade"], figure["ratings"], figure["sampleTarget"], figure["derivation"]]
    )
