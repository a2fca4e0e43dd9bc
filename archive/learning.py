"""The question that every form of a change asks: what was it learned from?"""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from archive.models import Change
from postincident.models import User
from postincident.registry import registry


def ask_lesson(form: forms.BaseForm, user: User) -> None:
    """Adds the field `lesson`, as far as an app knows what there is to learn from."""
    if registry.lesson is not None:
        form.fields["lesson"] = forms.ChoiceField(
            label=_("What it was learned from"),
            required=False,
            choices=[("", _("nothing named")), *registry.lesson.choices(user)],
        )


def learn(user: User, change: Change, lesson: str) -> None:
    """Joins the change to what was chosen. Raises Refused when that is gone or not theirs to see."""
    if lesson and registry.lesson is not None:
        registry.lesson.attach(user, change, lesson)
