from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import django_filters
from django.db.models import Case, F, Q, QuerySet, When
from django.forms import DateInput
from django.utils.translation import gettext_lazy as _

from communications.models import Commitment, StakeholderGroup
from postincident import clock
from postincident.models import User

SOON = timedelta(days=7)
# What waits comes first, the most overdue before all; what is settled is history.
_SETTLED_LAST = Case(When(state=Commitment.State.OPEN, then=0), default=1)


class CommitmentFilter(django_filters.FilterSet):
    """What the register can be narrowed to. Every filter is a plain query parameter, so that a list can be linked to."""

    SORTS = {
        "what": "text",
        "to": "audience__group__name",
        "due": "due_at",
        "state": "state",
        "incident": "incident__reference",
    }

    q = django_filters.CharFilter(method="find", max_length=200)
    show = django_filters.ChoiceFilter(
        choices=[("late", _("Overdue")), ("soon", _("Due within 7 days")), *Commitment.State.choices],
        method="in_state",
        empty_label=_("Any state"),
        label=_("State"),
    )
    group = django_filters.ModelChoiceFilter(
        field_name="audience__group",
        queryset=StakeholderGroup.objects.all(),
        empty_label=_("Any group"),
        label=_("Group"),
    )
    kind = django_filters.ChoiceFilter(choices=Commitment.Kind.choices, empty_label=_("Any kind"), label=_("Kind"))
    owner = django_filters.ModelChoiceFilter(
        queryset=User.objects.filter(is_active=True), method="owned_by", empty_label=_("Any owner"), label=_("Owner")
    )
    due_from = django_filters.DateFilter(
        method="due_since", label=_("Due from"), widget=DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    due_to = django_filters.DateFilter(
        method="due_until", label=_("Due until"), widget=DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    class Meta:
        model = Commitment
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.form.fields.items():
            if name != "q":
                look = "form-control" if name.startswith("due_") else "form-select"
                field.widget.attrs["class"] = f"{look} {look}-sm"

    def find(self, queryset: QuerySet[Commitment], name: str, value: str) -> QuerySet[Commitment]:
        for word in value.replace("\x00", "").split()[:8]:
            queryset = queryset.filter(
                Q(text__icontains=word)
                | Q(incident__reference__icontains=word)
                | Q(incident__title__icontains=word)
                | Q(audience__group__name__icontains=word)
            )
        return queryset

    def in_state(self, queryset: QuerySet[Commitment], name: str, value: str) -> QuerySet[Commitment]:
        now = clock.now()
        if value == "late":
            return queryset.filter(state=Commitment.State.OPEN, due_at__lt=now)
        if value == "soon":
            return queryset.filter(state=Commitment.State.OPEN, due_at__gte=now, due_at__lt=now + SOON)
        return queryset.filter(state=value)

    def owned_by(self, queryset: QuerySet[Commitment], name: str, value: User) -> QuerySet[Commitment]:
        """An improvement is its owner's to keep, a next update the lead's."""
        return queryset.filter(Q(improvement__owner=value) | Q(improvement__owner=None, incident__lead=value))

    def due_since(self, queryset: QuerySet[Commitment], name: str, value: date) -> QuerySet[Commitment]:
        return queryset.filter(due_at__date__gte=value)

    def due_until(self, queryset: QuerySet[Commitment], name: str, value: date) -> QuerySet[Commitment]:
        return queryset.filter(due_at__date__lte=value)

    def in_order(self, queryset: QuerySet[Commitment], wanted: str) -> QuerySet[Commitment]:
        column = self.SORTS.get(wanted.removeprefix("-"))
        if column is None:
            return queryset.order_by(_SETTLED_LAST, F("due_at").asc(nulls_last=True), "id")
        order = F(column).desc(nulls_last=True) if wanted.startswith("-") else F(column).asc(nulls_last=True)
        return queryset.order_by(order, "id")
