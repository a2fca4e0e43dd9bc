from __future__ import annotations

from typing import Any

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from archive.learning import ask_lesson
from communications.glossary_csv import Row
from communications.models import GlossaryTerm
from postincident.forms import Form, ModelForm
from postincident.models import User

LEARNED = _("What did we learn, and from what? It is kept with the change.")


def reason(help_text: Any = LEARNED) -> forms.CharField:
    return forms.CharField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), help_text=help_text
    )


class TermForm(ModelForm[GlossaryTerm]):
    why = reason()
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = GlossaryTerm
        fields = ["kind", "word", "replacement"]
        labels = {"replacement": _("Say instead, or what it stands for")}
        help_texts = {
            "kind": _("Jargon and acronyms are replaced or explained for readers outside; names are not told there."),
            "replacement": _("Put in its place with one press. An acronym without it counts as known to everybody."),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_lesson(self, user)
        self.fields["version"].initial = self.instance.version if self.instance.pk else 0


class TermActiveForm(Form):
    why = reason()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_lesson(self, user)


class GlossaryFileForm(Form):
    file = forms.FileField(
        label=_("CSV file"), help_text=_("Columns: kind, word, and if you like replacement and in use (yes or no).")
    )


class ConfirmGlossaryForm(Form):
    """Carries the good rows from the preview to the confirmation, signed, so that only what was shown comes back."""

    SALT = "communications.glossary_import"
    rows = forms.CharField(widget=forms.HiddenInput)
    why = reason(_("Where does the list come from, and why is it taken over?"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_lesson(self, user)

    @classmethod
    def carry(cls, rows: list[Row]) -> str:
        return signing.dumps([row.as_json() for row in rows], salt=cls.SALT, compress=True)

    def clean_rows(self) -> list[Row]:
        try:
            rows = signing.loads(self.cleaned_data["rows"], salt=self.SALT)
        except signing.BadSignature as error:
            raise ValidationError(_("The preview was damaged on its way. Choose the file again.")) from error
        return [Row(**row) for row in rows]
