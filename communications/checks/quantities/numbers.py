"""Numbers as people write them: 1,240 · 1 240 · 3.6 million · twelve hundred · thirty-two · half a dozen."""

from __future__ import annotations

import re

_SMALL_WORDS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL = {word: n for n, word in enumerate(_SMALL_WORDS.split())}
_UNITS = {**SMALL, **{word: 10 * n for n, word in enumerate(_TENS_WORDS.split(), 2)}}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12}
_SHORT = {"k": 1_000, "mn": 1_000_000, "m": 1_000_000, "bn": 1_000_000_000}

_ONE = "|".join(sorted(_UNITS, key=len, reverse=True))
_SCALE = "|".join(_SCALES)
WORDS = (
    rf"(?:(?:half\s)?an?\s(?=(?:{_SCALE})\b)|(?=(?:{_ONE})\b))"
    rf"(?:{_ONE}|{_SCALE})\b(?:(?:[ -]|(?<=hundred) and |(?<=thousand) and |(?<=million) and )(?:{_ONE}|{_SCALE})\b){{0,8}}"
)
DIGITS = r"(?<![\w.,:/-])(?:\d{1,3}(?:[,.’'\u00a0\u202f\u2009 ]\d{3})+(?![\d])|\d{1,15}(?:[.,]\d{1,4})?)(?![\w]*[:/]\d)"
NUMBER = rf"(?:{DIGITS}(?:\s?(?:thousand|million|billion|mn|bn|k)\b)?|{WORDS})"

_GROUPED = re.compile(r"[1-9]\d{0,2}([,.’'\u00a0\u202f\u2009 ])\d{3}(?:\1\d{3})*\Z")


def value(written: str) -> float | None:
    """None where it is no number after all."""
    words = written.lower().split()
    if not words:
        return None
    if words[0][0].isdigit():
        return _of_digits(written.lower())
    return _of_words(re.split(r"[\s-]+", written.lower()))


def _of_digits(written: str) -> float | None:
    found = re.match(r"[\d,.’'\u00a0\u202f\u2009 ]*\d", written)
    if found is None:
        return None
    digits, scale = found[0], written[found.end() :].strip()
    if _GROUPED.match(digits):
        number = float(re.sub(r"\D", "", digits))
    elif re.fullmatch(r"\d+(?:[.,]\d+)?", digits):
        number = float(digits.replace(",", "."))
    else:  # the number of a telephone, for example
        return None
    return number * {**_SCALES, **_SHORT}.get(scale, 1)


def _of_words(words: list[str]) -> float | None:
    total = part = 0.0
    half = False
    for word in words:
        if word == "half":
            half = True
        elif word in _UNITS:
            part += _UNITS[word]
        elif word in ("hundred", "dozen"):
            part = (part or 1) * _SCALES[word]
        elif word in _SCALES:
            total += (part or 1) * _SCALES[word]
            part = 0
        elif word not in ("a", "an", "and"):
            return None
    return (total + part) / 2 if half else total + part


# What people put before a number, and what then is true of the number it stands for: from how much to how much of it.
_QUALIFIERS = (
    (
        r"just under|slightly under|slightly less than|a bit under|a little under|nearly|almost|close to|not quite|a little less than",
        0.85,
        1.0,
    ),
    (
        r"just over|slightly over|slightly more than|a bit over|a bit more than|a little over|a little more than|little more than|shortly over",
        1.0,
        1.17,
    ),
    (r"(?:well|far|much) (?:over|above)|considerably more than|much more than", 1.02, 1.8),
    (r"more than|over|above|at least|upwards of|in excess of|no (?:less|fewer) than|no less than|beyond", 1.0, 1.5),
    (r"up to|at most|no more than|not more than|no longer than|a maximum of|maximum|max\.?|at the most", 0.88, 1.02),
    (r"less than|fewer than|under|below|well under", 0.6, 1.0),
    (
        r"about|around|roughly|approximately|approx\.?|some|circa|ca\.?|c\.|an estimated|estimated|in the region of|something like|~|≈|±",
        0.87,
        1.13,
    ),
)
_BEFORE = tuple(
    (re.compile(rf"(?:^|(?<=[\W]))(?:{words})\s{{0,2}}(?:the\s)?\Z", re.IGNORECASE), low, high)
    for words, low, high in _QUALIFIERS
)
_OR_SO = re.compile(r"\s(?:or so|or thereabouts|approximately|roughly|give or take)\b", re.IGNORECASE)


def spread(prose: str, start: int, end: int) -> tuple[float, float, int] | None:
    """What the words around make of the number there: factors from, to, and where the qualifying words begin."""
    before = prose[max(0, start - 30) : start]
    for pattern, low, high in _BEFORE:
        if found := pattern.search(before):
            return low, high, start - len(before) + found.start()
    if _OR_SO.match(prose, end):
        return 0.87, 1.13, start
    return None
