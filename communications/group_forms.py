from __future__ import annotations

import zoneinfo
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from communications.addresses import normalise_mail
from communications.models import Contact, Endpoint, StakeholderGroup
from postincident.forms import Form, ModelForm, SomeOfField
from postincident.models import Service, User
from postincident.vocabulary import Kind

DUE_KINDS = (Kind.ACKNOWLEDGEMENT, Kind.UPDATE, Kind.RESOLUTION, Kind.ROOT_CAUSE, Kind.IMPROVEMENTS)


class GroupForm(ModelForm[StakeholderGroup]):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    relevant_services = SomeOfField(
        Service.objects.filter(retired=False),
        label=_("When one of these services was concerned"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        initial="UTC",
        error_messages={"invalid_choice": _("“%(value)s” is not a time zone.")},
    )

    class Meta:
        model = StakeholderGroup
        fields = [
            "name",
            "kind",
            "detail_level",
            "tone",
            "priority",
            "time_zone",
            "from_name",
            "reply_to",
            "signature",
            "word_limit",
            "grade_limit",
            "reviewers_needed",
            "required_notice",
            "feedback_on",
            "feedback_contact",
            "always_relevant",
            "relevant_severity",
            "relevant_on_broad_impact",
            "relevant_services",
            "active",
        ]
        widgets = {"signature": forms.Textarea(attrs={"rows": 3})}
        labels = {
            "from_name": _("Sender's name"),
            "reply_to": _("Replies go to"),
            "always_relevant": _("By every incident"),
            "relevant_severity": _("From this severity on"),
            "relevant_on_broad_impact": _("When the impact is broad"),
        }
        help_texts = {
            "detail_level": _("Decides which templates are used and which wording of a fact."),
            "time_zone": _("Times in what they receive are given in it."),
            "word_limit": _("Shown beside the text while it is written."),
            "priority": _("When one address is in several groups, the lowest number writes and covers the others."),
            "required_notice": _("Never suppressed by an unsubscribe."),
            "reviewers_needed": _("0, 1 or 2. With 0 the record says that nobody was asked."),
            "feedback_contact": _("Where there is no link, readers are told to write to this person."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in DUE_KINDS:
            self.fields[f"due_{kind}"] = forms.IntegerField(
                label=kind.label,
                required=False,
                min_value=0,
                max_value=24 * 366,
                initial=(self.instance.due_hours or {}).get(kind),
            )
        self.fields["reviewers_needed"].widget.attrs["max"] = 2
        zones = sorted(zoneinfo.available_timezones())
        self.fields["time_zone"].choices = [(zone, zone) for zone in zones]  # type: ignore[attr-defined]
        self.fields["time_zone"].help_text = self.Meta.help_texts["time_zone"]

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        helper.layout = Layout(
            "version",
            Fieldset(_("Who they are"), "name", "kind", "priority", "active"),
            Fieldset(
                _("How they are written to"),
                *("detail_level", "tone", "time_zone", "from_name", "reply_to", "signature"),
            ),
            Fieldset(_("What holds before a release"), "reviewers_needed", "word_limit", "grade_limit"),
            Fieldset(
                _("Whether they may unsubscribe and answer"), "required_notice", "feedback_on", "feedback_contact"
            ),
            Fieldset(
                _("When they are concerned"),
                *("always_relevant", "relevant_severity", "relevant_on_broad_impact", "relevant_services"),
            ),
            Fieldset(_("When they are told: hours after the incident ended"), *(f"due_{kind}" for kind in DUE_KINDS)),
        )
        return helper

    def clean_reviewers_needed(self) -> int:
        number: int = self.cleaned_data["reviewers_needed"]
        if number > 2:
            raise ValidationError(_("At most two reviewers."))
        return number

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if StakeholderGroup.objects.filter(name__iexact=name).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("There is a group of this name already."))
        return name

    def values(self) -> dict[str, Any]:
        """What the verb takes: the hours gathered into `due_hours`."""
        said = dict(self.cleaned_data)
        said.pop("version", None)
        hours = {kind.value: said.pop(f"due_{kind}") for kind in DUE_KINDS}
        said["due_hours"] = {kind: number for kind, number in hours.items() if number is not None}
        return said


class EndpointForm(Form):
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[(Endpoint.Kind.MAIL, Endpoint.Kind.MAIL.label), (Endpoint.Kind.BY_HAND, Endpoint.Kind.BY_HAND.label)],
    )
    address = forms.CharField(
        label=_("Address"), max_length=254, help_text=_("A mailbox, or what a person does: “Upload to the portal”.")
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("kind") == Endpoint.Kind.MAIL and said.get("address"):
            try:
                normalise_mail(said["address"])
            except ValidationError as error:
                self.add_error("address", error)
        return said


class ContactForm(ModelForm[Contact]):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    addresses = forms.CharField(
        label=_("Mail addresses"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One a line. Without one, a person has to tell them."),
    )
    groups = SomeOfField(
        StakeholderGroup.objects.in_use(), label=_("Groups"), required=False, widget=forms.CheckboxSelectMultiple
    )
    relationship_owner = forms.ModelChoiceField(
        User.objects.filter(is_active=True), label=_("Relationship owner"), required=False
    )

    class Meta:
        model = Contact
        fields = ["name", "organisation", "role", "addresses", "groups", "is_key", "relationship_owner", "note"]
        widgets = {"note": forms.Textarea(attrs={"rows": 2})}
        help_texts = {"is_key": _("Is reached out to by name after an incident.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            mailboxes = self.instance.endpoints.filter(kind=Endpoint.Kind.MAIL, active=True)
            self.initial = {
                **self.initial,
                "addresses": "\n".join(mailboxes.values_list("address", flat=True)),
                "groups": list(self.instance.groups.all()),
                "version": self.instance.version,
            }

    def clean_addresses(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["addresses"].splitlines() if line.strip()]
        if len(lines) > 10:
            raise ValidationError(_("At most ten addresses for one contact."))
        for line in lines:
            normalise_mail(line)
        return lines


class ContactFileForm(Form):
    file = forms.FileField(
        label=_("CSV file"),
        help_text=_("Columns: name, email, and if you like organisation, role, groups (separated by ;), key."),
    )
    group = forms.ModelChoiceField(
        StakeholderGroup.objects.in_use(),
        label=_("Put everybody into"),
        required=False,
        empty_label=_("the groups the file names"),
    )


class ConfirmRowsForm(Form):
    """Carries the good rows from the preview to the confirmation, so that nothing is stored before.

    Signed, so that only what was shown comes back; compressed, so that a long list stays below what a form may carry.
    """

    SALT = "communications.contact_import"
    rows = forms.CharField(widget=forms.HiddenInput)

    @classmethod
    def carry(cls, rows: list[dict[str, Any]]) -> str:
        return signing.dumps(rows, salt=cls.SALT, compress=True)

    def clean_rows(self) -> list[dict[str, Any]]:
        try:
            rows: list[dict[str, Any]] = signing.loads(self.cleaned_data["rows"], salt=self.SALT)
        except signing.BadSignature as error:
            raise ValidationError(_("The preview was damaged on its way. Choose the file again.")) from error
        return rows
