"""Dates and times of day as people write them: taken in at a glance, and no quantities."""

from __future__ import annotations

import re

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
_ORDINAL = r"\d{1,2}(?:st|nd|rd|th)?"
_ZONE = (
    r"\(?(?:(?-i:[A-Z]{2,4})(?:\s?[+-]\d{1,2}(?::\d\d)?)?|(?:central|eastern|pacific|mountain|atlantic|irish|london|paris|berlin|local|uk)"
    r"(?:\s(?:standard|daylight|summer))?(?:\stime)?)\)?(?!\w)"
)
_DATE = (
    rf"(?:{_DAY},?\s{{1,2}})?(?:the\s)?(?:{_ORDINAL}\s(?:of\s)?{_MONTH}|{_MONTH}\s(?:the\s)?{_ORDINAL})(?:,?\s{{1,2}}\d{{4}})?(?!\w)"
    r"|\d{4}-\d\d-\d\d(?!\w)|\d{1,2}/\d{1,2}/\d{2,4}(?!\w)"
)
_HALF = r"\(?[ap]\.?m\.?(?!\w)\)?"
_CLOCK = (
    rf"\d{{1,2}}[:.h]\d{{2}}(?::\d\d)?(?:\s?{_HALF})?(?:\s?{_ZONE})?(?!\w)"
    rf"|\d{{1,2}}\s?(?:{_HALF}|o['’]clock)(?:\s{_ZONE})?|\d{{1,2}}h?\s?{_ZONE}|(?:midnight|noon)(?:\s{_ZONE})?(?!\w)"
)
MOMENT = re.compile(rf"(?<![\w.,:/-])(?:{_DATE}|{_CLOCK})", re.IGNORECASE)

_BEFORE = r"(?:(?:from|between|since|until|till|at|on|around|about|approximately|the|starting|beginning|ending|scheduled|due)\s)"
_JOIN = rf"(?:,?\s{{1,2}}(?:-|–)?\s?|\s?[-–]\s?)(?:(?:and|to|through|or|of|with)\s)?{_BEFORE}{{0,3}}(?:{_DAY},?\s)?"
# Several that belong together: "from 22:00 on 3 March until 02:00 UTC on 4 March".
MOMENTS = re.compile(
    rf"(?<!\w){_BEFORE}{{0,3}}(?<![\w.,:/-])(?:{_DATE}|{_CLOCK})(?:{_JOIN}(?:{_DATE}|{_CLOCK})){{0,5}}", re.IGNORECASE
)
