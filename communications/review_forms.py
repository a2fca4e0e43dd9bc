"""Forms about reviewing, beside the decision itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from postincident.forms import Form, SomeOfField
from postincident.models import User


class ReviewersForm(Form):
    reviewers = SomeOfField(
        User.objects.none(), label=_("Reviewers"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reviewers"]
        field.queryset = people  # type: ignore[attr-defined]
        field.label_from_instance = _with_absence  # type: ignore[attr-defined]


def _with_absence(person: User) -> str:
    return str(_("%(name)s, away") % {"name": person}) if person.is_absent else str(person)
