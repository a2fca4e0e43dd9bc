"""A question as somebody pasted or exported it: what every reader hands on, and what becomes of all it found."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.importers.found import Problem, tidy
from communications.addresses import normalise_mail
from postincident import clock
from postincident.models import Incident
from postincident.rendering import is_visible, one_line

MOST, MOST_LETTERS = 500, 1_000_000  # shown and stored at once
LONGEST = 50_000  # letters of one
BEFORE, AFTER = timedelta(days=1), timedelta(days=14)  # what belongs to an incident of a chat or mailbox of years


@dataclass(frozen=True)
class How:
    """What is said of times. `at` is when those were asked that do not say so themselves."""

    at: datetime
    zone: str = "UTC"
    days: str = ""  # "day" or "month": which comes first in 03/04/2026; "" when that is not said


@dataclass(frozen=True)
class Question:
    place: str
    words: str
    at: datetime
    name: str = ""
    address: str = ""
    key: str = ""  # the same one is the same question
    is_answered: bool = False
    answer: str = ""
    answered_at: datetime | None = None
    is_likely: bool = True  # chosen beforehand

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"at": self.at.isoformat(), "answered_at": _iso(self.answered_at)}

    @classmethod
    def of_json(cls, said: dict[str, Any]) -> Question:
        answered = said["answered_at"]
        return cls(
            **said
            | {
                "at": datetime.fromisoformat(said["at"]),
                "answered_at": datetime.fromisoformat(answered) if answered else None,
            }
        )


def _iso(at: datetime | None) -> str:
    return at.isoformat() if at else ""


def question(place: str, words: str, at: datetime, *, name: str = "", address: str = "", **more: Any) -> Question:
    return Question(tidy(place, 200), tidy(words).strip(), at, one_line(tidy(name))[:150], _valid(address), **more)


def _valid(address: str) -> str:
    try:
        normalise_mail(address)
    except ValidationError:
        return ""
    return address.strip()


def key_of(*parts: object) -> str:
    """Stands for words, a name and a time, in which capitals and blanks make no difference."""
    plain = "\n".join(" ".join(str(part).split()).casefold() for part in parts)
    return f"raised:{hashlib.sha256(plain.encode()).hexdigest()[:40]}"


@dataclass
class Reading:
    """What may be stored, and what may not and why. Nothing that was read is dropped silently."""

    questions: list[Question] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def gathered(found: Iterable[Question | Problem], incident: Incident, *, is_history: bool) -> Reading:
    """`is_history`: what is read may reach back years, so that only the time of the incident is taken."""
    now = clock.now()
    begins = incident.started_at and incident.started_at - BEFORE
    ends = (incident.resolved_at or now) + AFTER
    reading, seen, outside, letters = Reading(), dict[str, str](), 0, 0
    for one in found:
        if isinstance(one, Problem):
            reading.problems.append(one)
        elif is_history and ((begins and one.at < begins) or one.at > ends):
            outside += 1
        elif sentence := _why_not(one, now, seen):
            reading.problems.append(Problem(one.place, sentence))
        elif len(reading.questions) == MOST or (letters := letters + len(one.words) + len(one.answer)) > MOST_LETTERS:
            reading.problems.append(_rest(one.place))
            break
        else:
            one = one if one.key else replace(one, key=key_of(one.words, one.name, one.at))
            seen[one.key] = one.place
            reading.questions.append(one)
    if outside:
        reading.problems.insert(0, _outside(outside))
    return reading


def _why_not(one: Question, now: datetime, seen: dict[str, str]) -> str:
    if not is_visible(one.words):
        return _("It holds no words.")
    if len(one.words) > LONGEST:
        return _("It is longer than %(n)s characters.") % {"n": LONGEST}
    if one.at > now:
        return _("Its time is in the future.")
    if before := seen.get(one.key or key_of(one.words, one.name, one.at)):
        return _("The same stands at %(place)s.") % {"place": before}
    return ""


def _rest(place: str) -> Problem:
    sentence = _("From here on nothing was read: store these first, then bring in the same again for the rest.")
    return Problem(place, sentence)


def _outside(n: int) -> Problem:
    said = ngettext(
        "%(n)s message is not of the time of this incident.", "%(n)s messages are not of the time of this incident.", n
    )
    return Problem("", said % {"n": n})
