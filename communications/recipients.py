"""Who a release writes to: one address, one communication per incident, kind and round.

Where an audience has a list of those affected, its rows stand in for the group's mailboxes. Suppression is decided first,
then covering: required notices before others, then by the groups' priority; between groups of one kind and detail level, the one
that writes in the language the reader chose. One query (`communications.reckoning`) answers at
approval, on the page before a release, and inside the release itself, so that they cannot differ.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from communications.models import Audience, Communication
from communications.reckoning import COVERED, SUPPRESSED, Row, digest_of, reckon

# Part of what a review approves: a change of the rule below is a change of who is written to.
RULE = (
    "suppressed first; then required notices, then the lowest priority covers; between groups of one kind and detail level, "
    "the reader's language; one address once a round; v2"
)


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
        return digest_of(
            sorted(f"{one.endpoint_id}|{one.contact_id}|{one.channel}|{one.address_hash}" for one in self.reached)
        )

    def snapshot(self) -> dict[str, Any]:
        """What a review stores, as `Review.recipients`."""
        said = {"count": self.count, "digest": self.digest, "endpoints": self.endpoint_ids}
        return said | ({"listed": self.listed_ids} if self.listed_ids else {})


def digest_of_all(digests: Mapping[int, str]) -> str:
    """Of the digests of the shares, by communication."""
    return digest_of(f"{pk}|{digest}" for pk, digest in sorted(digests.items()))


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
        return digest_of_all({pk: share.digest for pk, share in self.shares.items()})

    def snapshot(self) -> dict[str, Any]:
        ids = sorted({pk for share in self.shares.values() for pk in share.endpoint_ids})
        return {"count": self.count, "digest": self.digest, "endpoints": ids}


def in_turn(communications: Iterable[Communication]) -> list[Communication]:
    """Read anew, those with the better right to write first."""

    def turn(one: Communication) -> tuple[bool, int, str, int]:
        group = one.audience.group
        return not group.required_notice, group.priority, group.name, one.pk

    pks = [one.pk for one in communications]
    return sorted(Communication.objects.filter(pk__in=pks).select_related("audience__group"), key=turn)


def recipients_of(communications: Iterable[Communication]) -> Plan:
    chosen = in_turn(communications)
    plan = Plan({one.pk: Share(one) for one in chosen})
    rows = list(reckon(chosen))
    writers = {row.written_by for row in rows if row.fate == COVERED}
    names = Communication.objects.select_related("audience__group").in_bulk(writers)
    for row in rows:
        share, recipient = plan.shares[row.communication_id], _recipient(row)
        if row.fate == SUPPRESSED:
            share.suppressed.append(Suppressed(recipient, row.stop_id or 0, row.reason or ""))
        elif row.fate == COVERED:
            share.covered.append(Covered(recipient, names[row.written_by], row.held_id))
        else:
            share.addressed.append(recipient)
    return plan


def _recipient(row: Row) -> Recipient:
    return Recipient(
        row.endpoint_id,
        row.contact_id,
        row.channel,
        row.address,
        row.name,
        row.address_hash,
        row.listed_id,
        json.loads(row.own) if row.own else {},
    )


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
