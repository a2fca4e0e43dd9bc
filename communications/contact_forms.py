from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from communications.addresses import normalise_mail
from communications.models import Contact, Endpoint, StakeholderGroup
from postincident.forms import Form, ModelForm, SomeOfField
from postincident.models import User


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


class EraseAddressForm(Form):
    address = forms.CharField(label=_("Mail address"), max_length=254)

    def clean_address(self) -> str:
        return normalise_mail(self.cleaned_data["address"])


class MergeForm(Form):
    stays = forms.TypedChoiceField(
        label=_("Which of them stays"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one; nothing is chosen beforehand.")},
    )

    def __init__(self, *args: Any, contacts: Sequence[Contact], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["stays"].choices = [  # type: ignore[attr-defined]
            (contact.pk, f"{contact.name}, {contact.organisation}" if contact.organisation else contact.name)
            for contact in contacts
        ]


class ContactFileForm(Form):
    file = forms.FileField(
        label=_("CSV file"),
        help_text=_(
            "Columns: name, email, and if you like other emails, organisation, role, groups (several separated by ;), "
            "key, owner (the mail address of one of us)."
        ),
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
