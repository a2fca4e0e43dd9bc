"""Times of day: 14:05 UTC · 2:05 pm CET · 14.05 · 1405 CET · half past eight in the morning · shortly after 2 pm · noon."""

from __future__ import annotations

import re
from dataclasses import dataclass

from communications.checks.quantities import numbers, zones

_HOUR_WORD = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_AMPM = r"(?P<{}>[ap]\.?\s?m\b\.?)"
_TIME = re.compile(
    r"\b(?=[\daefhmnoqstw])(?<![\w.:/,+])(?<![^\dm]-)(?:"
    rf"(?P<hour>[01]?\d|2[0-3])(?P<sign>[:.])(?P<minute>[0-5]\d)(?::[0-5]\d)?(?![\d:.]\d|\s?(?:hours|hrs|h)\b)\s?{_AMPM.format('half')}?"
    rf"|(?P<alone>1[0-2]|0?[1-9])\s?{_AMPM.format('part')}"
    rf"|(?P<four>(?:[01]\d|2[0-3])[0-5]\d)(?=\s?(?:hrs\b|hours\b|h\b|\(?{zones.ZONE}|(?:and|to|until|till|[–-])\s?\d{{4}}\s?(?:hrs\b|hours\b|h\b|\(?{zones.ZONE})))"
    rf"|(?P<past>half|a\squarter|quarter|five|ten|twenty|twenty-five)(?:\sminutes)?\s(?P<way>past|to|after|before)\s"
    rf"(?P<base>{_HOUR_WORD}|midnight|noon|midday|1[0-2]|[1-9])\b(?!\s(?:hours|minutes|days|customers|of)\b)\s?{_AMPM.format('late')}?"
    rf"|(?P<oclock>{_HOUR_WORD}|1[0-2]|[1-9])\so['’]clock\b"
    rf"|(?P<word>(?<=at\s)(?:{_HOUR_WORD})|(?<=after\s)(?:{_HOUR_WORD})|(?<=before\s)(?:{_HOUR_WORD})|(?<=from\s)(?:{_HOUR_WORD})|(?<=until\s)(?:{_HOUR_WORD}))"
    r"(?=\s(?:in\sthe\s(?:morning|afternoon|evening)|at\snight|on\s(?:mon|tues|wednes|thurs|fri|satur|sun)day|that\s|this\s(?:morning|afternoon|evening)))"
    r"|(?P<name>noon|midday|midnight)\b"
    r")",
    re.IGNORECASE,
)
_ZONE_AFTER = re.compile(rf"\s{{0,2}}\(?({zones.ZONE})\)?", re.IGNORECASE)
_DECLARED = re.compile(
    rf"\btimes?\s(?:\w+\s){{0,3}}?(?:in|as|is|are)\s({zones.ZONE})|\ball\stimes\s({zones.ZONE})", re.IGNORECASE
)
_LEADS = re.compile(
    r"(?:\b(?:at|from|between|until|till|to|by|since|and|before|after|around|about|past)|[–(-])\s{0,2}\Z", re.IGNORECASE
)
_DAY_PART = re.compile(r"\b(morning|afternoon|evening|night)\b", re.IGNORECASE)
_SLACK = (
    (
        re.compile(
            r"\b(?:shortly|just|soon|a little|a few minutes|right|immediately|minutes) (?:after|past)\s{0,2}\Z",
            re.IGNORECASE,
        ),
        -1,
        15,
    ),
    (
        re.compile(
            r"\b(?:shortly|just|a little|a few minutes|right|minutes) before\s{0,2}\Z|\b(?:nearly|almost)\s{0,2}\Z",
            re.IGNORECASE,
        ),
        -15,
        1,
    ),
    (
        re.compile(
            r"(?:\b(?:around|about|approximately|approx\.?|roughly|circa|ca\.?|towards)|~)\s{0,2}(?:at )?\Z",
            re.IGNORECASE,
        ),
        -16,
        16,
    ),
    (re.compile(r"\bafter\s{0,2}\Z", re.IGNORECASE), -1, 45),
    (re.compile(r"\b(?:before|by)\s{0,2}\Z", re.IGNORECASE), -45, 1),
)
_PAST = {"half": 30, "a quarter": 15, "quarter": 15, "five": 5, "ten": 10, "twenty": 20, "twenty-five": 25}
_NAMED = {"midnight": 0, "noon": 720, "midday": 720}
DAY = 1440


@dataclass(frozen=True, slots=True)
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

    @property
    def instants(self) -> tuple[int, ...]:
        return tuple((local - offset) % DAY for local in self.local for offset in self.offsets)

    def is_at(self, minute: int) -> bool:
        """Whether it may stand for that minute of a day of UTC."""
        return any(self.early <= (minute - one + 720) % DAY - 720 <= self.late for one in self.instants)

    def agrees(self, other: Time) -> bool:
        return any(
            self.early - other.late <= (there - here + 720) % DAY - 720 <= self.late - other.early
            for here in self.instants
            for there in other.instants
        )


def read(prose: str, own: tuple[int, ...]) -> list[Time]:
    """`own` are the offsets of the zone of whom the text is for; they are meant where no zone is written."""
    if declared := _DECLARED.search(prose):
        own = zones.offsets(declared[1] or declared[2], own)
    times = [time for found in _TIME.finditer(prose) if (time := _of(prose, found, own))]
    return _with_zones_of_ranges(prose, times)


def _of(prose: str, found: re.Match[str], own: tuple[int, ...]) -> Time | None:
    zone = _ZONE_AFTER.match(prose, found.end())
    before = prose[max(0, found.start() - 24) : found.start()]
    if found["sign"] == "." and not (found["half"] or zone or _LEADS.search(before)):
        return None
    after = prose[found.end() : found.end() + 40]
    local = _local(found, after)
    if not local:
        return None
    early, late = _slack(found, before)
    written = found[0].rstrip()
    end = found.start() + len(written if written[-3:].lower() == ".m." else written.rstrip("."))
    return Time(
        found.start(),
        end,
        local,
        zones.offsets(zone[1], own) if zone else own,
        early,
        late,
        zone[1] if zone else "",
        any(found[name] for name in ("half", "part", "late")),
    )


def _slack(found: re.Match[str], before: str) -> tuple[int, int]:
    for pattern, early, late in _SLACK:
        if pattern.search(before):
            return early, late
    if found["minute"] or found["four"]:
        return -1, 1
    return (-1, 1) if found["name"] else (-6, 6) if (found["past"] or "").lower() == "half" else (-4, 4)


def _local(found: re.Match[str], after: str) -> tuple[int, ...]:
    if found["four"]:
        return (int(found["four"][:2]) * 60 + int(found["four"][2:]),)
    if found["name"]:
        return (_NAMED[found["name"].lower()],)
    hour, minute = _clock(found)
    if hour is None:
        return ()
    if half := found["half"] or found["part"] or found["late"]:
        return ((hour % 12 + (12 if half[0] in "pP" else 0)) * 60 + minute,) if hour <= 12 else (hour * 60 + minute,)
    if hour > 12 or hour == 0 or (found["hour"] and (found["hour"][0] == "0" or hour >= 10)):
        return ((hour * 60 + minute) % DAY,)
    return tuple(((hour % 12 + shift) * 60 + minute) % DAY for shift in _halves(hour, after))


def _clock(found: re.Match[str]) -> tuple[int | None, int]:
    if found["hour"]:
        return int(found["hour"]), int(found["minute"])
    if found["past"]:
        shift = _PAST[found["past"].lower().replace("\n", " ")]
        base = found["base"].lower()
        hour = _NAMED[base] // 60 if base in _NAMED else _hour(base)
        if hour is None or found["way"].lower() in ("past", "after"):
            return hour, shift
        return (hour - 1) % 12 or (12 if hour == 1 else 0), 60 - shift
    return _hour((found["alone"] or found["oclock"] or found["word"]).lower()), 0


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
    r"\s{0,2}(?:[–—-]|to|until|till|and|through)\s{0,2}(?:shortly |just |about |around |after |before )*", re.IGNORECASE
)


def _with_zones_of_ranges(prose: str, times: list[Time]) -> list[Time]:
    """Of "between 14:05 and 15:40 CET" the first is CET as well."""
    result: list[Time] = []
    following: Time | None = None
    for time in reversed(times):
        if not time.zone and following and following.zone and _RANGE.fullmatch(prose, time.end, following.start):
            time = Time(
                time.start,
                time.end,
                time.local,
                following.offsets,
                time.early,
                time.late,
                following.zone,
                time.is_twelve,
            )
        result.append(time)
        following = time
    return result[::-1]
