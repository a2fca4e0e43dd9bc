"""python -m measure [--tune] [--misses] [--check NAME] [--drawn FILE] [DATA]

Prints recall and false alarms on the labelled cases, how many real updates get findings, what labellers said of them, and how right the
suggested themes are.
--tune      never opens the unseen half of the cases or of the feedback, nor looks at the half of the updates that is reported
--misses    also prints each case that was missed or falsely alarmed, and each finding on an update, of the tune half
--check     only this check's cases and findings
--drawn     writes the findings drawn for labelling into FILE
DATA        a folder with updates (and labels/) other than those in tests/checks
"""

from __future__ import annotations

import argparse
from pathlib import Path

from django.conf import settings

from communications.checks import CHECKS, run
from measure import cases, labels, updates
from measure.cases import TUNE, UNSEEN, Judged
from measure.themes import print_themes

ABSENCE = ("no_acknowledgement", "no_thanks")
PRESENT = ("plain_language", "tone", "commitments")  # judge words that are there
AIM = {"disclosure": 0.9, "consistency": 0.85}
LEAST, EACH, ALARMS, BLOCKED, ADVISED = 0.8, 0.75, 0.05, 0.02, 0.15


def main() -> None:
    settings.configure(USE_I18N=False)  # sentences as they are written; no database
    arguments = read_arguments()
    halves = (TUNE,) if arguments.tune else (TUNE, UNSEEN)
    checks = [arguments.check] if arguments.check else list(CHECKS)
    print_cases({half: _judged(half, checks) for half in halves}, arguments.misses)
    found = print_updates(arguments, checks)
    drawn = labels.draw(found)
    if arguments.drawn:
        labels.write(drawn, arguments.drawn)
        print(f"\n{len(drawn)} findings to label in {arguments.drawn}")
    print_labels(drawn, (arguments.data or labels.LABELS.parent) / "labels")
    if not arguments.check:
        print_themes(arguments.tune)


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m measure", description="How good the checks are.")
    parser.add_argument("data", nargs="?", type=Path, metavar="DATA")
    parser.add_argument("--tune", action="store_true")
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--check", choices=list(CHECKS), default="")
    parser.add_argument("--drawn", type=Path)
    arguments = parser.parse_args()
    if arguments.data and not arguments.data.is_dir():
        parser.error(f"{arguments.data} is not a folder")
    if arguments.data and not any(arguments.data.glob("*.jsonl")):
        parser.error(
            f"{arguments.data} holds no JSON lines; scripts/collect_updates.py makes them from published pages"
        )
    return arguments


def _judged(half: str, checks: list[str]) -> list[Judged]:
    return [cases.judge(case) for check in checks for case in cases.read_cases(half, check)]


def print_cases(halves: dict[str, list[Judged]], with_misses: bool) -> None:
    print("Cases: recall, and false alarms on the matched clean texts")
    groups = {half: cases.by_category(judged) for half, judged in halves.items()}
    names = sorted(
        {name for group in groups.values() for name in group}, key=lambda name: (list(CHECKS).index(name[0]), name)
    )
    print(_row("", *(cell for half in halves for cell in (f"{half}: n", "recall", "alarms"))))
    for check in dict.fromkeys(name[0] for name in names):
        for category in (name for name in names if name[0] == check):
            print(_row(f"  {category[1]}", *_cells([group.get(category, []) for group in groups.values()], EACH, 1)))
        whole = [[one for one in judged if one.case.check == check] for judged in halves.values()]
        print(_row(check, *_cells(whole, AIM.get(check, LEAST), ALARMS)))
    if with_misses:
        for one in halves[TUNE]:
            _print_misses(one)


def _row(name: str, *cells: str) -> str:
    return "".join([f"{name:24}", *(f"{cell:>12}" for cell in cells)])


def _cells(halves: list[list[Judged]], least: float, most: float) -> list[str]:
    cells = []
    for judged in halves:
        score = cases.score(judged)
        cells.append(str(score.cases))
        cells.append(f"{score.recall:.2f}" + ("" if score.recall >= least else " !"))
        cells.append(f"{score.alarms:.2f}" + ("" if score.alarms < most else " !"))
    return cells


def _print_misses(one: Judged) -> None:
    if not one.found:
        print(f"\nMISSED {one.case.id} {list(one.case.spans)}\n  {one.case.text!r}")
        print(f"  found instead: {[(finding.rule, finding.text) for finding in one.findings]}")
    for alarm in one.alarms:
        print(f"\nALARM {one.case.id} {alarm.rule} {alarm.text!r}: {alarm.message}\n  {one.case.clean!r}")


def print_updates(arguments: argparse.Namespace, checks: list[str]) -> list[labels.Found]:
    """The findings on the half that is reported (on the tune half where the other stays shut), of words that are there."""
    reported: list[labels.Found] = []
    sources = updates.read_sources(arguments.data or updates.UPDATES)
    for for_tuning in (True,) if arguments.tune else (True, False):
        print(f"\nReal updates, {'tune' if for_tuning else 'reported'} half: share of texts with a finding")
        print(_row("", "texts", "blocking", "advice", *checks))
        texts = 0
        found: list[labels.Found] = []
        for source in sources:
            half = [update for update in source.updates if update.for_tuning == for_tuning]
            own = [labels.Found(update, one) for update in half for one in run(update.text, source.context, checks)]
            print(_row(source.name, *_shares(own, len(half), checks)))
            if source.context.outside:
                texts, found = texts + len(half), [*found, *own]
        print(_row("all for outside", *_shares(found, texts, checks)))
        counted = [one for one in found if _counts(one)]
        if arguments.misses and for_tuning:
            for one in counted:
                print(
                    f"  {one.finding.check} {one.finding.rule} {one.finding.text!r} → {one.finding.suggestion!r} in {one.update.text[:300]!r}"
                )
        reported = counted
    return reported


def _counts(one: labels.Found) -> bool:
    return one.finding.check in PRESENT and one.finding.rule not in ABSENCE


def _shares(found: list[labels.Found], texts: int, checks: list[str]) -> list[str]:
    def share(chosen: list[labels.Found]) -> float:
        return len({(one.update.set, one.update.incident, one.update.text) for one in chosen}) / max(texts, 1)

    blocking = share([one for one in found if _counts(one) and one.finding.severity == "blocking"])
    advice = share([one for one in found if _counts(one) and one.finding.severity == "advice"])
    return [
        str(texts),
        f"{blocking:.1%}" + ("" if blocking < BLOCKED else " !"),
        f"{advice:.1%}" + ("" if advice < ADVISED else " !"),
        *(f"{share([one for one in found if one.finding.check == check]):.1%}" for check in checks),
    ]


def print_labels(drawn: list[labels.Found], folder: Path) -> None:
    said = labels.read_labels(folder)
    agreement = labels.compare(said, drawn)
    if not agreement.labelled:
        print(f"\nNo finding of the {len(drawn)} drawn is labelled by everybody who labels.")
        return
    print(f"\n{agreement.labelled} of {len(drawn)} findings drawn are labelled by {' and '.join(said)}")
    for name, precision in agreement.precision.items():
        print(f"  precision by {name}: {precision:.2f}" + ("" if precision >= LEAST else " !"))
    print(f"  they agree on {agreement.raw:.2f} of them, Cohen's kappa {agreement.kappa:.2f}")


if __name__ == "__main__":
    main()
