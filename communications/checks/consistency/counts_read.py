"""How many of what: 1,240 payments · payments lost: 14 · twelve hundred customers · 3.2 % of all meters · one in five · EUR 3.6 million."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communications.checks.places import Places, in_small
from communications.checks.quantities import numbers
from communications.checks.words.common import content

_CURRENCIES = (
    "EUR USD GBP CHF SEK NOK DKK ISK PLN CZK HUF RON BGN UAH TRY ILS AED SAR QAR EGP MAD NGN GHS KES TZS UGX RWF ZAR INR PKR BDT LKR NPR THB VND IDR MYR PHP SGD HKD"
    " TWD CNY JPY KRW AUD NZD CAD MXN BRL ARS CLP COP PEN"
)
_CURRENCY = rf"(?:{_CURRENCIES.lower().replace(' ', '|')}|euros?|dollars?|pounds?|francs|kronor|kroner|kronur|rupees|shillings?|zloty|zlotys|dirhams?|lei|forints?|koruna|reais|pesos|yen|won|yuan|rand|baht|naira|cents?|pence|€|\$|£|₹)"
# Before an amount only: "R 69 000", "kr 400", "US$20".
_PREFIX = r"(?:(?:us|a|au|c|ca|nz|s|hk|nt|r|mx)\$|r|rs\.?|kr\.?|rm|rp|zł|kč|ft|fr\.?|sfr|ksh|kshs|php|tsh|ush|n\$|bs)"
_PREFIX_WORDS = (
    "us$ a$ au$ c$ ca$ nz$ s$ hk$ nt$ r$ mx$ r rs rs. kr kr. rm rp zł kč ft fr fr. sfr ksh kshs php tsh ush n$ bs"
)
_PREFIXES = frozenset(_PREFIX_WORDS.split())
_GLUED = numbers.NUMBER.replace(r"(?<![\w.,:/-])", "", 1)
_DIGITS = "0123456789"
_GLUES = frozenset(
    ["r", "rs", "kr", "rm", "rp", "ksh", "eur", "usd", "gbp", "chf", "sek", "nok", "dkk", "pln", "czk", "zar"]
)
_CODES = frozenset(_CURRENCIES.split())
_BOTTOM = rf"(?:a\shundred|a\sthousand|{numbers.WORDS}|[1-9]\d{{0,2}}\b(?![.,]\d)|[1-9],?[05]00\b|10,?000\b)"
_PART = r"(?:half|thirds?|quarters?|fifths?|sixths?|eighths?|tenths?)"
_COUNT = re.compile(
    r"(?<![\w.])(?:"
    rf"(?P<money>{_CURRENCY}|{_PREFIX})\s?(?P<sum>{_GLUED})(?:\s?(?P<scale>million|billion|thousand|mn|bn|m|k)\b)?"
    rf"|(?P<top>{numbers.NUMBER})\s(?:(?:of\s)?(?:in|out\sof)(?:\severy|\seach)?|of\severy)\s(?P<bottom>{_BOTTOM})"
    rf"|(?P<each>one|two|three|four|[1-4])\s[a-z]+(?:\s[a-z]+)?\sin\s(?:every\s)?(?P<under>{_BOTTOM})(?!\s(?!us\b|was\b|is\b|has\b|as\b)[a-z]+s\b)"
    r"|every\s(?P<nth>second|other|third|fourth|fifth|sixth|eighth|tenth|\d{1,3}(?:th|rd|nd))(?=\s[a-z])"
    rf"|(?P<share>(?:(?:an?|one|two|three|four)[\s-])?{_PART})(?:\sof\san?\s(?P<scaled>hundred|thousand|million)|(?=\s(?:of|the|our|your|all|its|their|these|those)\b))"
    rf"|(?P<number>{numbers.NUMBER})(?:\s?(?P<percent>%|percent\b|per\scent\b|per\s?mille\b|‰)|\s?(?P<after>{_CURRENCY})(?!\w))?)",
)
_HEADS = numbers.HEADS | frozenset(
    (
        "every",
        "third",
        "thirds",
        "quarter",
        "quarters",
        "fifth",
        "sixth",
        "eighth",
        "tenth",
        *_CURRENCIES.lower().split(),
        "euro",
        "euros",
    )
)
_SIGNS = frozenset("€$£₹")
_SCALES = {"million": 1e6, "m": 1e6, "mn": 1e6, "billion": 1e9, "bn": 1e9, "thousand": 1e3, "k": 1e3}
_TOPS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4}
_BELOW = {"hal": 2, "thi": 3, "qua": 4, "fif": 5, "six": 6, "eig": 8, "ten": 10}
_NTH = {"second": 2, "other": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_OF_THEM = re.compile(
    r"\s(?:of (?:them|these|those|which|whom|the latter)|others?|were|was|who|had|in|could|did)\b", re.IGNORECASE
)
_NOUNS = re.compile(
    r"\s?(?:of\s(?:all\s|the\s|our\s|your\s|its\s|these\s|those\s|this\s|that\s|them\b|\d[\d,.]*\s)*)?((?:[^\W\d_][\w'’-]*[ ]?){1,4})"
)
_STOP_WORDS = """a an the and or but in on at by for from into of to with without was were is are had has have who which that this
these could did do does will than then when after before between during until since as so because while where not no nor if lost out
failed went got came only per whose whom we you they received saw lose left overall altogether total meanwhile"""
_STOP = frozenset(_STOP_WORDS.split())
# What is measured, by any of its names; and what it is of.
_MEASURE_NAMES = "litre l litres liter liters, kilogram kg kilo kilos kilograms, tonne t tonnes ton tons, kilometre km kilometres, gigabyte gb gigabytes, terabyte tb terabytes, megabyte mb, kilowatt-hour kwh, megawatt-hour mwh, megawatt mw, hectare ha hectares, metre m metres"
_MEASURES = {name: group.split()[0] for group in _MEASURE_NAMES.split(", ") for name in group.split()}
_STUFF = re.compile(r"\s?\w+\sof\s((?:[^\W\d_]+[ ]?){1,3})")
_NIGHTS = frozenset(("nights", "mornings", "evenings", "weekends", "shifts"))
_NAME = re.compile(
    r"(?:\b(?:in|at|from|across|for|near|around|of)(?: the)?|,) (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May\b|June|July|August|September|October|November|December)([A-Z][\w-]{2,})"
)
_OF_SO_MANY = re.compile(
    rf"\s(?:of|among)\s(?:all\s|the\s|our\s|your\s|these\s|those\s)*(?P<number>{numbers.NUMBER})(?=\s[^\W\d])"
)
_DONE = re.compile(r"\s\w{2,}ed\b")
_STOPS = re.compile(r"[,;.:()](?:\s|\Z)")
_SOFT = r"(?:(?:about|around|some|nearly|almost|over|roughly|approximately|just|only|exactly|more than|in total|a total of|at|under|to)\s)*"
# What is counted before the number: "Loans lost: 14", "all meters (12,700)", "the number of lost loans was 14".
_OF_YOU = re.compile(r"\sof you\b")
_PERSON = content("people")
_OF_SAID = re.compile(r"\sof (?:them|these|those)\b")
_AHEAD = re.compile(
    rf"\s?(?:[:(=]\s?|\s(?:was|were|is|are|reached|totall?ed|numbered|amounted to|came to|stood at|rose to|fell to|climbed to|dropped to|added up to|ran to)\s){_SOFT}\Z",
    re.IGNORECASE,
)
_AMONG = re.compile(
    rf"(?:of|among)\s(?:all\s|the\s|our\s|your\s|these\s|those\s|its\s|\d[\d,.]*\s)*(?P<what>(?:[^\W\d_][\w'’-]*[ ]?){{1,5}}),\s{_SOFT}\Z",
    re.IGNORECASE,
)
# "All mailboxes except 17."
_EXCEPT = re.compile(
    rf"all\s(?:of\s)?(?:the\s|our\s|your\s|these\s|those\s)?(?P<what>(?:[^\W\d_][\w'’-]*[ ]?){{1,8}}?),?\s(?:except(?:\sfor)?|but|save(?:\sfor)?|bar|apart from|other than|with the exception of)\s{_SOFT}\Z",
    re.IGNORECASE,
)
_LASTS = "was were is are reached totalled totaled numbered to at about around some nearly almost over roughly approximately just only exactly than total of under for except but save bar from"
_LAST = frozenset(_LASTS.split())
_LEADS = re.compile(r"\b(?:of|among|all)\s", re.IGNORECASE)
_SENTENCE = re.compile(r"[.;!?]\s|\n")
_CURRENCY_OF = {
    "r": "zar",
    "rand": "zar",
    "us$": "usd",
    "€": "eur",
    "euro": "eur",
    "euros": "eur",
    "$": "usd",
    "dollar": "usd",
    "dollars": "usd",
    "£": "gbp",
    "pound": "gbp",
    "pounds": "gbp",
}
_MOST_WORDS = 11
_SAME = re.compile(
    rf"(?:,|\(|,? that is|,? (?:this|that|these|those) (?:are|is|was|were)|,? or)\s?{_SOFT}\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Count:
    """`unit` is "%", a currency or "" for things; `of` are the stems of the words for what is counted; `within` the names that
    narrow it ("in Canada"). `is_part` where it counts some of what was counted before."""

    start: int
    end: int
    value: float
    low: float
    high: float
    unit: str
    of: frozenset[str]
    within: frozenset[str]
    is_part: bool = False

    def agrees(self, other: Count) -> bool:
        return self.unit == other.unit and self.low <= other.high and other.low <= self.high


def read(prose: str, taken: Sequence[tuple[int, int]], places: Places | None = None) -> Iterator[Count]:
    """`taken` are places of times, days and durations, which are no counts."""
    lowered = in_small(prose)
    taken = sorted(taken)
    starts, ends = [one[0] for one in taken], sorted(one[1] for one in taken)
    before: Count | None = None
    past = 0
    places = Places.of(prose) if places is None else places
    starting = places.at(_HEADS, taken)
    if glued := _glued(places):
        starting = sorted({*starting, *glued})
    for at in starting:
        if at < past:
            continue
        start = _with_sign(lowered, at)
        found = _COUNT.match(lowered, start) if start >= past else None
        if found is None:
            continue
        past = found.end()
        if bisect_left(starts, found.end()) > bisect_right(ends, found.start()):
            continue
        if (count := _of(lowered, found, before, prose)) is not None:
            yield count
            before = count
            if count.unit == "%" and (absolute := _absolute(lowered, found, count, prose)):
                yield absolute


def _absolute(lowered: str, found: re.Match[str], share: Count, prose: str) -> Count | None:
    """How many "a third of our 45 mirrors" are."""
    whole = _OF_SO_MANY.match(lowered, found.end())
    number = numbers.value(whole["number"]) if whole else None
    if whole is None or not number:
        return None
    value, words = number * share.value / 100, _counted(lowered, whole.end())
    return (
        Count(share.start, found.end(), value, value * 0.92, value * 1.08, "", words, _names(prose, found))
        if words
        else None
    )


def _glued(places: Places) -> list[int]:
    """Where the number begins of "R69,000" and "EUR40"."""
    found = []
    for word in [each for each in places.starts if each[-1] in _DIGITS and each[0] not in _DIGITS]:
        letters = len(word.rstrip(_DIGITS))
        if word[:letters] in _GLUES:
            found += [start + letters for start in places.starts[word]]
    return found


def _with_sign(prose: str, at: int) -> int:
    """Where an amount begins whose number begins at `at`: before "€" or "€ "."""
    lead = prose[max(0, at - 2) : at]
    if not prose[at].isdigit() and _SIGNS.isdisjoint(lead):
        return numbers.with_article(prose, at)
    if lead[-1:] == "$" or (lead[-1:] == " " and prose[at].isdigit()):
        word = prose[max(0, at - 6) : at].rstrip().rpartition(" ")[2].lstrip("(,")
        if word in _PREFIXES:
            return at - len(word) - (lead[-1] == " ")
    if lead[-1:].isalpha() and prose[at].isdigit():
        return at - len(prose[max(0, at - 6) : at].rpartition(" ")[2].lstrip("("))
    if lead[-1:] in _SIGNS:
        return at - 1
    if lead[:1] in _SIGNS and lead[1:].isspace():
        return at - 2
    return at if prose[at].isdigit() else numbers.with_article(prose, at)


def _of(lowered: str, found: re.Match[str], before: Count | None, prose: str) -> Count | None:
    value, unit = _value(found)
    if value is None:
        return None
    words: frozenset[str] = _counted(lowered, found.end())
    if (
        unit == ""
        and lowered.startswith(", ", max(0, found.start() - 2))
        and _DONE.match(lowered, found.end())
        and (told := _ahead(lowered[max(0, found.start() - 120) : found.start()]))
    ):
        words = told  # "of 300 lockers, 40 opened"
    is_part = False
    if not words and unit in ("", "%"):
        words, is_part = _named_before(lowered, found, before, unit)
        if unit == "" and not words:
            return None
    elif unit == "" and found["number"] and found["number"].lower() in ("one", "1"):
        return None
    start, low, high = _range(lowered, found, value, unit)
    return Count(start, found.end(), value, low, high, unit, words, _names(prose, found), is_part)


def _named_before(prose: str, found: re.Match[str], before: Count | None, unit: str) -> tuple[frozenset[str], bool]:
    """What is counted, by the words ahead of the number, or by the count before; and whether it is part of that."""
    ahead = prose[max(0, found.start() - 120) : found.start()]
    if words := _ahead(ahead):
        return words, False
    if before is None and not unit and _OF_YOU.match(prose, found.end()):
        return _PERSON, False
    if before is None and not unit and _OF_SAID.match(prose, found.end()):
        return content(_SENTENCE.split(ahead)[-1]) or content(ahead), False
    if before is None or unit or found.start() - before.end > 200:
        return (_PERSON if _OF_YOU.match(prose, found.end()) else frozenset()), False
    if before.unit == "%" and found.start() - before.end < 80 and _SAME.search(ahead):
        return before.of, False
    return (before.of, True) if _OF_THEM.match(prose, found.end()) else (frozenset(), False)


def _ahead(ahead: str) -> frozenset[str]:
    """What is counted, by the words ahead of the number."""
    last = ahead.removesuffix(" ").rpartition(" ")[2].lower()
    if not last or not (last[-1] in ":(=," or last in _LAST):
        return frozenset()
    ahead = _SENTENCE.split(ahead)[-1]
    for lead in _LEADS.finditer(ahead):
        if told := _AMONG.match(ahead, lead.start()) or _EXCEPT.match(ahead, lead.start()):
            return content(told["what"])
    verb = _AHEAD.search(ahead, max(0, len(ahead) - 50))
    if verb is None:
        return frozenset()
    named: list[str] = []
    for word in reversed(ahead[: verb.start()].split()[-_MOST_WORDS:]):
        if not word[-1].isalpha():
            break
        named.append(word)
    return content(" ".join(named))


def _value(found: re.Match[str]) -> tuple[float | None, str]:
    if found["number"]:
        counted = numbers.value(found["number"])
        if found["percent"]:
            mille = found["percent"] == "‰" or "mille" in found["percent"].lower()
            return (counted / 10 if mille and counted is not None else counted), "%"
        return counted, _currency(found["after"]) if found["after"] else ""
    if found["sum"]:
        number = numbers.value(found["sum"])
        scale = _SCALES.get(found["scale"], 1.0)
        return number * scale if number is not None else None, _currency(found["money"])
    if found["top"] or found["each"]:
        top = numbers.value(found["top"] or found["each"])
        bottom = numbers.value(found["bottom"] or found["under"])
        if (
            top
            and bottom
            and top < bottom
            and (
                bottom in (100, 1000)
                or (top < 10 and bottom <= 100)
                or (top == 1 and bottom <= 10_000 and not 1900 <= bottom < 2100)
            )
        ):
            return 100 * top / bottom, "%"
        return (top if found["top"] else None), ""
    if found["nth"]:
        nth = found["nth"].lower()
        below = _NTH.get(nth) or int(nth[:-2])
        return (100 / below if below > 1 else None), "%"
    words = found["share"].replace("-", " ").split()
    share: float = (_TOPS[words[0]] if len(words) > 1 else 1) / _BELOW[words[-1][:3]]
    scaled = {"hundred": 100.0, "thousand": 1000.0, "million": 1e6}.get((found["scaled"] or "").lower())
    return (share * scaled, "") if scaled else (100 * share, "%")


def _currency(written: str) -> str:
    small = written.lower()
    return _CURRENCY_OF.get(small, small)


def _counted(prose: str, end: int) -> frozenset[str]:
    nouns = _NOUNS.match(prose, end)
    if nouns is None:
        return frozenset()
    words: list[str] = []
    measure = nouns[1].split()[0]
    if measure in _MEASURES:
        stuff = _STUFF.match(prose, end)
        return content(f"{_MEASURES[measure]} {stuff[1] if stuff else ''}")
    for word in nouns[1].split():
        if word in _STOP and (words or word not in ("lost", "failed")):
            break
        words.append(word)
    if words == ["failed"]:
        return frozenset()
    if words and words[0] in _NIGHTS:
        return frozenset((words[0],))
    return content(" ".join(words))


def _range(prose: str, found: re.Match[str], value: float, unit: str) -> tuple[int, float, float]:
    """Where it begins with its qualifying words, and from how much to how much may be meant."""
    if said := numbers.spread(prose, found.start(), found.end()):
        return found.start(), *_qualified(value, said[0], said[1])
    if unit == "%" and (found["top"] or found["share"] or found["nth"] or found["each"]):
        return found.start(), value * 0.88, value * 1.12
    return found.start(), *_rounded(value, unit)


def _qualified(value: float, low: float, high: float) -> tuple[float, float]:
    """ "Nearly 28,000" is not far from it, as its zeros tell; "more than 28,000" may be."""
    if low > 0.8 and high < 1.3:
        step = max(_step(value), 0.03 * value)
        return max(value * low, value - step if low < 1 else value), min(
            value * high, value + step if high > 1.05 else value * high
        )
    return value * low, value * high


def _step(value: float) -> float:
    """By how much a round number may be off: by 1,000 for 28,000, by 25 for 250."""
    if value != int(value):
        return 0.05 * value
    step = 1
    while value % (step * 10) == 0:
        step *= 10
    return step * (2.5 if (value // step) % 10 == 5 else 1)


def _rounded(value: float, unit: str) -> tuple[float, float]:
    """A round number may stand for what rounds to it: 12,000 for 11,870; but not 48,170 for anything else."""
    if unit == "%" and value == int(value):
        return value - 0.5, value + 0.5
    if unit or value < 100 or value % 1:
        return value - 1e-6, value + 1e-6
    step = 1.0
    while value % (step * 10) == 0:
        step *= 10
    spare = step / 2 if step >= 100 or (step == 10 and value >= 1000 and value % 100 == 0) else 0.0
    return value - spare - 1e-6, value + spare + 1e-6


def _names(prose: str, found: re.Match[str]) -> frozenset[str]:
    """Names right after what is counted, before the next stop."""
    after = prose[found.end() : found.end() + 80]
    stop = _STOPS.search(after)
    after = after[: stop.start()] if stop else after
    if after.islower():
        return frozenset()
    named = (name.lower() for name in _NAME.findall(after))
    return frozenset(name for name in named if name.upper() not in _CODES)
