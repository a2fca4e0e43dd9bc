from __future__ import annotations

import re
from typing import Any

from django import forms
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from archive.learning import ask_lesson
from communications.drawing.trying import groups_for
from communications.languages import LANGUAGES
from communications.models import MessageTemplate, StakeholderGroup, TemplateVersion
from communications.shipped.templates import MANDATORY
from communications.verbs.templates import HEADING, check
from postincident.forms import Form
from postincident.models import Incident, User
from postincident.rendering import clean_text, is_visible

MOST_SECTIONS = 20
MOST_OFFERED = 50
_KEYS = re.compile(r"[a-z0-9_]{1,40}(?:,[a-z0-9_]{1,40}){0,29}")


def _code_area(text: str) -> forms.Textarea:
    lines = text.count("\n") + len(text) // 45 + 2
    return forms.Textarea(
        attrs={
            "rows": min(max(lines, 3), 24),
            "class": "form-control code-area",
            "spellcheck": "true",
            "data-takes": "",  # a name that is pressed is put in here
        }
    )


class LessonForm(Form):
    """A reason, and what it was learned from."""

    why = forms.CharField(
        label=_("Why it changes"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
        help_text=_("What did we learn, and from what? It is kept with the version."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ask_lesson(self, user)
        if "lesson" in self.fields:
            self.fields["lesson"].widget.attrs["class"] = "form-select"


class RestoreForm(LessonForm):
    pass


class TryForm(Form):
    """The incident and the group a template is tried on; both may be left to the application."""

    incident = forms.ModelChoiceField(Incident.objects.none(), label=_("Incident"), required=False)
    group = forms.ModelChoiceField(StakeholderGroup.objects.none(), label=_("As read by"), required=False)

    def __init__(self, *args: Any, template: MessageTemplate, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.groups = groups_for(template)
        self.recent = Incident.objects.visible_to(user).with_checklist()
        incident, group = self.fields["incident"], self.fields["group"]
        incident.queryset = self.recent  # type: ignore[attr-defined]
        incident.choices = self._incidents(incident)  # type: ignore[attr-defined]
        group.queryset = StakeholderGroup.objects.filter(pk__in=[one.pk for one in self.groups])  # type: ignore[attr-defined]
        group.empty_label = None if self.groups else _("no group of this level")  # type: ignore[attr-defined]
        for field in (incident, group):
            field.widget.attrs["class"] = "form-select form-select-sm"

    def _incidents(self, field: forms.Field) -> list[tuple[Any, Any]]:
        """The newest are offered, and the one that was asked for; any that may be seen is taken."""
        offered = list(self.recent[:MOST_OFFERED])
        try:
            asked = field.clean(self.data.get("incident", ""))
        except forms.ValidationError:
            asked = None  # refused beside its field
        if asked is not None and asked not in offered:
            offered.append(asked)
        return [("", _("the newest incident")), *((incident.pk, str(incident)) for incident in offered)]

    def chosen(self) -> tuple[Incident | None, StakeholderGroup | None]:
        said = self.cleaned_data if self.is_bound and self.is_valid() else {}
        return said.get("incident") or self.recent.first(), said.get("group") or next(iter(self.groups), None)


class TemplateForm(LessonForm):
    """Subject and every section of a template, in their places, with the reason for the change.

    `keys` names the sections the page showed, so that what was typed stays whatever somebody else saved meanwhile.
    """

    subject = forms.CharField(
        label=_("Subject"), max_length=300, widget=forms.TextInput(attrs={"class": "form-control", "data-takes": ""})
    )
    new_title = forms.CharField(
        label=_("Heading of a new section"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"class": "form-control form-control-sm mb-2"}),
    )
    new_body = forms.CharField(
        label=_("Text of a new section"), max_length=10_000, required=False, strip=False, widget=_code_area("")
    )
    based_on = forms.IntegerField(widget=forms.HiddenInput)
    keys = forms.CharField(widget=forms.HiddenInput, max_length=1300)

    def __init__(self, data: Any = None, *, version: TemplateVersion, user: User) -> None:
        super().__init__(data, user=user)
        self.version = version
        self.mandatory = MANDATORY.get(version.template.kind, ())
        standing = {row["key"]: row for row in version.sections}
        self.shown = self._shown() or list(standing)
        self.initial = {"subject": version.subject, "based_on": version.number, "keys": ",".join(self.shown)}
        for place, key in enumerate(self.shown, 1):
            self._add_section(place, standing.get(key, {"key": key, "title": key, "body": ""}))
        if not user.can_configure:
            for field in self.fields.values():
                field.widget.attrs["readonly"] = True

    def _shown(self) -> list[str]:
        said = str(self.data.get("keys", ""))
        return list(dict.fromkeys(said.split(","))) if _KEYS.fullmatch(said) else []

    def _add_section(self, place: int, row: dict[str, str]) -> None:
        key, name = row["key"], row["title"]
        small = {"class": "form-control form-control-sm"}
        self.fields[f"title_{key}"] = forms.CharField(
            label=_("Heading of %(section)s") % {"section": name},
            max_length=150,
            initial=name,
            widget=forms.TextInput(attrs=small),
        )
        self.fields[f"body_{key}"] = forms.CharField(
            label=name,
            required=False,
            max_length=10_000,
            initial=row["body"],
            strip=False,
            widget=_code_area(row["body"]),
        )
        self.fields[f"place_{key}"] = forms.IntegerField(
            label=_("Place of %(section)s") % {"section": name},
            min_value=1,
            max_value=99,
            initial=place,
            required=False,
            widget=forms.NumberInput(attrs=small),
        )
        if key not in self.mandatory:
            self.fields[f"remove_{key}"] = forms.BooleanField(
                label=_("Remove %(section)s") % {"section": name},
                required=False,
                widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
            )

    def rows(self) -> list[dict[str, Any]]:
        return [
            {
                "key": key,
                "is_mandatory": key in self.mandatory,
                "title": self[f"title_{key}"],
                "body": self[f"body_{key}"],
                "place": self[f"place_{key}"],
                "remove": self[f"remove_{key}"] if f"remove_{key}" in self.fields else None,
            }
            for key in self.shown
        ]

    def _said(self, name: str) -> Any:
        """What was typed, also into a field that is refused: a preview shows it beside the reason."""
        return self.cleaned_data.get(name, str(self.data.get(name, "")))

    def sections(self) -> list[dict[str, str]]:
        """As they would be saved: in their places, without the removed, with the new one."""
        placed = []
        for at, key in enumerate(self.shown, 1):
            if self.cleaned_data.get(f"remove_{key}"):
                continue
            row = {"key": key, "title": self._said(f"title_{key}"), "body": _tidy(self._said(f"body_{key}"))}
            place = self.cleaned_data.get(f"place_{key}") or at
            # What was given another's place goes before it when it came up, and after it when it went down.
            placed.append((place, (place > at) - (place < at), at, row))
        rows = [row for *_place, row in sorted(placed, key=lambda one: one[:3])]
        if is_visible(self._said("new_title")) or is_visible(self._said("new_body")):
            rows.append(
                {"key": self._new_key(), "title": self._said("new_title"), "body": _tidy(self._said("new_body"))}
            )
        return rows

    def _new_key(self) -> str:
        base = slugify(self._said("new_title"))[:30].replace("-", "_") or "section"
        taken = {*self.shown, *(row["key"] for row in self.version.sections)}
        return next(key for key in [base, *(f"{base}_{n}" for n in range(2, 100))] if key not in taken)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if is_visible(self._said("new_body")) and not is_visible(self._said("new_title")):
            self.add_error("new_title", _("Give the new section a heading."))
        sections = self.sections()
        if len(sections) > MOST_SECTIONS:
            self.add_error("new_title", _("A template has at most %(n)s sections.") % {"n": MOST_SECTIONS})
        for place, sentence in check(self.version.template, str(self._said("subject")), sections).items():
            field = self._field_of(place)
            if field not in self.errors:
                self.add_error(field, sentence)
        return said

    def _field_of(self, place: str) -> str:
        if place == "subject":
            return place
        key = place.removeprefix(HEADING)
        part = "title" if key != place else "body"
        return f"{part}_{key}" if f"{part}_{key}" in self.fields else f"new_{part}"

    def carry(self, number: int) -> None:
        """After a conflict was shown, the next save is meant to replace what was shown."""
        data = self.data.copy()
        data["based_on"] = str(number)
        self.data = data


def _tidy(body: Any) -> str:
    return clean_text(str(body)).replace("\r\n", "\n").strip("\n")


class OwnTemplateForm(Form):
    group = forms.ModelChoiceField(
        StakeholderGroup.objects.in_use(), label=_("Group"), required=False, empty_label=_("every group of this level")
    )
    language = forms.ChoiceField(label=_("Language"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", _("the group's own")), *((code, _(name)) for code, name in LANGUAGES)]  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select form-select-sm"


class EntrustForm(Form):
    owner = forms.ModelChoiceField(
        User.objects.filter(Q(role=User.Role.MANAGER) | Q(is_administrator=True), is_active=True),
        label=_("Owner"),
        required=False,
        empty_label=_("Nobody: every manager"),
        help_text=_("Is asked on the home page whether it still holds."),
    )
    review_every = forms.IntegerField(label=_("Days between reviews"), min_value=1, max_value=3650)


class CompareForm(Form):
    """Two versions of one template, side by side."""

    old = forms.TypedChoiceField(label=_("Version"), coerce=int)
    new = forms.TypedChoiceField(label=_("beside version"), coerce=int)

    def __init__(self, *args: Any, numbers: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.choices = [(number, str(number)) for number in numbers]  # type: ignore[attr-defined]
            field.widget.attrs["class"] = "form-select form-select-sm"
