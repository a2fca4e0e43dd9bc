"""Which records tell of a service. Colleagues call it by one name and readers outside by another: it is one service all the same.

Both names are those of today. What records say is never changed, and a name that no visible record has is shown nowhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import reduce
from operator import or_
from typing import Any

from django.db import connection
from django.db.models import Q, TextField, Value
from django.db.models.functions import Collate, Concat, Lower, StrIndex
from django.db.models.lookups import GreaterThan

from postincident.models import Service

_LOWER = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")


def lower(text: Any) -> Lower:
    """A to Z only, as SQLite does it: what else has two cases, the two databases do not agree on."""
    return Lower(Collate(text, "C") if connection.vendor == "postgresql" else text)


def in_lower(value: str) -> str:
    return value.translate(_LOWER)


def has_service(name: str) -> Q:
    """By either of its names: the whole name and nothing of another."""
    return _has_one_of(_names_of(name, str), _lines())


def has_service_typed(name: str) -> Q:
    """In capitals or not."""
    return _has_one_of({in_lower(one) for one in _names_of(name, in_lower)}, lower(_lines()))


def _has_one_of(names: set[str], lines: Any) -> Q:
    """instr and strpos know the same letters, LIKE has an opinion on case."""
    return reduce(or_, (Q(GreaterThan(StrIndex(lines, Value(f"\n{name}\n")), 0)) for name in sorted(names)))


def _lines() -> Concat:
    return Concat(Value("\n"), "services", Value("\n"), output_field=TextField())


def _names_of(name: str, read: Callable[[str], str]) -> set[str]:
    """The name, and the other ones of each service that is called so."""
    called = [names for names in _all() if read(name) in map(read, names)]
    return {name, *(one for names in called for one in names if one)}


def _all() -> list[tuple[str, str]]:
    return list(Service.objects.values_list("name", "public_name"))


def counted(told: Mapping[str, int], chosen: str) -> Counter[str]:
    """How many records tell of each service: `told` says how many have these names, one a line.

    A service goes by the name that was chosen, else by its public name where any of the records has that: all who see them see it.
    """
    there = {name for names in told for name in names.split("\n")}
    services = _all()
    shown = {name: public for name, public in services if public in there}
    shown |= {one: chosen for names in services if chosen and chosen in names for one in names if one}
    counts: Counter[str] = Counter()
    for names, times in told.items():
        for service in {shown.get(name, name) for name in names.split("\n")}:
            counts[service] += times
    return counts
