"""Which services a text says failed or worked, against those the incident has, and against other texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from django.utils.translation import gettext as _

from communications.checks.consistency import incident, services_named, services_told, view
from communications.checks.consistency.services_told import FAILED, WORKED, Said
from communications.checks.consistency.view import View
from communications.checks.context import Context, Service
from communications.checks.finding import Mark
from communications.checks.words import consistency as words

_AGAIN = re.compile(r"\b(?:again|since|now|back|meanwhile|from \d|once more|afterwards|today|until)\b", re.IGNORECASE)
_CLOSED = re.compile(
    r"\b(?:(?:one|two|three|four|five|\d) (?:of our )?(?:services|things|systems|products)|both|(?:services?|systems?) (?:concerned|affected|hit)|(?:affected|concerned|impacted) (?:services?|systems?)|following)\b|\b(?:affected|concerned|impacted)\s?:",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\b(?:outages?|incidents?|disruptions?|disturbances?|interruptions?|failures?|problems?|faults?|errors?)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"\b(?:other|elsewhere|rest|outside|remaining|all but|most|some|only)\b", re.IGNORECASE)
_ONE_THING = re.compile(
    r"\b(?:(?:just|only|exactly) (?:one|a single)|a single|one single|one) (?:thing|service|system|part|product|app)\b[^.]*:"
)
# After all that failed is named.
_NOTHING_ELSE = re.compile(
    r"\W*(?:and |but )?(?:(?:nothing|everything|all|nobody) (?:else|other)|(?:all|none of)? ?(?:the |our )?(?:others?|rest|remaining)\b|no other|that (?:was|is) all|(?:our |all |the )*other )"
)
# A part of a service: "seat selection on the phone was not affected".
_PART = re.compile(
    r"(?:s|es)?\s(?:in|for|on|from|via|through|at|outside|made|booked|with)\s|(?:s|es)?\s(?:users?|customers?|accounts?|comments?|threads?|deployments?|requests?|data|forwarding)\b",
    re.IGNORECASE,
)
_SOME_OF = re.compile(
    r"(?:-based|-progress|\bexisting|\b(?:access|connections?|responses?|requests?|calls?|links?) (?:to|from|via)(?: \w+)?)\s\Z"
)
# That all but what is named worked.
_REST = re.compile(
    r"\b(?:(?:everything|nothing|all) else|(?:all|none of)(?: of)?(?: the| our)? (?:other|remaining) (?:services?|systems?|products?|parts?)|no other (?:services?|systems?|products?)|(?:our )?other (?:services|systems|products))\b",
    re.IGNORECASE,
)


def check(said: View, context: Context) -> Iterator[Mark]:
    known = (*context.services, *context.other_services)
    if not known or not (context.siblings or services_told.may_differ(said, known, context)):
        return
    told = list(services_told.read(said, known))
    settled: list[Said] = []
    for one in told:
        if message := _against_facts(said, one, context):
            settled.append(one)
            yield Mark("service_facts", one.start, one.end, message)
    yield from _of_only(said, told, context)
    if context.services and (lone := services_named.first_of_others(said, context, told)):
        yield Mark("service_facts", *lone[1:], _not_among(lone[0], context))
    if context.services:
        for service, start, end in services_named.beside_others(said, context, told):
            yield Mark("service_facts", start, end, _not_among(service, context))
    open_ = [one for one in told if one not in settled and (one.service not in context.services or one.how == WORKED)]
    if context.siblings:
        yield from _against_audiences(said, told, open_, known, context)


def _against_audiences(
    said: View, told: list[Said], open_: list[Said], known: tuple[Service, ...], context: Context
) -> Iterator[Mark]:
    hinted = list(services_told.implied(said, known, told))
    for audience, other in view.of_siblings(context):
        theirs = list(services_told.read(other, known))
        for one, message in _against_implied(
            told, open_, theirs, hinted, services_told.implied(other, known, theirs), audience
        ):
            open_ = [left for left in open_ if left.service != one.service]
            yield Mark("service_audiences", one.start, one.end, message)
        for one, message in _against_audience(said, told, open_, other, theirs, audience):
            open_ = [left for left in open_ if left.service != one.service]
            yield Mark("service_audiences", one.start, one.end, message)
        yield from _against_rest(said, told, theirs, audience, context)


def _against_facts(said: View, one: Said, context: Context) -> str:
    name = one.service.public or one.service.internal
    if not context.services:
        return ""
    if (
        one.how == FAILED
        and (not one.is_of_before or services_named.is_cause(said, one, context))
        and one.service not in context.services
        and not services_told.is_in_facts(one.service, context)
    ):
        return _not_among(one.service, context)
    if one.how == WORKED and one.service in context.services and not _is_spared_in_facts(one.service, context):
        clause = _words(said, one)
        if len(clause.strip()) <= len(name) + 4:  # "Playlists" of "playlists and podcasts went on"
            clause = said.words(one.sentence)
        if (
            words.SPARED.search(clause)
            and not _ELSEWHERE.search(clause)
            and not _PART.match(said.text.prose, one.start + len(name), one.sentence.end)
            and not _SOME_OF.search(said.text.lowered, max(one.sentence.start, one.start - 40), one.start)
            and not _AGAIN.search(clause)
            and not words.FAILED.search(_EVENT.sub(" ", words.SPARED.sub(" ", clause)))
        ):
            return _(
                "%(name)s is among the services of this incident. Say how it was affected, or take it off the incident."
            ) % {"name": name}
    return ""


def _not_among(service: Service, context: Context) -> str:
    affected = ", ".join(service.public or service.internal for service in context.services)
    return _(
        "%(name)s is not among the services of this incident, which are: %(affected)s. Name those, or add the service to the incident."
    ) % {"name": service.public or service.internal, "affected": affected}


def _of_only(said: View, told: list[Said], context: Context) -> Iterator[Mark]:
    """Where the text says that one service alone failed, names no other, and the incident has more."""
    if len(context.services) < 2 or len({one.service for one in told if one.service in context.services}) != 1:
        return
    for one in told:
        if one.how != FAILED or one.service not in context.services or not services_told.is_alone(said, one):
            continue
        others = [service.public or service.internal for service in context.services if service != one.service]
        only = _to_only(said, one)
        yield Mark(
            "service_facts",
            only.start,
            only.end,
            _(
                "Only %(name)s failed here, but the incident has %(others)s too. Name all that failed, or take them off the incident."
            )
            % {"name": one.service.public or one.service.internal, "others": ", ".join(others)},
        )


def _is_spared_in_facts(service: Service, context: Context) -> bool:
    """Whether the facts themselves say that it worked: a part of it, another way to it."""
    return _is_spared(service, incident.wordings(context))


@lru_cache(maxsize=256)
def _is_spared(service: Service, wordings: tuple[View, ...]) -> bool:
    return any(one.how == WORKED for wording in wordings for one in services_told.read(wording, (service,)))


def _against_audience(
    said: View, told: list[Said], open_: list[Said], other: View, theirs: list[Said], audience: str
) -> Iterator[tuple[Said, str]]:
    """A service of which a text says both, as of one part and of another, contradicts no text that tells only of one."""
    failed = {one.service for one in theirs if one.how == FAILED}
    worked = {one.service for one in theirs if one.how == WORKED} - failed
    failed_here = {one.service for one in told if one.how == FAILED}
    ours = {one.service for one in open_ if one.how == FAILED}
    is_closed = bool(failed) and any(_closes(other, one) for one in theirs if one.how == FAILED)
    for one in open_:
        name = one.service.public or one.service.internal
        values = {"name": name, "audience": audience, "next": _("Find out which is right, and say the same in both.")}
        if one.how == FAILED and one.service in worked:
            yield one, _("%(name)s failed here, but %(audience)s read that it worked. %(next)s") % values
        elif one.how == WORKED and one.service in failed - failed_here and not _AGAIN.search(_words(said, one)):
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
            only = _("Only %(name)s failed here, but %(audience)s read of %(others)s too. %(next)s")
            yield _to_only(said, one), only % {**values, "others": names}


def _against_implied(
    told: list[Said], open_: list[Said], theirs: list[Said], hinted: list[Said], implied: Iterable[Said], audience: str
) -> Iterator[tuple[Said, str]]:
    """Where one text says outright how a service did, and the other shows that it did otherwise."""
    for mine, other in ((hinted, theirs), (open_, list(implied))):
        for one in mine:
            how = {each.how for each in other if each.service == one.service}
            if (
                len(how) != 1
                or one.how in how
                or {each.how for each in told if each.service == one.service} - {one.how}
            ):
                continue
            values = {"name": one.service.public or one.service.internal, "audience": audience}
            message = (
                _("%(name)s failed here, but %(audience)s read that it worked. %(next)s")
                if one.how == FAILED
                else _("%(name)s worked here, but %(audience)s read that it failed. %(next)s")
            )
            yield one, message % {**values, "next": _("Find out which is right, and say the same in both.")}


def _against_rest(said: View, told: list[Said], theirs: list[Said], audience: str, context: Context) -> Iterator[Mark]:
    """Where the text says that everything else worked, and another text of something else that failed."""
    rest = {one.service for one in theirs if one.how == FAILED} - {one.service for one in told}
    if not rest or not any(one.how == FAILED for one in told):
        return
    for found in _REST.finditer(said.text.prose):
        sentence = said.text.sentence_at(found.start())
        if sentence is None or said.text.is_quoted(*found.span()):
            continue
        clause = said.clause(found.start(), sentence)
        spoken = said.words(clause)
        worked = words.WORKED.search(said.text.lowered, found.end(), clause.end)
        is_denied = found[0].lower().startswith(("no", "none")) and words.FAILED.search(spoken)
        if (worked or is_denied) and not _AGAIN.search(spoken):
            names = ", ".join(sorted(one.public or one.internal for one in rest))
            yield Mark(
                "service_audiences",
                found.start(),
                max(found.end(), worked.end() if worked else 0),
                _("Everything else worked here, but %(audience)s read of %(others)s too. %(next)s")
                % {
                    "audience": audience,
                    "others": names,
                    "next": _("Find out which is right, and say the same in both."),
                },
            )


def _words(said: View, one: Said) -> str:
    return said.words(said.clause(one.start, one.sentence))


def _is_only(said: View, one: Said) -> bool:
    if _ONE_THING.search(said.text.lowered, one.sentence.start, one.start):
        return True
    return bool(words.ONLY.search(_words(said, one))) or bool(
        re.match(
            r"\W*(?:affected|concerned|impacted)?\s?(?:services?|systems?)?[\w\s]{0,20}:",
            said.words(one.sentence),
            re.IGNORECASE,
        )
    )


def _to_only(said: View, one: Said) -> Said:
    """With the word that says so."""
    clause = said.clause(one.start, one.sentence)
    found = words.ONLY.search(said.text.lowered, clause.start, clause.end) or _ONE_THING.search(
        said.text.lowered, one.sentence.start, one.start
    )
    return replace(one, start=min(one.start, found.start()), end=max(one.end, found.end())) if found else one


def _closes(said: View, one: Said) -> bool:
    """Whether the sentence names all that failed."""
    whole = said.words(one.sentence)
    if _CLOSED.search(whole) or words.ONLY.search(whole):
        return True
    return _NOTHING_ELSE.match(said.text.lowered, one.sentence.end, one.sentence.end + 80) is not None
