"""Telephone numbers, card numbers and addresses in what people wrote, so that they can be taken out when somebody asks.

Shapes, not meanings: a number is taken for a telephone's when it is written as one, with a plus, a leading zero or brackets, and for
a card's when its last digit checks the others. References, amounts, dates and times are none of these.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from feedback.models import Response
from feedback.questionnaires import written_keys
from postincident.registry import Text

_MAIL = re.compile(r"[\w.+-]{1,64}@(?:[\w-]{1,63}\.){1,8}\w{2,24}")
_CARD = re.compile(r"(?<![\w+])\d(?:[ -]?\d){12,18}(?!\w)")
_PHONE = re.compile(
    r"(?<![\w+(])(?:\+\d{1,3}[ .-]?(?:\(0?\d{1,4}\)[ .-]?)?|\(0?\d{2,5}\)[ .-]?|0)\d{1,5}(?:[ ./-]?\d{2,5}){1,4}(?!\w)"
    r"|(?<![\w+(.-])\d{3}[-. ]\d{3}[-. ]\d{4}(?!\w)"
)
_STREETS = (
    "street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|court|square|terrace|crescent|close|parkway|highway"
)
_STREET = re.compile(
    rf"(?<!\w)\d{{1,5}}[a-z]?,? (?:[^\W\d_]{{2,20}} ){{1,3}}(?:{_STREETS})\b\.?"
    r"|(?<!\w)[^\W\d_]{3,30}(?:straße|strasse|str\.|gasse|allee|straat|gatan|vej) \d{1,4}[a-z]?\b"
    r"|(?<!\w)(?:rua|avenida|av\.|calle|carrer|via|piazza|rue|praça) (?:[^\W\d_]{2,20}[ ,]{1,2}){1,5}(?:n\.?[ºo°] ?)?\d{1,4}\b",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{1,2}([./ -])\d{1,2}\1\d{4}(?!\d)")
_FEWEST_OF_A_PHONE = 8


def _checks(found: str) -> bool:
    """Luhn's sum."""
    digits = [int(char) for char in reversed(found) if char.isdigit()]
    doubled = (2 * digit - 9 if digit > 4 else 2 * digit for digit in digits[1::2])
    return len(set(digits)) > 1 and (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _is_called(found: str) -> bool:
    digits = [char for char in found if char.isdigit()]
    return len(digits) >= _FEWEST_OF_A_PHONE and len(set(digits)) > 1 and not _DATE.match(found)


def _always(found: str) -> bool:
    return True


# In this order: a card's number has the shape of a telephone's in it.
SHAPES: list[tuple[re.Pattern[str], Callable[[str], bool], Text]] = [
    (_MAIL, _always, _("[mail address]")),
    (_CARD, _checks, _("[card number]")),
    (_PHONE, _is_called, _("[telephone number]")),
    (_STREET, _always, _("[address]")),
]


def mask(text: str) -> tuple[str, list[str]]:
    """The text with a word in place of each, and what was there."""
    found: list[str] = []
    for shape, is_one, instead in SHAPES:

        def put(match: re.Match[str], is_one: Callable[[str], bool] = is_one, instead: Text = instead) -> str:
            if not is_one(match[0]):
                return match[0]
            found.append(match[0])
            return str(instead)

        text = shape.sub(put, text)
    return text, found


def masked(response: Response) -> tuple[dict[str, object], list[str]]:
    """Its texts by field, masked, and all that was there. What was chosen from answers of ours is no text of theirs."""
    found: list[str] = []

    def clear(text: str) -> str:
        clean, taken = mask(text)
        found.extend(taken)
        return clean

    texts: dict[str, object] = {name: clear(getattr(response, name)) for name in ("words", "whole")}
    written = set(written_keys(response.questionnaire.questions)) if response.questionnaire else set()
    texts["answers"] = {
        key: clear(answer) if key in written and isinstance(answer, str) else answer
        for key, answer in response.answers.items()
    }
    return texts, found
