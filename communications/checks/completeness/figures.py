"""Times of day that only what stands beside them tells to be times: "at 0710", "tomorrow at 9", lines that begin with "0915"."""

from __future__ import annotations

import re

_HOURS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
# What may follow a time of four figures: no noun, and no rest of a telephone number.
_GOES_ON = (
    r"[,;:)](?!\d)|\.(?!\d)|\s?\Z|\s?[–—-]\s?\d{4}\b|\s(?:on|and|until|till|to|that|when|after|before|this|the|a|an|in|with|we|it|he|she|they|nothing|nobody|because|while|since|was|were|is|had|has|did|came|by|at|of the|from|for)\b(?!\s\d{3}\b|\s\d[\d,]*\s(?:[a-z]+s|people|children|men|women)\b)"
    r"|(?<=0\d\d\d)\s[a-z]+(?:ed|ing)\b"
)
_FOUR = re.compile(
    rf"(?P<four>(?:[01]\d|2[0-3])[0-5]\d)(?:(?={_GOES_ON})|(?P<entry>(?=:?\s[A-Za-z])))(?!\d)", re.IGNORECASE
)
_BARE = re.compile(
    rf"(?P<bare>{'|'.join(_HOURS)}|1[0-2]|[1-9])(?=[,;)](?!\d)|\.(?!\d)|\s?\Z|\s(?:this|that|tonight|sharp|on (?:mon|tue|wed|thu|fri|sat|sun)|and|here|with|in the)\b)",
    re.IGNORECASE,
)
_LED = re.compile(r"\b(?:at|by|since|until|from|till|after|between|before|to|and|around|about|of)\s\Z", re.IGNORECASE)
YEARS = ("19", "20")  # how years begin that one writes of
_BEGINS_A_LINE = re.compile(r"(?:\n|\A)[ \t]*\Z")
_OF_A_DAY = re.compile(
    r"(?:\b(?:tomorrow|today|tonight|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day|morning|afternoon|evening|night|daily|every day)|\b\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}|\b[A-Z][a-z]{2,8} \d{1,2}),?(?: \d{4},?)? at\s\Z"
)
_THAT_DAY = re.compile(
    r"\s(?:this|that|in the) (?:morning|afternoon|evening|night)\b|\s(?:tonight|sharp)\b|\son (?:mon|tue|wed|thu|fri|sat|sun)",
    re.IGNORECASE,
)
MEASURED = re.compile(
    r"\b(?:rose|rise|rises|risen|fell|fall|falls|went|go|goes|price|prices|rate|rates|cost|costs|grew|dropped|increased?|decreased?|score|scores|rating|ratings|level|levels|index|ratio|grade|grades|average|value|values|upgrad\w+|updat\w+|version|release|patch|from v|paid|worth|won|lost|beat|tests?|pin|code|room)\b[^;\n]{0,32}\Z",
    re.IGNORECASE,
)


def at(prose: str, start: int) -> tuple[int, int, int, bool] | None:
    """Where it begins and ends, the minute of the day, and whether it may be twelve hours later."""
    if prose[start : start + 4].isdigit():
        found = _FOUR.match(prose, start)
        return (
            (start, start + 4, int(found["four"][:2]) * 60 + int(found["four"][2:]), False)
            if found and _is_time(prose, found)
            else None
        )
    if prose[max(0, start - 3) : start].lower() != "at ":
        return None
    found = _BARE.match(prose, start)
    if not found or not (_OF_A_DAY.search(prose, max(0, start - 40), start) or _THAT_DAY.match(prose, found.end())):
        return None
    said = found["bare"].lower()
    hour = int(said) if said.isdigit() else _HOURS.index(said) + 1
    return start, found.end(), hour * 60 % 1440, True


def is_entry(prose: str, start: int) -> bool:
    return _BEGINS_A_LINE.search(prose, max(0, start - 24), start) is not None


def _is_time(prose: str, found: re.Match[str]) -> bool:
    """No year, no metres, no number of a telephone."""
    start = found.start()
    if found["four"][:2] in YEARS and prose[max(0, start - 3) : start].lower() != "at ":
        return False
    if is_entry(prose, start):
        return True
    before = prose[max(0, start - 48) : start]
    return found["entry"] is None and bool(_LED.search(before)) and not MEASURED.search(before)
