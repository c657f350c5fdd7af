"""Warga dan wartawan: python3 python/board.py http://127.0.0.1:4000 32.73 puskesmas 2026-Q3"""

import sys

from kinerja import ask

gateway, region, kind, period = (sys.argv[1:] + [None] * 4)[:4]
gateway, region, kind = gateway or "http://127.0.0.1:4000", region or "32.73", kind or "puskesmas"

tenant = ask(gateway, "board", region=region, kind=kind, period=period)["tenant"]
board = tenant["unitLeaderboard"]
sample = " (data contoh)" if board["sampleData"] else ""
print(f"{tenant['name']}, {kind}, {board['periodLabel']}{sample}")
for row in board["rows"]:
    print(
        f"{row['unit']['name']}: {row['bandLabel']}; indeks {row['index']:.2f} ({row['grade']})"
        f" dari {row['ratings']} penilaian"
    )
for unit in board["withheld"]:
    print(f"{unit['unit']['name']}: {unit['reason']}. {unit['explanation']}")
print(board["explanation"])
