from __future__ import annotations

from typing import Any

import django_filters
from crispy_forms.helper import FormHelper
from crispy_forms.layout import Column, Layout, Row
from django import forms
from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from postincident import clock
from postincident.forms import DayField, Form, ModelForm, MomentField, SomeOfField
from postincident.models import ChecklistTask, Confirmation, Fact, Improvement, Incident, Service, TimelineEntry, User
from postincident.vocabulary import Severity, Source


class IncidentForm(ModelForm[Incident]):
    started_at = MomentField(label=_("Started"))
    detected_at = MomentField(label=_("Detected"), required=False)
    resolved_at = MomentField(label=_("Resolved"), required=False)
    services = SomeOfField(
        Service.objects.filter(retired=False),
        label=_("Services"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    lead = forms.ModelChoiceField(User.objects.filter(is_active=True), label=_("Lead"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Incident
        fields = [
            "title",
            "public_title",
            "severity",
            "started_at",
            "detected_at",
            "resolved_at",
            "services",
            "lead",
            "broad_impact",
            "version",
        ]
        help_texts = {
            "title": _("What colleagues call it."),
            "public_title": _("What people outside read. Empty: the internal title."),
            "broad_impact": _("Many people outside noticed; a public post is then suggested."),
        }
        # The model's rules are said by the verbs, so that every way in has the same sentence.

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [choice for choice in Severity.choices if choice[0] != Severity.NONE]
        if self.instance.severity == Severity.NONE:
            choices.append((Severity.NONE.value, Severity.NONE.label))
        self.fields["severity"].widget = forms.Select(choices=choices)
        if self.instance.pk:
            self.fields["services"].queryset = Service.objects.filter(  # type: ignore[attr-defined]
                Q(retired=False) | Q(incidents=self.instance)
            ).distinct()
        if not self.fields["services"].queryset.exists():  # type: ignore[attr-defined]
            self.fields["services"].help_text = format_html(
                '{} <a href="{}">{}</a>',
                _("None is written down yet, and messages name what was disturbed."),
                reverse("postincident:service-list"),
                _("Write services down"),
            )

    @property
    def helper(self) -> FormHelper:
        """The three times beside each other, since they are read together."""
        helper = super().helper
        times = ["started_at", "detected_at", "resolved_at"]
        others = [name for name in self.fields if name not in times]
        at = others.index("severity") + 1
        row = Row(*(Column(name, css_class="col-sm-4") for name in times))
        helper.layout = Layout(*others[:at], row, *others[at:])
        return helper


class NewIncidentForm(IncidentForm):
    version = None  # type: ignore[assignment]
    restricted = forms.BooleanField(
        label=_("Restricted"), required=False, help_text=_("Only the lead, you and the people named below will see it.")
    )
    access = SomeOfField(
        User.objects.filter(is_active=True),
        label=_("Who may see it"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta(IncidentForm.Meta):
        exclude = ["version"]


class AccessForm(Form):
    people = SomeOfField(
        User.objects.none(),
        label=_("People"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("The lead, and whoever restricts it, always may."),
    )

    def __init__(self, *args: Any, people: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = people  # type: ignore[attr-defined]


class ResolveForm(Form):
    resolved_at = MomentField(label=_("Resolved"))


class FactForm(ModelForm[Fact]):
    version = forms.IntegerField(widget=forms.HiddenInput)
    state = forms.ChoiceField(
        label=_("State"), choices=[c for c in Fact.State.choices if c[0]], widget=forms.RadioSelect
    )

    class Meta:
        model = Fact
        fields = ["state", "plain", "technical", "withheld_reason", "version"]
        help_texts = {
            "plain": _(
                "In whole sentences, which messages take as they are: “A certificate had expired.”, not “Expired certificate”. "
                "For people outside: no jargon, no names of machines."
            ),
            "technical": _("In whole sentences too. For colleagues who know the systems."),
            "withheld_reason": _("Reviewers see it, readers do not."),
        }
        widgets = {"plain": forms.Textarea(attrs={"rows": 4}), "technical": forms.Textarea(attrs={"rows": 4})}


class NewFactForm(Form):
    key = forms.ChoiceField(
        label=_("Fact"), choices=Fact.Key.choices, widget=forms.Select(attrs={"class": "form-select form-select-sm"})
    )


class TimelineForm(Form):
    happened_at = MomentField(label=_("When"))
    text = forms.CharField(label=_("What happened"), max_length=TimelineEntry._meta.get_field("text").max_length)
    public = forms.BooleanField(label=_("May be told outside"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ImprovementForm(ModelForm[Improvement]):
    due_on = DayField(label=_("Due"), required=False)
    owner = forms.ModelChoiceField(User.objects.filter(is_active=True), label=_("Owner"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Improvement
        fields = ["what", "public_wording", "kind", "owner", "due_on", "state", "outcome", "tracker_url", "version"]
        help_texts = {
            "public_wording": _("As audiences outside will read it. Without it they read the line above."),
            "outcome": _("What came of it; needed when you decide against it."),
        }
        widgets = {"outcome": forms.Textarea(attrs={"rows": 3})}


class ReasonForm(Form):
    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class ConfirmationForm(Form):
    reason = forms.CharField(label=_("Note"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, key: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if key in Confirmation.NEEDS_REASON:
            self.fields["reason"].required = True
            self.fields["reason"].label = _("Reason")


class ServiceForm(ModelForm[Service]):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Service
        fields = ["name", "public_name", "description", "retired", "version"]
        help_texts = {
            "name": _("What colleagues call it."),
            "public_name": _("What people outside read. Empty: the internal name."),
            "retired": _("No longer offered for new incidents."),
        }


class IncidentFilter(django_filters.FilterSet):
    """What the incident list can be narrowed to. Every filter is a plain query parameter, so that a list can be linked to."""

    SORTS = {
        "reference": "reference",
        "title": "title",
        "severity": "severity",
        "resolved": "resolved_at",
        "started": "started_at",
    }

    q = django_filters.CharFilter(method="find", max_length=200)
    severity = django_filters.ChoiceFilter(choices=Severity.choices, empty_label=_("Any severity"))
    service = django_filters.ModelChoiceFilter(
        field_name="services", queryset=Service.objects.all(), empty_label=_("Any service"), label=_("Service")
    )
    state = django_filters.ChoiceFilter(choices=Incident.State.choices, empty_label=_("Any state"), label=_("State"))
    tasks = django_filters.ChoiceFilter(
        choices=[("open", _("Open tasks")), ("overdue", _("Overdue tasks")), ("settled", _("All tasks settled"))],
        method="with_tasks",
        empty_label=_("Any tasks"),
        label=_("Tasks"),
    )
    year = django_filters.ChoiceFilter(method="of_year", empty_label=_("Any year"), label=_("Year"))
    source = django_filters.ChoiceFilter(choices=Source.choices, empty_label=_("Any source"))

    class Meta:
        model = Incident
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ends = self.queryset.aggregate(first=Min("started_at"), last=Max("started_at"))
        if ends["first"]:
            first, last = timezone.localtime(ends["first"]).year, timezone.localtime(ends["last"]).year
            self.filters["year"].extra["choices"] = [(str(year), str(year)) for year in range(last, first - 1, -1)]
        for name, field in self.form.fields.items():
            if name != "q":
                field.widget.attrs["class"] = "form-select form-select-sm"

    def find(self, queryset: QuerySet[Incident], name: str, value: str) -> QuerySet[Incident]:
        words = value.replace("\x00", "").split()[:8]
        for word in words:
            queryset = queryset.filter(
                Q(reference__icontains=word)
                | Q(title__icontains=word)
                | Q(public_title__icontains=word)
                | Exists(Service.objects.filter(incidents=OuterRef("pk"), name__icontains=word))
            )
        return queryset

    def with_tasks(self, queryset: QuerySet[Incident], name: str, value: str) -> QuerySet[Incident]:
        open_tasks = ChecklistTask.objects.filter(incident=OuterRef("pk"), state=ChecklistTask.State.OPEN)
        if value == "settled":
            return queryset.filter(Exists(ChecklistTask.objects.filter(incident=OuterRef("pk"))), ~Exists(open_tasks))
        if value == "overdue":
            open_tasks = open_tasks.filter(due_at__lt=clock.now())
        return queryset.filter(Exists(open_tasks))

    def of_year(self, queryset: QuerySet[Incident], name: str, value: str) -> QuerySet[Incident]:
        return queryset.filter(started_at__year=int(value))
