"""What is promised for ever, for "soon", or without an end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, pairwise

from django.utils.translation import gettext as _

from communications.checks.commitments import lasting, past, when
from communications.checks.commitments.said import Said, Sentence
from communications.checks.finding import Mark
from communications.checks.words import evermore, forever, soon, trouble, unbounded, undated, vouched
from communications.checks.words.families import first

_AROUND = 300  # how far a clause is looked at, so that one endless sentence costs no more than many
_NEVER_AGAIN = forever.NEVER_AGAIN | evermore.EVERMORE | vouched.VOUCHED
_SOON = soon.SOON | undated.UNDATED | undated.LATER
_MOST = 8  # places looked at in a sentence


def check(said: Said, *, lasts: bool = False) -> Iterator[Mark]:
    yield from _never_again(said, lasts=lasts)
    yield from _soon(said, lasts=lasts)
    if said.steps:
        yield from _not_bounded(said)


def _never_again(said: Said, *, lasts: bool) -> Iterator[Mark]:
    for sentence, found in _for_ever(said):
        if not (
            sentence.prose.endswith("?")
            or said.is_quoted(sentence, found)
            or (evermore.AIMS.match(found[0]) and evermore.AIM.search(sentence.prose, 0, found.start()))
            or _is_waited_for(sentence.prose, found)
            or trouble.NO_PROMISE.search(sentence.prose, sentence.vocabulary)
            or (lasts and not lasting.is_for_ever(found[0]))
        ):
            told = _(
                "“%(words)s” promises what nobody can know, and the next incident will disprove it. Say what was changed "
                "and what that makes less likely."
            )
            yield _mark("never_again", sentence, found, told % {"words": short(found[0])})


def _for_ever(said: Said) -> Iterator[tuple[Sentence, re.Match[str]]]:
    answered = set()
    for at in said.holding_any(forever.ASKS.intersection(said.words)):
        if 0 <= at < len(said.text.sentences) - 1 and said.sentence(at).prose.endswith("?"):
            answer = said.sentence(at + 1)
            if found := forever.ANSWERS.match(answer.prose):
                answered.add(answer.start)
                yield answer, found
    for sentence, patterns in said.among(_NEVER_AGAIN):
        if sentence.start not in answered and (found := first(patterns, sentence.prose)):
            yield sentence, found


def _is_waited_for(prose: str, found: re.Match[str]) -> bool:
    """ "until the outage is over" """
    return not evermore.WILL.search(found[0]) and evermore.UNTIL.search(prose, 0, found.start()) is not None


def _soon(said: Said, *, lasts: bool) -> Iterator[Mark]:
    waited = lasting.Waited(said)
    for sentence, patterns in said.among(_SOON):
        for pattern in patterns:
            only_to_come = pattern in undated.LATER.patterns
            for found in islice(pattern.finditer(sentence.prose), _MOST):
                if (
                    not said.is_quoted(sentence, found)
                    and _is_open(*_around(sentence.prose, found), only_to_come)
                    and not _names_next_news(said)
                    and not (undated.NO_DATE.search(sentence.prose) and _is_over(said, sentence))
                    and not (undated.NONE_YET.search(found[0]) and undated.WHERE_TO_FOLLOW.search(said.text.source))
                    and not _is_only_if_it_fails(said, sentence)
                    and not _is_of_now(said, sentence, found)
                    and not _is_told_before(said, sentence)
                    and (not lasts or waited.leaves(sentence, found))
                ):
                    told = _(
                        "“%(words)s” leaves readers waiting without a day. Name the day, or the day by which you will say more."
                    )
                    yield _mark("soon", sentence, found, told % {"words": short(found[0])})


def _is_over(said: Said, sentence: Sentence) -> bool:
    """Whether the text begins by telling that all is done."""
    begins = said.sentence(0)
    return begins.start < sentence.start and undated.OVER.search(begins.prose) is not None


def _is_of_now(said: Said, sentence: Sentence, found: re.Match[str]) -> bool:
    """Whether it is work that begins now, with news promised at its end, or work of which the day stands elsewhere."""
    if undated.BEGINS.match(sentence.prose, sentence.prose.find("about", found.start())):
        at = next(iter(said.numbers([sentence.start])))
        near = [sentence, *(said.sentence(one) for one in (at + 1,) if one < len(said.text.sentences))]
        if any(undated.TELLS_WHEN_DONE.search(one.prose) for one in near):
            return True
    if not undated.UPCOMING.search(found[0]):
        return False
    return any(
        one.start != sentence.start and undated.SCHEDULED.search(one.prose) and when.is_due(one.prose)
        for one in map(said.sentence, sorted(said.holding_any(undated.SCHEDULES)))
    )


def _is_told_before(said: Said, sentence: Sentence) -> bool:
    """Whether it is of an earlier post, or an entry of a log that went on since."""
    source = said.text.source
    if not said.words.keys().isdisjoint(undated.HISTORY_WORDS) and undated.HISTORY.search(source, 0, sentence.start):
        return True
    end = sentence.start + len(sentence.prose)
    last, overtaken = _entries(source)
    if last >= end or overtaken <= end:
        return True
    line = source.rfind("\n", max(0, sentence.start - _AROUND), sentence.start) + 1
    if not undated.ENTRY.match(source, line):
        return False
    entries = [one.start() for one in undated.ENTRY.finditer(source)]
    return len(entries) > 2 and entries[0] < line < entries[-1]


@lru_cache(maxsize=4)  # asked for each promise
def _entries(source: str) -> tuple[int, int]:
    """Where the last entry begins, and where one stands below the news that all is well: the newest stands first."""
    last = max((one.start() for one in undated.NEXT_ENTRY.finditer(source)), default=-1)
    states = list(undated.STATE.finditer(source))
    overtaken = (below.end() for above, below in pairwise(states) if above["state"].lower() in undated.DONE)
    return last, next(overtaken, len(source) + 1)


def _is_only_if_it_fails(said: Said, sentence: Sentence) -> bool:
    """Whether it is an item of a list of what is done should it fail."""
    at = next(iter(said.numbers([sentence.start])))
    for before in range(at, max(0, at - _MOST), -1):
        if not _is_item(said.text.source, said.sentence(before).start):
            return False
        if undated.LEADS.search(lead := said.sentence(before - 1).prose):
            return undated.IF_IT_FAILS.search(lead) is not None
    return False


def _is_item(source: str, start: int) -> bool:
    begins = source.rfind("\n", max(0, start - _AROUND), start) + 1
    return (begins > 0 or start < _AROUND) and undated.ITEM.match(source, begins, start + 1) is not None


def _names_next_news(said: Said) -> bool:
    """Whether the text says when its readers will hear more: "Next update at 15:30 UTC"."""
    return any(
        undated.NEXT_NEWS.search(sentence.prose)
        and not soon.PAST.search(sentence.prose)
        and (when.is_due(sentence.prose) or when.recurs(sentence.prose))
        for sentence in map(said.sentence, sorted(said.holding_any(undated.NEWS_WORDS)))
    )


def _not_bounded(said: Said) -> Iterator[Mark]:
    seen = set()
    for families, by_rhythm in ((unbounded.OPEN_ENDED, False), (unbounded.UNBOUNDED, True)):
        for sentence, patterns in said.among(families, said.steps):
            if sentence.start in seen or sentence.prose.endswith((":", "?")):
                continue
            found = first(patterns, sentence.prose)
            if (
                found
                and not said.is_quoted(sentence, found)
                and not when.is_bounded(sentence.prose, by_rhythm=by_rhythm)
            ):
                seen.add(sentence.start)
                told = _(
                    "“%(words)s” has no end and no measure, so nobody can tell when it is done. Say until when, how often, "
                    "or what result ends it."
                )
                yield _mark("not_bounded", sentence, found, told % {"words": short(found[0])})


def _around(prose: str, found: re.Match[str]) -> tuple[str, str, str]:
    """What stands before and after it, and the words themselves."""
    before = prose[max(0, found.start() - _AROUND) : found.start()]
    return before, found[0], prose[found.end() : found.end() + _AROUND]


def _is_open(before: str, said: str, after: str, only_to_come: bool) -> bool:
    """Whether it is our promise, of something to come, and no day is named for it."""
    asked = soon.ASKED.search(before + said)
    if asked and asked.start() < len(before):
        return False
    if before.rstrip().endswith(":"):  # "Android: shortly", whatever is told of others
        return not when.is_said(after[:40])
    starts = [one.end() for one in soon.CLAUSE.finditer(before)]
    start = starts[-1] if starts else 0
    following = soon.CLAUSE.search(after)
    end = following.start() if following else len(after)
    clause = f"{before[start:]} {after[:end]}"
    whole = f"{before[start:]}{said}{after[:end]}"
    if said.endswith(("immediately", "instantly")) and undated.UPON.search(f"{before}{after}"):
        return False
    if _is_told_of(before, said):
        return False
    if undated.EXPECTED.search(whole) or undated.THEIRS.search(before + said):
        return False
    if (
        undated.BY_ITSELF.search(whole)
        or undated.FELT.search(whole)
        or (undated.FAILS.search(whole) and not undated.IS_READERS.search(before))
        or undated.IF_IT_FAILS.search(f"{before}{said}{after}")
    ):
        return False
    if only_to_come:
        if undated.WAS.search(whole) or not undated.TO_COME.search(whole):
            return False
    elif soon.PAST.search(clause) and not soon.FUTURE.search(whole):
        return False
    others = f"{before[:start]} {after[end:]}"
    clause = undated.NOT_THEN.sub(" ", clause)
    others = undated.NOT_THEN.sub(" ", others)
    return not when.is_due(clause) and not (when.is_due(others) and not soon.PAST.search(others))


def _is_told_of(before: str, said: str) -> bool:
    """Whether it is no promise but a length, what is watched or filed, or "the disk broke at some point"."""
    if undated.HOURS.search(said) or undated.MAY_TAKE.search(before) or undated.WATCHED.search(before):
        return True
    return undated.FILED.search(before) is not None or (
        undated.AT_SOME_TIME.match(said) is not None
        and (undated.BROKE.search(before) is not None or past.happened(" ".join(before.split()[-2:])))
    )


def _mark(rule: str, sentence: Sentence, found: re.Match[str], message: str) -> Mark:
    return Mark(rule, sentence.start + found.start(), sentence.start + found.end(), message)


def short(said: str) -> str:
    said = " ".join(said.split())
    return said if len(said) <= 60 else said[:57].rsplit(" ", 1)[0] + " …"
