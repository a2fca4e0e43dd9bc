from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from archive.models import Change
from postincident.forms import DayField
from postincident.models import User


class _DayFilter(django_filters.DateFilter):
    field_class = DayField


class ChangeFilter(django_filters.FilterSet):
    """What the list of changes can be narrowed to. Every filter is a plain query parameter, so that a list can be linked to."""

    SORTS = {"oldest": ("at", "id"), "what": ("what", "-at", "-id"), "person": ("by__name", "-at", "-id")}

    q = django_filters.CharFilter(method="find", max_length=200)
    kind = django_filters.ChoiceFilter(choices=Change.Kind.choices, empty_label=_("Any kind"), label=_("Kind"))
    by = django_filters.ModelChoiceFilter(
        queryset=User.objects.none(), empty_label=_("Anybody"), label=_("Recorded by")
    )
    since = _DayFilter(field_name="at", lookup_expr="date__gte", label=_("From"))
    until = _DayFilter(field_name="at", lookup_expr="date__lte", label=_("To"))
    sort = django_filters.ChoiceFilter(
        choices=[("oldest", _("Oldest first")), ("what", _("By what was changed")), ("person", _("By person"))],
        method="in_order",
        empty_label=_("Newest first"),
        label=_("Order"),
    )

    class Meta:
        model = Change
        fields: list[str] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Who recorded only what may not be seen here is not named.
        people = self.queryset.order_by().values("by")
        self.filters["by"].queryset = User.objects.filter(pk__in=people).order_by("name")
        for name, field in self.form.fields.items():
            if name != "q":
                look = "form-control" if name in ("since", "until") else "form-select"
                field.widget.attrs["class"] = f"{look} {look}-sm"

    def find(self, queryset: QuerySet[Change], name: str, value: str) -> QuerySet[Change]:
        for word in value.replace("\x00", "").split()[:8]:
            queryset = queryset.filter(Q(what__icontains=word) | Q(why__icontains=word))
        return queryset

    def in_order(self, queryset: QuerySet[Change], name: str, value: str) -> QuerySet[Change]:
        return queryset.order_by(*self.SORTS[value])
