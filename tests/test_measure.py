import json
import subprocess
import sys
from pathlib import Path

import pytest

from communications.checks.context import Context
from communications.checks.finding import Finding
from measure import cases, labels, updates

ROOT = Path(__file__).resolve().parent.parent


def case(**fields):
    row = {"id": "x-1", "text": "It is bad. It is good.", "spans": ["bad"], "clean": "It is good."} | fields
    return cases.Case.of("tone", "blame", row)


def finding(start, end, rule="blame", check="tone", source="It is bad. It is good."):
    return Finding(check, rule, "advice", start, end, source[start:end], "It is.")


def test_a_fault_is_found_where_it_stands_by_a_rule_that_may():
    assert cases.is_found(case(), [finding(0, 7)])
    assert not cases.is_found(case(), [finding(10, 22)])
    assert not cases.is_found(case(), [finding(6, 9, rule="hedging")])
    assert cases.is_found(case(rules=["hedging"]), [finding(6, 9, rule="hedging")])
    assert not cases.is_found(case(rules=[]), [finding(6, 9, rule="marketing")])
    somewhere = cases.Case.of(
        "disclosure", "link_target", {"id": "x", "text": "a bad b", "spans": ["bad"], "clean": ""}
    )
    assert cases.is_found(somewhere, [finding(2, 5, rule="host_name", check="disclosure", source="a bad b")])


def test_an_absence_is_found_anywhere():
    assert cases.is_found(case(spans=[]), [finding(0, 0)])
    assert not cases.is_found(case(spans=[]), [])


def test_cases_of_one_half_are_read_without_the_other(tmp_path):
    for half in ("tune", "unseen"):
        (tmp_path / half / "tone").mkdir(parents=True)
    row = {"id": "blame-1", "text": "a b", "spans": ["a"], "clean": "b", "context": {"outside": False}}
    (tmp_path / "tune/tone/blame.jsonl").write_text(json.dumps(row))
    (tmp_path / "unseen/tone/blame.jsonl").write_text("nobody can read this")
    (read,) = cases.read_cases("tune", folder=tmp_path)
    assert (read.check, read.category, read.context.outside) == ("tone", "blame", False)
    with pytest.raises(ValueError):
        list(cases.read_cases("unseen", folder=tmp_path))


def test_each_file_of_updates_is_a_set(tmp_path):
    (tmp_path / "lines.jsonl").write_text(
        '{"incident": "1", "text": "It broke.", "services": ["Shop", "shop.example"]}\n'
    )
    (tmp_path / "others.jsonl").write_text('{"incident": "1", "text": "It broke."}\n')
    (tmp_path / "sets.json").write_text('{"others": {"outside": false, "services": ["Till"]}}')
    lines, others = updates.read_sources(tmp_path)
    assert lines.updates == (updates.Update("lines", "1", "It broke.", ("Shop", "shop.example")),)
    assert (lines.context.outside, lines.context.public_domains) == (True, ("shop.example",))
    assert (others.context.outside, [one.public for one in others.context.services]) == (False, ["Till"])


def test_all_updates_of_an_incident_are_in_one_half():
    of_incident = {}
    for update in updates.read_updates(updates.UPDATES):
        of_incident.setdefault((update.set, update.incident), set()).add(update.for_tuning)
    assert all(len(halves) == 1 for halves in of_incident.values())
    tuning = sum(halves == {True} for halves in of_incident.values())
    assert 0.4 < tuning / len(of_incident) < 0.6


def test_findings_drawn_are_the_same_each_time_and_all_where_few():
    found = [labels.Found(updates.Update("s", str(n), f"text {n}"), finding(0, n)) for n in range(1, 21)]
    assert labels.draw(found, count=5) == labels.draw(list(reversed(found)), count=5)
    assert len(labels.draw(found, count=5)) == 5
    assert len(labels.draw([*found, *found], count=150)) == 20


def test_agreement_is_of_what_both_labelled(tmp_path):
    found = [labels.Found(updates.Update("s", "1", f"text {n}"), finding(0, 1)) for n in range(5)]
    labels.write(found, tmp_path / "a.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text().splitlines()]
    for name, said in (("a", [True, True, False, True, None]), ("b", [True, True, False, False, True])):
        lines = (json.dumps(row | {"right": right}) for row, right in zip(rows, said, strict=True))
        (tmp_path / f"{name}.jsonl").write_text("\n".join(lines))
    agreement = labels.compare(labels.read_labels(tmp_path), found)
    assert agreement.labelled == 4
    assert agreement.precision == {"a": 0.75, "b": 0.5}
    assert agreement.raw == 0.75
    assert agreement.kappa == pytest.approx(0.5)


def test_nobody_labelled_nothing_is_said():
    assert labels.compare({}, []).labelled == 0


def test_the_figures_are_printed_without_the_unseen_half(tmp_path):
    (tmp_path / "one.jsonl").write_text('{"incident": "1", "text": "It broke."}\n')
    command = [sys.executable, "-m", "measure", "--tune", "--drawn", str(tmp_path / "drawn.txt"), str(tmp_path)]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert "tune: n" in printed and "unseen" not in printed and "reported half" not in printed
    assert (tmp_path / "drawn.txt").exists()


def test_a_context_knows_the_services_of_its_set():
    ours = {source.name: source.context for source in updates.read_sources(updates.UPDATES)}
    assert ours["dfds"] == Context(outside=False, level="technical", kind="update")
    assert "ci.jenkins.io" in {service.public for service in ours["jenkins"].services}
