"""What was told to audiences and falls due: for the side of the home page. One entry a promise, however many heard it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communications.models import Commitment
from postincident.models import Improvement, Incident, User
from postincident.vocabulary import Kind

AHEAD = timedelta(days=30)
SHOWN = 5
MOST = 400


@dataclass(frozen=True)
class Promise:
    """`state` is one the face knows: "done" (and not yet told), "overdue" or "scheduled"."""

    state: str
    words: str
    text: str
    incident: Incident
    owner: User | None
    audiences: str
    url: str
    action: str


@dataclass(frozen=True)
class Promises:
    shown: list[Promise]
    more: int


def home_panel(user: User, now: datetime) -> Promises | None:
    """One query. Late ones first, then by date."""
    rows = (
        Commitment.objects.filter(
            incident__in=Incident.objects.visible_to(user), state=Commitment.State.OPEN, due_at__lt=now + AHEAD
        )
        .select_related("incident__lead", "audience__group", "improvement__owner")
        .order_by("due_at", "audience__group__priority")[:MOST]
    )
    promises: dict[tuple[int, int | None, datetime | None], list[Commitment]] = {}
    for row in rows:
        due = None if row.improvement_id else row.due_at
        promises.setdefault((row.incident_id, row.improvement_id, due), []).append(row)
    found = [_promise(told, now) for told in promises.values()]
    return Promises(found[:SHOWN], max(0, len(found) - SHOWN)) if found else None


def _promise(told: list[Commitment], now: datetime) -> Promise:
    first = told[0]
    improvement = first.improvement
    kind = Kind.IMPROVEMENTS if improvement else Kind.UPDATE
    late = first.due_at is not None and first.due_at < now
    done = improvement is not None and improvement.state == Improvement.State.DONE
    groups = [str(row.audience.group) for row in told]
    return Promise(
        state="done" if done else "overdue" if late else "scheduled",
        words=_("Done, not yet told") if done else _late_by(first.due_at, now) if late else _due_on(first.due_at),
        text=improvement.outside_wording if improvement else _("Next update"),
        incident=first.incident,
        owner=improvement.owner if improvement else first.incident.lead,
        audiences=groups[0]
        if len(groups) == 1
        else ngettext("%(n)s audience", "%(n)s audiences", len(groups)) % {"n": len(groups)},
        url=reverse("communications:draft", args=[first.incident.reference]) + f"?kind={kind}",
        action=_("Tell them") if done else _("Explain the delay") if late and improvement else "",
    )


def _due_on(due_at: datetime | None) -> str:
    return _("Due %(day)s") % {"day": date_format(localtime(due_at), "j F")} if due_at else _("No date")


def _late_by(due_at: datetime | None, now: datetime) -> str:
    days = (now - due_at).days if due_at else 0
    return ngettext("Late by %(n)s day", "Late by %(n)s days", days) % {"n": days} if days else _("Late since today")
