from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from communications.file_types import DOCX, JPEG, ODT, PDF, PNG
from communications.models import Delivery
from postincident import clock
from postincident.forms import Form, MomentField

ENDINGS = [ending for kind in (PDF, PNG, JPEG, DOCX, ODT) for ending in kind.endings]


def proof_field(**options: Any) -> forms.FileField:
    return forms.FileField(
        help_text=_("PDF, PNG, JPEG, or a letter as DOCX or ODT without macros: a receipt, a signed copy, a picture."),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(ENDINGS)}),
        **options,
    )


class ResolutionForm(Form):
    resolution = forms.ChoiceField(
        label=_("What became of it"),
        choices=[choice for choice in Delivery.Resolution.choices if choice[0]],
        widget=forms.RadioSelect,
    )
    told_how = forms.ChoiceField(
        label=_("How they were told"), choices=[("", "–"), *Delivery.Way.choices], required=False
    )
    told_at = MomentField(label=_("When they were told"), required=False)
    note = forms.CharField(
        label=_("Note"),
        max_length=500,
        required=False,
        help_text=_("Whom you spoke to and what they said; or why they cannot be reached."),
    )
    proof = proof_field(label=_("Proof"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("told_at", timezone.localtime(clock.now()))

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        if said.get("resolution") == Delivery.Resolution.TOLD_BY_HAND:
            if not said.get("told_how"):
                self.add_error("told_how", _("Say how they were told."))
            if not said.get("told_at") and "told_at" not in self.errors:
                self.add_error("told_at", _("Say when they were told."))
        return said
