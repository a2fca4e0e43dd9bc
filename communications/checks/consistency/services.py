"""Which services a text says failed or worked, against those the incident has, and against other texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from django.utils.translation import gettext as _

from communications.checks.consistency import incident, view
from communications.checks.consistency.view import View
from communications.checks.context import Context, Service
from communications.checks.finding import Mark
from communications.checks.text import Span
from communications.checks.words import consistency as words

FAILED, WORKED = "failed", "worked"
_IF = re.compile(r"\b(?:if|whenever|unless|would|might|will|should|in case|shall)\b", re.IGNORECASE)
_AGAIN = re.compile(r"\b(?:again|since|now|back|meanwhile|from \d|once more|afterwards|today|until)\b", re.IGNORECASE)
_HAD = re.compile(r"\b(?:had|not|never|nor|wasn't|weren't) (?:\w+ )?\Z", re.IGNORECASE)  # a cause, or denied
_NEITHER = re.compile(r"\bneither\b", re.IGNORECASE)
_CODE = re.compile(r"[-_.\d]")  # in internal names that are no plain words
_CLOSED = re.compile(
    r"\b(?:(?:one|two|three|four|five|\d) (?:of our )?services|both|services (?:concerned|affected)|affected services|following)\b|\b(?:affected|concerned)\s?:",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """A service, what is said of it, and the words that say so."""

    service: Service
    how: str
    start: int
    end: int
    sentence: Span


def check(said: View, context: Context) -> Iterator[Mark]:
    known = (*context.services, *context.other_services)
    if not known:
        return
    told = list(read(said, known))
    settled: list[Said] = []
    for one in told:
        if message := _against_facts(said, one, context):
            settled.append(one)
            yield Mark("service_facts", one.start, one.end, message)
    open_ = [one for one in told if one not in settled and one.service not in context.services]
    for audience, other in view.of_siblings(context):
        theirs = list(read(other, known))
        for one, message in _against_audience(said, open_, other, theirs, audience):
            open_ = [left for left in open_ if left.service != one.service]
            yield Mark("service_audiences", one.start, one.end, message)


def read(said: View, known: tuple[Service, ...]) -> Iterator[Said]:
    pattern, services = _names(known)
    if pattern is None:
        return
    for found in islice(pattern.finditer(said.text.prose), view.MOST):
        sentence = said.text.sentence_at(found.start())
        if sentence is None or said.text.is_quoted(*found.span()):
            continue
        how, start, end = _told(said, found, sentence)
        if how:
            yield Said(services[" ".join(found[1].lower().split())], how, start, end, sentence)


@lru_cache(maxsize=64)
def _names(known: tuple[Service, ...]) -> tuple[re.Pattern[str] | None, dict[str, Service]]:
    services: dict[str, Service] = {}
    for one in known:
        for name in (one.public, one.internal):
            if len(name.strip()) >= 3 and (name == one.public or _CODE.search(name) or not one.public):
                services.setdefault(" ".join(name.lower().split()), one)
    if not services:
        return None, {}
    longest = sorted(services, key=len, reverse=True)
    names = "|".join(r"\s{1,3}".join(re.escape(word) for word in name.split()) for name in longest)
    return re.compile(rf"(?<![\w-])({names})(?:s|es)?(?![\w-])", re.IGNORECASE), services


def _told(said: View, found: re.Match[str], sentence: Span) -> tuple[str, int, int]:
    """How the service is said to have done: by its own clause, or by the sentence where that says nothing."""
    prose = said.text.prose
    if words.NOT_SO.search(prose, max(sentence.start, found.start() - 40), found.start()):
        return (WORKED, *found.span()) if words.FAILED.search(prose, sentence.start, found.start()) else ("", 0, 0)
    for span in (said.clause(found.start(), sentence), _between_semicolons(prose, found, sentence)):
        if _IF.search(prose, span.start, min(span.end, span.start + 800)):
            return "", 0, 0
        if told := _nearest(prose, found, span):
            how, start, end = told
            if _NEITHER.search(prose, max(sentence.start, found.start() - 100), found.start()):
                how = FAILED if how == WORKED else WORKED
            return how, found.start(), max(found.end(), end if start > found.start() else 0)
    return "", 0, 0


def _between_semicolons(prose: str, found: re.Match[str], sentence: Span) -> Span:
    before = prose.rfind(";", sentence.start, found.start())
    after = prose.find(";", found.end(), sentence.end)
    return Span(before + 1 if before >= 0 else sentence.start, after if after >= 0 else sentence.end)


def _nearest(prose: str, found: re.Match[str], span: Span) -> tuple[str, int, int] | None:
    """The predicate of the clause: the next one after the name, else the last before it."""
    start, end = max(span.start, found.start() - 400), min(span.end, found.end() + 400)
    worked = [(WORKED, *one.span()) for one in words.WORKED.finditer(prose, start, end)]
    failed = [
        (FAILED, *one.span())
        for one in words.FAILED.finditer(prose, start, end)
        if not _HAD.search(prose, max(start, one.start() - 20), one.start())
        and not any(one.start() < until and since < one.end() for _, since, until in (*worked, (WORKED, *found.span())))
    ]
    predicates = sorted((*worked, *failed), key=lambda one: one[1])
    after = [one for one in predicates if one[1] >= found.end()]
    if after:
        return after[0]
    return predicates[-1] if predicates else None


def _against_facts(said: View, one: Said, context: Context) -> str:
    name = one.service.public or one.service.internal
    if not context.services:
        return ""
    if one.how == FAILED and one.service not in context.services and not _is_in_facts(one.service, context):
        affected = ", ".join(service.public or service.internal for service in context.services)
        return _(
            "%(name)s is not among the services of this incident, which are: %(affected)s. Name those, or add the service to the incident."
        ) % {"name": name, "affected": affected}
    if one.how == WORKED and one.service in context.services and not _is_spared_in_facts(one.service, context):
        clause = _words(said, one)
        if (
            words.SPARED.search(clause)
            and not _AGAIN.search(clause)
            and not words.FAILED.search(words.SPARED.sub(" ", clause))
        ):
            return _(
                "%(name)s is among the services of this incident. Say how it was affected, or take it off the incident."
            ) % {"name": name}
    return ""


def _is_spared_in_facts(service: Service, context: Context) -> bool:
    """Whether the facts themselves say that it worked: a part of it, another way to it."""
    return any(one.how == WORKED for wording in incident.wordings(context) for one in read(wording, (service,)))


def _is_in_facts(service: Service, context: Context) -> bool:
    pattern, _services = _names((service,))
    wordings = (*incident.wordings_of(context), *(entry.text for entry in context.timeline))
    return pattern is not None and any(pattern.search(one) for one in wordings)


def _against_audience(
    said: View, open_: list[Said], other: View, theirs: list[Said], audience: str
) -> Iterator[tuple[Said, str]]:
    failed = {one.service for one in theirs if one.how == FAILED}
    worked = {one.service for one in theirs if one.how == WORKED} - failed
    ours = {one.service for one in open_ if one.how == FAILED}
    is_closed = bool(failed) and any(_closes(other, one) for one in theirs if one.how == FAILED)
    for one in open_:
        name = one.service.public or one.service.internal
        values = {"name": name, "audience": audience, "next": _("Find out which is right, and say the same in both.")}
        if one.how == FAILED and one.service in worked:
            yield one, _("%(name)s failed here, but %(audience)s read that it worked. %(next)s") % values
        elif one.how == WORKED and one.service in failed and not _AGAIN.search(_words(said, one)):
            yield one, _("%(name)s worked here, but %(audience)s read that it failed. %(next)s") % values
        elif one.how == FAILED and failed and one.service not in failed and (is_closed or ours.isdisjoint(failed)):
            names = ", ".join(sorted(service.public or service.internal for service in failed))
            yield (
                one,
                _("%(name)s failed here, but %(audience)s read of %(others)s instead. %(next)s")
                % {**values, "others": names},
            )
        elif one.how == FAILED and _is_only(said, one) and failed - ours:
            names = ", ".join(sorted(service.public or service.internal for service in failed - ours))
            told = _("Only %(name)s failed here, but %(audience)s read of %(others)s too. %(next)s")
            yield _to_only(said, one), told % {**values, "others": names}


def _words(said: View, one: Said) -> str:
    return said.words(said.clause(one.start, one.sentence))


def _is_only(said: View, one: Said) -> bool:
    return bool(words.ONLY.search(_words(said, one)))


def _to_only(said: View, one: Said) -> Said:
    """With the word that says so."""
    clause = said.clause(one.start, one.sentence)
    found = words.ONLY.search(said.text.prose, clause.start, clause.end)
    return replace(one, start=min(one.start, found.start()), end=max(one.end, found.end())) if found else one


def _closes(said: View, one: Said) -> bool:
    """Whether the sentence names all that failed."""
    whole = said.words(one.sentence)
    return bool(_CLOSED.search(whole) or words.ONLY.search(whole))
