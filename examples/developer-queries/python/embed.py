"""Admin web: python3 python/embed.py http://127.0.0.1:4000 32.73"""

import sys

from kinerja import fetch_json, pages

gateway, region = (sys.argv[1:] + [None] * 2)[:2]
gateway, region = gateway or "http://127.0.0.1:4000", region or "32.73"

latest = fetch_json(f"{gateway}/widgets/versions.json")["latest"]
script = fetch_json(f"{gateway}/widgets/{latest}/integrity.json")["kinerja.js"]
print(
    f'<script type="module" async crossorigin="anonymous" src="{gateway}/widgets/{latest}/kinerja.js"'
    f' integrity="{script["integrity"]}"></script>'
)
for unit in pages(gateway, "embed", region=region):
    for service in unit["services"]:
        print(f"{unit['name']}, {service['name']}:")
        print(
            f'  <kinerja-rating-form service="{service["id"]}"><a href="{gateway}/form/{service["id"]}">'
            "Isi survei kepuasan masyarakat</a></kinerja-rating-form>"
        )
