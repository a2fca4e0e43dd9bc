from __future__ import annotations

import re
import secrets
from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from archive.learning import ask_lesson
from communications.languages import LANGUAGES
from communications.models import StakeholderGroup
from feedback.models import Questionnaire
from feedback.public_forms import AnswerForm
from feedback.questionnaires import ASKED_BY_MAIL, RATINGS, WORDS, Condition, Question, QuestionKind, read
from postincident.forms import Form
from postincident.models import User
from postincident.rendering import is_visible, one_line
from postincident.vocabulary import Kind

ABOUT = {
    "clear": _("About being clear"),
    "timely": _("About being in time"),
    "complete": _("About being complete"),
    "words": _("About what was missing"),
}
MOST_QUESTIONS, MOST_OPTIONS, MOST_LETTERS, MOST_LETTERS_OF_OPTION = 10, 8, 200, 80
MOST_BYTES = 13_000  # of the questions in a reader's form, which is to stay under 20,000
_KEY = r"(?:clear|timely|complete|words|q[0-9a-f]{8})"
_KEYS = re.compile(rf"{_KEY}(?:,{_KEY}){{0,{MOST_QUESTIONS - 1}}}")
_CONDITION = re.compile(rf"({_KEY})(?:<=(?P<most>[1-5])|>=(?P<least>[1-5])|=(?P<chosen>.+))")
CHOOSES = (QuestionKind.ONE, QuestionKind.SOME)


def encoded(condition: Condition | None) -> str:
    if condition is None:
        return ""
    if condition.chosen:
        return f"{condition.key}={condition.chosen}"
    return f"{condition.key}<={condition.most}" if condition.most else f"{condition.key}>={condition.least}"


def decoded(said: str) -> Condition | None:
    found = _CONDITION.fullmatch(said)
    if not found:
        return None
    if found["chosen"]:
        return Condition(found[1], chosen=found["chosen"])
    return (
        Condition(found[1], most=int(found["most"]))
        if found["most"]
        else Condition(found[1], least=int(found["least"]))
    )


def _lines(typed: Any) -> tuple[str, ...]:
    return tuple(line for line in map(one_line, str(typed).splitlines()) if is_visible(line))


def _conditions(question: Question) -> Iterator[tuple[str, str]]:
    """What a question may wait for in the answer to this one."""
    about = question.text[:60]
    if question.kind == QuestionKind.RATING:
        for n in (2, 3):
            words = _now("only if “%(question)s” is %(n)s or less") % {"question": about, "n": n}
            yield f"{question.key}<={n}", words
        yield f"{question.key}>=4", _now("only if “%(question)s” is %(n)s or more") % {"question": about, "n": 4}
    for option in question.options:
        words = _now("only if “%(answer)s” was chosen at “%(question)s”") % {"answer": option, "question": about}
        yield f"{question.key}={option}", words


def weight(questions: Sequence[Question]) -> int:
    """Bytes that these take in a reader's form."""
    return len(
        render_to_string("feedback/_asked.html", {"questions": AnswerForm(questions=questions).drawn()}).encode()
    )


class OfferForm(Form):
    """For whom, about what and in which language something else is asked."""

    group = forms.ModelChoiceField(
        StakeholderGroup.objects.in_use(), label=_("Group"), required=False, empty_label=_("every group")
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("every kind")), *Kind.choices])
    language = forms.ChoiceField(label=_("Language"), choices=[(code, _(name)) for code, name in LANGUAGES])

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"language": settings.LANGUAGE_CODE})
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select form-select-sm"


class RetireForm(Form):
    why = forms.CharField(
        label=_("Why it is retired"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It is kept."),
    )


class QuestionnaireForm(Form):
    """Every question of one version in its place, and one more. `keys` names those that the page showed, so that what was
    typed stays whatever somebody else saved meanwhile."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)
    keys = forms.CharField(widget=forms.HiddenInput, max_length=200)
    name_days = forms.IntegerField(
        label=_("Days for which a name and an address are kept"), required=False, min_value=1, max_value=3650
    )
    why = forms.CharField(
        label=_("Why it changes"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What did we learn, and from what? It is kept with the version."),
    )
    new_text = forms.CharField(label=_("Another question"), max_length=MOST_LETTERS, required=False)
    new_kind = forms.ChoiceField(label=_("Answered by"), required=False)

    def __init__(self, data: Any = None, *, questionnaire: Questionnaire, user: User, shown: Any = None) -> None:
        """`shown` are questions to show in place of those of the version: as typed in a form that was not saved yet."""
        super().__init__(data)
        self.questionnaire, self.user = questionnaire, user
        self.standing = {one.key: one for one in shown or read(questionnaire.questions)}
        keys = str(self.data.get("keys", ""))
        self.shown = list(dict.fromkeys(keys.split(","))) if _KEYS.fullmatch(keys) else list(self.standing)
        self.initial = {
            "based_on": questionnaire.pk,
            "keys": ",".join(self.shown),
            "name_days": questionnaire.name_days,
        }
        self.fields["name_days"].help_text = _(
            "Left empty, %(n)s, as for the whole installation. The form tells its readers."
        ) % {"n": settings.ANSWER_NAME_DAYS}
        self.asked = [self._as_typed(key) for key in self.shown]
        self._add_questions()
        self._offer_new()
        ask_lesson(self, user)
        for field in self.fields.values():
            if isinstance(field.widget, forms.Select):
                field.widget.attrs["class"] = "form-select"
            elif not isinstance(field.widget, forms.CheckboxInput):
                field.widget.attrs["class"] = "form-control"

    def _as_typed(self, key: str) -> Question:
        """Whatever is typed, valid or not: what can be waited for follows it."""
        standing = self.standing.get(key) or Question(key, str(self.data.get(f"kind_{key}", "")), "")
        if not self.is_bound:
            return standing
        options = _lines(self.data.get(f"options_{key}", "")) if standing.kind in CHOOSES else ()
        text = one_line(str(self.data.get(f"text_{key}", "")))
        return Question(key, standing.kind, text, options, decoded(str(self.data.get(f"only_{key}", ""))))

    def _add_questions(self) -> None:
        for place, one in enumerate(self.asked, 1):
            add, key = self.fields, one.key
            add[f"kind_{key}"] = forms.ChoiceField(
                choices=QuestionKind.choices, initial=one.kind, widget=forms.HiddenInput
            )
            add[f"text_{key}"] = forms.CharField(label=self.about(one), max_length=MOST_LETTERS, initial=one.text)
            add[f"place_{key}"] = forms.IntegerField(
                label=_("Place"), min_value=1, max_value=99, initial=place, required=False
            )
            if one.kind in CHOOSES:
                add[f"options_{key}"] = forms.CharField(
                    label=_("Answers to choose from, one a line"),
                    max_length=2000,
                    widget=forms.Textarea(attrs={"rows": max(3, len(one.options) + 1)}),
                    initial="\n".join(one.options),
                )
            others = (condition for other in self.asked if other.key != key for condition in _conditions(other))
            if key != ASKED_BY_MAIL:
                add[f"only_{key}"] = forms.ChoiceField(
                    label=_("When it is asked"),
                    required=False,
                    choices=[("", _("always")), *others],
                    initial=encoded(one.only_if),
                    error_messages={"invalid_choice": _("What it waited for is not there any more. Choose again.")},
                )
                add[f"drop_{key}"] = forms.BooleanField(
                    label=_("Drop it"), required=False, widget=forms.CheckboxInput(attrs={"class": "form-check-input"})
                )

    def _offer_new(self) -> None:
        dropped = [(key, ABOUT[key]) for key in (*RATINGS, WORDS) if key not in self.shown]
        self.fields["new_kind"].choices = [*QuestionKind.choices, *dropped]  # type: ignore[attr-defined]
        self.fields["new_options"] = forms.CharField(
            label=_("Answers to choose from, one a line"),
            max_length=2000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    @staticmethod
    def about(question: Question) -> Any:
        return ABOUT.get(question.key) or dict(QuestionKind.choices).get(question.kind, question.kind)

    def new_fields(self) -> list[forms.BoundField]:
        return [self["new_text"], self["new_kind"], self["new_options"]]

    def rows(self) -> list[dict[str, Any]]:
        parts = ("kind", "text", "options", "only", "place", "drop")
        return [
            {part: self[f"{part}_{key}"] for part in parts if f"{part}_{key}" in self.fields} | {"key": key}
            for key in self.shown
        ]

    def questions(self) -> list[Question]:
        """As they would be saved: in their places, without the dropped, with the new one."""
        placed = []
        for at, one in enumerate(self.asked, 1):
            if self.is_bound and self.cleaned_data.get(f"drop_{one.key}"):
                continue
            place = (self.is_bound and self.cleaned_data.get(f"place_{one.key}")) or at
            # What was given another's place goes before it when it came up, and after it when it went down.
            placed.append((place, (place > at) - (place < at), at, one))
        found = [one for *_place, one in sorted(placed, key=lambda row: row[:3])]
        if self.is_bound and is_visible(self.cleaned_data.get("new_text", "")):
            found.append(self._new())
        return found

    def _new(self) -> Question:
        said = self.cleaned_data
        kind, text = said.get("new_kind") or QuestionKind.TEXT, said["new_text"]
        if kind in ABOUT:
            return Question(kind, QuestionKind.TEXT if kind == WORDS else QuestionKind.RATING, text)
        options = _lines(said.get("new_options", "")) if kind in CHOOSES else ()
        return Question(f"q{secrets.token_hex(4)}", kind, text, options)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if is_visible(said.get("new_options", "")) and not is_visible(said.get("new_text", "")):
            self.add_error("new_text", _("Give the new question its words."))
        questions = self.questions()
        if len(questions) > MOST_QUESTIONS:
            self.add_error("new_text", _("At most %(n)s questions are asked: drop one first.") % {"n": MOST_QUESTIONS})
        for place, one in enumerate(questions):
            self._check(one, questions[:place])
        if not self.errors and weight(questions) > MOST_BYTES:
            self.add_error(None, _("Together that is too long for a form that opens at once on a phone. Shorten it."))
        return said

    def _check(self, one: Question, above: Sequence[Question]) -> None:
        is_new = one.key not in self.shown
        if one.kind in CHOOSES and (sentence := _amiss(one.options)):
            self.add_error("new_options" if is_new else f"options_{one.key}", sentence)
        only = one.only_if
        if only is not None and not is_new and only.key not in {other.key for other in above}:
            name = f"only_{one.key}"
            if name not in self.errors:
                self.add_error(name, _("What it waits for has to be asked above it. Move it down, or choose again."))

    def tried(self) -> QuestionnaireForm:
        """The same as typed, in order: what was moved is in its place, what is new can be waited for."""
        again = QuestionnaireForm(questionnaire=self.questionnaire, user=self.user, shown=self.questions())
        for name in ("based_on", "name_days", "why", "lesson"):
            again.initial[name] = self.cleaned_data.get(name)
        return again

    def carry(self, pk: int) -> None:
        """After a conflict was shown, the next save is meant to replace what was shown."""
        data = self.data.copy()
        data["based_on"] = str(pk)
        self.data = data


def _amiss(options: Sequence[str]) -> Any:
    if not 2 <= len(options) <= MOST_OPTIONS:
        return _("Give from 2 to %(n)s answers, each on a line of its own.") % {"n": MOST_OPTIONS}
    if len(set(options)) < len(options):
        return _("Two of the answers are the same.")
    if any(len(option) > MOST_LETTERS_OF_OPTION for option in options):
        return _("Shorten each answer to %(n)s letters.") % {"n": MOST_LETTERS_OF_OPTION}
    return ""
