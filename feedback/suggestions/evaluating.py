"""How right suggestions are on texts that a person labelled: a table with the columns `text` and `labels` (slugs, separated by `;`)."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from feedback.suggestions.reading import Rules
from feedback.suggestions.signs import Index
from feedback.suggestions.suggesting import seen, suggest
from feedback.suggestions.tokens import tokens

TRUST = 4  # a sign keeps what the rules say of it until it was seen more often than this


class LabelsError(ValueError):
    """A sentence for whoever made the file."""


@dataclass(frozen=True)
class Labelled:
    text: str
    labels: frozenset[str]


@dataclass(frozen=True)
class Score:
    theme: str
    right: int
    shown: int
    support: int  # texts that have the label

    @property
    def precision(self) -> float | None:
        return self.right / self.shown if self.shown else None

    @property
    def recall(self) -> float | None:
        return self.right / self.support if self.support else None

    @property
    def f1(self) -> float | None:
        return 2 * self.right / (self.shown + self.support) if self.shown + self.support else None


@dataclass(frozen=True)
class Evaluation:
    themes: list[Score]
    texts: int
    labelled: int  # texts with any label
    covered: int  # of these, how many were shown a theme, right or wrong
    quiet: int  # of the texts without a label, how many were shown none

    @property
    def whole(self) -> Score:
        """Every theme shown counts once."""
        return Score(
            "",
            sum(score.right for score in self.themes),
            sum(score.shown for score in self.themes),
            sum(score.support for score in self.themes),
        )


def read_labelled(path: Path) -> list[Labelled]:
    """Raises LabelsError, or OSError where it cannot be read."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            rows = csv.DictReader(file)
            if missing := {"text", "labels"} - set(rows.fieldnames or ()):
                raise LabelsError(f"{path} has no column {' and no column '.join(sorted(missing))}.")
            return [Labelled(row["text"] or "", _labels(row["labels"])) for row in rows]
    except (UnicodeDecodeError, csv.Error) as error:
        raise LabelsError(f"{path} is no table in UTF-8: {error}.") from error


def _labels(cell: str | None) -> frozenset[str]:
    return frozenset(label for one in (cell or "").split(";") if (label := one.strip()))


def evaluate(texts: Sequence[Labelled], rules: Rules) -> Evaluation:
    right, shown, support = Counter[str](), Counter[str](), Counter[str]()
    covered = quiet = 0
    for one in texts:
        found = {suggestion.theme for suggestion in suggest(one.text, rules)}
        support.update(one.labels)
        shown.update(found)
        right.update(found & one.labels)
        covered += bool(one.labels and found)
        quiet += not one.labels and not found
    themes = sorted(rules.themes | set(support))
    scores = [Score(theme, right[theme], shown[theme], support[theme]) for theme in themes]
    return Evaluation(scores, len(texts), sum(bool(one.labels) for one in texts), covered, quiet)


def trained(rules: Rules, texts: Iterable[Labelled]) -> Rules:
    """The same signs, each as sure as it was right on these texts; one that was seen seldom stays near what the rules say."""
    hits, right = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for one in texts:
        for theme, said in {(found.sign.theme, found.sign.said) for found in seen(tokens(one.text), rules)}:
            hits[theme, said] += 1
            right[theme, said] += theme in one.labels

    def weighed(theme: str, said: str, weight: float) -> float:
        return (right[theme, said] + TRUST * weight) / (hits[theme, said] + TRUST)

    def again(index: Index) -> Index:
        return Index(
            replace(sign, weight=weighed(sign.theme, sign.said, sign.weight)) if sign.weight else sign
            for sign in index.signs
        )

    return replace(rules, indexes=tuple(map(again, rules.indexes)))


def table(evaluation: Evaluation) -> Iterator[str]:
    """Lines to print."""
    yield f"{'theme':22}{'precision':>10}{'recall':>8}{'F1':>7}{'shown':>7}{'support':>9}"
    for score in [*evaluation.themes, replace(evaluation.whole, theme="all")]:
        figures = f"{_said(score.precision):>10}{_said(score.recall):>8}{_said(score.f1):>7}"
        yield f"{score.theme:22}{figures}{score.shown:>7}{score.support:>9}"
    unlabelled = evaluation.texts - evaluation.labelled
    yield (
        f"coverage: {evaluation.covered} of {evaluation.labelled} texts with a label are shown a theme"
        f"{_share(evaluation.covered, evaluation.labelled)}; "
        f"{evaluation.quiet} of {unlabelled} without one are left alone{_share(evaluation.quiet, unlabelled)}"
    )


def _said(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _share(part: int, whole: int) -> str:
    return f" ({part / whole:.0%})" if whole else ""
