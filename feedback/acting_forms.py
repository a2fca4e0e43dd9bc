"""Acting on what was said: an improvement, and telling those who said it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from feedback.telling import Party
from postincident.forms import Form
from postincident.incident_forms import ImprovementForm
from postincident.models import Incident


class LearnedForm(ImprovementForm):
    """An improvement of the incident of which a theme was said."""

    incident = forms.ModelChoiceField(Incident.objects.none(), label=_("Incident"), to_field_name="reference")
    field_order = ["incident"]

    def __init__(self, *args: Any, incidents: QuerySet[Incident], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["incident"].queryset = incidents  # type: ignore[attr-defined]
        self.fields.pop("version")
        self.initial.setdefault("incident", incidents.first())


class TellForm(Form):
    audiences = forms.TypedMultipleChoiceField(
        label=_("Whom"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A draft for each, in its tone and by its rules, to nobody but these."),
    )
    said = forms.CharField(
        label=_("You said"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What they told us, in words that each of them would find right."),
    )
    did = forms.CharField(
        label=_("We did"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("What was done about it, or why it was not."),
    )

    def __init__(self, *args: Any, parties: Sequence[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["audiences"].choices = [  # type: ignore[attr-defined]
            (party.audience.pk, _label(party)) for party in parties
        ]
        self.initial.setdefault("audiences", [party.audience.pk for party in parties])


def _label(party: Party) -> str:
    audience = party.audience
    return f"{audience.incident.reference}, {audience.group}: {len(party.people)}"
