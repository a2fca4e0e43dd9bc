"""Services that are named as what failed though they are none of the incident's: the only ones of a text, or beside others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from communications.checks.consistency import incident
from communications.checks.consistency.service_names import CODE, found_in, key, names, plain
from communications.checks.consistency.services_told import IF, WAS, Said, is_in_facts
from communications.checks.consistency.view import View
from communications.checks.context import Context, Service
from communications.checks.words import consistency as words

# What of a service was at fault, or did not get through to it.
_AT_FAULT = re.compile(
    r"\b(?:faults?|bugs?|mistakes?|errors?|defects?|flaws?|problems?|trouble|failures?|outages?|crash(?:es)?|loopholes?|gaps?|workers?|process(?:es)?|servers?|databases?|certificates?|requests?|users?|customers?|cause|reach|use|used|using|opened|accessed|repair(?:ed)?|fixed|restored|hit|struck|affected|broke|stopped|overloaded|crashed|switch off|switched off)(?: \w+){0,2}?(?: (?:in|of|to|with|on|at|from|behind|was found in|lay in|lay with))?(?: (?:the|our|your))?\s\Z"
)
# Whom somebody asked, and what somebody did instead.
_ASKED = re.compile(
    r"\b(?:rang|rung|rings?|call(?:ed|s)?|phoned?|ask(?:ed|s)?|wrote|write|turned|looked|look|checked|tested|paid|pay|instead|via|through|by|offer(?:ed)?|send|sent|gave|give)(?: \w+){0,2}? (?:by |via |about |for |to |at |into |whether |through )?(?:an? |the |our |your )?\Z|\b(?:by|via|through|instead of|about)(?: the| our| your| an?)?\s\Z"
)
_CALLS = re.compile(r"\btook (?:[\d,.]+|many|some|all|your|hundreds of|more) \w*\s?calls\b|\bgot through\b")
_IS_DONE = re.compile(r"\b(?:is|are|be|being) (?:\w+ly )?\w+ed\b")
_IS_NOT = re.compile(r"\b(?:was|were|is|are) (?:not|never)\b|\b(?:wasn't|weren't)\b")
_BESIDE = re.compile(r"\s?(?:,|and|&|, and|as well as|plus|/)\s?(?:the |our )?")
_ARTICLE = re.compile(r"\b(?:the|our|your)\s\Z")
_CAUSE = re.compile(r"\b(?:because|as|since|after|when|once)\b")


def first_of_others(said: View, context: Context, told: list[Said]) -> tuple[Service, int, int] | None:
    """Of a text that names none of the incident's services: the first service it does name, if the clause tells of the past, and not
    that it worked."""
    known = (*context.services, *context.other_services)
    services = names(known).services
    if any(services[key(found[1])] in context.services for found in found_in(said, known)):
        return None
    found = next(iter(found_in(said, known)), None)
    sentence = said.text.sentence_at(found.start()) if found else None
    if found is None or sentence is None or any(one.start <= found.start() < one.end for one in told):
        return None
    service, clause = services[key(found[1])], said.clause(found.start(), sentence)
    spoken = said.words(clause if clause.end - clause.start > len(found[0]) + 4 else sentence)
    lead = said.spoken[max(sentence.start, found.start() - 60) : found.start()]
    is_code = CODE.search(found[0]) is not None
    if is_code:
        spoken = said.words(sentence)
    is_at_fault = _AT_FAULT.search(lead) is not None
    is_named = is_code or plain(found[0]).count(" ") or found.start() == sentence.start or _ARTICLE.search(lead)
    if not (is_named or is_at_fault):
        return None  # a plain word, as in "by email"
    if (
        said.section(found.start()) in incident.ELSEWHERE
        or is_in_facts(service, context)
        or said.text.is_quoted(*found.span())
        or _ASKED.search(lead)
        or _CALLS.search(spoken)
    ):
        return None
    is_other = words.TO_COME.search(spoken) or IF.search(spoken)
    if not is_at_fault:
        is_other = is_other or words.WORKED.search(spoken) or words.SPARED.search(spoken)
        is_other = is_other or _IS_NOT.search(spoken) or words.HAD.search(spoken)
    return (
        None
        if is_other or not WAS.search(_IS_DONE.sub(" ", spoken.replace(found[0], " ")))
        else (service, *found.span())
    )


def is_cause(said: View, one: Said, context: Context) -> bool:
    """Of a text that names no service of the incident: whether this one had failed, and therefore all else."""
    if not one.is_of_before:
        return False
    return _CAUSE.search(said.spoken, max(one.sentence.start, one.start - 30), one.start) is not None and _names_none(
        said, context
    )


def _names_none(said: View, context: Context) -> bool:
    """Whether it names no service of the incident."""
    known = (*context.services, *context.other_services)
    services = names(known).services
    return not any(services[key(found[1])] in context.services for found in found_in(said, known))


def beside_others(said: View, context: Context, told: list[Said]) -> Iterator[tuple[Service, int, int]]:
    """Those that a list names right after one of the incident's, without a word on how they did: "hit: build runners, webhooks"."""
    known = (*context.services, *context.other_services)
    services = names(known).services
    last: re.Match[str] | None = None
    for found in found_in(said, known):
        service = services[key(found[1])]
        if service in context.services:
            last = found
        elif last and _BESIDE.fullmatch(said.text.lowered, last.end(), found.start()):
            sentence = said.text.sentence_at(found.start())
            is_told = any(one.start <= found.start() < one.end for one in told)
            if (
                sentence
                and not is_told
                and not is_in_facts(service, context)
                and said.section(found.start()) not in incident.ELSEWHERE
            ):
                spoken = said.words(sentence)
                if not (words.TO_COME.search(spoken) or words.WORKED.search(spoken) or words.HAD.search(spoken)):
                    yield service, *found.span()
