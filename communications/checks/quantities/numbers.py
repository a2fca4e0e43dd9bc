"""Numbers as people write them: 1,240 · 1 240 · 3.6 million · twelve hundred · thirty-two · half a dozen · 2 ¾."""

from __future__ import annotations

import re

_SMALL_WORDS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL = {word: n for n, word in enumerate(_SMALL_WORDS.split())}
UNITS = {**SMALL, **{word: 10 * n for n, word in enumerate(_TENS_WORDS.split(), 2)}}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12}
_FACTORS = {**_SCALES, "k": 1_000, "mn": 1_000_000, "m": 1_000_000, "bn": 1_000_000_000}
FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}  # fmt: skip

_ONE = "|".join(sorted(UNITS, key=len, reverse=True))
_SCALE = "|".join(_SCALES)
WORDS = (
    rf"(?:(?:half\s)?an?\s(?=(?:{_SCALE})\b)|(?=(?:{_ONE})\b))"
    rf"(?:{_ONE}|{_SCALE})\b(?:(?:[ -]|(?<=hundred) and |(?<=thousand) and |(?<=million) and )(?:{_ONE}|{_SCALE})\b){{0,8}}"
)
DIGITS = r"(?<![\w.,:/-])(?:\d{1,3}(?:[,.’'\u00a0\u202f\u2009 ]\d{3})+(?![\d])|\d{1,15}(?:[.,]\d{1,4})?)(?![\w]*[:/]\d)"
NUMBER = rf"(?:{DIGITS}(?:\s?(?:thousand|million|billion|mn|bn|k)\b)?|{WORDS})"
# Words a number may begin with, besides digits; "a" and "an" before some of them.
HEADS = frozenset((*UNITS, *_SCALES, "half"))

_GROUPED = re.compile(r"[1-9]\d{0,2}([,.’'\u00a0\u202f\u2009 ])\d{3}(?:\1\d{3})*\Z")
_DIGITS = re.compile(r"[\d,.’'\u00a0\u202f\u2009 ]*\d")
_NO_DIGITS = re.compile(r"\D")
_DECIMAL = re.compile(r"\d+(?:[.,]\d+)?")
_APART = re.compile(r"[\s-]+")


def with_article(prose: str, at: int) -> int:
    """Where the "a" or "an" before a word that begins at `at` does, else there."""
    if at > 1 and prose[at - 1] == " " and prose[at - 2] in "aAnN":
        for size in (1, 2):
            start = at - 1 - size
            if (
                start >= 0
                and prose[start : at - 1].lower() in ("a", "an")
                and (start == 0 or not prose[start - 1].isalnum())
            ):
                return start
    return at


def value(written: str) -> float | None:
    """None where it is no number after all."""
    written = written.lower()
    if written in UNITS:
        return float(UNITS[written])
    first = written.lstrip()[:1]
    if not first:
        return None
    return _of_digits(written) if first.isdigit() else _of_words(_APART.split(written))


def _of_digits(written: str) -> float | None:
    found = _DIGITS.match(written)
    if found is None:
        return None
    digits, scale = found[0], written[found.end() :].strip()
    if _GROUPED.match(digits):
        number = float(_NO_DIGITS.sub("", digits))
    elif _DECIMAL.fullmatch(digits):
        number = float(digits.replace(",", "."))
    else:  # the number of a telephone, for example
        return None
    return number * _FACTORS.get(scale, 1) if scale else number


def _of_words(words: list[str]) -> float | None:
    total = part = 0.0
    half = False
    for word in words:
        if word == "half":
            half = True
        elif word in UNITS:
            part += UNITS[word]
        elif word in ("hundred", "dozen"):
            part = (part or 1) * _SCALES[word]
        elif word in _SCALES:
            total += (part or 1) * _SCALES[word]
            part = 0
        elif word not in ("a", "an", "and"):
            return None
    return (total + part) / 2 if half else total + part


_A_BIT = r"(?:just|slightly|only just|a (?:bit|little|touch|shade|fraction|tad)|marginally|not (?:far|much)|little)"
# What people put before a number, and what then is true of the number it stands for: from how much to how much of it.
_QUALIFIERS = (
    (
        rf"{_A_BIT} (?:under|below|less than|short of|shy of|fewer than|off)|short of|shy of|close to|close on|nearly|almost|not quite|not even|hardly|barely|scarcely|getting on for|approaching|nearing|verging on|not far (?:from|off)",
        0.85,
        1.01,
    ),
    (r"(?:the|a) (?:best|better|greater) part of|most of", 0.75, 1.0),
    (rf"{_A_BIT} (?:over|above|more than|past|in excess of|longer than)|shortly over|a good|good", 1.0, 1.2),
    (
        r"(?:well|far|much|considerably|significantly|substantially) (?:over|above|more than|in excess of|longer than)|many more than",
        1.02,
        2.0,
    ),
    (r"(?:well|far|much|considerably) (?:under|below|less than|fewer than|short of)", 0.3, 0.95),
    (
        r"more than|over|above|at least|upwards? of|north of|in excess of|no (?:less|fewer) than|not (?:less|fewer) than|beyond|longer than|exceeding|exceeded|a minimum of|minimum",
        1.0,
        1.5,
    ),
    (
        r"up to|at most|(?:no|not) (?:more|longer|later|greater) than|a maximum of|maximum|max\.?|at the most|as (?:many|much|long) as",
        0.88,
        1.02,
    ),
    (r"less than|fewer than|under|below|within|shorter than|inside", 0.6, 1.0),
    (
        r"about|around|roughly|approximately|approx\.?|some|circa|ca\.?|c\.|an estimated|estimated(?: at)?|in the (?:region|order|neighbou?rhood|area|vicinity) of|on the order of"
        r"|something like|somewhere (?:around|near|in the region of)|round about|give or take|more or less|~|≈|±|≅",
        0.87,
        1.13,
    ),
)
_BEFORE = re.compile(
    "(?:^|(?<=[\\W]))(?:"
    + "|".join(f"(?P<q{n}>{words})" for n, (words, _low, _high) in enumerate(_QUALIFIERS))
    + r")\s{0,2}(?:the\s|a\s|an\s)?\Z"
)
# How such words end: without one of these nothing is looked for.
_LAST_WORDS = (
    "under below than of shy to on for even hardly barely scarcely off from almost nearly quite approaching nearing over above past good least beyond exceeding exceeded minimum"
    " most maximum max max. as within inside about around roughly approximately approx approx. some circa ca ca. c. estimated at like near take less ~ ≈ ± ≅ the a an"
)
_ENDS = frozenset(_LAST_WORDS.split())
_OR_SO = re.compile(
    r"\s(?:or so|or thereabouts|approximately|roughly|give or take|more or less|or a little more|and a bit)\b"
)
_OR_MORE = re.compile(r"\s(?:or more|or longer|and more)\b|\+")


def spread(prose: str, start: int, end: int) -> tuple[float, float, int] | None:
    """What the words around, in small letters, make of the number there: factors from, to, and where the qualifying words begin."""
    before = prose[max(0, start - 32) : start]
    last = before.rstrip().rpartition(" ")[2]
    if last and (last in _ENDS or last[-1] in "~≈±≅") and (found := _BEFORE.search(before)):
        name = found.lastgroup or "q0"
        _words, low, high = _QUALIFIERS[int(name[1:])]
        return low, high, start - len(before) + found.start()
    if _OR_SO.match(prose, end):
        return 0.87, 1.13, start
    if _OR_MORE.match(prose, end):
        return 1.0, 1.5, start
    return None
