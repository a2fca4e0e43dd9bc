"""What a stakeholder fills in. Plain Django forms: the page draws them itself, to stay small."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from postincident.rendering import clean_text, is_visible

RATINGS = ("clear", "timely", "complete")


class RatingField(forms.TypedChoiceField):
    default_error_messages = {"invalid_choice": _("Choose a number from 1 to 5, or none.")}

    def __init__(self) -> None:
        super().__init__(choices=[(str(n), str(n)) for n in range(1, 6)], coerce=int, empty_value=None, required=False)


def visible(text: str) -> str:
    """The text, or nothing when there is nothing a reader could see: blanks, zero-width and control characters."""
    return clean_text(text).strip() if is_visible(text) else ""


class AnswerForm(forms.Form):
    clear = RatingField()
    timely = RatingField()
    complete = RatingField()
    words = forms.CharField(
        max_length=5000,
        required=False,
        error_messages={
            "max_length": _("That is longer than 5,000 characters (%(show_value)d). Shorten it; nothing is lost here.")
        },
    )
    reply_to = forms.EmailField(
        max_length=254,
        required=False,
        error_messages={"invalid": _("Give an address such as you@example.com, or leave it empty.")},
    )
    name = forms.CharField(
        max_length=150, required=False, error_messages={"max_length": _("Shorten it to 150 characters.")}
    )
    website = forms.CharField(required=False, max_length=100_000)  # people do not see it; what fills it in is no person

    def clean_words(self) -> str:
        return visible(self.cleaned_data["words"])

    def clean_name(self) -> str:
        return visible(self.cleaned_data["name"].replace("\n", " "))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        said_something = any(cleaned.get(name) for name in (*RATINGS, "words", "name"))
        if not self.errors and not said_something:
            raise forms.ValidationError(
                _("Choose at least one number, or write a few words; then there is something to send."), code="empty"
            )
        return cleaned

    @property
    def is_by_a_machine(self) -> bool:
        return bool(self.data.get("website"))
