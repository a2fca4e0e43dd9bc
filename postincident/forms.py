"""What every staff form shares. Django's own fields already refuse NUL characters; lengths come from the models.

Other control characters are left out of what is typed, and line ends out of what is one line: neither a feed nor the
subject of a mail could carry them.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import Model, QuerySet
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from postincident.errors import Refused
from postincident.rendering import clean_text, is_visible, one_line


class HelperMixin:
    """`{% crispy form %}` writes the fields; the page writes the form element and its one button."""

    data: Any
    cleaned_data: dict[str, Any]

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        return helper

    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]
        for name, value in list(self.cleaned_data.items()):
            if isinstance(value, str):
                field = self.fields[name]  # type: ignore[attr-defined]
                keeps_lines = isinstance(field.widget, forms.Textarea)
                self.cleaned_data[name] = clean_text(value) if keeps_lines else one_line(value)
                if field.required and not is_visible(value):
                    self.add_error(name, forms.ValidationError(field.error_messages["required"], code="required"))  # type: ignore[attr-defined]

    def add_refusal(self, refused: Refused, field: str | None = None) -> None:
        """Shows why a verb declined, beside the field it concerns; everything typed stays."""
        self.add_error(field or NON_FIELD_ERRORS, forms.ValidationError(refused.sentence, code=refused.code))  # type: ignore[attr-defined]

    def carry_version(self, version: int) -> None:
        """After a conflict was shown, the next save is meant to replace what was shown."""
        data = self.data.copy()
        data["version"] = str(version)
        self.data = data


class Form(HelperMixin, forms.Form):
    pass


class ModelForm[M: Model](HelperMixin, forms.ModelForm[M]):
    def _post_clean(self) -> None:
        """Nothing is written to the instance here: the verb does it, under its lock. What its fields demand is checked."""
        for field in self._meta.model._meta.fields:
            value = self.cleaned_data.get(field.name)
            if value not in field.empty_values:
                try:
                    field.run_validators(value)
                except forms.ValidationError as error:
                    self.add_error(field.name, error)


class SomeOfField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Django's own asks the database for whatever was sent, and SQLite cannot be asked for a number of 30 digits."""

    def clean(self, value: Any) -> QuerySet[Any]:
        for sent in value or ():
            if not (_is_key(sent) if self.to_field_name is None else _is_slug(sent)):
                raise forms.ValidationError(
                    self.error_messages["invalid_choice"], code="invalid_choice", params={"value": str(sent)[:60]}
                )
        return super().clean(value)


def _is_key(sent: object) -> bool:
    text = str(sent)
    return text.isascii() and text.isdigit() and len(text) < 19


def _is_slug(sent: object) -> bool:
    return len(str(sent)) < 200 and "\x00" not in str(sent)


class MomentField(forms.DateTimeField):
    """An instant, typed in the reader's time zone, which the help text names."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    default_error_messages = {"invalid": _("Give a date and a time, such as 2026-03-06 15:40.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"], **kwargs)

    def get_bound_field(self, form: Any, field_name: str) -> forms.BoundField:
        zone = timezone.get_current_timezone_name()
        self.help_text = self.help_text or _("In your time zone, %(zone)s.") % {"zone": zone}
        return super().get_bound_field(form, field_name)

    def clean(self, value: Any) -> datetime | None:
        moment: datetime | None = super().clean(value)
        if moment is not None and not 1990 <= moment.year <= 2200:
            raise forms.ValidationError(_("That year is out of range: use one between 1990 and 2200."))
        return moment


class DayField(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {"invalid": _("Give a date such as 2026-03-06.")}

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day is not None and not 1990 <= day.year <= 2200:
            raise forms.ValidationError(_("That year is out of range: use one between 1990 and 2200."))
        return day


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to. `request.POST or None` would take a form sent empty for one not sent."""
    return request.POST if request.method == "POST" else None
