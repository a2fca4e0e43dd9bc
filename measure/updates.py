"""Updates that were really published, from a folder of JSON lines such as tests/checks/updates; scripts/collect_updates.py makes them.

Two halves, split by incident: checks may be tuned on the one and are reported on the other.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communications.checks.context import Context, Service

UPDATES = Path(__file__).resolve().parent.parent / "tests" / "checks" / "updates"


@dataclass(frozen=True)
class Update:
    set: str
    incident: str
    text: str
    services: tuple[str, ...] = ()

    @property
    def for_tuning(self) -> bool:
        return hashlib.sha256(f"{self.set}/{self.incident}".encode()).digest()[0] % 2 == 0

    @property
    def key(self) -> str:
        return text_key(self.text)


@dataclass(frozen=True)
class Source:
    """A set and what a Context knows of it."""

    name: str
    updates: tuple[Update, ...]
    context: Context


def text_key(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def read_sources(folder: Path) -> list[Source]:
    """`sets.json` says what is special about a set."""
    special = json.loads(path.read_text()) if (path := folder / "sets.json").exists() else {}
    sets: dict[str, list[Update]] = {}
    for update in read_updates(folder):
        sets.setdefault(update.set, []).append(update)
    return [Source(name, tuple(updates), _context(updates, special.get(name, {}))) for name, updates in sets.items()]


def _context(updates: list[Update], special: dict[str, Any]) -> Context:
    names = sorted({name for update in updates for name in update.services} | set(special.get("services", ())))
    return Context(
        level=special.get("level", "plain"),
        outside=special.get("outside", True),
        kind="update",
        services=tuple(Service(name, name) for name in names),
        public_domains=tuple(
            special.get("public_domains", [name for name in names if "." in name and " " not in name])
        ),
    )


def read_updates(folder: Path) -> Iterator[Update]:
    """Each file of JSON lines is a set."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield Update(path.stem, row["incident"], row["text"], tuple(row.get("services", ())))
