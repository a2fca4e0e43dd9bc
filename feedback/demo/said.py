"""What people said by the link in their mail, what they asked during an incident, and what came of calls.

The three lists lie beside this module. `days_ago` and `clock` are a moment of the story; without days, `clock` says how
many hours ago it was. An answer without an address came by the link that the public page shows to everybody.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from postincident.demo import hours_ago, moment

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Said:
    """One line of a list: `row` holds its columns."""

    row: dict[str, str]
    at: datetime

    @property
    def number(self) -> int:
        return int(self.row["incident"])

    @property
    def themes(self) -> list[str]:
        return self.row["themes"].split()


def read(name: str) -> Iterator[Said]:
    with (HERE / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            clock = row["clock"]
            at = moment(int(row["days_ago"]), clock) if row["days_ago"] else hours_ago(float(clock.split()[0]))
            yield Said(row, at)
