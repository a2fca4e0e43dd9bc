from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from archive.models import Change
from archive.search.find import Wanted
from postincident.forms import DayField, Form, ModelForm
from postincident.models import User
from postincident.registry import registry
from postincident.vocabulary import Kind, Severity, Source


class SearchForm(Form):
    """Every filter is optional, and what makes no sense is left out instead of refused."""

    q = forms.CharField(required=False, max_length=1000, strip=True)
    kind = forms.ChoiceField(required=False, choices=[("", _("Any kind")), *Kind.choices], label=_("Kind"))
    audience = forms.CharField(required=False, max_length=200, label=_("Group"))
    service = forms.CharField(required=False, max_length=120, label=_("Service"))
    severity = forms.ChoiceField(
        required=False, choices=[("", _("Any severity")), *Severity.choices], label=_("Severity")
    )
    source = forms.ChoiceField(required=False, choices=[("", _("Any source")), *Source.choices], label=_("Source"))
    year = forms.IntegerField(required=False, min_value=1990, max_value=2200, label=_("Year"))
    since = DayField(required=False, label=_("From"))
    until = DayField(required=False, label=_("To"))
    order = forms.ChoiceField(
        required=False, choices=[("", _("Newest first")), ("best", _("Best match first"))], label=_("Order")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("kind", "severity", "source", "order"):
            self.fields[name].widget.attrs["class"] = "form-select form-select-sm"
        for name in ("since", "until"):
            self.fields[name].widget.attrs["class"] = "form-control form-control-sm"

    def wanted(self) -> Wanted:
        self.is_valid()
        said = {name: value for name, value in self.cleaned_data.items() if value}
        return Wanted(typed=said.pop("q", ""), best=said.pop("order", "") == "best", **said)


class WhyForm(Form):
    why = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


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
    lesson = forms.ChoiceField(label=_("What it was learned from"), required=False)

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
        if registry.lesson is None:
            del self.fields["lesson"]
        else:
            self.fields["lesson"].choices = [("", _("nothing named")), *registry.lesson.choices(user)]  # type: ignore[attr-defined]
