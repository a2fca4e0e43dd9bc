"""What two independent labellings say of findings: which are right, and how far they agree.

`labels/<labeller>.jsonl` holds one finding a line: `text` (the key of its text), `check`, `rule`, `start`, `end`, `right`
(true or false) and, if they like, `why`.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from communications.checks.finding import Finding
from measure.updates import Update, text_key

LABELS = Path(__file__).resolve().parent.parent / "tests" / "checks" / "labels"
SEED = 20261125
DRAWN = 150

Place = tuple[str, str, str, int, int]


@dataclass(frozen=True)
class Found:
    """A finding in an update."""

    update: Update
    finding: Finding

    @property
    def place(self) -> Place:
        one = self.finding
        return text_key(self.update.text), one.check, one.rule, one.start, one.end


@dataclass(frozen=True)
class Agreement:
    labelled: int  # findings that both labelled
    precision: dict[str, float]  # by labeller
    raw: float
    kappa: float


def draw(found: Iterable[Found], seed: int = SEED, count: int = DRAWN) -> list[Found]:
    """The same ones for the same findings; all, if there are fewer. The same words in the same place are drawn once."""
    once = {one.place: one for one in found}
    places = sorted(once)
    chosen = places if len(places) <= count else random.Random(seed).sample(places, count)  # noqa: S311
    return [once[place] for place in chosen]


def write(drawn: list[Found], path: Path) -> None:
    rows = (
        {
            "text": one.place[0],
            "check": one.finding.check,
            "rule": one.finding.rule,
            "start": one.finding.start,
            "end": one.finding.end,
            "marked": one.finding.text,
            "message": one.finding.message,
            "suggestion": one.finding.suggestion,
            "whole": one.update.text,
            "right": None,
        }
        for one in drawn
    )
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def read_labels(folder: Path = LABELS) -> dict[str, dict[Place, bool]]:
    labels: dict[str, dict[Place, bool]] = {}
    for path in sorted(folder.glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        labels[path.stem] = {
            (row["text"], row["check"], row["rule"], row["start"], row["end"]): row["right"]
            for row in rows
            if row["right"] is not None
        }
    return labels


def compare(labels: dict[str, dict[Place, bool]], drawn: Iterable[Found]) -> Agreement:
    """Of the findings drawn that every labeller judged. Kappa is Cohen's, of the first two."""
    judges = list(labels.values())
    both = [one.place for one in drawn if judges and all(one.place in said for said in judges)]
    if not both:
        return Agreement(0, {}, 0.0, 0.0)
    precision = {name: sum(said[place] for place in both) / len(both) for name, said in labels.items()}
    if len(judges) < 2:
        return Agreement(len(both), precision, 1.0, 1.0)
    first, second = judges[0], judges[1]
    raw = sum(first[place] == second[place] for place in both) / len(both)
    a, b = list(precision.values())[:2]
    chance = a * b + (1 - a) * (1 - b)
    return Agreement(len(both), precision, raw, 1.0 if chance == 1 else (raw - chance) / (1 - chance))
