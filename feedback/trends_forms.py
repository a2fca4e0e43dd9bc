from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from archive.models import Change
from communications.models import StakeholderGroup
from feedback.trends import Asked
from postincident.models import Service, User, in_sight_of
from postincident.vocabulary import Kind

NEWEST_CHANGES = 100


class TrendsForm(forms.Form):
    """Every choice is a plain query parameter, so that what one looks at can be linked to."""

    group = forms.ModelChoiceField(
        StakeholderGroup.objects.order_by("name"), label=_("Group"), required=False, empty_label=_("All groups")
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("All kinds")), *Kind.choices])
    service = forms.ModelChoiceField(
        Service.objects.order_by("name"), label=_("Service"), required=False, empty_label=_("All services")
    )
    months = forms.TypedChoiceField(
        label=_("Period"),
        required=False,
        coerce=int,
        empty_value="",
        choices=[(12, _("Last 12 months")), (6, _("Last 6 months")), (24, _("Last 24 months"))],
    )
    change = forms.ModelChoiceField(
        Change.objects.none(), label=_("Before and since a change"), required=False, empty_label=_("No change")
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        visible = Change.objects.filter(in_sight_of(user)).defer("before", "after")
        newest = visible.order_by("-at", "-id").values_list("pk", flat=True)[:NEWEST_CHANGES]
        change: Any = self.fields["change"]
        change.queryset = visible.filter(pk__in=list(newest)).order_by("-at", "-id")
        change.label_from_instance = lambda row: f"{row.at:%Y-%m-%d} {row.what[:80]}"
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select form-select-sm"

    @property
    def asked(self) -> Asked:
        """Of what makes sense; what does not is said beside it."""
        self.full_clean()
        return Asked(**{name: value for name, value in self.cleaned_data.items() if value})
