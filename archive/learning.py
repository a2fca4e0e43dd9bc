"""The question that every form of a change asks: what was it learned from?"""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from archive.models import Change
from postincident.models import User
from postincident.registry import registry


def ask_lesson(form: forms.BaseForm, user: User) -> None:
    """Adds the field `lesson`, as far as an app knows what there is to learn from.

    Offered is what is new, and what the page was asked for or sent with, however old, where it is theirs to see.
    """
    if registry.lesson is None:
        return
    offered = list(registry.lesson.choices(user))
    asked = str(form.data.get("lesson") or form.initial.get("lesson") or "")
    if asked and not _is_among(asked, offered) and (name := registry.lesson.named(user, asked)):
        offered.append((asked, name))
    form.fields["lesson"] = forms.ChoiceField(
        label=_("What it was learned from"), required=False, choices=[("", _("nothing named")), *offered]
    )


def _is_among(value: str, offered: list[tuple[str, object]]) -> bool:
    return any(
        _is_among(value, list(more)) if isinstance(more, (list, tuple)) else one == value for one, more in offered
    )


def learn(user: User, change: Change, lesson: str) -> None:
    """Joins the change to what was chosen. Raises Refused when that is gone or not theirs to see."""
    if lesson and registry.lesson is not None:
        registry.lesson.attach(user, change, lesson)
