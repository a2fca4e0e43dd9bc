from __future__ import annotations

import hashlib
from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communications.models import Audience, Comment, Communication, FindingOverride, Section, StakeholderGroup
from postincident.forms import Form, MomentField, SomeOfField
from postincident.vocabulary import Kind


class DraftForm(Form):
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=Kind.choices,
        widget=forms.RadioSelect,
        help_text=_("Talking points are for groups inside: what to say, and what not, to people who ask."),
    )
    audiences = SomeOfField(
        Audience.objects.none(),
        label=_("Audiences"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one audience.")},
    )

    def __init__(self, *args: Any, audiences: Any, have: Collection[int] = (), **kwargs: Any) -> None:
        """`have`: the audiences that have one of the kind that is chosen at first."""
        super().__init__(*args, **kwargs)
        field = self.fields["audiences"]
        field.queryset = audiences  # type: ignore[attr-defined]
        field.label_from_instance = lambda audience: audience.group.name  # type: ignore[attr-defined]
        inside_only = self.initial.get("kind") == Kind.TALKING_POINTS
        field.initial = [one for one in audiences if one.pk not in have and not (inside_only and one.group.is_outside)]


class IncludeForm(Form):
    group = forms.ModelChoiceField(StakeholderGroup.objects.none(), label=_("Group"))
    reason = forms.CharField(label=_("Why it is concerned"), max_length=300)

    def __init__(self, *args: Any, groups: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups  # type: ignore[attr-defined]


class ExcludeForm(Form):
    reason = forms.CharField(label=_("Why it is not told"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


class DetailsForm(Form):
    subject = forms.CharField(label=_("Subject"), max_length=Communication._meta.get_field("subject").max_length)
    next_update_at = MomentField(label=_("Next update promised by"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    def __init__(self, data: Any, *, communication: Communication) -> None:
        self.communication = communication
        super().__init__(data, initial=self._standing())
        self.initial["seen"] = digest_of(communication.subject, self._moment(communication.next_update_at))
        for name in ("subject", "next_update_at"):
            self.fields[name].widget.attrs["class"] = "form-control"

    def _standing(self) -> dict[str, Any]:
        one = self.communication
        return {"subject": one.subject, "next_update_at": one.next_update_at, "version": one.version}

    def _moment(self, value: Any) -> str:
        field = self.fields["next_update_at"]
        return str(field.widget.format_value(field.prepare_value(value)) or "")

    @property
    def is_written(self) -> bool:
        """Whether this person changed it: it is not as the page showed it, and not as it stands by now."""
        shown = digest_of(str(self["subject"].value() or ""), str(self["next_update_at"].value() or ""))
        return shown != self["seen"].value() and bool({"subject", "next_update_at"} & set(self.changed_data))

    def show_what_stands(self) -> None:
        data = self.data.copy()
        for name, value in self.standing().items():
            data[name] = value
        self.data = data

    def standing(self) -> dict[str, str]:
        """The fields as a page would send them, if nobody wrote."""
        one = self.communication
        said = {"next_update_at": self._moment(one.next_update_at), "seen": self.initial["seen"]}
        return said | {"subject": one.subject, "version": str(one.version)}


def digest_of(title: str, body: str) -> str:
    """Of a section as it stood when a page showed it, whatever a browser makes of its line ends."""
    words = "\0".join(text.replace("\r\n", "\n").strip() for text in (title, body))
    return hashlib.sha256(words.encode()).hexdigest()[:16]


class SectionForm(Form):
    """One section. Its fields carry the section's id, so that the whole text can be sent as one form."""

    title = forms.CharField(
        label=_("Heading"),
        max_length=Section._meta.get_field("title").max_length,
        widget=forms.TextInput(attrs={"class": "form-control form-control-sm"}),
    )
    body = forms.CharField(
        label=_("Text"), max_length=Section._meta.get_field("body").max_length, required=False, widget=forms.Textarea
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
    comment = forms.CharField(
        label=_("Comment"),
        max_length=Comment._meta.get_field("body").max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
    )

    def __init__(self, data: Any, *, section: Section) -> None:
        self.section = section
        super().__init__(data, prefix=f"s{section.pk}", initial=self._standing())
        lines = section.body.count("\n") + len(section.body) // 70 + 2
        self.fields["body"].widget.attrs |= {
            "rows": min(max(lines, 3), 24),
            "aria-label": section.title,
            "aria-describedby": f"about-{section.pk}",  # what is wrong with it, and what it lacks
            "spellcheck": "true",
        }

    def _standing(self) -> dict[str, Any]:
        section = self.section
        seen = digest_of(section.title, section.body)
        return {"title": section.title, "body": section.body, "version": section.version, "seen": seen}

    @property
    def is_written(self) -> bool:
        """Whether this person wrote here: it is not as the page showed it, and not as it stands by now."""
        said = self.cleaned_data
        is_as_shown = digest_of(said["title"], said["body"]) == said["seen"]
        return not is_as_shown and bool({"title", "body"} & set(self.changed_data))

    def show_what_stands(self) -> None:
        """Shown again, it holds the section as it is in the database."""
        data = self.data.copy()
        for name, value in self.standing().items():
            data[name] = value
        self.data = data

    def standing(self) -> dict[str, str]:
        return {self.add_prefix(name): str(value) for name, value in self._standing().items()}


class NewSectionForm(Form):
    title = forms.CharField(label=_("Heading of the new section"), max_length=150)


class DecisionForm(Form):
    decision = forms.ChoiceField(
        label=_("Your decision"),
        choices=[("approve", _("Approve exactly this revision")), ("send_back", _("Send back, with a remark"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one; nothing is chosen beforehand.")},
    )
    comment = forms.CharField(
        label=_("Remark"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "class": "form-control"}),
    )
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)


class CommentForm(Form):
    section = forms.ModelChoiceField(
        Section.objects.none(), label=_("About"), required=False, empty_label=_("The whole text")
    )
    body = forms.CharField(
        label=_("Comment"),
        max_length=Comment._meta.get_field("body").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, communication: Communication, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = communication.sections.all()  # type: ignore[attr-defined]


class KeepForm(Form):
    finding = forms.CharField(widget=forms.HiddenInput, max_length=200)
    reason = forms.CharField(
        label=_("Why it stays"),
        max_length=FindingOverride._meta.get_field("reason").max_length,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The reviewer reads it, and the record keeps it."),
    )
