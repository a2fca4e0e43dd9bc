"""What communications prove of the five tasks. One function a condition of docs/users.md, "The five tasks"."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.verify import verified
from communications.models import Audience, Commitment, Communication, Delivery, Release, Suppression
from communications.told import reached
from postincident.checklist import confirmed
from postincident.models import Confirmation, Improvement, Incident
from postincident.registry import Clause
from postincident.vocabulary import Kind

type Clauses = Mapping[int, Sequence[Clause]]

D = Delivery.State
# A delivery that needs nobody any more: handed over, covered by one that was, suppressed by its reader, who left or paused,
# where the group allows it, or resolved by a person. An address that bounced or complained before was not told: a person decides.
SETTLED = (
    Q(state=D.SENT)
    | Q(state=D.COVERED, covered_by__state=D.SENT)
    | Q(state=D.COVERED) & ~Q(covered_by__resolution="")
    | Q(
        state=D.SUPPRESSED,
        server_said__in=Suppression.CHOSEN,
        communication__audience__group__required_notice=False,
    )
    | ~Q(resolution="")
)


@dataclass
class Told:
    """How far one incident's audiences are with one kind."""

    included: list[Audience] = field(default_factory=list)
    latest: dict[int, Communication] = field(default_factory=dict)  # audience id → its newest communication
    released: set[int] = field(default_factory=set)  # audience ids
    unsettled: Counter[int] = field(default_factory=Counter)  # audience id → deliveries


def told_of(incidents: Sequence[Incident], kind: str) -> dict[int, Told]:
    """Three queries for any number of incidents. What went to a few by a list of its own told no audience."""
    found = {incident.pk: Told() for incident in incidents}
    for audience in Audience.objects.filter(incident__in=found, state=Audience.State.INCLUDED).select_related("group"):
        found[audience.incident_id].included.append(audience)
    live = Communication.objects.live().to_everybody().filter(incident__in=found, kind=kind).order_by("round", "pk")
    for communication in live:
        told = found[communication.incident_id]
        told.latest[communication.audience_id] = communication
        if communication.state == Communication.State.RELEASED:
            told.released.add(communication.audience_id)
    # Cancelled before anything left, and released again: those of the first release are counted in the second.
    again = Release.objects.filter(communication=OuterRef("communication")).exclude(state=Release.State.CANCELLED)
    waiting = (
        Delivery.objects.filter(incident__in=found, kind=kind, communication__state=Communication.State.RELEASED)
        .filter(communication__recipient_list=None)
        .exclude(SETTLED)
        .exclude(Exists(again), state=D.CANCELLED, release__state=Release.State.CANCELLED)
        .values_list("incident", "communication__audience")
        .annotate(n=Count("pk"))
        .order_by()
    )
    for incident_id, audience_id, n in waiting:
        found[incident_id].unsettled[audience_id] = n
    return found


def _list_url(incident: Incident) -> str:
    return reverse("communications:incident-communications", args=[incident.reference])


def tell(incidents: Sequence[Incident], now: datetime) -> Clauses:
    """Every included audience has a released root cause, and each of its deliveries is settled."""
    return {
        incident.pk: [_all_released(incident, told), _all_delivered(incident, told)]
        for incident, told in zip(incidents, told_of(incidents, Kind.ROOT_CAUSE).values(), strict=True)
    }


def _all_released(incident: Incident, told: Told) -> Clause:
    missing = [audience for audience in told.included if audience.pk not in told.released]
    figure = _("Released to %(done)s of %(all)s audiences.") % {
        "done": len(told.included) - len(missing),
        "all": len(told.included),
    }
    if not told.included:
        return Clause(
            "all_released",
            False,
            _("Nobody has decided yet whom it concerns."),
            "",
            _list_url(incident),
            _("Decide on the audiences"),
            10,
        )
    waiting = [f"{audience.group}: {_where(told.latest.get(audience.pk))}" for audience in missing]
    first = told.latest.get(missing[0].pk) if missing else None
    url = first.get_absolute_url() if first else reverse("communications:draft", args=[incident.reference])
    link = _("Go on with %(group)s") % {"group": missing[0].group} if first else _("Draft the root cause")
    return Clause("all_released", not missing, "; ".join(waiting) + "." if waiting else "", figure, url, link, 10)


def _where(communication: Communication | None) -> str:
    if communication is None:
        return _("no draft yet")
    return {
        Communication.State.DRAFT: _("draft"),
        Communication.State.IN_REVIEW: _("waiting for review"),
        Communication.State.APPROVED: _("approved, not released"),
    }.get(Communication.State(communication.state), "")


def _all_delivered(incident: Incident, told: Told) -> Clause:
    n = sum(told.unsettled.values())
    sentence = ngettext(
        "%(n)s delivery is not settled: sent, covered, suppressed where that is allowed, or resolved by a person.",
        "%(n)s deliveries are not settled: sent, covered, suppressed where that is allowed, or resolved by a person.",
        n,
    ) % {"n": n}
    url = ""
    if n:
        audience_id = next(iter(told.unsettled))
        communication = told.latest.get(audience_id)
        url = communication.get_absolute_url() if communication else _list_url(incident)
    return Clause("all_delivered", n == 0, sentence if n else "", "", url, _("Look at the deliveries"), 20)


HANDED_OVER = Q(state__in=Delivery.HANDED_OVER) | Q(resolution=Delivery.Resolution.TOLD_BY_HAND)


def filed(incidents: Sequence[Incident], now: datetime) -> Clauses:
    """Everything handed over to at least one recipient has a verified record."""
    ids = [incident.pk for incident in incidents]
    handed = Delivery.objects.filter(HANDED_OVER, incident__in=ids).values("release")
    releases = Release.objects.filter(pk__in=handed).values_list("incident", "record")
    records: dict[int, list[int | None]] = defaultdict(list)
    for incident_id, record_id in releases:
        records[incident_id].append(record_id)
    good = verified([record for rows in records.values() for record in rows if record is not None])
    clauses = {}
    for incident in incidents:
        rows = records[incident.pk]
        right = sum(record in good for record in rows)
        figure = _("%(done)s of %(all)s filed.") % {"done": right, "all": len(rows)}
        sentence = "" if right == len(rows) else _("A communication that left has no record that can be verified.")
        url = reverse("archive:incident-records", args=[incident.reference])
        clauses[incident.pk] = [
            Clause("all_filed", right == len(rows), sentence, figure, url, _("Look at the records"), 10)
        ]
    return clauses


def none_local(incidents: Sequence[Incident], now: datetime) -> Clauses:
    """Nothing is still kept locally only, because no mail server was connected."""
    ids = [incident.pk for incident in incidents]
    rows = Delivery.objects.filter(incident__in=ids, state=D.KEPT_LOCALLY, resolution="")
    counts = dict(rows.values_list("incident").annotate(n=Count("pk")).order_by())
    return {
        incident.pk: [
            Clause(
                "none_local",
                not counts.get(incident.pk),
                _("%(n)s messages are kept locally only: nobody has received them.") % {"n": counts[incident.pk]}
                if counts.get(incident.pk)
                else "",
                url=_list_url(incident),
                link=_("Look at what was kept locally"),
                order=20,
            )
        ]
        for incident in incidents
    }


def improvements_told(incidents: Sequence[Incident], now: datetime) -> Clauses:
    """Every audience that was told of the incident has received an improvements message."""
    ids = [incident.pk for incident in incidents]
    nothing = confirmed(ids, Confirmation.Key.NOTHING_TO_IMPROVE)
    have = set(Improvement.objects.filter(incident__in=ids).values_list("incident", flat=True))
    told = told_of(incidents, Kind.IMPROVEMENTS)
    heard = set(reached(Audience.objects.filter(incident__in=ids)).values_list("pk", flat=True))
    return {i.pk: [_improvements_clause(i, told[i.pk], heard, nothing.get(i.pk), i.pk in have)] for i in incidents}


def _improvements_clause(
    incident: Incident, told: Told, reached_ids: set[int], nothing: Confirmation | None, have: bool
) -> Clause:
    if nothing is not None and not have:
        sentence = _("%(who)s: nothing to improve. %(why)s") % {"who": nothing.by, "why": nothing.reason}
        return Clause("improvements_told", True, sentence, order=10)
    if not have:
        return Clause(
            "improvements_told",
            False,
            _("No improvement is written down, and nobody has said, with a reason, that there is none."),
            "",
            reverse("postincident:incident-improvements", args=[incident.reference]),
            _("Write down an improvement"),
            10,
        )
    heard = [audience for audience in told.included if audience.pk in reached_ids]
    missing = [a for a in heard if a.pk not in told.released or told.unsettled[a.pk]]
    figure = _("%(done)s of %(all)s audiences heard of the improvements.") % {
        "done": len(heard) - len(missing),
        "all": len(heard),
    }
    first = told.latest.get(missing[0].pk) if missing else None
    url = (
        first.get_absolute_url()
        if first
        else reverse("communications:draft", args=[incident.reference]) + "?kind=improvements"
    )
    names = ", ".join(str(audience.group) for audience in missing)
    sentence = _("Not yet: %(groups)s.") % {"groups": names} if missing else ""
    return Clause(
        "improvements_told",
        bool(heard) and not missing,
        sentence or ("" if heard else _("Nobody has been told of the incident yet.")),
        figure,
        url,
        _("Tell them of the improvements"),
        10,
    )


def commitments_settled(incidents: Sequence[Incident], now: datetime) -> Clauses:
    """Every commitment that fell due is reported done or explained late."""
    ids = [incident.pk for incident in incidents]
    due = Q(due_at__lt=now)
    counts = {
        row["incident"]: row
        for row in Commitment.objects.filter(incident__in=ids)
        .values("incident")
        .annotate(every=Count("pk"), late=Count("pk", filter=due & Q(state=Commitment.State.OPEN)))
        .order_by()
    }
    clauses = {}
    for incident in incidents:
        every, late = (counts[incident.pk]["every"], counts[incident.pk]["late"]) if incident.pk in counts else (0, 0)
        sentence = ""
        if late:
            sentence = ngettext(
                "%(n)s commitment fell due and is neither reported nor explained.",
                "%(n)s commitments fell due and are neither reported nor explained.",
                late,
            ) % {"n": late}
        elif every:
            sentence = ngettext("%(n)s commitment, none overdue.", "%(n)s commitments, none overdue.", every) % {
                "n": every
            }
        url = reverse("communications:commitment-list") + f"?q={incident.reference}"
        clauses[incident.pk] = [
            Clause("commitments_settled", late == 0, sentence, "", url, _("Look at the commitments"), 20)
        ]
    return clauses
