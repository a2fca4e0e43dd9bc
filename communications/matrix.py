"""Who has been told what: a row per audience, a cell per kind. Answers for many incidents at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from communications.models import Audience, Communication, Delivery, Membership
from communications.verbs.audiences import due_at
from postincident import clock
from postincident.models import Incident, User
from postincident.registry import SubnavItem
from postincident.vocabulary import Kind

KINDS = (Kind.ACKNOWLEDGEMENT, Kind.UPDATE, Kind.RESOLUTION, Kind.ROOT_CAUSE, Kind.IMPROVEMENTS)
TELLING = (Kind.ROOT_CAUSE, Kind.PUBLIC_POST)
OTHER_KINDS = (Kind.TALKING_POINTS, Kind.PUBLIC_POST)


@dataclass
class Cell:
    kind: str
    label: str
    communications: list[Communication] = field(default_factory=list)
    due: datetime | None = None
    is_late: bool = False  # nothing of this kind or of a later one has been begun, and it should have left

    @property
    def latest(self) -> Communication | None:
        return self.communications[-1] if self.communications else None

    @property
    def all_released(self) -> int:
        """How many, when there are several and none is on its way: they are said in one line."""
        states = {one.state for one in self.communications}
        several = len(self.communications) > 1 and states == {Communication.State.RELEASED}
        return len(self.communications) if several else 0

    @property
    def is_now(self) -> bool:
        return self.kind == Kind.ROOT_CAUSE


@dataclass
class Row:
    audience: Audience
    contacts: int
    cells: list[Cell]

    @property
    def is_told(self) -> bool:
        """The root cause has left: on a phone the rest is folded away."""
        told = [one for cell in self.cells if cell.is_now for one in cell.communications if one.kind in TELLING]
        return bool(told) and told[-1].state == Communication.State.RELEASED


@dataclass
class Matrix:
    rows: list[Row]
    excluded: list[Audience]
    contacts: int
    kinds: Sequence[tuple[str, str]]


def _members(group_ids: Sequence[int]) -> dict[int, int]:
    rows = Membership.objects.filter(group__in=group_ids, contact__erased_at=None).order_by()
    return dict(rows.values_list("group").annotate(n=Count("pk")))


def matrices(user: User, incident_ids: Sequence[int]) -> Mapping[int, Matrix]:
    found = {pk: Matrix([], [], 0, [(kind.value, str(kind.label)) for kind in KINDS]) for pk in incident_ids}
    audiences = (
        Audience.objects.filter(incident__in=incident_ids)
        .select_related("group", "decided_by")
        .order_by("group__priority", "group__name")
    )
    members = _members([audience.group_id for audience in audiences])
    live = (
        Communication.objects.live()
        .to_everybody()
        .filter(incident__in=incident_ids)
        .select_related("audience__group")
        .annotate(first_sent_at=Min("releases__first_sent_at"))
        .order_by("round", "pk")
    )
    now = clock.now()
    by_cell: dict[tuple[int, str], list[Communication]] = {}
    for communication in live:
        by_cell.setdefault((communication.audience_id, communication.kind), []).append(communication)
    for audience in audiences:
        matrix = found[audience.incident_id]
        if audience.state == Audience.State.EXCLUDED:
            matrix.excluded.append(audience)
            continue
        cells = [
            Cell(kind, str(kind.label), by_cell.get((audience.pk, kind), []), due_at(audience, kind)) for kind in KINDS
        ]
        for kind in OTHER_KINDS:
            if (audience.pk, kind) in by_cell:
                cells[3].communications = [*cells[3].communications, *by_cell[audience.pk, kind]]
        for place, cell in enumerate(cells):
            begun = any(one.communications for one in cells[place:])
            cell.is_late = cell.due is not None and cell.due < now and not begun
        matrix.rows.append(Row(audience, members.get(audience.group_id, 0), cells))
        matrix.contacts += members.get(audience.group_id, 0)
    return found


def communications_subnav(user: User, incident_ids: Sequence[int]) -> Mapping[int, list[SubnavItem]]:
    counts = dict(
        Communication.objects.live()
        .filter(incident__in=incident_ids)
        .order_by()
        .values_list("incident")
        .annotate(n=Count("pk"))
    )
    references = dict(Incident.objects.filter(pk__in=incident_ids).values_list("pk", "reference"))
    return {
        pk: [
            SubnavItem(
                _("Communications"),
                reverse("communications:incident-communications", args=[reference]),
                count=counts.get(pk, 0),
                section="communications",
            )
        ]
        for pk, reference in references.items()
    }


def told_column(user: User, incident_ids: Sequence[int]) -> Mapping[int, str]:
    """ "4 of 7" for the list of incidents."""
    rows = (
        Audience.objects.filter(incident__in=incident_ids, state=Audience.State.INCLUDED)
        .values_list("incident")
        .annotate(every=Count("pk"), told=Count("pk", filter=Q(told_at__isnull=False)))
        .order_by()
    )
    return {pk: _("%(told)s of %(all)s") % {"told": told, "all": every} for pk, every, told in rows}


def failures(communication: Communication) -> int:
    bad = [Delivery.State.FAILED, Delivery.State.BOUNCED, Delivery.State.UNCONFIRMED]
    return communication.deliveries.filter(state__in=bad, resolution="").count()
