"""A text that was corrected, what corrected it, and what corrected that."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from archive.models import Record
from postincident.models import User


def _kin(user: User, record: Record) -> QuerySet[Record]:
    """All of its incident that correct or are corrected; without an incident, what it corrects and what corrects it."""
    around = Q(incident=record.incident_id) if record.incident_id else Q(pk=record.corrects_id) | Q(corrects=record)
    related = Q(corrects__isnull=False) | Q(corrected_by__isnull=False)
    return Record.objects.visible_to(user).filter(Q(pk=record.pk) | around, related).defer("metadata").distinct()


def chain_of(user: User, record: Record) -> list[Record]:
    """The record among all that it leads to by corrections, as they were said; nothing when there are none."""
    known = {one.pk: one for one in _kin(user, record).order_by("search_key")}
    found = {record.pk}
    while more := {
        pk
        for pk, one in known.items()
        if pk not in found
        and (one.corrects_id in found or any(known[each].corrects_id == pk for each in found if each in known))
    }:
        found |= more
    return [one for pk, one in known.items() if pk in found] if len(found) > 1 else []
