from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communications.models import StakeholderGroup, TemplateVersion
from communications.verbs.templates import check
from postincident.forms import Form
from postincident.models import Incident, User
from postincident.registry import registry
from postincident.rendering import clean_text


class TemplateForm(Form):
    """Subject and every section of a template, with the reason for the change."""

    subject = forms.CharField(
        label=_("Subject"), max_length=300, widget=forms.TextInput(attrs={"class": "form-control"})
    )
    why = forms.CharField(
        label=_("Why it changes"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
        help_text=_("What did we learn, and from what? It is kept with the version."),
    )
    lesson = forms.ChoiceField(label=_("What it was learned from"), required=False)
    based_on = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, version: TemplateVersion, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version = version
        self.initial = {**self.initial, "subject": version.subject, "based_on": version.number}
        for row in version.sections:
            self.fields[f"title_{row['key']}"] = forms.CharField(
                label=_("Heading of %(section)s") % {"section": row["title"]},
                max_length=150,
                initial=row["title"],
                widget=forms.TextInput(attrs={"class": "form-control form-control-sm mb-2"}),
            )
            lines = row["body"].count("\n") + len(row["body"]) // 90 + 2
            self.fields[f"body_{row['key']}"] = forms.CharField(
                label=row["title"],
                required=False,
                max_length=10_000,
                initial=row["body"],
                strip=False,
                widget=forms.Textarea(
                    attrs={"rows": min(max(lines, 3), 20), "class": "form-control code-area", "spellcheck": "true"}
                ),
            )
        if not user.can_configure:
            for field in self.fields.values():
                field.widget.attrs["readonly"] = True
        if registry.lesson is None:
            del self.fields["lesson"]
        else:
            self.fields["lesson"].choices = [("", _("nothing named")), *registry.lesson.choices(user)]  # type: ignore[attr-defined]
            self.fields["lesson"].widget.attrs["class"] = "form-select"

    def rows(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        return [(row["key"], self[f"title_{row['key']}"], self[f"body_{row['key']}"]) for row in self.version.sections]

    def sections(self) -> list[dict[str, str]]:
        said = self.cleaned_data
        return [
            {
                "key": row["key"],
                "title": said[f"title_{row['key']}"],
                "body": clean_text(said[f"body_{row['key']}"]).strip("\n"),
            }
            for row in self.version.sections
        ]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.errors:
            for place, sentence in check(self.version.template, said["subject"], self.sections()).items():
                self.add_error("subject" if place == "subject" else f"body_{place}", sentence)
        return said


class RestoreForm(Form):
    why = forms.CharField(label=_("Why"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


class OwnTemplateForm(Form):
    group = forms.ModelChoiceField(StakeholderGroup.objects.in_use(), label=_("Group"))


class PreviewForm(Form):
    incident = forms.ModelChoiceField(Incident.objects.none(), label=_("Incident"), required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        recent = Incident.objects.visible_to(user).with_checklist()
        self.fields["incident"].queryset = recent  # type: ignore[attr-defined]
        self.fields["incident"].empty_label = _("Another incident")  # type: ignore[attr-defined]
        self.fields["incident"].widget.attrs["class"] = "form-select form-select-sm"
