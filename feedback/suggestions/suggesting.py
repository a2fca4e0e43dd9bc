from __future__ import annotations

from dataclasses import dataclass

from feedback.suggestions.reading import Rules, shipped_rules
from feedback.suggestions.signs import EVERY, Sign
from feedback.suggestions.tokens import END, PAUSE, places, tokens

MOST = 20_000  # characters that are read of one text
ENOUGH = 500  # signs that are looked at: nobody writes so many, but for mischief


@dataclass(frozen=True)
class Suggestion:
    """A theme, and what decided: the words from `start` to `end`; where several did, `marks` has each."""

    theme: str
    start: int
    end: int
    words: str
    score: float
    marks: tuple[tuple[int, int], ...]
    signs: tuple[str, ...]  # as they stand in the rules


@dataclass(frozen=True, slots=True)
class Seen:
    sign: Sign
    first: int  # numbers of tokens
    last: int


def suggest(text: str, rules: Rules | None = None) -> list[Suggestion]:
    """The themes that a text speaks of, the surest first; none where nothing is sure enough."""
    rules = rules or shipped_rules()
    text = text[:MOST]
    found = seen(tokens(text), rules)
    if not found:
        return []
    by_theme: dict[str, list[Seen]] = {}
    for one in found:
        by_theme.setdefault(one.sign.theme, []).append(one)
    scored = [(_score(some), theme, some) for theme, some in by_theme.items()]
    shown = [row for row in scored if row[0] >= rules.threshold]
    if not shown:
        return []
    where = places(text)
    return [_suggestion(text, where, *row) for row in sorted(shown, key=lambda row: (-row[0], row[1]))]


def seen(read: list[str], rules: Rules) -> list[Seen]:
    """Every sign in the text that is neither negated nor silenced."""
    found, silent = [], []
    for index in rules.indexes:
        for sign, first, last in index.find(read):
            if sign.weight == 0:
                silent.append(Seen(sign, first, last))
            elif not (sign.negatable and _negated(read, first, rules)):
                found.append(Seen(sign, first, last))
                if len(found) == ENOUGH:
                    break
    return [one for one in found if not _silenced(one, silent, read)] if silent else found


def _negated(read: list[str], at: int, rules: Rules) -> bool:
    """A "not" shortly before, in the same clause."""
    for place in range(at - 1, max(at - 1 - rules.reach, -1), -1):
        token = read[place]
        if token in (END, PAUSE) or token in rules.stops:
            return False
        if token in rules.negators and read[place + 1] not in rules.not_negators:
            return True
    return False


def _silenced(one: Seen, silent: list[Seen], read: list[str]) -> bool:
    return any(
        exception.sign.theme in (EVERY, one.sign.theme)
        and END not in read[min(one.first, exception.first) : max(one.first, exception.first)]
        for exception in silent
    )


def _score(some: list[Seen]) -> float:
    """Each place leaves less doubt: two hints say as much as a sure sign, unless they share a word."""
    doubt = 1.0
    counted: dict[str, Seen] = {}
    for one in sorted(some, key=lambda one: -one.sign.weight):
        if one.sign.said not in counted and all(
            one.last <= other.first or other.last <= one.first for other in counted.values()
        ):
            counted[one.sign.said] = one
            doubt *= 1 - one.sign.weight
    return 1 - doubt


def _suggestion(text: str, where: list[tuple[int, int]], score: float, theme: str, some: list[Seen]) -> Suggestion:
    spans = sorted({(where[one.first][0], where[one.last - 1][1]) for one in some})
    marks: list[tuple[int, int]] = []
    for start, end in spans:
        if marks and start <= marks[-1][1]:
            marks[-1] = (marks[-1][0], max(end, marks[-1][1]))
        else:
            marks.append((start, end))
    words = " … ".join(" ".join(text[start:end].split()) for start, end in marks)
    signs = tuple(dict.fromkeys(one.sign.said for one in some))
    return Suggestion(theme, marks[0][0], marks[0][1], words, round(score, 2), tuple(marks), signs)
