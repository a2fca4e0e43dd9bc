from __future__ import annotations

import zoneinfo
from decimal import Decimal
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Fieldset, Layout
from django import forms
from django.conf import global_settings, settings
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.html import format_html
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from archive.learning import ask_lesson
from communications.checks.finding import ADVICE, BLOCKING
from communications.delivery.channels import WAYS
from communications.due import COUNTED, Counted, read_due, type_due
from communications.explaining import CHECKS, SERIOUS
from communications.models import Endpoint, StakeholderGroup
from postincident.forms import Form, ModelForm, SomeOfField
from postincident.models import Service, User
from postincident.rendering import one_line
from postincident.vocabulary import Kind

DUE_KINDS = (
    Kind.ACKNOWLEDGEMENT,
    Kind.UPDATE,
    Kind.RESOLUTION,
    Kind.ROOT_CAUSE,
    Kind.IMPROVEMENTS,
    Kind.TALKING_POINTS,
    Kind.PUBLIC_POST,
)
MOST_SECTIONS = 10
MOST_WORDS = 20_000
GRADES = (1, 20)  # of school: the first year, and beyond any university


class DueField(forms.CharField):
    """A due time as people write it: hours, days, weeks or months."""

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        return read_due(typed) if typed else None

    def has_changed(self, initial: Any, data: Any) -> bool:
        """72 is 72 hours."""
        return bool(self.clean(initial) != self.clean(data))


class GroupForm(ModelForm[StakeholderGroup]):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    relevant_services = SomeOfField(
        Service.objects.filter(retired=False),
        label=_("When one of these services was concerned"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    time_zone = forms.ChoiceField(
        label=_("Time zone"),
        initial="UTC",
        error_messages={"invalid_choice": _("“%(value)s” is not a time zone.")},
    )
    language = forms.ChoiceField(
        label=_("Language"),
        initial="en",
        choices=[(code, _(name)) for code, name in global_settings.LANGUAGES],
        help_text=_("Templates in it are used where there are some, else those in English."),
    )
    reviewers_needed = forms.TypedChoiceField(
        label=_("Reviewers needed"),
        coerce=int,
        initial=1,
        choices=[
            (0, _("None: the record says that nobody was asked")),
            (1, _("One")),
            (2, _("Two different people")),
        ],
        error_messages={"invalid_choice": _("At most two reviewers.")},
    )
    reviewers = SomeOfField(
        User.objects.filter(is_active=True, role__in=[User.Role.REVIEWER, User.Role.MANAGER]),
        label=_("Assigned reviewers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("With nobody chosen, the first who is free reviews."),
    )
    sending_days = forms.TypedMultipleChoiceField(
        label=_("Days"),
        coerce=int,
        required=False,
        choices=list(WEEKDAYS.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    required_sections = forms.CharField(
        label=_("Sections required besides the usual ones"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One heading a line. Each draft to this group has them, and none of them may be empty."),
    )

    class Meta:
        model = StakeholderGroup
        fields = [
            "name",
            "kind",
            "detail_level",
            "tone",
            "priority",
            "language",
            "time_zone",
            "from_name",
            "reply_to",
            "signature",
            "required_sections",
            "word_limit",
            "grade_limit",
            "reviewers_needed",
            "reviewer_role",
            "reviewers",
            "review_hours",
            "required_notice",
            "sign_up_open",
            "feedback_on",
            "feedback_contact",
            "always_relevant",
            "relevant_severity",
            "relevant_on_broad_impact",
            "relevant_services",
            "sending_days",
            "sending_from",
            "sending_until",
            "active",
        ]
        widgets = {
            "signature": forms.Textarea(attrs={"rows": 3}),
            "sending_from": forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
            "sending_until": forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        }
        labels = {
            "from_name": _("Sender's name"),
            "reply_to": _("Replies go to"),
            "reviewer_role": _("Who may review"),
            "review_hours": _("Hours for a review"),
            "sending_from": _("From"),
            "sending_until": _("Until"),
            "always_relevant": _("By every incident"),
            "relevant_severity": _("From this severity on"),
            "relevant_on_broad_impact": _("When the impact is broad"),
        }
        help_texts = {
            "detail_level": _("Decides which templates are used and which wording of a fact."),
            "tone": _(
                "A note to whoever writes to them, shown beside the text while it is written. No check judges by it."
            ),
            "time_zone": _("Times in what they receive are given in it."),
            "word_limit": _(
                "Whoever writes and whoever reviews is told by how many words a text is over it; it keeps nothing back."
            ),
            "grade_limit": _(
                "A text above it gets a finding of plain language, as serious as the group takes that check."
            ),
            "priority": _("When one address is in several groups, the lowest number writes and covers the others."),
            "required_notice": _("Never suppressed by an unsubscribe."),
            "sign_up_open": _(
                "Closed unless chosen here. Anybody may then ask on a public page, which names the group, to be written to; "
                "their address counts once its owner has confirmed it by mail."
            ),
            "reviewer_role": _("Whoever edited a text never approves it."),
            "review_hours": _(
                "A review is due so long after it was asked for, or when the message is due if that is earlier."
            ),
            "feedback_contact": _("Where there is no link, readers are told to write to this person."),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        group: StakeholderGroup = self.instance
        if group.pk:
            self.fields["why"] = forms.CharField(
                label=_("Why it changes"),
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text=_("What did we learn, and from what? It is kept with the change."),
            )
            ask_lesson(self, user)
        for kind in DUE_KINDS:
            self.fields[f"due_{kind}"] = DueField(
                label=kind.label,
                required=False,
                max_length=20,
                initial=type_due((group.due_hours or {}).get(kind)),
                help_text=_("While the incident lasts.") if COUNTED[kind] == Counted.WHILE_IT_LASTS else "",
            )
        for name, (label, usual) in CHECKS.items():
            self.fields[f"check_{name}"] = forms.ChoiceField(
                label=label,
                required=False,
                initial=(group.check_severities or {}).get(name, ""),
                choices=[
                    ("", _("As usual: %(usual)s") % {"usual": SERIOUS[usual]}),
                    (ADVICE, _("Advice")),
                    (BLOCKING, _("Blocking: put right, or kept with a reason")),
                ],
            )
        if group.pk:
            self.initial["required_sections"] = "\n".join(row["title"] for row in group.required_sections)
            self.initial["reviewers"] = list(group.reviewers.all())
        if not settings.SIGN_UP:
            self.fields["sign_up_open"].help_text = _("The administrator has closed sign-up for all groups.")
        self.fields["review_hours"].widget.attrs["min"] = 1
        self.fields["word_limit"].widget.attrs |= {"min": 1, "max": MOST_WORDS}
        self.fields["grade_limit"].widget.attrs |= {"min": GRADES[0], "max": GRADES[1]}
        zones = sorted(zoneinfo.available_timezones())
        self.fields["time_zone"].choices = [(zone, zone) for zone in zones]  # type: ignore[attr-defined]
        self.fields["time_zone"].help_text = self.Meta.help_texts["time_zone"]

    @property
    def helper(self) -> FormHelper:
        helper = super().helper
        helper.layout = Layout(
            "version",
            Fieldset(_("Who they are"), "name", "kind", "priority", "active"),
            Fieldset(
                _("How they are written to"),
                *("detail_level", "tone", "language", "time_zone", "from_name", "reply_to", "signature"),
            ),
            Fieldset(_("What each text must hold to"), "required_sections", "word_limit", "grade_limit"),
            Fieldset(
                _("How serious findings are"),
                _soft(_("What a check finds is advice, or it blocks until it is put right or kept with a reason.")),
                *(f"check_{name}" for name in CHECKS),
            ),
            Fieldset(
                _("Who reviews before a release"), "reviewers_needed", "reviewer_role", "reviewers", "review_hours"
            ),
            Fieldset(
                _("Whether they may sign up, unsubscribe and answer"),
                *("sign_up_open", "required_notice", "feedback_on", "feedback_contact"),
            ),
            Fieldset(
                _("In which hours they are written to"),
                _soft(
                    _(
                        "By the group's own clock. Outside them a release waits, and goes on by itself; whoever releases can "
                        "choose not to wait. Nothing here: at any hour."
                    )
                ),
                *("sending_days", "sending_from", "sending_until"),
            ),
            Fieldset(
                _("When they are concerned"),
                _soft(_("One rule that holds is enough. With none, somebody includes the group by hand.")),
                *("always_relevant", "relevant_severity", "relevant_on_broad_impact", "relevant_services"),
            ),
            Fieldset(
                _("When they are told"),
                _soft(_("In hours, days, weeks or months: “24 hours”, “3 days”, “1 month”. Empty: no due time.")),
                _soft(
                    _(
                        "Counted from the detection of the incident; from its start, where nobody said when it was detected:"
                    )
                ),
                *(f"due_{kind}" for kind in DUE_KINDS if COUNTED[kind] != Counted.FROM_END),
                _soft(_("Counted from the end of the incident; nothing of this is due before:")),
                *(f"due_{kind}" for kind in DUE_KINDS if COUNTED[kind] == Counted.FROM_END),
            ),
        )
        if "why" in self.fields:
            asked = [name for name in ("why", "lesson") if name in self.fields]
            helper.layout.append(Fieldset(_("What was learned"), *asked))
        return helper

    def clean_name(self) -> str:
        name = one_line(self.cleaned_data["name"])
        if StakeholderGroup.objects.filter(name__iexact=name).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("There is a group of this name already."))
        return name

    def clean_required_sections(self) -> list[dict[str, str]]:
        """A heading that was there before keeps its key, so that drafts keep their sections."""
        keys = {row["title"]: row["key"] for row in self.instance.required_sections}
        found: dict[str, str] = {}
        for title in filter(None, map(one_line, self.cleaned_data["required_sections"].splitlines())):
            if len(title) > 150:
                raise ValidationError(
                    _("A heading has at most 150 characters: “%(title)s…”."), params={"title": title[:40]}
                )
            base = keys.get(title) or slugify(title)[:36].replace("-", "_") or "section"
            key = next(k for k in [base, *(f"{base}_{n}" for n in range(2, 100))] if found.get(k, title) == title)
            if key in found:
                raise ValidationError(_("“%(title)s” is named twice."), params={"title": title})
            found[key] = title
            if len(found) > MOST_SECTIONS:
                raise ValidationError(_("At most ten sections."))
        return [{"key": key, "title": title} for key, title in found.items()]

    def clean_word_limit(self) -> int | None:
        limit: int | None = self.cleaned_data["word_limit"]
        if limit is not None and not 1 <= limit <= MOST_WORDS:
            raise ValidationError(_("Between 1 and 20,000 words; leave it empty for no limit."))
        return limit

    def clean_grade_limit(self) -> Decimal | None:
        limit: Decimal | None = self.cleaned_data["grade_limit"]
        if limit is not None and not GRADES[0] <= limit <= GRADES[1]:
            raise ValidationError(_("A grade between 1 and 20, such as 9; leave it empty for no limit."))
        return limit

    def clean_review_hours(self) -> int:
        hours: int = self.cleaned_data["review_hours"]
        if not 1 <= hours <= 24 * 90:
            raise ValidationError(_("Between 1 hour and 90 days (2160 hours)."))
        return hours

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        chosen, needed = list(said.get("reviewers") or ()), said.get("reviewers_needed") or 0
        if chosen and len(chosen) < needed:
            self.add_error("reviewers", _("Two reviewers are needed: assign at least two, or nobody."))
        if said.get("reviewer_role") == StakeholderGroup.ReviewerRole.MANAGER:
            for person in chosen:
                if not person.can_manage:
                    self.add_error("reviewers", gettext("%(who)s is not a manager.") % {"who": person})
        outside = (StakeholderGroup.Kind.EXTERNAL, StakeholderGroup.Kind.PUBLIC)
        if said.get("sign_up_open") and (said.get("required_notice") or said.get("kind") not in outside):
            self.add_error(
                "sign_up_open",
                _("Only an external or a public group can be open for sign-up, and none whose notices are required."),
            )
        self._check_hours(said)
        return said

    def _check_hours(self, said: dict[str, Any]) -> None:
        opens, closes = said.get("sending_from"), said.get("sending_until")
        if opens and closes and closes <= opens:
            self.add_error("sending_until", _("Later than the beginning, on the same day."))
        if not said.get("sending_days") and (opens or closes):
            self.add_error("sending_days", _("Choose the days, or leave the hours empty."))
        if said.get("sending_days") or opens or closes:
            for name in ("sending_from", "sending_until"):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, _("Say both ends, such as 08:00 and 18:00."))

    def values(self) -> dict[str, Any]:
        """What the verb takes: due times and severities gathered, what is not said left out."""
        said = dict(self.cleaned_data)
        for name in ("version", "why", "lesson"):
            said.pop(name, None)
        due = {kind.value: said.pop(f"due_{kind}") for kind in DUE_KINDS}
        said["due_hours"] = {kind: time for kind, time in due.items() if time is not None}
        serious = {name: said.pop(f"check_{name}") for name in CHECKS}
        said["check_severities"] = {name: severity for name, severity in serious.items() if severity}
        return said


def _soft(sentence: Any) -> HTML:
    return HTML(format_html('<p class="small soft">{}</p>', sentence))


class EndpointForm(Form):
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[(kind, kind.label) for kind in Endpoint.Kind if kind != Endpoint.Kind.PAGE],
    )
    address = forms.CharField(
        label=_("Address"),
        max_length=500,
        help_text=_(
            "A mailbox, the address of an incoming webhook of Slack or Teams, the address of a webhook of your own, or what "
            "a person does: “Upload to the portal”."
        ),
    )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("kind") and said.get("address"):
            try:
                WAYS[said["kind"]].normalise(said["address"])
            except ValidationError as error:
                self.add_error("address", error)
        return said
