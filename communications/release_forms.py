from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communications.hours import hours_of
from communications.models import Communication, StakeholderGroup
from postincident import clock
from postincident.forms import Form, MomentField

STEPS = [(number, str(number)) for number in range(1, 5)]
# Who can help others comes before those they help; whoever may read it comes last.
_USUAL_STEP = {StakeholderGroup.Kind.INTERNAL: 1, StakeholderGroup.Kind.PUBLIC: 3}


class WhenForm(Form):
    due_at = MomentField(label=_("Not before"), required=False)
    publish = forms.BooleanField(
        label=_("Put it on the public page when it is its turn. Without this it waits until somebody chooses to."),
        required=False,
    )

    any_hour = forms.BooleanField(label=_("Do not wait for these hours"), required=False)

    def __init__(self, *args: Any, on_page: bool, groups: Iterable[StakeholderGroup], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = timezone.get_current_timezone_name()
        self.fields["due_at"].help_text = _("Empty: now. Otherwise in your time zone, %(zone)s.") % {"zone": zone}
        self.fields["due_at"].widget.attrs |= {"class": "form-control w-auto"}
        if not on_page:
            del self.fields["publish"]
        # Group, its hours, and when it may be written to: now, or later.
        self.hours = [(one, hours, hours.next_open(clock.now())) for one in groups if (hours := hours_of(one))]
        if not self.hours:
            del self.fields["any_hour"]


class TogetherForm(WhenForm):
    """What is released at once, and each one's step."""

    def __init__(self, *args: Any, communications: list[Communication], **kwargs: Any) -> None:
        super().__init__(*args, groups=[one.audience.group for one in communications], **kwargs)
        self.communications = communications
        self.fields["chosen"] = forms.MultipleChoiceField(
            label=_("What is released"),
            widget=forms.CheckboxSelectMultiple,
            choices=[(str(one.pk), str(one)) for one in communications],
            required=False,
            error_messages={"invalid_choice": _("One of them is not approved any more. Look at what is left.")},
        )
        for one in communications:
            self.fields[f"step_{one.pk}"] = forms.TypedChoiceField(
                choices=STEPS, coerce=int, required=False, empty_value=None, initial=usual_step(one)
            )

    def steps(self) -> dict[int, int]:
        """Where none is said, the usual one."""
        return {one.pk: self.cleaned_data[f"step_{one.pk}"] or usual_step(one) for one in self.communications}


def usual_step(communication: Communication) -> int:
    return _USUAL_STEP.get(StakeholderGroup.Kind(communication.audience.group.kind), 2)
