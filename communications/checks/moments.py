"""Dates and times of day as people write them: taken in at a glance, and no quantities."""

from __future__ import annotations

import re

_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
MOMENT = re.compile(
    rf"(?<!\w)(?:{_DAY},?\s+)?(?:the\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?)"
    r"(?:,?\s+\d{4})?(?!\w)"
    r"|(?<!\w)\d{1,2}(?:[:.h]\d{2})?\s?(?:[ap]\.?m\.?)?\s?\(?(?:(?-i:[A-Z]{2,4})|Central|Eastern|Pacific)(?:\s[Tt]ime)?\)?(?!\w)"
    r"|(?<!\w)\d{1,2}(?:[:.]\d{2})?\s[ap]\.?m\b",
    re.IGNORECASE,
)
