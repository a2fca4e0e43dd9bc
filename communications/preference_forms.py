"""What readers outside fill in about what they are sent. The pages draw them themselves, to stay small."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communications.addresses import normalise_mail
from communications.languages import name_of
from communications.models import StakeholderGroup
from communications.preferences import Standing
from postincident import clock
from postincident.forms import DayField
from postincident.rendering import clean_text, is_visible

LONGEST_PAUSE = timedelta(days=366)


class PreferencesForm(forms.Form):
    """`shown` are the groups that stood on the page: of any other, nothing is said by a box that is not ticked."""

    shown = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)
    groups = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    form = forms.ChoiceField(
        choices=[("both", _("HTML, with the text beside it")), ("text", _("Text only"))],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose in which form you want to read."),
            "invalid_choice": _("Choose one of the two forms."),
        },
    )
    language = forms.ChoiceField(required=False, error_messages={"invalid_choice": _("Choose one of the languages.")})
    paused_until = DayField(required=False)

    def __init__(self, *args: Any, standing: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standing = standing
        self.offered = {str(group.pk): group for group, _left in standing.groups}
        self.fields["groups"].choices = [(pk, group.name) for pk, group in self.offered.items()]  # type: ignore[attr-defined]
        self.fields["groups"].error_messages["invalid_choice"] = _("One of the groups is not among yours any more.")
        if len(standing.languages) < 2:
            del self.fields["language"]
        else:
            named = [(code, name_of(code)) for code in standing.languages]
            self.fields["language"].choices = [("", _("As it comes")), *named]  # type: ignore[attr-defined]

    @classmethod
    def of(cls, standing: Standing) -> PreferencesForm:
        """As things stand."""
        until = standing.paused_until
        return cls(
            standing=standing,
            initial={
                "groups": [str(group.pk) for group in standing.kept],
                "form": "text" if standing.text_only else "both",
                "language": standing.language,
                "paused_until": timezone.localdate(until) if until else None,
            },
        )

    def clean_paused_until(self) -> datetime | None:
        day: date | None = self.cleaned_data["paused_until"]
        if day is None:
            return None
        if not clock.today() < day <= clock.today() + LONGEST_PAUSE:
            raise forms.ValidationError(_("Choose a day from tomorrow on, at most a year ahead, or none."))
        return timezone.make_aware(datetime.combine(day, time.min))

    @property
    def chosen(self) -> set[str]:
        return set(self["groups"].value() or ())

    def values(self) -> dict[str, Any]:
        """What the verb takes."""
        said, shown = self.cleaned_data, self.cleaned_data["shown"].split()
        kept: list[StakeholderGroup] = [self.offered[pk] for pk in said["groups"]]
        return {
            "keep": kept,
            "leave_out": [self.offered[pk] for pk in shown if pk in self.offered and pk not in said["groups"]],
            "text_only": said["form"] == "text",
            "language": said["language"] if "language" in self.fields else self.standing.language,
            "paused_until": said["paused_until"],
        }


class SignUpForm(forms.Form):
    address = forms.CharField(max_length=254, error_messages={"required": _("Give the address we shall write to.")})
    name = forms.CharField(
        max_length=150,
        error_messages={
            "required": _("Say how we shall address you."),
            "max_length": _("Shorten it to 150 characters."),
        },
    )
    website = forms.CharField(required=False, max_length=100_000)  # people do not see it; what fills it in is no person

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        self.cleaned_data["normalised"] = normalise_mail(address)
        return address

    def clean_name(self) -> str:
        name = clean_text(self.cleaned_data["name"].replace("\n", " ")).strip()
        if not is_visible(name):
            raise forms.ValidationError(self.fields["name"].error_messages["required"], code="required")
        return name

    @property
    def is_by_a_machine(self) -> bool:
        return bool(self.data.get("website"))
