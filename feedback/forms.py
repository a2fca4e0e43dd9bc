from __future__ import annotations

from typing import Any

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from archive.search.newest import given
from communications.models import StakeholderGroup
from feedback import sought
from feedback.models import Outreach, Response, Theme, ThemeDecline, ThemeTag
from feedback.suggestions import RulesError, shipped_rules
from feedback.suggestions.signs import read_sign
from postincident import clock
from postincident.forms import Form, ModelForm, MomentField, SomeOfField
from postincident.models import Incident, User

NO_RESPONSES = {
    "required": _("Choose the responses first: each has a box before it."),
    "invalid_choice": _("One of the responses is not there any more. Choose again."),
    "invalid_pk_value": _("One of the responses is not there any more. Choose again."),
}
ONE_TO_FIVE = [("", _("Not said")), *((str(n), str(n)) for n in range(1, 6))]


class QuestionForm(Form):
    words = forms.CharField(
        label=_("What was asked, or said"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("In their words, as they said it."),
    )
    said_at = MomentField(label=_("When"))
    group = forms.ModelChoiceField(
        StakeholderGroup.objects.in_use(), label=_("Group"), required=False, empty_label=_("Not known")
    )
    name = forms.CharField(label=_("Who asked"), max_length=150, required=False)
    reply_to = forms.EmailField(
        label=_("E-mail address"), required=False, max_length=254, help_text=_("When they wait for a reply from us.")
    )


class OutreachForm(Form):
    """What came of it; and, when we spoke, what they said of our communication."""

    outcome = forms.ChoiceField(
        label=_("What came of it"),
        choices=[choice for choice in Outreach.Outcome.choices if choice[0]],
        widget=forms.RadioSelect,
    )
    happened_at = MomentField(label=_("When"))
    note = forms.CharField(
        label=_("Note"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For colleagues: how it went, what was agreed."),
    )
    words = forms.CharField(
        label=_("What they said of our communication"),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_("Kept as a response, with their name."),
    )
    clear = forms.TypedChoiceField(
        label=_("Was it clear?"), choices=ONE_TO_FIVE, coerce=int, empty_value=None, required=False
    )
    timely = forms.TypedChoiceField(
        label=_("Did it come in time?"), choices=ONE_TO_FIVE, coerce=int, empty_value=None, required=False
    )
    complete = forms.TypedChoiceField(
        label=_("Did it tell them what they needed?"),
        choices=ONE_TO_FIVE,
        coerce=int,
        empty_value=None,
        required=False,
    )

    @classmethod
    def initial_of(cls, row: Outreach | None) -> dict[str, Any]:
        now = timezone.localtime(clock.now()).replace(second=0, microsecond=0)
        if row is None or not row.outcome:
            return {"happened_at": now}
        said = {"outcome": row.outcome, "note": row.note, "happened_at": row.happened_at}
        if row.response:
            said |= {name: getattr(row.response, name) for name in ("words", "clear", "timely", "complete")}
        return said


class AssignForm(Form):
    owner = forms.ModelChoiceField(
        User.objects.filter(is_active=True), label=_("Who reaches out"), required=False, empty_label=_("Nobody yet")
    )
    due_at = MomentField(label=_("By when"), required=False)


class ThemeForm(ModelForm[Theme]):
    class Meta:
        model = Theme
        fields = ["name", "description", "examples", "words", "needs_change"]
        widgets = {name: forms.Textarea(attrs={"rows": 4, "dir": "auto"}) for name in ("examples", "words")}

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        return name.strip()

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        for line in words.splitlines():
            if line.strip():
                _check_sign(line)
        return words


def _check_sign(line: str) -> None:
    try:
        list(read_sign(line, shipped_rules().lists))
    except RulesError as error:
        raise forms.ValidationError(
            _("%(line)s cannot be looked for: write words, with | between those that mean the same.")
            % {"line": f"“{line.strip()[:60]}”"}
        ) from error


class ThemeDeclineForm(ModelForm[ThemeDecline]):
    class Meta:
        model = ThemeDecline
        fields = ["reason"]
        widgets = {"reason": forms.Textarea(attrs={"rows": 3, "dir": "auto"})}
        help_texts = {"reason": _("Everybody who signs in can read it: name nothing of a restricted incident.")}


class ThemeMergeForm(Form):
    """Into which theme another goes."""

    into = forms.ModelChoiceField(Theme.objects.none(), to_field_name="slug", label=_("Merge it into"))

    def __init__(self, *args: Any, theme: Theme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = Theme.objects.in_use().exclude(pk=theme.pk)  # type: ignore[attr-defined]


class ThemeSplitForm(Form):
    """Which responses of a theme belong to another, there already or new."""

    response = SomeOfField(Response.objects.none(), error_messages=NO_RESPONSES)
    into = forms.ModelChoiceField(Theme.objects.none(), to_field_name="slug", required=False)
    name = forms.CharField(max_length=80, required=False)

    def __init__(self, *args: Any, theme: Theme, visible: QuerySet[Response], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["response"].queryset = visible.filter(tags__theme=theme)  # type: ignore[attr-defined]
        self.fields["into"].queryset = Theme.objects.in_use().exclude(pk=theme.pk)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and bool(cleaned.get("into")) == bool(cleaned.get("name")):
            raise forms.ValidationError(_("Choose the theme that they belong to, or name a new one."))
        return cleaned


class ThemesForm(Form):
    """The themes of one response; a retired one is offered only where it is tagged already."""

    themes = SomeOfField(Theme.objects.none(), label=_("Themes"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, response: Response, **kwargs: Any) -> None:
        tagged = Theme.objects.filter(tags__response=response)
        kwargs["initial"] = {"themes": tagged}
        super().__init__(*args, **kwargs)
        offered = Theme.objects.filter(Q(retired=False) | Q(pk__in=tagged.values("pk")))
        self.fields["themes"].queryset = offered  # type: ignore[attr-defined]


class TaggingForm(Form):
    """Many responses and a theme in one POST."""

    response = SomeOfField(
        Response.objects.none(),
        error_messages=NO_RESPONSES,
    )
    theme = SomeOfField(
        Theme.objects.all(),
        to_field_name="slug",
        error_messages={"required": _("Choose a theme to tag them with."), "invalid_choice": _("Choose a theme.")},
    )
    do = forms.ChoiceField(choices=[("tag", ""), ("untag", "")])

    def __init__(self, *args: Any, visible: QuerySet[Response], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["response"].queryset = visible  # type: ignore[attr-defined]


class SuggestionForm(Form):
    """What to do with a theme that was suggested for a response."""

    accept = forms.ModelChoiceField(Theme.objects.in_use(), to_field_name="slug", required=False)
    refuse = forms.ModelChoiceField(Theme.objects.all(), to_field_name="slug", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and bool(cleaned.get("accept")) == bool(cleaned.get("refuse")):
            raise forms.ValidationError(_("Accept the suggestion, or refuse it."))
        return cleaned


class ResponseFilter(django_filters.FilterSet):
    """Every filter is a plain query parameter, so that a list can be linked to."""

    SORTS = {
        "": ("-said_at", "-id"),
        "oldest": ("said_at", "id"),
        "clear": ("clear", "-said_at"),
        "timely": ("timely", "-said_at"),
        "complete": ("complete", "-said_at"),
    }

    q = django_filters.CharFilter(method="find", max_length=200)
    source = django_filters.ChoiceFilter(
        choices=Response.Source.choices, label=_("Source"), empty_label=_("Any source")
    )
    group = django_filters.ModelChoiceFilter(
        queryset=StakeholderGroup.objects.all(), to_field_name="slug", label=_("Group"), empty_label=_("Any group")
    )
    theme = django_filters.ModelChoiceFilter(
        queryset=Theme.objects.all(),
        to_field_name="slug",
        method="with_theme",
        label=_("Theme"),
        empty_label=_("Any theme"),
    )
    state = django_filters.ChoiceFilter(
        choices=[
            ("untagged", _("Not yet tagged")),
            ("rule", _("Tagged by a rule alone")),
            ("reply", _("Asks for a reply")),
            ("answered", _("Replied to")),
        ],
        method="in_state",
        label=_("State"),
        empty_label=_("Any state"),
    )
    sort = django_filters.ChoiceFilter(
        choices=[
            ("oldest", _("Oldest first")),
            ("clear", _("Least clear first")),
            ("timely", _("Least timely first")),
            ("complete", _("Least complete first")),
        ],
        method="sorted_by",
        label=_("Order"),
        empty_label=_("Newest first"),
    )

    class Meta:
        model = Response
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.form.fields.items():
            if name != "q":
                field.widget.attrs["class"] = "form-select form-select-sm"

    @property
    def narrows(self) -> bool:
        """Whether it may leave any out, as all but an order by time do."""
        asked = self.form.cleaned_data.items() if self.is_valid() else ()
        return any(value and (name, value) != ("sort", "oldest") for name, value in asked)

    @property
    def found(self) -> Any:
        return self.qs if self.is_valid() else self.queryset

    def find(self, queryset: QuerySet[Response], name: str, value: str) -> QuerySet[Response]:
        words = value.replace("\x00", "").split()[:8]
        some = sought.few(words, self.request.user)
        if some is not None:
            queryset = queryset.filter(pk__in=RawSQL(*given(some)))  # noqa: S611 - numbers of ours
        queryset = queryset.alias(answered=Cast("answers", TextField()))
        for word in words:
            said = Q(words__icontains=word) | Q(answered__icontains=word) | Q(name__icontains=word)
            referred = Incident.objects.filter(reference__icontains=word).values("pk")
            queryset = queryset.filter(said | Q(incident__in=referred))
        return queryset

    def with_theme(self, queryset: QuerySet[Response], name: str, value: Theme) -> QuerySet[Response]:
        return queryset.filter(Exists(ThemeTag.objects.filter(response=OuterRef("pk"), theme=value)))

    def in_state(self, queryset: QuerySet[Response], name: str, value: str) -> QuerySet[Response]:
        if value == "reply":
            return queryset.filter(may_reply=True, answered_at=None)
        if value == "answered":
            return queryset.filter(answered_at__isnull=False)
        if value == "rule":
            tags = ThemeTag.objects.filter(response=OuterRef("pk"))
            by_people = tags.exclude(by=ThemeTag.By.RULE)
            return queryset.filter(Exists(tags.filter(by=ThemeTag.By.RULE)), ~Exists(by_people))
        return queryset.filter(to_tag=True)

    def sorted_by(self, queryset: QuerySet[Response], name: str, value: str) -> QuerySet[Response]:
        if value in ("clear", "timely", "complete"):
            queryset = queryset.filter(**{f"{value}__isnull": False})
        return queryset.order_by(*self.SORTS[value])
