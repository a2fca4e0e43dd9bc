"""How a check does on the half of the cases that may be read."""

import json

from communications.checks import run
from communications.checks.context import read_context
from tests.processes import ROOT

FOLDER = ROOT / "tests/checks/cases/tune"


def cases_of(check):
    for file in sorted((FOLDER / check).glob("*.jsonl")):
        for line in file.read_text().splitlines():
            case = json.loads(line)
            yield file.stem, {"rules": [file.stem], **case}, read_context(case["context"])


def missed_and_false(check):
    """category → ids of missed cases; and ids of clean texts in which something was found."""
    missed, false = {}, []
    for category, case, context in cases_of(check):
        missed.setdefault(category, [])
        if not any(_answers(case, finding) for finding in run(case["text"], context, [check])):
            missed[category].append(case["id"])
        if run(case["clean"], context, [check]):
            false.append(case["id"])
    return missed, false


def assert_it_reaches(check, recall, category_recall=0.75, false_alarms=0.05):
    missed, false = missed_and_false(check)
    sizes = {}
    for category, _case, _context in cases_of(check):
        sizes[category] = sizes.get(category, 0) + 1
    for category, ids in missed.items():
        assert 1 - len(ids) / sizes[category] >= category_recall, ids
    total = sum(sizes.values())
    assert 1 - sum(map(len, missed.values())) / total >= recall, missed
    assert len(false) / total < false_alarms, false


def _answers(case, finding):
    if case["rules"] and finding.rule not in case["rules"]:
        return False
    places = [(case["text"].index(span), len(span)) for span in case["spans"]]
    return not places or any(finding.start < at + size and at < finding.end for at, size in places)
