from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from archive.learning import ask_lesson
from feedback.models import Questionnaire
from feedback.public_forms import RATINGS
from postincident.forms import Form
from postincident.models import User

ABOUT = {
    "clear": _("About being clear"),
    "timely": _("About being in time"),
    "complete": _("About being complete"),
    "words": _("About what was missing"),
}
MOST_LETTERS = 200


class QuestionnaireForm(Form):
    """The questions in other words. None can be left out: the ratings of one year are held against those of another."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, questionnaire: Questionnaire, user: User) -> None:
        super().__init__(data, initial={"based_on": questionnaire.pk})
        self.questions = questionnaire.questions
        for question in self.questions:
            self.fields[f"text_{question['key']}"] = forms.CharField(
                label=ABOUT.get(question["key"], question["key"]), max_length=MOST_LETTERS, initial=question["text"]
            )
        self.fields["why"] = forms.CharField(
            label=_("Why it changes"),
            required="preview" not in self.data,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("What did we learn, and from what? It is kept with the version."),
        )
        ask_lesson(self, user)

    def texts(self) -> dict[str, str]:
        """As typed, also into a field that is refused: a preview shows it beside the reason."""
        if not self.is_bound:
            return {question["key"]: question["text"] for question in self.questions}
        keys = (question["key"] for question in self.questions)
        return {key: str(self.cleaned_data.get(f"text_{key}", self.data.get(f"text_{key}", ""))) for key in keys}

    def carry(self, pk: int) -> None:
        """After a conflict was shown, the next save is meant to replace what was shown."""
        data = self.data.copy()
        data["based_on"] = str(pk)
        self.data = data


def drawn(texts: dict[str, str]) -> tuple[list[dict[str, str]], str]:
    """The ratings and the question about words, as the page of a reader draws them."""
    return [{"key": key, "text": texts[key], "value": ""} for key in RATINGS if key in texts], texts.get("words", "")
