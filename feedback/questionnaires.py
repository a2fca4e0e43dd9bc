"""What a questionnaire may ask, and what becomes of the answers.

A question is stored as {"key", "kind", "text"}, with `options` where there is something to choose, and with `only_if` where it
is asked only after a certain answer: {"key": "clear", "most": 3}, {"key": "clear", "least": 4} or {"key": "q1", "chosen":
"By phone"}. Its key stays through all versions. What was chosen is stored in its own words, so that no later version can turn
it into something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

RATINGS = ("clear", "timely", "complete")
ASKED_BY_MAIL = "clear"  # each mail has it, so it cannot be dropped
WORDS = "words"
OWN = (*RATINGS, WORDS)  # those with a column of their own, which figures and lists rest on


class QuestionKind(TextChoices):
    RATING = "rating", gettext_lazy("A rating from 1 to 5")
    ONE = "one", gettext_lazy("One of several answers")
    SOME = "some", gettext_lazy("Any of several answers")
    TEXT = "text", gettext_lazy("Words")


@dataclass(frozen=True)
class Condition:
    """After which answer to which other question."""

    key: str
    most: int | None = None
    least: int | None = None
    chosen: str = ""

    @classmethod
    def read(cls, stored: Mapping[str, Any] | None) -> Condition | None:
        return cls(**stored) if stored else None

    def stored(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if value}

    def holds(self, answer: Any) -> bool:
        if self.chosen:
            return self.chosen in (answer if isinstance(answer, list) else [answer])
        if not isinstance(answer, int):
            return False
        return answer <= self.most if self.most is not None else answer >= (self.least or 0)

    def words(self, about: str) -> str:
        """Of a reader's form: Only if “Was it clear?” is 3 or less."""
        if self.chosen:
            return _("Only if you chose “%(answer)s” above.") % {"answer": self.chosen}
        if self.most is not None:
            return _("Only if you gave “%(question)s” %(n)s or less.") % {"question": about, "n": self.most}
        return _("Only if you gave “%(question)s” %(n)s or more.") % {"question": about, "n": self.least}


@dataclass(frozen=True)
class Question:
    key: str
    kind: str
    text: str
    options: tuple[str, ...] = ()
    only_if: Condition | None = None

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> Question:
        condition = Condition.read(stored.get("only_if"))
        return cls(stored["key"], stored["kind"], stored["text"], tuple(stored.get("options", ())), condition)

    def stored(self) -> dict[str, Any]:
        more: dict[str, Any] = {"options": list(self.options)} if self.options else {}
        if self.only_if:
            more["only_if"] = self.only_if.stored()
        return {"key": self.key, "kind": self.kind, "text": self.text} | more


def read(stored: Iterable[Mapping[str, Any]]) -> list[Question]:
    return [Question.read(one) for one in stored]


@dataclass
class Kept:
    """Of what was answered, what is stored; and the questions whose answers are not, since they were not asked after all."""

    answers: dict[str, Any] = field(default_factory=dict)
    left_out: list[Question] = field(default_factory=list)


def keep(questions: Iterable[Question], answered: Mapping[str, Any]) -> Kept:
    """What was clicked at a question that does not apply is left out and said to be; what was typed is kept in any case.

    Conditions point upwards only, so that one pass decides; an answer that was left out meets none.
    """
    kept = Kept()
    for question in questions:
        answer = answered.get(question.key)
        if answer in (None, "", []):
            continue
        condition = question.only_if
        applies = condition is None or condition.holds(kept.answers.get(condition.key))
        if applies or question.kind == QuestionKind.TEXT:
            kept.answers[question.key] = answer
        else:
            kept.left_out.append(question)
    return kept


def said(questions: Iterable[Mapping[str, Any]], answers: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(question, answer) in the words of the version that was answered."""
    return [(one.text, in_words(answers[one.key])) for one in read(questions) if one.key in answers]


def written_keys(questions: Iterable[Mapping[str, Any]]) -> list[str]:
    """Of the questions that are answered in the reader's own words."""
    return [one["key"] for one in questions if one["kind"] == QuestionKind.TEXT]


def in_words(answer: Any) -> str:
    if isinstance(answer, int):
        return _("%(n)s of 5") % {"n": answer}
    return ", ".join(answer) if isinstance(answer, list) else str(answer)


def as_text(questions: Iterable[Mapping[str, Any]]) -> str:
    """A line each, for the history of changes."""
    asked = read(questions)
    texts = {one.key: one.text for one in asked}
    lines = []
    for one in asked:
        about = f" ({_('answers:')} {' / '.join(one.options)})" if one.options else ""
        only = f" [{one.only_if.words(texts.get(one.only_if.key, ''))}]" if one.only_if else ""
        lines.append(f"{one.text}{about}{only}")
    return "\n".join(lines)


def how_many(questions: Sequence[Question]) -> str:
    return ngettext("%(n)s question", "%(n)s questions", len(questions)) % {"n": len(questions)}
