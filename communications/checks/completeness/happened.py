"""What went wrong for readers, with which services, and for how long: said where they look for it, at the beginning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext as _

from communications.checks.completeness import lasting, what
from communications.checks.completeness.clock import Time
from communications.checks.context import Context, Service
from communications.checks.finding import Mark
from communications.checks.span import Part
from communications.checks.text import Text

_MANY = 100  # times of day: a text with more is a log
# Kinds that tell how it goes on; how long it lasted is told in the others.
_WHILE = ("acknowledgement", "update")
_FIRST = ("", "summary", "appreciation")
_END = re.compile(
    r"\b(?:until|till|ended|end|over|again|restored|back|resolved|recovered|finished|up to|by|normal|right again|closed|withdrew|removed)\b",
    re.IGNORECASE,
)
_BEGIN = re.compile(
    r"\b(?:from|between|began|begins?|beginning|start(?:ed|ing|s)?|since|after|onwards?|first)\b", re.IGNORECASE
)
_MONTH = r"(?:\d{1,2}(?:st|nd|rd|th)?\s[A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\s\d{1,2}(?:st|nd|rd|th)?)(?:,?\s\d{4})?"
_JOINS = re.compile(
    rf"\A[\s,()]*(?:(?:{_MONTH}|[A-Z][\w+-]*|(?i:time|local|in|the|morning|afternoon|evening|at|night|on|of|that|this|same|day|hours?|hrs|h|am|pm))[\s,()]*){{0,8}}?"
    rf"(?:\b(?i:to|and|until|till|through|up to)|–|—|-)\s?"
    rf"(?:(?:{_MONTH}|[A-Z][\w+-]*|(?i:about|around|some|nearly|almost|shortly|just|roughly|after|before|only|a|at|on|the|next|following|same|day|morning|evening|of))[\s,]+){{0,6}}\Z"
)
_AND = re.compile(r"\band\b", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|from|hours of)\b", re.IGNORECASE)
_FOR = re.compile(
    r"\b(?:for|lasted|lasts?|took|takes|duration|went on(?: for)?|continued|over|during|in all|total|stood|after|within|until|another)"
    r"[\s:]{1,2}(?:about|around|some|nearly|almost|just|over|under|a|total|of|more|less|than|roughly|approximately|only|the|first|full|whole|next|good|better|part|not|quite|shy|solid|least|at|an|estimated|\s)*\Z",
    re.IGNORECASE,
)
_UNDER = re.compile(
    r"\b(?:within|in under|every|repairs?|refund\w*|answer\w*|up to|less than)\b[^.;]{0,25}\Z", re.IGNORECASE
)
_WITHIN = re.compile(
    r"\b(?:within|in under|every|after|repairs?|refund\w*|answer\w*|up to|by up to|less than)\b[^.;]{0,25}\Z",
    re.IGNORECASE,
)
_DAYS_TO = re.compile(
    r"\b(?:from |between )?(?:the )?\d{1,2}(?:st|nd|rd|th)?\s?(?:to|until|till|through|and|–|—|-)\s?(?:the )?\d{1,2}(?:st|nd|rd|th)? (?:of )?[A-Z][a-z]{2,8}\b|\b[A-Z][a-z]{2,8} \d{1,2}\s?(?:to|until|through|–|—|-)\s?\d{1,2}\b(?![:.]\d)"
    r"|\bfrom (?:\w+ )?(?:mon|tues|wednes|thurs|fri|satur|sun)day (?:\w+ ){0,3}?(?:to|until|till|through) (?:\w+ )?(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:all|the whole|a whole|an entire|the entire|for a) (?:week|weekend|fortnight|month)\b"
)
# When somebody can be reached is not how long it lasted.
_OPENED = re.compile(
    r"\b(?:open|opening hours|opens|office hours|daily|every day|weekdays|mondays?|reachable|staffed|reach (?:us|it|them)|available)\b[^.;]*\Z",
    re.IGNORECASE,
)
_ALL_DAY = re.compile(
    r"\b(?:all|the whole|the entire|a whole|a full|throughout the|the whole of (?:the|that)) (?:day|night)\b",
    re.IGNORECASE,
)
_LONG = re.compile(
    r"\A\s?(?:long|in (?:all|total)|after|later|outage|interruption|disruption|disturbance|stoppage|blackout|standstill|pause|gap|shutdown|failure|incident|spell|stretch|of (?:downtime|outage|silence|darkness))\b",
    re.IGNORECASE,
)
_PAIR = 2
_SERVICE_WORD = re.compile(r"[^\W_]+")


def find(text: Text, context: Context, times: list[Time]) -> Iterator[Mark]:
    first = _beginning(text)
    section = next((part.key for part in first if part.key), "")
    if not _says_what(text, first, context):
        yield Mark(
            "no_what",
            0,
            0,
            _("Readers do not learn what went wrong for them. Say what they could not do, or what they saw."),
            section=section,
        )
    if unnamed := _unnamed(text, context):
        names = ", ".join(f"“{name}”" for name in unnamed)
        yield Mark(
            "no_services",
            0,
            0,
            _("Readers cannot tell whether it concerns them. Name the services: %(names)s.") % {"names": names},
            section=section,
        )
    if _lasted(context) and not _says_how_long(text, first, context, times):
        yield Mark(
            "no_duration",
            0,
            0,
            _("It does not say how long it lasted. Give the duration, or when it began and when it was over."),
            section=section,
        )


def _beginning(text: Text) -> list[Part]:
    parts = [part for part in text.parts if part.key in _FIRST]
    return parts if any(part.key for part in parts) else list(text.parts)


def _says_what(text: Text, first: list[Part], context: Context) -> bool:
    impact = [fact for fact in context.facts if fact.key == "impact"]
    if any(fact.state in ("investigating", "withheld", "not_applicable") for fact in impact):
        return True
    prose = " ".join(text.prose.split()).casefold()
    if any(said and said in prose for fact in impact for said in (_bare(fact.plain), _bare(fact.technical))):
        return True
    names = _names_of(context)
    said = (text.prose[one.start : one.end] for part in first for one in text.within(part))
    return what.is_said(said, names)


def _bare(said: str) -> str:
    return " ".join(said.split()).rstrip(".! ").casefold()


def _names_of(context: Context) -> re.Pattern[str] | None:
    names = {name for one in context.services for name in (one.public, one.internal) if name.strip()}
    longest = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{longest})(?!\w)") if names else None


# Services.


def _unnamed(text: Text, context: Context) -> list[str]:
    if not context.services:
        return []
    if any(_is_named(text, name) for one in context.services for name in _known_as(one, context)):
        return []
    return [one.public or one.internal for one in context.services]


def _known_as(service: Service, context: Context) -> list[str]:
    names = [service.public] if service.public else []
    if not context.outside or not names:
        names.append(service.internal)
    return [name for name in names if name.strip()]


def _is_named(text: Text, name: str) -> bool:
    """One word is a name only as it is written, "Messages", or after an article, "the checkout"; several also in the middle of a
    sentence, "seat maps", or the other way round, "payments by card"."""
    words = _SERVICE_WORD.findall(name)
    if not words:
        return True
    if len(words) == 1:
        pattern = re.escape(name[0]) + f"(?i:{re.escape(name[1:].removesuffix('s'))}s?)"
        if re.search(rf"(?<![^\W_]){pattern}(?![^\W_])", text.source):
            return True
        return not name.endswith("s") and bool(
            re.search(rf"\b(?:the|our|your) {re.escape(name)}(?![^\W_])", text.source, re.IGNORECASE)
        )
    if words[0].lower().removesuffix("s") not in text.source.lower():
        return False
    stems = [re.escape(word.removesuffix("s")) + "s?" for word in words]
    ways = "[^0-9A-Za-z]{1,3}".join(stems)
    if len(stems) == _PAIR:
        ways += rf"|{stems[1]} (?:of|for|by|with) (?:the |your |our |a )?{stems[0]}"
    return bool(re.search(rf"(?<![^\W_])(?:{ways})(?![^\W_])", text.source, re.IGNORECASE))


# Duration.


def _lasted(context: Context) -> float:
    """Minutes; 0 where it is not known, not over, or not asked for any more."""
    if not context.started_at or not context.resolved_at or context.kind in _WHILE:
        return 0
    return max(0.0, (context.resolved_at - context.started_at).total_seconds() / 60)


def _says_how_long(text: Text, first: list[Part], context: Context, times: list[Time]) -> bool:
    lasted = _lasted(context)
    if any(_tells_how_long(text, one, first, lasted) for one in lasting.durations(text.prose, text.places)):
        return True
    for part in first:
        if _is_between(text.prose, [one for one in times if part.start <= one.start < part.end], lasted):
            return True
        said = text.prose[part.start : part.end]
        if _is_days(said, lasted) or (360 <= lasted <= 2880 and _ALL_DAY.search(said)):
            return True
    return _is_from_to(times, context)


def _tells_how_long(text: Text, one: tuple[int, int, float], first: list[Part], lasted: float) -> bool:
    if _is_the_one(text.prose, *one, lasted):
        return True
    return any(part.start <= one[0] < part.end for part in first) and _is_duration(text.prose, *one, lasted)


def _is_duration(said: str, start: int, end: int, minutes: float, lasted: float) -> bool:
    """How long it lasted, be it right or wrong, and not how long something else took."""
    before, after = said[max(0, start - 45) : start], said[end : end + 25]
    if abs(minutes - lasted) <= max(2, 0.12 * lasted):
        return True
    if _WITHIN.search(before) or not 0.3 * lasted <= minutes <= 3 * lasted:
        return False
    return bool(_FOR.search(before) or _LONG.match(after))


def _is_the_one(said: str, start: int, end: int, minutes: float, lasted: float) -> bool:
    """Wherever it is said: as long as it lasted."""
    return abs(minutes - lasted) <= max(1, 0.05 * lasted) and not _UNDER.search(said, max(0, start - 45), start)


def _is_between(said: str, found: list[Time], lasted: float) -> bool:
    for at, one in enumerate(found):
        for other in found[at + 1 : at + 2]:
            between = said[one.end : other.start]
            if (
                len(between) < 90
                and not _OPENED.search(said, max(0, one.start - 60), one.start)
                and _JOINS.match(between)
                and (_BETWEEN.search(said, max(0, one.start - 60), one.start) or not _AND.search(between))
            ):
                return True
        for other in found[at + 1 : at + 5]:
            if _apart(one, other, lasted) and other.start - one.end < 400:
                return True
    found = found[:_MANY]
    begins = [one for one in found if _BEGIN.search(said, max(0, one.start - 40), one.start)]
    ends = [one for one in found if _END.search(said, max(0, one.start - 40), one.start)]
    return any(one.start < other.start for one in begins for other in ends if _apart(one, other, lasted, 0.5))


def _is_from_to(times: list[Time], context: Context) -> bool:
    """Whether its beginning and its end stand anywhere, in whichever order and zone: they are so far apart, and at those minutes of
    the hour."""
    lasted = _lasted(context)
    began = context.started_at.minute if context.started_at else 0
    times = times[:_MANY]
    begins = [one for one in times if one.minute is not None and (one.minute - began + 1) % 30 <= 2]
    return any(_apart(one, other, lasted) for one in begins for other in times)


def _apart(one: Time, other: Time, lasted: float, share: float = 0.02) -> bool:
    """Whether so much time lies between the two, days aside."""
    if one.minute is None or other.minute is None or one.minute == other.minute:
        return False
    day = 720 if one.halved or other.halved else 1440
    between = (other.minute - one.minute) % day
    return abs(between - lasted % day) <= max(1, share * lasted)


def _is_days(said: str, lasted: float) -> bool:
    if lasted < 1440:
        return False
    if _DAYS_TO.search(said):
        return True
    days = list(lasting.DAY.finditer(said))
    return any(_JOINS.match(said[one.end() : other.start()]) for one, other in pairwise(days))
