"""What a stakeholder fills in. Plain Django forms: the page draws them itself, to stay small."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from feedback.questionnaires import RATINGS, WORDS, Question, QuestionKind, keep
from postincident.rendering import clean_text, is_visible

MOST_WORDS, MOST_WORDS_ELSE = 5000, 2000


class RatingField(forms.TypedChoiceField):
    default_error_messages = {"invalid_choice": _("Choose a number from 1 to 5, or none.")}

    def __init__(self) -> None:
        super().__init__(choices=[(str(n), str(n)) for n in range(1, 6)], coerce=int, empty_value=None, required=False)


class WordsField(forms.CharField):
    default_error_messages = {
        "max_length": _(
            "That is longer than %(limit_value)d characters (%(show_value)d). Shorten it; nothing is lost here."
        )
    }

    def __init__(self, max_length: int) -> None:
        super().__init__(max_length=max_length, required=False)

    def clean(self, value: Any) -> str:
        return visible(super().clean(value))


NOT_OFFERED = _("Choose one of the answers, or none.")


def numbered(question: Question) -> list[tuple[str, str]]:
    """Of a form, so that it stays small: what is sent is the number of what was chosen."""
    return [(str(n), option) for n, option in enumerate(question.options, 1)]


def field_for(question: Question) -> forms.Field:
    if question.kind == QuestionKind.RATING:
        return RatingField()
    if question.kind == QuestionKind.TEXT:
        return WordsField(MOST_WORDS if question.key == WORDS else MOST_WORDS_ELSE)
    kind = forms.ChoiceField if question.kind == QuestionKind.ONE else forms.MultipleChoiceField
    messages = {"invalid_choice": NOT_OFFERED, "invalid_list": NOT_OFFERED}
    return kind(choices=numbered(question), required=False, error_messages=messages)


@lru_cache(maxsize=100)
def fields_for(questions: tuple[Question, ...]) -> dict[str, forms.Field]:
    """The same for every form that asks this: a field keeps nothing of what is sent."""
    return {
        **{question.key: field_for(question) for question in questions},
        "reply_to": forms.EmailField(
            max_length=254,
            required=False,
            error_messages={"invalid": _("Give an address such as you@example.com, or leave it empty.")},
        ),
        "name": forms.CharField(
            max_length=150, required=False, error_messages={"max_length": _("Shorten it to 150 characters.")}
        ),
        # People do not see it; what fills it in is no person.
        "website": forms.CharField(required=False, max_length=100_000),
    }


def visible(text: str) -> str:
    """The text, or nothing when there is nothing a reader could see: blanks, zero-width and control characters."""
    return clean_text(text).strip() if is_visible(text) else ""


class AnswerForm(forms.Form):
    """The questions of one version. `cleaned_data` has what is stored: the ratings and the words that have a column, and
    `answers` to whatever else was asked. `left_out` are the questions that were answered and do not apply."""

    def __init__(self, data: Any = None, *, questions: Sequence[Question], initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.questions = questions
        self.left_out: list[Question] = []
        self.fields = dict(fields_for(tuple(questions)))

    def clean_name(self) -> str:
        return visible(self.cleaned_data["name"].replace("\n", " "))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        kept = keep(self.questions, {one.key: _in_words(one, cleaned.get(one.key)) for one in self.questions})
        self.left_out = kept.left_out
        if not kept.answers and not cleaned["name"]:
            raise forms.ValidationError(
                _("Choose at least one number, or write a few words; then there is something to send."), code="empty"
            )
        return self._stored(cleaned, kept.answers)

    def _stored(self, cleaned: Mapping[str, Any], answers: dict[str, Any]) -> dict[str, Any]:
        stored = {"name": cleaned["name"], "reply_to": cleaned["reply_to"]}
        stored |= {key: answers.pop(key, None) for key in RATINGS if key in self.fields}
        if WORDS in self.fields:
            stored[WORDS] = answers.pop(WORDS, "")
        return stored | {"answers": answers}

    @property
    def is_by_a_machine(self) -> bool:
        return bool(self.data.get("website"))

    def drawn(self) -> list[dict[str, Any]]:
        """What the page needs of each question."""
        texts = {one.key: one.text for one in self.questions}
        return [
            {
                "key": one.key,
                "kind": one.kind,
                "text": one.text,
                "options": numbered(one),
                "value": self[one.key].value() or "",
                "only_if": one.only_if and one.only_if.words(texts.get(one.only_if.key, "")),
                "most": MOST_WORDS if one.key == WORDS else MOST_WORDS_ELSE,
                "errors": self[one.key].errors,
            }
            for one in self.questions
        ]


def _in_words(question: Question, value: Any) -> Any:
    """What was chosen, in its words: the numbers mean something only within one version."""
    if question.kind == QuestionKind.ONE:
        return question.options[int(value) - 1] if value else ""
    if question.kind == QuestionKind.SOME:
        return [question.options[int(one) - 1] for one in sorted(set(value or ()), key=int)]
    return value


def typed(questions: Sequence[Question], stored: Mapping[str, Any]) -> dict[str, Any]:
    """Back from what is stored to what a form holds."""
    numbers = {one.key: {option: number for number, option in numbered(one)} for one in questions}
    held: dict[str, Any] = {}
    for key, answer in stored.items():
        number = numbers.get(key)
        if not number:
            held[key] = answer
        elif isinstance(answer, list):
            held[key] = [number[one] for one in answer if one in number]
        else:
            held[key] = number.get(answer, "")
    return held
