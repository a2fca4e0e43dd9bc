from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from archive.learning import ask_lesson
from archive.models import Change, ChangeFile
from postincident.forms import Form, ModelForm
from postincident.models import User


class WhyForm(Form):
    why = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class HistoryForm(Form):
    title = forms.CharField(
        label=_("Heading"), max_length=200, help_text=_("In words for outside; the address of the page is made of it.")
    )


class MadeForm(Form):
    """A change that is recorded already, such as a new version of a template."""

    change = forms.ModelChoiceField(
        Change.objects.none(),
        label=_("Change"),
        error_messages={"required": _("Choose the change that was made.")},
    )

    def __init__(self, *args: Any, changes: QuerySet[Change], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["change"].queryset = changes  # type: ignore[attr-defined]


class ChangeForm(ModelForm[Change]):
    file_before = forms.FileField(
        label=_("File before"), required=False, help_text=_("The document as it was, if it is a file.")
    )
    file_after = forms.FileField(
        label=_("File now"),
        required=False,
        help_text=_(
            "The document as it is. Both are kept as they come, to be downloaded; plain text is compared line by line. "
            "After a mistake on this page, choose the files again."
        ),
    )

    class Meta:
        model = Change
        fields = ["kind", "what", "why", "link", "before", "after"]
        widgets = {
            "why": forms.Textarea(attrs={"rows": 3}),
            "before": forms.Textarea(attrs={"rows": 5}),
            "after": forms.Textarea(attrs={"rows": 5}),
        }
        help_texts = {
            "why": _("What did we learn, and from what?"),
            "before": _("How it read before, if it is a text."),
            "after": _("How it reads now."),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Templates and the glossary record their own changes; here a person tells of what lies outside the application.
        kinds = (Change.Kind.PROCESS, Change.Kind.DOCUMENT)
        self.fields["kind"] = forms.ChoiceField(
            label=_("What was changed"), choices=[(k.value, k.label) for k in kinds]
        )
        ask_lesson(self, user)
        self.order_fields(["kind", "what", "why", "lesson"])

    def clean_file_before(self) -> Any:
        return self._small("file_before")

    def clean_file_after(self) -> Any:
        return self._small("file_after")

    def _small(self, name: str) -> Any:
        file = self.cleaned_data[name]
        if file and file.size > settings.ATTACHMENT_BYTES:
            most = filesizeformat(settings.ATTACHMENT_BYTES)
            raise ValidationError(_("A file may have %(most)s.") % {"most": most}, code="too_large")
        return file

    def documents(self) -> dict[str, tuple[str, bytes]]:
        """By side."""
        sent = {side: self.cleaned_data.get(f"file_{side}") for side in ChangeFile.Side.values}
        return {side: (file.name, file.read()) for side, file in sent.items() if file}
