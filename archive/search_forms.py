from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.forms import BoundField
from django.utils.encoding import uri_to_iri
from django.utils.translation import gettext_lazy as _

from archive.models import SavedSearch
from archive.search.find import Wanted
from archive.search.query import MOST_TYPED
from postincident.forms import DayField, Form, ModelForm
from postincident.vocabulary import Kind, Severity, Source


class BoxField(forms.CharField):
    """Whatever is typed is read, as far as a search reads."""

    def to_python(self, value: Any) -> str:
        return str(super().to_python(value)).replace("\x00", " ")[:MOST_TYPED]


class SearchForm(Form):
    """Every filter is optional, and what makes no sense is left out instead of refused, and said."""

    q = BoxField(required=False)
    kind = forms.ChoiceField(required=False, choices=[("", _("Any kind")), *Kind.choices], label=_("Kind"))
    audience = forms.CharField(required=False, max_length=200, label=_("Group"))
    service = forms.CharField(required=False, max_length=120, label=_("Service"))
    severity = forms.ChoiceField(
        required=False, choices=[("", _("Any severity")), *Severity.choices], label=_("Severity")
    )
    source = forms.ChoiceField(required=False, choices=[("", _("Any source")), *Source.choices], label=_("Source"))
    cause = forms.ChoiceField(required=False, choices=[("", ""), ("yes", _("Yes")), ("no", _("No"))])
    year = forms.IntegerField(required=False, min_value=1990, max_value=2200, label=_("Year"))
    since = DayField(required=False, label=_("From"))
    until = DayField(required=False, label=_("To"))
    order = forms.ChoiceField(required=False, choices=[("", _("Newest first")), ("best", _("Best match first"))])
    by = forms.ChoiceField(required=False, choices=[("", _("Records")), ("incident", _("By incident"))])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("kind", "severity", "source"):
            self.fields[name].widget.attrs["class"] = "form-select form-select-sm"
        for name in ("since", "until"):
            self.fields[name].widget.attrs["class"] = "form-control form-control-sm"

    @property
    def shown(self) -> list[BoundField]:
        """Beside the box; the others stand among the counts or are said in another way."""
        return [self[name] for name in ("kind", "severity", "source", "since", "until")]

    @property
    def said(self) -> dict[str, Any]:
        """What was chosen and makes sense."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def by_incident(self) -> bool:
        return "by" in self.said

    def wanted(self) -> Wanted:
        said = self.said
        said.pop("by", None)
        return Wanted(typed=said.pop("q", ""), best=said.pop("order", "") == "best", **said)

    def as_query(self) -> str:
        """As it may stand in an address, letters of any language as they are; empty where nothing is asked."""
        return uri_to_iri(urlencode(self.said))


class SavedSearchForm(ModelForm[SavedSearch]):
    class Meta:
        model = SavedSearch
        fields = ["name"]
