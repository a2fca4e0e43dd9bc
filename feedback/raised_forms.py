"""Bringing in questions: what is pasted or uploaded, which column holds what, and which of those shown are stored.

Between the steps nothing is stored: what was read travels with the page, signed, so that only what was shown comes back.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from communications.models import StakeholderGroup
from feedback.raised.found import How, Question
from feedback.raised.table import FIELDS, guessed
from postincident.forms import Form, MomentField
from postincident.models import Incident

DAYS = [("", _("Not needed")), ("day", _("The day comes first")), ("month", _("The month comes first"))]
DAMAGED = _("The preview was damaged on its way. Bring the questions in anew.")


class BringInForm(Form):
    words = forms.CharField(
        label=_("Paste questions"),
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        help_text=_(
            "One a line or, with empty lines between them, one a block; or a chat as it was copied. A line may begin with its "
            "date and time, as 2026-03-03 14:30."
        ),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        help_text=_(
            "A table (CSV), a mailbox (mbox) or one mail, a chat exported by Slack or WhatsApp, also as a zip."
        ),
    )
    said_at = MomentField(label=_("When, for those that do not say it"))
    zone = forms.ChoiceField(label=_("Times without a zone are those of"))
    days = forms.ChoiceField(label=_("Dates such as 03/04/2026"), required=False, choices=DAYS)
    group = forms.ModelChoiceField(
        StakeholderGroup.objects.in_use(), label=_("Group"), required=False, empty_label=_("Not known")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["zone"].choices = [(name, name) for name in sorted(available_timezones())]  # type: ignore[attr-defined]

    def clean_file(self) -> UploadedFile[Any] | None:
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        if file and (file.size or 0) > settings.IMPORT_BYTES:
            most = filesizeformat(settings.IMPORT_BYTES)
            raise ValidationError(_("A file may have %(most)s. Bring it in in parts."), params={"most": most})
        return file

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if not self.errors and bool(said["words"]) == bool(said["file"]):
            self.add_error("words", ValidationError(_("Paste the questions or choose a file: one of the two.")))
        return said

    def how(self) -> How:
        said = self.cleaned_data
        return How(said["said_at"], said["zone"], said["days"])


def _salt(incident: Incident) -> str:
    return f"feedback.raised.{incident.pk}"


def carry(incident: Incident, value: Any) -> str:
    return signing.dumps(value, salt=_salt(incident), compress=True)


def carried(incident: Incident, value: str) -> Any:
    """Raises ValidationError when it is not what this incident's page was given."""
    try:
        return signing.loads(value, salt=_salt(incident))
    except signing.BadSignature as error:
        raise ValidationError(DAMAGED) from error


def carry_table(incident: Incident, heading: Sequence[str], lines: Any, how: How, group: int | None) -> str:
    said = {"heading": heading, "lines": lines, "at": how.at.isoformat(), "zone": how.zone, "group": group}
    return carry(incident, {"table": said})


class ColumnsForm(Form):
    """A column is chosen by its place, since two headings may be alike and one may be empty."""

    days = forms.ChoiceField(label=_("Dates such as 03/04/2026"), required=False, choices=DAYS)

    def __init__(self, *args: Any, heading: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = guessed(heading)
        choices = [(str(place), name or _("(without a heading)")) for place, name in enumerate(heading)]
        columns: dict[str, forms.Field] = {
            name: forms.ChoiceField(
                label=label,
                required=name == "words",
                choices=[("", _("Choose a column") if name == "words" else _("In no column")), *choices],
                initial=str(known.get(name, "")),
            )
            for name, (label, _words) in FIELDS.items()
        }
        self.fields = {**columns, **self.fields}

    def columns(self) -> dict[str, int]:
        return {name: int(place) for name in FIELDS if (place := self.cleaned_data[name])}


class TakeForm(Form):
    """Which of the questions shown are stored."""

    rows = forms.CharField(widget=forms.HiddenInput)
    take = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": _("Choose at least one: each has a box before it.")}
    )

    def __init__(self, *args: Any, incident: Incident, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions: list[Question] = []
        self.group: int | None = None
        said = carried(incident, self.data.get("rows", ""))
        if "questions" not in said:
            raise ValidationError(DAMAGED)
        self.questions, self.group = [Question.of_json(one) for one in said["questions"]], said["group"]
        self.fields["take"].choices = [(n, n) for n in range(len(self.questions))]  # type: ignore[attr-defined]

    def chosen(self) -> list[Question]:
        return [self.questions[n] for n in self.cleaned_data["take"]]


def how_of(table: dict[str, Any], days: str) -> How:
    return How(datetime.fromisoformat(table["at"]), table["zone"], days)
