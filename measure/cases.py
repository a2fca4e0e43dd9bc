"""Labelled cases: how many faults are found, how many clean texts are called faulty. tests/checks/cases/README.md has the format."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from communications.checks import run
from communications.checks.context import Context, read_context
from communications.checks.finding import Finding

CASES = Path(__file__).resolve().parent.parent / "tests" / "checks" / "cases"
_OF_ANY_RULE = ("link_target", "image_address")  # these name a place, not a rule
TUNE, UNSEEN = "tune", "unseen"


@dataclass(frozen=True)
class Case:
    check: str
    category: str
    id: str
    text: str
    spans: tuple[str, ...]
    clean: str
    context: Context
    rules: tuple[str, ...]  # empty: any rule of the check

    @classmethod
    def of(cls, check: str, category: str, row: dict[str, Any]) -> Case:
        rules = tuple(row.get("rules", ())) or (() if category in _OF_ANY_RULE else (category,))
        context = read_context(row.get("context", {}))
        return cls(check, category, row["id"], row["text"], tuple(row["spans"]), row["clean"], context, rules)

    def places(self) -> list[tuple[int, int]]:
        """Where the faulty words stand, each time they do."""
        return [place for span in self.spans for place in _all_of(self.text, span)]


@dataclass(frozen=True)
class Judged:
    case: Case
    found: bool
    findings: tuple[Finding, ...]  # in the faulty text
    alarms: tuple[Finding, ...]  # in the clean one


@dataclass(frozen=True)
class Score:
    """Shares of `cases`."""

    cases: int
    recall: float
    alarms: float


def read_cases(half: str, check: str = "", folder: Path = CASES) -> Iterator[Case]:
    """Opens the files of this half only."""
    for path in sorted((folder / half).glob(f"{check or '*'}/*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield Case.of(path.parent.name, path.stem, json.loads(line))


def judge(case: Case) -> Judged:
    findings = run(case.text, case.context, only=(case.check,))
    alarms = run(case.clean, case.context, only=(case.check,))
    return Judged(case, is_found(case, findings), tuple(findings), tuple(alarms))


def is_found(case: Case, findings: list[Finding]) -> bool:
    """A finding of the category (or of the rules that may answer) overlaps what is faulty, or stands anywhere where nothing
    does."""
    right = [one for one in findings if not case.rules or one.rule in case.rules]
    if not case.spans:
        return bool(right)
    return any(one.start < end and start < one.end for one in right for start, end in case.places())


def score(judged: list[Judged]) -> Score:
    if not judged:
        return Score(0, 0.0, 0.0)
    found, alarmed = sum(one.found for one in judged), sum(bool(one.alarms) for one in judged)
    return Score(len(judged), found / len(judged), alarmed / len(judged))


def by_category(judged: list[Judged]) -> dict[tuple[str, str], list[Judged]]:
    groups: dict[tuple[str, str], list[Judged]] = {}
    for one in judged:
        groups.setdefault((one.case.check, one.case.category), []).append(one)
    return groups


def _all_of(text: str, span: str) -> Iterator[tuple[int, int]]:
    at = text.find(span)
    while at >= 0 and span:
        yield at, at + len(span)
        at = text.find(span, at + 1)
