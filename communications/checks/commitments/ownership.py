"""Who takes each step, and by when. Inside every step says so; outside only what the improvements already know is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from communications.checks.commitments import steps, when
from communications.checks.commitments.promises import short
from communications.checks.commitments.steps import Step
from communications.checks.context import Context, Improvement
from communications.checks.finding import Mark
from communications.checks.text import Text
from communications.checks.words import steps as words
from communications.checks.words import telling
from communications.checks.words.vague import SMALL, stem

_OWNED = (
    words.MAY_BE_NAME,
    *words.OWNED_BY_ONE,
    *words.OWNED,
    words.OWNED_OUTSIDE,
    *words.OWNED_BY_OFFICE,
)  # most are known by the first
_DAY_ALONE = re.compile(r"^\W*(?!24/7)\d{1,2}[./-]\d{1,2}(?!\d)|^\W*\d{1,2}\W*$|\bin \d+ (?:days|weeks)\b")
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W_][\w-]{2,}")


def check(text: Text, context: Context) -> Iterator[Mark]:
    if context.outside and not any(one.due_on for one in context.improvements):
        return
    for step in steps.read(text):
        known = _improvement(step, context)
        if not context.outside:
            yield from _inside(step, known, context)
        elif known and known.due_on and known.state != "done" and not when.is_said(step.words):
            told = _(
                "“%(words)s” names no day, though this improvement is due on %(day)s. Tell readers that day, or why it is not certain."
            )
            yield Mark(
                "not_dated", step.start, step.end, told % {"words": short(step.words), "day": _day(known.due_on)}
            )


def _inside(step: Step, known: Improvement | None, context: Context) -> Iterator[Mark]:
    is_owned, is_dated = _is_owned(step, context), _is_dated(step)
    if step.is_guess and not (is_owned or is_dated):  # "The command drains a node in one go."
        return
    if not is_owned:
        hint = _("Name a person or a team.")
        if known and known.owner:
            hint = _("The improvement belongs to %(owner)s: say so.") % {"owner": known.owner}
        told = _("“%(words)s” has no owner, so nobody will be asked for it. %(hint)s")
        yield Mark("not_owned", step.start, step.end, told % {"words": short(step.words), "hint": hint})
    if not is_dated:
        hint = _("Name the day.")
        if known and known.due_on:
            hint = _("The improvement is due on %(day)s: say so.") % {"day": _day(known.due_on)}
        told = _("“%(words)s” has no date, so nobody can see when it is late. %(hint)s")
        yield Mark("not_dated", step.start, step.end, told % {"words": short(step.words), "hint": hint})


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"


def _is_owned(step: Step, context: Context) -> bool:
    if step.owner is not None:
        return words.NOBODY.match(step.owner) is None
    if words.UNOWNED.search(step.words):
        return False
    if step.lead and _is_owned(replace(step, words=step.lead, lead=""), context):
        return True
    known = (*context.staff, *(one.owner for one in context.improvements))
    if any(name and name.casefold() in step.words.casefold() for name in known):
        return True
    if words.ANYBODY.match(step.words) and not words.NAMED_ONE.search(step.words):
        return False
    if (named := words.LABEL_IN_S.match(step.words)) and words.may_be_name(named["label"]):
        return True
    return any(pattern.search(step.words) for pattern in _OWNED)


def _is_dated(step: Step) -> bool:
    if step.due is not None:
        return (
            when.is_said(step.due)
            or when.ALSO_DAYS.search(step.due) is not None
            or (_DAY_ALONE.search(step.due) is not None and not words.NOBODY.match(step.due))
        )
    if step.lead and _is_dated(replace(step, words=step.lead, lead="")):
        return True
    if when.ALSO_DAYS.search(step.words):
        return True
    if not when.is_due(step.words) or (words.NO_DAY.search(step.words) and not _DIGIT.search(step.words)):
        return False
    said = telling.WAS.sub(" ", step.words)  # "the alerts that stayed silent on 3 May"
    return when.is_due(telling.MEASURED.sub(" ", said))


def _improvement(step: Step, context: Context) -> Improvement | None:
    """The improvement that says the same, if most of its words stand in the step."""
    if not context.improvements:
        return None
    said = _stems(step.words)
    best, most = None, 0.6
    for one in context.improvements:
        for wording in (one.what, one.public):
            wanted = _stems(wording)
            share = len(wanted & said) / len(wanted) if len(wanted) >= 2 else 0.0
            if share >= most:
                best, most = one, share
    return best


def _stems(words_: str) -> frozenset[str]:
    return frozenset(one for word in _WORD.findall(words_) if (one := stem(word)) not in SMALL)
