"""Forms about reviewing, beside the decision itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from communications.addresses import normalise_mail
from communications.models import Review
from communications.outside import MOST_DAYS
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


class OutsiderForm(Form):
    name = forms.CharField(
        label=_("Name"), max_length=150, help_text=_("Stands beside their decision, here and on the record.")
    )
    email = forms.EmailField(label=_("E-mail address"), max_length=254)
    days = forms.IntegerField(
        label=_("Days the link holds"), min_value=1, max_value=MOST_DAYS, initial=3, help_text=_("1 to 14.")
    )

    def clean_email(self) -> str:
        return normalise_mail(self.cleaned_data["email"])


class EmergencyForm(Form):
    reason = forms.CharField(
        label=_("Why it cannot wait"),
        max_length=Review._meta.get_field("comment").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Told beside this message here and on its record, for ever, with your name."),
    )
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)


def _with_absence(person: User) -> str:
    return str(_("%(name)s, away") % {"name": person}) if person.is_absent else str(person)
