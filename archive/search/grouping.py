"""What was found, one result an incident: its newest record, or its best."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from archive.models import Record
from archive.search.find import Wanted, best_first, newest, records_by
from archive.search.query import MOST_TYPED, without_field
from archive.search.suggest import quoted
from postincident.models import User


@dataclass
class Grouped:
    """`further`: how many other records of its incident match, by primary key of the record shown."""

    records: list[Record]
    further: dict[int, int]
    total: int


def by_incident(user: User, wanted: Wanted, page: int = 1, per_page: int = 20) -> Grouped:
    """Over the newest matches, as the counts are. A record of no incident stands for itself."""
    keys = newest(user, wanted)
    incident_of = dict(Record.objects.filter(search_key__in=keys).values_list("search_key", "incident"))
    if wanted.best:
        keys = best_first(keys, wanted.query)
    first: dict[object, int] = {}
    for key in keys:
        first.setdefault(incident_of[key] or f"none of {key}", key)
    shown = list(first.values())[(page - 1) * per_page : page * per_page]
    counts = Counter(incident_of.values())
    records = records_by(shown)
    prefetch_related_objects(records, "incident")
    further = {record.pk: counts[record.incident_id] - 1 for record in records if record.incident_id}
    return Grouped(records, further, len(first))


def within(typed: str, reference: str) -> str:
    """The same, of this incident only: in front, where nothing is left out for being too much."""
    said = quoted(reference)
    narrowed = f"in:{said} {without_field(typed, 'in')}".strip()
    return narrowed if said and len(narrowed) <= MOST_TYPED else ""
