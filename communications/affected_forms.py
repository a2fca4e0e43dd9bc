from __future__ import annotations

from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from communications.addresses import normalise_mail
from communications.affected_csv import AffectedList, Column, ListRow
from communications.models import Audience
from postincident.forms import Form


class AffectedFileForm(Form):
    file = forms.FileField(
        label=_("CSV file"),
        help_text=_(
            "A column “address”, and if you like “name”. Every other column can be told to each recipient alone."
        ),
    )
    columns = forms.CharField(
        label=_("Columns that recipients are told"),
        required=False,
        max_length=500,
        help_text=_("Their names, separated by commas; the others are not stored. Empty: all of them."),
    )


class AcceptListForm(Form):
    """Carries the good rows from the preview to the acceptance, so that nothing is stored before.

    Signed for one audience, so that only what was shown of it comes back; compressed, so that a long list stays below what
    a form may carry.
    """

    rows = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, audience: Audience, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.audience = audience

    @staticmethod
    def _salt(audience: Audience) -> str:
        return f"communications.affected.{audience.pk}"

    @classmethod
    def carry(cls, audience: Audience, found: AffectedList, file_name: str) -> str:
        said = [file_name, [[one.name, one.title] for one in found.columns], [row.as_json() for row in found.good]]
        return signing.dumps(said, salt=cls._salt(audience), compress=True)

    def clean_rows(self) -> tuple[str, list[Column], list[ListRow]]:
        try:
            file_name, columns, rows = signing.loads(self.cleaned_data["rows"], salt=self._salt(self.audience))
        except signing.BadSignature as error:
            raise ValidationError(_("The preview was damaged on its way. Choose the file again.")) from error
        return (
            file_name,
            [Column(name, title) for name, title in columns],
            [ListRow(line, address, normalise_mail(address), name, values) for line, address, name, values in rows],
        )
