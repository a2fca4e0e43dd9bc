"""Who a release writes to: one address, one communication per incident, kind and round.

Where an audience has a list of those affected, its rows stand in for the group's mailboxes. Suppression is decided first,
then covering: required notices before others, then by the groups' priority. The same function answers at approval, on the page before a release, and inside the release itself, so that they cannot differ.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, Q

from communications.models import (
    Audience,
    Communication,
    Delivery,
    Endpoint,
    ListedRecipient,
    Membership,
    RecipientList,
    StakeholderGroup,
    Suppression,
)
from postincident.links import hash_address

# Part of what a review approves: a change of the rule below is a change of who is written to.
RULE = "suppressed first; then required notices, then the lowest priority covers; one address once a round; v1"


@dataclass(frozen=True, slots=True)
class Recipient:
    """One endpoint of an audience, or a contact that has none (`endpoint_id` is None: a person tells them)."""

    endpoint_id: int | None
    contact_id: int | None
    channel: str
    address: str
    name: str
    address_hash: str
    # Of a row of a list of those affected: its id, and what this recipient alone is told.
    listed_id: int | None = None
    values: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def key(self) -> tuple[str, str]:
        """What must be written to only once. Without an address, the owner is the key."""
        return self.channel, self.address or f"contact {self.contact_id} endpoint {self.endpoint_id}"


@dataclass(frozen=True, slots=True)
class Covered:
    """`communication` is the one that writes to this address instead; `delivery_id` when it already has."""

    recipient: Recipient
    communication: Communication
    delivery_id: int | None = None


@dataclass(frozen=True, slots=True)
class Suppressed:
    recipient: Recipient
    suppression_id: int
    reason: str


@dataclass
class Share:
    """What one communication of the plan does to each of its audience's endpoints."""

    communication: Communication
    addressed: list[Recipient] = field(default_factory=list)
    covered: list[Covered] = field(default_factory=list)
    suppressed: list[Suppressed] = field(default_factory=list)

    @property
    def reached(self) -> list[Recipient]:
        """Everyone this audience is told through, whichever communication covers them."""
        return [*self.addressed, *(one.recipient for one in self.covered)]

    @property
    def everyone(self) -> int:
        return len(self.addressed) + len(self.covered) + len(self.suppressed)

    @property
    def count(self) -> int:
        return len(self.addressed) + len(self.covered)

    @property
    def endpoint_ids(self) -> list[int]:
        """But for those of a list, who are `listed_ids`."""
        return sorted({one.endpoint_id for one in self.reached if one.endpoint_id and not one.listed_id})

    @property
    def listed_ids(self) -> list[int]:
        return sorted(one.listed_id for one in self.reached if one.listed_id)

    @property
    def digest(self) -> str:
        """Does not depend on what else is released with it, so that a review and a release can be compared."""
        lines = sorted(f"{one.endpoint_id}|{one.contact_id}|{one.channel}|{one.address_hash}" for one in self.reached)
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    def snapshot(self) -> dict[str, Any]:
        """What a review stores, as `Review.recipients`."""
        said = {"count": self.count, "digest": self.digest, "endpoints": self.endpoint_ids}
        return said | ({"listed": self.listed_ids} if self.listed_ids else {})


@dataclass
class Plan:
    shares: dict[int, Share]

    def of(self, communication: Communication) -> Share:
        return self.shares[communication.pk]

    @property
    def count(self) -> int:
        return sum(share.count for share in self.shares.values())

    @property
    def digest(self) -> str:
        lines = [f"{pk}|{share.digest}" for pk, share in sorted(self.shares.items())]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    def snapshot(self) -> dict[str, Any]:
        ids = sorted({pk for share in self.shares.values() for pk in share.endpoint_ids})
        return {"count": self.count, "digest": self.digest, "endpoints": ids}


def _candidates(groups: Sequence[StakeholderGroup]) -> dict[int, list[Recipient]]:
    """Group id → its recipients. Three queries, however many contacts."""
    found: dict[int, list[Recipient]] = defaultdict(list)
    by_mail = {group.pk for group in groups if Endpoint.Kind.MAIL in group.channels}
    rows = (
        Membership.objects.filter(group__in=groups, contact__erased_at=None, contact__endpoints__active=True)
        .filter(contact__merged_into=None)
        .order_by("contact_id", "contact__endpoints__id")
        .values_list(
            "group_id",
            "contact__endpoints__id",
            "contact_id",
            "contact__endpoints__kind",
            "contact__endpoints__normalised",
            "contact__name",
        )
    )
    for group_id, endpoint_id, contact_id, channel, address, name in rows.iterator(5000):
        if channel != Endpoint.Kind.MAIL or group_id in by_mail:
            hashed = hash_address(address) if address else ""
            found[group_id].append(Recipient(endpoint_id, contact_id, channel, address, name, hashed))
    names = {group.pk: group.name for group in groups}
    for owner, pk, channel, address in (
        Endpoint.objects.filter(group__in=groups, active=True)
        .order_by("id")
        .values_list("group_id", "id", "kind", "normalised")
    ):
        found[owner or 0].append(
            Recipient(pk, None, channel, address, names[owner or 0], hash_address(address) if address else "")
        )
    reachable = Endpoint.objects.filter(contact=OuterRef("contact"), active=True)
    nowhere = Membership.objects.filter(~Exists(reachable), group__in=by_mail, contact__erased_at=None)
    nowhere = nowhere.filter(contact__merged_into=None)
    for group_id, contact_id, name in nowhere.order_by("contact_id").values_list(
        "group_id", "contact_id", "contact__name"
    ):
        found[group_id].append(Recipient(None, contact_id, Endpoint.Kind.BY_HAND, "", name, ""))
    return found


def _affected(audiences: Sequence[Audience]) -> dict[int, list[Recipient]]:
    """Audience id → those of its list, for audiences that have one. An address that is a contact's stays theirs."""
    found: dict[int, list[Recipient]] = {
        pk: [] for pk in RecipientList.objects.filter(audience__in=audiences).values_list("audience", flat=True)
    }
    if not found:
        return found
    listed = ListedRecipient.objects.filter(list__audience__in=found)
    theirs = Endpoint.objects.filter(
        normalised__in=listed.values("normalised"), kind=Endpoint.Kind.MAIL, active=True, contact__isnull=False
    ).filter(contact__erased_at=None, contact__merged_into=None)
    owner = {
        address: (endpoint, contact, name)
        for address, endpoint, contact, name in theirs.order_by("-id").values_list(
            "normalised", "id", "contact_id", "contact__name"
        )
    }
    rows = listed.order_by("id").values_list("list__audience", "id", "normalised", "name", "values")
    for audience, pk, address, name, values in rows.iterator(5000):
        endpoint, contact, known_as = owner.get(address, (None, None, ""))
        found[audience].append(
            Recipient(
                endpoint, contact, Endpoint.Kind.MAIL, address, name or known_as, hash_address(address), pk, values
            )
        )
    return found


def _of_the_group_itself(candidates: Iterable[Recipient]) -> list[Recipient]:
    """What a list does not replace: a group's own ways to be told, other than by mail."""
    return [one for one in candidates if one.contact_id is None and one.channel != Endpoint.Kind.MAIL]


def _suppressions(groups: Sequence[StakeholderGroup]) -> dict[tuple[int | None, str], tuple[int, str]]:
    """(group id or None for all, keyed hash) → (suppression id, reason)."""
    rows = Suppression.objects.filter(Q(group=None) | Q(group__in=groups), lifted_at=None)
    return {
        (group_id, hashed): (pk, reason)
        for pk, group_id, hashed, reason in rows.values_list("id", "group_id", "address_hash", "reason")
    }


type Slot = tuple[int, str, int, tuple[str, str]]


def _already_told(communications: Sequence[Communication]) -> dict[Slot, tuple[int, Communication]]:
    """Addresses that an earlier release of the same incident, kind and round holds."""
    same = Q(pk__in=[])
    for incident_id, kind, round_number in {(c.incident_id, c.kind, c.round) for c in communications}:
        same |= Q(incident=incident_id, kind=kind, round=round_number)
    held = (
        Delivery.objects.filter(same)
        .exclude(state__in=Delivery.FREE)
        .exclude(address="")
        .values_list("incident_id", "kind", "round", "channel", "address", "id", "communication_id")
    )
    told: dict[Slot, tuple[int, int]] = {
        (incident, kind, round_number, (channel, address)): (pk, communication)
        for incident, kind, round_number, channel, address, pk, communication in held.iterator(5000)
    }
    names = Communication.objects.select_related("audience__group").in_bulk({by for _pk, by in told.values()})
    return {slot: (pk, names[by]) for slot, (pk, by) in told.items()}


def _in_turn(communications: Iterable[Communication]) -> list[Communication]:
    def turn(one: Communication) -> tuple[bool, int, str, int]:
        group = one.audience.group
        return not group.required_notice, group.priority, group.name, one.pk

    return sorted(communications, key=turn)


def recipients_of(communications: Iterable[Communication]) -> Plan:
    pks = [one.pk for one in communications]
    chosen = _in_turn(Communication.objects.filter(pk__in=pks).select_related("audience__group"))
    groups = list({one.audience.group_id: one.audience.group for one in chosen}.values())
    candidates, suppressions, told = _candidates(groups), _suppressions(groups), _already_told(chosen)
    affected = _affected([one.audience for one in chosen])
    writes: dict[Slot, Communication] = {}
    plan = Plan({})
    for one in chosen:
        share = plan.shares[one.pk] = Share(one)
        group = one.audience.group
        everybody = candidates.get(group.pk, [])
        if one.audience_id in affected:
            everybody = affected[one.audience_id] + _of_the_group_itself(everybody)
        for recipient in everybody:
            stop = None
            if recipient.address_hash and not group.required_notice:
                stop = suppressions.get((None, recipient.address_hash)) or suppressions.get(
                    (group.pk, recipient.address_hash)
                )
            slot = (one.incident_id, one.kind, one.round, recipient.key)
            if stop:
                share.suppressed.append(Suppressed(recipient, *stop))
            elif slot in told:
                delivery_id, by = told[slot]
                share.covered.append(Covered(recipient, by, delivery_id))
            elif slot in writes:
                share.covered.append(Covered(recipient, writes[slot]))
            else:
                writes[slot] = one
                share.addressed.append(recipient)
    return plan


@dataclass(frozen=True, slots=True)
class Earlier:
    """A communication of the same round that has not left and would write to some of the same addresses."""

    communication: Communication
    count: int


def coming_first(communication: Communication) -> list[Earlier]:
    """Whoever is released first writes: these have the better right to, by required notice or by their groups' priority."""
    waiting = Communication.objects.filter(
        incident=communication.incident_id,
        kind=communication.kind,
        round=communication.round,
        state__in=[Communication.State.DRAFT, Communication.State.IN_REVIEW, Communication.State.APPROVED],
    ).exclude(pk=communication.pk)
    siblings = list(waiting.exclude(audience__state=Audience.State.EXCLUDED))
    if not siblings:
        return []
    covered = recipients_of([communication, *siblings]).of(communication).covered
    others = Counter(
        one.communication for one in covered if one.delivery_id is None and one.communication != communication
    )
    return [Earlier(one, count) for one, count in others.items()]
