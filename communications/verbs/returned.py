"""What came back for deliveries that had been handed over: bounces, delays, complaints, answers of machines.

One verb for all of them, many at once: from mail that is piped in and from a provider's webhooks alike.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import batched

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from communications.delivery.covering import suppress, uncover
from communications.models import Contact, Delivery, DeliveryReport, Endpoint, Release, Suppression
from communications.tasks import go
from postincident import clock, events
from postincident.errors import Refused
from postincident.events import APPLICATION
from postincident.models import User

Kind = DeliveryReport.Kind
State = Delivery.State
CHUNK = 500
LOST = (Kind.BOUNCED, Kind.BOUNCED_SOFTLY)
# A report about one of these changes what is known of it. One that is sent a second time is found lost for good only.
OUT = (State.SENDING, State.SENT, State.UNCONFIRMED)
WAITING = (State.QUEUED, State.DEFERRED)


@dataclass(frozen=True, slots=True)
class Report:
    """`digest` names the report, so that the same one counts once; `said` is what the server that reports has to say."""

    delivery_id: int
    kind: Kind
    said: str
    digest: str


def take(reports: Iterable[Report]) -> int:
    """Returns how many of them were new and about a delivery of ours."""
    return sum(_take(chunk) for chunk in batched(reports, CHUNK, strict=False))


@transaction.atomic
def _take(chunk: Sequence[Report]) -> int:
    about = {one.delivery_id for one in chunk}
    locked = Delivery.objects.select_for_update(of=("self",)).filter(pk__in=about).order_by("pk")
    rows = {row.pk: row for row in locked}
    new = _new(chunk, rows)
    if not new:
        return 0
    DeliveryReport.objects.bulk_create(
        DeliveryReport(
            delivery=rows[one.delivery_id],
            kind=one.kind,
            said=_words(one, rows[one.delivery_id]),
            digest=one.digest,
            address_hash=rows[one.delivery_id].address_hash,
        )
        for one in new
    )
    lost = _change(new, rows)
    suppressed = _suppress_the_addresses(new, rows)
    for again in uncover(lost):
        go.enqueue(again)
    _record(new, rows, suppressed)
    return len(new)


def _words(report: Report, row: Delivery) -> str:
    """A server's words name whom it could not reach: of somebody who was erased or forgotten meanwhile they are not kept."""
    return report.said.replace("\x00", "")[:500] if row.address else ""


def _new(chunk: Sequence[Report], rows: Mapping[int, Delivery]) -> list[Report]:
    """The rows are locked, so nobody else adds one meanwhile."""
    digests = {one.digest for one in chunk}
    have = DeliveryReport.objects.filter(delivery__in=rows, digest__in=digests)
    seen = set(have.values_list("delivery", "digest"))
    new = []
    for one in chunk:
        if one.delivery_id in rows and (one.delivery_id, one.digest) not in seen:
            seen.add((one.delivery_id, one.digest))
            new.append(one)
    return new


def _change(new: Sequence[Report], rows: Mapping[int, Delivery]) -> list[int]:
    """Their states. Returns which are lost."""
    now = clock.now()
    changed: dict[int, Delivery] = {}
    for one in new:
        row = rows[one.delivery_id]
        state = _state_after(one, row)
        if state is None:
            continue
        row.state, row.server_said = state, _words(one, row)
        # Whatever else is not known of it, it was handed over: the record of a release is filed by this.
        row.handed_over_at = row.handed_over_at or now
        row.lease_until = row.next_attempt_at = None
        changed[row.pk] = row
    fields = ["state", "server_said", "handed_over_at", "lease_until", "next_attempt_at"]
    Delivery.objects.bulk_update(changed.values(), fields)
    return [pk for pk, row in changed.items() if row.state == State.BOUNCED]


def _state_after(report: Report, row: Delivery) -> State | None:
    if report.kind == Kind.COMPLAINED:
        return State.COMPLAINED if row.state in OUT else None
    if report.kind == Kind.BOUNCED:
        return State.BOUNCED if row.state in OUT + WAITING else None
    if report.kind == Kind.BOUNCED_SOFTLY:
        return State.BOUNCED if row.state in OUT else None
    return None


def _suppress_the_addresses(new: Sequence[Report], rows: Mapping[int, Delivery]) -> dict[str, int]:
    """For all groups, but never for notices that law or contract requires. Address hash → the new suppression."""
    reasons: dict[str, Suppression.Reason] = {}
    for one in new:
        hashed = rows[one.delivery_id].address_hash
        if one.kind == Kind.COMPLAINED:
            reasons[hashed] = Suppression.Reason.COMPLAINED
        elif one.kind == Kind.BOUNCED:
            reasons.setdefault(hashed, Suppression.Reason.BOUNCED)
    softly = {rows[one.delivery_id].address_hash for one in new if one.kind == Kind.BOUNCED_SOFTLY}
    for hashed in _bounced_too_often(softly):
        reasons.setdefault(hashed, Suppression.Reason.BOUNCED)
    return stop(reasons)


def stop(reasons: Mapping[str, Suppression.Reason]) -> dict[str, int]:
    """Write no more to these, of which the hashes are given. Address hash → the new suppression. Inside a transaction."""
    made = _suppress({hashed: reason for hashed, reason in reasons.items() if hashed})
    if made:
        waiting = Delivery.objects.filter(address_hash__in=made, state__in=WAITING)
        suppress(waiting.select_for_update(of=("self",)))
    return made


def _suppress(reasons: Mapping[str, Suppression.Reason]) -> dict[str, int]:
    """Those that are not suppressed for this reason yet. Address hash → the new suppression."""
    rows = Suppression.objects.filter(address_hash__in=reasons, group=None, lifted_at=None)
    have = set(rows.values_list("address_hash", "reason"))
    wanted = {hashed: reason for hashed, reason in reasons.items() if (hashed, reason) not in have}
    Suppression.objects.bulk_create(
        (Suppression(address_hash=hashed, group=None, reason=reason) for hashed, reason in wanted.items()),
        ignore_conflicts=True,  # somebody else may be told of the same address at the same time
    )
    return {row.address_hash: row.pk for row in rows.all() if wanted.get(row.address_hash) == row.reason}


def _bounced_too_often(hashes: Collection[str]) -> list[str]:
    """Of that many messages lately, counted anew once a person lifted the suppression."""
    if not hashes:
        return []
    since = clock.now() - timedelta(days=settings.SOFT_BOUNCE_DAYS)
    lifted = Suppression.objects.filter(
        address_hash=OuterRef("address_hash"),
        group=None,
        reason=Suppression.Reason.BOUNCED,
        lifted_at__gte=OuterRef("at"),
    )
    counted = (
        DeliveryReport.objects.filter(address_hash__in=hashes, kind=Kind.BOUNCED_SOFTLY, at__gte=since)
        .exclude(Exists(lifted))
        .order_by()
        .values("address_hash")
        .annotate(n=Count("delivery", distinct=True))
        .filter(n__gte=settings.SOFT_BOUNCES)
    )
    return [row["address_hash"] for row in counted]


def _record(new: Sequence[Report], rows: Mapping[int, Delivery], suppressed: Mapping[str, int]) -> None:
    """One event a release and kind; in the incident's activity where law or contract requires the notice."""
    told: dict[tuple[int, Kind], list[int]] = defaultdict(list)
    for one in new:
        told[rows[one.delivery_id].release_id, one.kind].append(one.delivery_id)
    releases = Release.objects.select_related("communication__audience__group").in_bulk({pk for pk, _kind in told})
    for (pk, kind), deliveries in told.items():
        release = releases[pk]
        hashes = {rows[delivery].address_hash for delivery in deliveries}
        is_required = release.communication.audience.group.required_notice
        events.record(
            APPLICATION,
            f"deliveries.{kind}",
            release,
            incident=release.incident_id if is_required and kind in LOST else None,
            deliveries=deliveries,
            suppressed=sorted(suppressed[one] for one in hashes & suppressed.keys()),
        )


def write_again(user: User, contact: Contact) -> int:
    """Somebody knows that the addresses that bounced are read again. A complaint is its reader's, and stays."""
    if not user.can_configure:
        raise Refused("not_allowed", _("Only managers and administrators decide that."))
    with transaction.atomic():
        bounced = bounced_of(contact)
        count = bounced.update(lifted_at=clock.now(), lifted_by=user)
        if not count:
            raise Refused("nothing_open", _("Nothing that was sent to them has bounced for good."))
        events.record(user, "contact.written_again", contact, count=count)
    return count


def bounced_of(contact: Contact) -> QuerySet[Suppression]:
    """Why this contact is written to no more, whatever its owner wants."""
    theirs = contact.endpoints.filter(kind=Endpoint.Kind.MAIL, active=True).exclude(address_hash="")
    return Suppression.objects.filter(
        address_hash__in=theirs.values("address_hash"), group=None, reason=Suppression.Reason.BOUNCED, lifted_at=None
    )
