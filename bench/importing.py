"""A history in both of Statuspage's shapes brought into the archive, against only reading it.

Brought in: staged, filed, chained and indexed. Read: parsed, put in order, its HTML made plain.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from archive.importers.statuspage import Statuspage
from archive.models import Record
from archive.verbs import importing
from bench.figure import Figure, median, seconds
from bench.sizes import Sizes
from bench.words import Texts

UPDATES_EACH = 5
STATUSES = ("investigating", "identified", "monitoring", "update", "resolved")
FIRST = datetime(2019, 1, 1, tzinfo=UTC)


def _moment(minutes: int) -> str:
    return (FIRST + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _updates(n: int, texts: Texts, newest_first: bool) -> list[dict[str, Any]]:
    date_name = "display_at" if newest_first else "displayed_at"
    rows: list[dict[str, Any]] = [
        {
            "id": f"u{n:08}{place}" if newest_first else f"update_{place}",
            "status": status,
            "body": texts.one(n * UPDATES_EACH + place).replace(" ", "<br />", 1),
            "created_at": _moment(n * 600 + place * 30),
            date_name: _moment(n * 600 + place * 30),
        }
        for place, status in enumerate(STATUSES)
    ]
    return rows[::-1] if newest_first else rows


def history(updates: int, run: int) -> bytes:
    """Half of the incidents in the shape of the API, half in that of the older export."""
    texts = Texts(run)
    return json.dumps(
        [
            {
                "id": f"run{run}incident{n:06}",
                "name": f"Elevated errors of service {n % 12}",
                "status": "resolved",
                "impact": ("minor", "major", "critical")[n % 3],
                "created_at": _moment(n * 600),
                "started_at": _moment(n * 600 - 5) if n % 2 else None,
                "resolved_at": _moment(n * 600 + 120),
                "incident_updates": _updates(n, texts, newest_first=bool(n % 2)),
                "components": [{"name": f"Service {n % 12}"}],
            }
            for n in range(updates // UPDATES_EACH)
        ]
    ).encode()


def bring_in(data: bytes) -> None:
    importer = Statuspage()
    importing.accept(None, importing.stage(None, importer.name, "history.json", importer.read("history.json", data)))


def measure(sizes: Sizes) -> Iterator[Figure]:
    imports, reads = [], []
    for run in range(sizes.runs):
        data = history(sizes.updates, run)
        reads.append(seconds(lambda data=data: list(Statuspage().read("history.json", data))))
        imports.append(seconds(lambda data=data: bring_in(data)))
    expected = sizes.updates // UPDATES_EACH * UPDATES_EACH * sizes.runs
    if Record.objects.count() != expected:
        raise AssertionError(f"{Record.objects.count()} records of {expected} updates")
    ratio = median(ours / parsed for ours, parsed in zip(imports, reads, strict=True))
    figure, baseline = f"{median(imports):.2f} s", f"{median(reads):.2f} s"
    yield Figure(f"import {sizes.updates:,} updates", figure, baseline, ratio, "≤ 3")
