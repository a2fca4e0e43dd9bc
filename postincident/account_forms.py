from __future__ import annotations

import zoneinfo
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from postincident.forms import DayField, ModelForm
from postincident.models import User


class PreferencesForm(ModelForm[User]):
    time_zone = forms.ChoiceField(label=_("Time zone"), help_text=_("Every time on a page is shown in it."))
    absent_until = DayField(
        label=_("Absent until"),
        required=False,
        help_text=_(
            "The last day. Until then no reminders are mailed to you, and your delegate sees what waits for you."
        ),
    )
    delegate = forms.ModelChoiceField(
        User.objects.filter(is_active=True), label=_("Delegate"), required=False, empty_label=_("Nobody")
    )

    class Meta:
        model = User
        fields = [
            "name",
            "time_zone",
            "theme",
            "notify_reviews",
            "notify_due",
            "notify_feedback",
            "absent_until",
            "delegate",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["time_zone"].choices = [(z, z) for z in sorted(zoneinfo.available_timezones())]  # type: ignore[attr-defined]
        others = User.objects.filter(is_active=True).exclude(pk=self.instance.pk)
        self.fields["delegate"].queryset = others  # type: ignore[attr-defined]
