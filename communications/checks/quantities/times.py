"""Times of day: 14:05 UTC · 2:05 pm CET · 14.05 · 1405 CET · 14h05 · half past eight in the morning · ten past six · shortly after 2 pm · noon."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from communications.checks.places import Places
from communications.checks.quantities import durations, numbers, zones

_HOUR_WORD = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_SOME = (
    rf"(?:[12]?\d|(?:twenty-)?(?:{_HOUR_WORD})|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty)"
)
_AMPM = r"(?P<{}>[ap]\.?\s?m\b\.?)"
_DAY_PART_AFTER = r"(?:in\sthe\s(?:\w+\s)?(?:morning|afternoon|evening|night)|at\snight|(?:this|that|yesterday|on\s\w+day)\s(?:morning|afternoon|evening|night)|(?:mon|tues|wednes|thurs|fri|satur|sun)day\s(?:morning|afternoon|evening|night))"
NO_NOUN = r"(?!\s(?!am\b|pm\b|a\.m|p\.m|in\b|at\b|on\b|and\b|to\b|until\b|till\b|this\b|that\b|we\b|us\b|is\b|was\b|has\b|as\b)[a-z]+s\b|\s?%|\sper\b|\s(?:of|percent|hours?|minutes?|days?|people|hundred|thousand)\b|[.,]\d)"
_TIME = re.compile(
    r"(?<![\w.:/,+])(?<![^\dm]-)(?:"
    rf"(?P<hour>[01]?\d|2[0-3])(?P<sign>[:.])(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![:.]\d|\d)\s?{_AMPM.format('half')}?"
    rf"|(?P<alone>1[0-2]|0?[1-9])\s?{_AMPM.format('part')}"
    r"|(?<=[a-z]\s)(?P<french>[01]?\d|2[0-3])h(?P<then>[0-5]\d)\b(?!\s?m)"
    rf"|(?P<four>(?:[01]\d|2[0-3])[0-5]\d)(?=\s?(?:hrs\b|hours\b|h\b|\(?{zones.ZONE}|(?:and|to|until|till|[–-])\s?\d{{4}}\s?(?:hrs\b|hours\b|h\b|\(?{zones.ZONE})))"
    r"|(?<=\bat\s)(?P<bare>(?:0\d|1[0-8]|2[123])[0-5]\d)(?=[,;)]|\.(?!\d)|\s(?:on|and|until|to|that|when|after|this)\b|\s?\Z|(?<=\s0\d\d\d)\s[a-z])"
    r"|(?:(?<=from\s)|(?<=between\s))(?P<lent>1[0-2]|[1-9])(?=\s?(?:to|and|until|till|[–—-])\s?(?:[01]?\d|2[0-3])(?:[:.][0-5]\d|\s?[ap]\.?\s?m\b))"
    rf"|(?:(?P<past>(?P<sure>half|quarter)|{_SOME}(?=(?:\sminutes?)?\s(?:past|to)\b)|{_SOME}(?=\sminutes?\s(?:after|before)\s(?:noon|midnight|midday)))(?:\sminutes?)?[\s-](?P<way>past|to|after|before|of(?=\s(?:{_HOUR_WORD})\b))[\s-]"
    rf"(?P<base>{_HOUR_WORD}|midnight|noon|midday|1[0-2]|[1-9])\b(?(sure)(?:)|{NO_NOUN})(?:\s?{_AMPM.format('late')})?)"
    rf"|half[\s-](?P<british>{_HOUR_WORD})\b{NO_NOUN}"
    rf"|(?P<oclock>{_HOUR_WORD}|1[0-2]|[1-9])\so['’]clock\b"
    rf"|(?P<word>{_HOUR_WORD}|1[0-2]|[1-9])(?=(?:\s(?:to|until|till|and)\s(?:{_HOUR_WORD}|1[0-2]|[1-9]))?\s{_DAY_PART_AFTER})"
    rf"|(?P<after>{_HOUR_WORD}|1[0-2]|[1-9])(?=[,;)](?!\d)|\.(?!\d)|\s?\Z|\s(?:and\s(?:was|were|ended|lasted|until)|until|till|on\s(?:mon|tues|wednes|thurs|fri|satur|sun)day|that\s(?:morning|day|evening|afternoon|night)|sharp|(?:{zones.ZONE}))\b)"
    r"|(?P<name>noon|midday|midnight)\b"
    r")",
    re.IGNORECASE,
)
_HEADS = frozenset(
    (
        *_HOUR_WORD.split("|"), "half", "quarter", "noon", "midday", "midnight", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
        "eighteen", "nineteen", "twenty",
    )
)  # fmt: skip
_ZONE_AFTER = re.compile(
    rf"(?:\s?(?:hours|hrs?|h)\b)?\s{{0,2}}\(?({zones.ZONE})\)?|\s?\(({zones.PLACE})\)", re.IGNORECASE
)
_DECLARED = re.compile(
    rf"times?\s(?:\w+\s){{0,3}}?(?:in|as|is|are)\s({zones.ZONE})|all\s(?:times\s)?(?:in\s)?({zones.ZONE})",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"(?:\b(?:at|from|between|until|till|to|by|since|and|before|after|around|about|past|wef|w\.e\.f\.?|through)|[–(-])\s{0,2}\Z",
    re.IGNORECASE,
)
# Before an hour that nothing else tells to be one: "ended at nine".
_AT = re.compile(
    r"\b(?:at|until|till|since|by)(?:\s(?:about|around|roughly|approximately|just after|shortly after|just before))?\s\Z|\b(?:shortly|just|soon) (?:after|before)\s\Z",
    re.IGNORECASE,
)
# Before a number of minutes: "at five to ten", but not "five to ten of us".
_CLOCK_LEAD = re.compile(
    r"\b(?:(?:at|until|till|since|by|before|after)(?:\s(?:about|around|roughly|approximately))?|it was)\s\Z",
    re.IGNORECASE,
)
_HOURS = re.compile(r"\s?(?:hours|hrs?|h)\b", re.IGNORECASE)  # "00:37 hours" is how long
_SPAN = re.compile(r"\s?(?:to|until|till|[–—-])\s?(?:[01]?\d|2[0-3])\.[0-5]\d(?![\d%]|\s?(?:%|million|percent))")
_AT_CLOCK = re.compile(
    r"\b(?:at|from|until|till|by|since|between|and|to)\s\Z", re.IGNORECASE
)  # but "after 1h40" is how long
_ENTRY = re.compile(r"(?:[;:|\n]\s{0,4}|^)\Z")
_NIGHT = re.compile(r"\s?(?:in the |at |(?:on )?(?:\w+day )?)(?:evening|night)\b", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:the|an?|our|your|their|every|each)\s\Z", re.IGNORECASE)
_ARTICLES = ("the", "a", "an", "our", "your", "their", "every", "each")
_LENDS = re.compile(r"\b(?:from|between)\s\Z", re.IGNORECASE)
_LEADS_OF = (("after", _AT), ("british", _LEADS), ("french", _AT_CLOCK), ("lent", _LENDS))
_DAY_PART = re.compile(r"\b(morning|afternoon|evening|night)\b", re.IGNORECASE)
_AFTER = re.compile(
    r"\b(?:shortly|just|soon|a little|a few minutes|some minutes|right|immediately|minutes) (?:after|past)\s{0,2}\Z",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:shortly|just|a little|a few minutes|some minutes|right|minutes) before\s{0,2}\Z|\b(?:nearly|almost)\s{0,2}\Z",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:\b(?:around|about|approximately|approx\.?|roughly|circa|ca\.?|towards)|~)\s{0,2}(?:at )?\Z", re.IGNORECASE
)
_LATER = re.compile(r"\bafter\s{0,2}\Z", re.IGNORECASE)
_EARLIER = re.compile(r"\b(?:before|by)\s{0,2}\Z", re.IGNORECASE)
_QUALIFIERS = (
    "after past before nearly almost around about approximately approx approx. roughly circa ca ca. towards ~ at by"
)
_QUALIFIED = frozenset(_QUALIFIERS.split())
_PAST = {"half": 30, "quarter": 15}
_NAMED = {"midnight": 0, "noon": 720, "midday": 720}
DAY = 1440


@dataclass(frozen=True)
class Time:
    """`local` are the minutes of the day that may be meant; the zone's words are not within `start` and `end`. With `offsets`,
    the minutes ahead of UTC that may be meant, they are `instants`: minutes of a day of UTC. The instant may lie `early` to `late`
    minutes from there."""

    start: int
    end: int
    local: tuple[int, ...]
    offsets: tuple[int, ...]
    early: int
    late: int
    zone: str = ""
    is_twelve: bool = False  # written with am or pm

    @cached_property
    def instants(self) -> tuple[int, ...]:
        return tuple((local - offset) % DAY for local in self.local for offset in self.offsets)

    def is_at(self, minute: int) -> bool:
        """Whether it may stand for that minute of a day of UTC."""
        return any(self.early <= (minute - one + 720) % DAY - 720 <= self.late for one in self.instants)

    def is_just(self, minute: int) -> bool:
        """Whether it names that very minute, whatever words such as "after" make of it."""
        return any(abs((minute - one + 720) % DAY - 720) <= 1 for one in self.instants)

    def agrees(self, other: Time) -> bool:
        return any(
            self.early - other.late <= (there - here + 720) % DAY - 720 <= self.late - other.early
            for here in self.instants
            for there in other.instants
        )


def read(
    prose: str, own: tuple[int, ...], places: Places | None = None, taken: Sequence[tuple[int, int]] = ()
) -> list[Time]:
    """`taken` are places of days, in order. `own` are the offsets of the zone of whom the text is for; they are meant where no zone is written."""
    known = Places.of(prose) if places is None else places
    leads = sorted(start for word in ("time", "times", "all") for start in known.starts.get(word, ()))
    if declared := next((found for start in leads if (found := _DECLARED.match(prose, start))), None):
        own = zones.offsets(declared[1] or declared[2], own)
    times: list[Time] = []
    past = 0
    for start in known.at(_HEADS, taken):
        if start >= past and (found := _TIME.match(prose, start)) and (time := _of(prose, found, own)):
            times.append(time)
            past = found.end()
    return _with_zones_of_ranges(prose, times)


def _of(prose: str, found: re.Match[str], own: tuple[int, ...]) -> Time | None:
    before = prose[max(0, found.start() - 24) : found.start()]
    if not _needs_no_lead(found, before):
        return None
    zone = _ZONE_AFTER.match(prose, found.end())
    if zone and zone[2] and not zones.of_place(zone[2]):
        zone = None
    if not _is_time(prose, found, before, zone is not None):
        return None
    after = prose[found.end() : found.end() + 40]
    local = _local(found, after)
    if not local:
        return None
    start = found.start() - 2 if found[0][:7].lower() == "quarter" and before[-2:].lower() == "a " else found.start()
    early, late = _slack(found, before[: len(before) + start - found.start()], local[0] % 60)
    written = found[0].rstrip()
    end = found.start() + len(written if written[-3:].lower() == ".m." else written.rstrip("."))
    name = (zone[1] or zone[2]) if zone else ""
    return Time(
        start,
        end,
        local,
        zones.offsets(name, own) if name else own,
        early,
        late,
        name,
        bool(found["half"] or found["part"] or found["late"]),
    )


def _needs_no_lead(found: re.Match[str], before: str) -> bool:
    """Whether what may as well be a number has before it what makes it a time."""
    if found["hour"]:
        return True
    for name, lead in _LEADS_OF:
        if found[name] and not lead.search(before):
            return False
    if found["after"] and before.lower().endswith("one by "):
        return False
    return not _is_range(found) or _CLOCK_LEAD.search(before) is not None


def _is_time(prose: str, found: re.Match[str], before: str, has_zone: bool) -> bool:
    """Whether "14.05" or "00:37" is a time: no decimal, no length, no name of a train."""
    # "The 8:05 to Valencia", "a nine o'clock lecture".
    if before.rstrip().lower().endswith(_ARTICLES) and _ARTICLE.search(before) and not (found["name"] or found["past"]):
        return has_zone
    if not found["minute"] or has_zone or _LEADS.search(before):
        return True
    if _HOURS.match(prose, found.end()) or (
        before.rstrip()[-1:] == ":" and durations.is_labelled(prose, found.start())
    ):
        return False
    return found["sign"] != "." or bool(found["half"]) or _is_listed(prose, found, before)


def _is_listed(prose: str, found: re.Match[str], before: str) -> bool:
    """Whether it begins an entry ("10.20, we stop all sending; 11.30, …") or a span ("5.30 to 8.50")."""
    if _SPAN.match(prose, found.end()):
        return True
    return bool(_ENTRY.search(before)) and prose[found.end() : found.end() + 2] in (", ", ": ", " –", " -", " —")


def _is_range(found: re.Match[str]) -> bool:
    """Whether "five to ten" may be how many."""
    past = (found["past"] or "half").lower()
    return past not in _PAST and found["way"].lower() == "to" and "minute" not in found[0].lower()


def _slack(found: re.Match[str], before: str, minute: int) -> tuple[int, int]:
    words = before.split()
    if words and (words[-1].lower() in _QUALIFIED or words[-1].endswith("~")):
        if _AFTER.search(before):
            return -1, 30 if found["name"] else 15
        if _BEFORE.search(before):
            return -20, 1
        if _ABOUT.search(before):
            about = 16 if minute % 30 == 0 else 10 if minute % 15 == 0 else 8 if minute % 5 == 0 else 5
            return -about, about
        if _LATER.search(before):
            return -1, 45
        if _EARLIER.search(before):
            return (-45 if minute == 0 or "before" in words[-1].lower() else -20), 1
    if found["minute"] or found["four"] or found["bare"] or found["then"]:
        return -1, 1
    if (found["name"] or "").lower() == "midday" and words and words[-1].lower().endswith("day"):
        return -30, 80  # "Monday midday" is a part of that day
    return (-1, 1) if found["name"] else (-6, 6) if (found["past"] or "").lower() == "half" else (-4, 4)


def _local(found: re.Match[str], after: str) -> tuple[int, ...]:
    if four := found["four"] or found["bare"]:
        return (int(four[:2]) * 60 + int(four[2:]),)
    if found["then"]:
        return (int(found["french"]) * 60 + int(found["then"]),)
    if found["name"]:
        return (_NAMED[found["name"].lower()],)
    hour, minute = _clock(found)
    if hour is None:
        return ()
    if half := found["half"] or found["part"] or found["late"]:
        return ((hour % 12 + (12 if half[0] in "pP" else 0)) * 60 + minute,) if hour <= 12 else (hour * 60 + minute,)
    if found["hour"] and 10 <= hour <= 12 and _NIGHT.match(after):  # "11.15 on Monday night"
        return ((hour % 12 + (0 if hour == 12 else 12)) * 60 + minute, hour * 60 + minute)
    if hour > 12 or hour == 0 or (found["hour"] and (found["hour"][0] == "0" or hour >= 10)):
        return ((hour * 60 + minute) % DAY,)
    if (found["base"] or "").lower() in _NAMED:
        exact = _NAMED[found["base"].lower()]
        return ((exact + (minute if found["way"].lower() in ("past", "after") else minute - 60)) % DAY,)
    return tuple(((hour % 12 + shift) * 60 + minute) % DAY for shift in _halves(hour, after))


def _clock(found: re.Match[str]) -> tuple[int | None, int]:
    if found["hour"]:
        return int(found["hour"]), int(found["minute"])
    if found["british"]:
        return _hour(found["british"].lower()), 30
    if found["past"]:
        shift = _shift(found["past"].lower().replace("\n", " "))
        base = found["base"].lower()
        hour = 12 if base in _NAMED else _hour(base)
        if hour is None or shift is None or found["way"].lower() in ("past", "after"):
            return (hour if shift is not None else None), shift or 0
        return (hour - 1) % 12 or (12 if hour == 1 else 0), 60 - shift
    return _hour((found["alone"] or found["oclock"] or found["word"] or found["after"] or found["lent"]).lower()), 0


def _shift(written: str) -> int | None:
    if written in _PAST:
        return _PAST[written]
    number = int(written) if written.isdigit() else numbers.value(written)
    return int(number) if number is not None and 0 < number < 30 else None


def _hour(written: str) -> int | None:
    number = int(written) if written.isdigit() else numbers.SMALL.get(written)
    return number if number is None or number <= 24 else None


def _halves(hour: int, after: str) -> tuple[int, ...]:
    part = _DAY_PART.search(after)
    if part is None:
        return (0, 12)
    named = part[1].lower()
    if named == "night":
        return (12,) if 6 <= hour < 12 else (0,)
    return (0,) if named == "morning" else (12,)


_RANGE = re.compile(
    r"\s{0,2}(?:[–—-]|to|until|till|and|through)\s{0,2}(?:shortly |just |about |around |after |before )*"
    r"(?:(?:on )?(?:\w{3,9}day,? )?(?:\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9}|[a-z]{3,9} \d{1,2}(?:st|nd|rd|th)?)(?:,? \d{4})?,? (?:at )?)?",
    re.IGNORECASE,
)


def _with_zones_of_ranges(prose: str, times: list[Time]) -> list[Time]:
    """Of "between 14:05 and 15:40 CET" the first is CET as well."""
    result: list[Time] = []
    following: Time | None = None
    for time in reversed(times):
        if not time.zone and following and following.zone and _RANGE.fullmatch(prose, time.end, following.start):
            time = replace(time, offsets=following.offsets, zone=following.zone)
        result.append(time)
        following = time
    return result[::-1]
