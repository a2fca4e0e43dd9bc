"""Who received what a record holds: read from the deliveries, never from the record itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Count, QuerySet
from django.urls import reverse

from communications.models import Attachment, Communication, Delivery, Proof, Release
from postincident.models import User


@dataclass
class Reach:
    lines: list[tuple[str, int]] = field(default_factory=list)  # (state in words, how many)
    releases: list[str] = field(default_factory=list)  # where each is shown recipient by recipient
    communication: str = ""
    files: list[tuple[str, str]] = field(default_factory=list)  # (name, where it is to be had)
    # what shows that somebody was told by hand: (name, digest, where it is to be had, if it is)
    proofs: list[tuple[str, str, str]] = field(default_factory=list)


def who_received(user: User, record_ids: Sequence[int]) -> dict[int, Reach]:
    """Deliveries by state, files and proofs of telling by hand, for each record that was released here. Four queries."""
    visible: QuerySet[Communication] = Communication.objects.visible_to(user)
    releases = Release.objects.filter(record__in=record_ids, communication__in=visible).order_by("pk")
    reached: dict[int, Reach] = {}
    for pk, record, communication in releases.values_list("pk", "record", "communication"):
        reach = reached.setdefault(record, Reach())
        reach.releases.append(reverse("communications:release-detail", args=[pk]))
        reach.communication = reverse("communications:communication-detail", args=[communication])
    _add_files(reached, releases)
    _add_proofs(reached)
    counted = (
        Delivery.objects.filter(release__record__in=reached)
        .order_by()
        .values_list("release__record", "state")
        .annotate(n=Count("pk"))
    )
    counts = {(record, state): n for record, state, n in counted}
    for record, reach in reached.items():
        reach.lines = [
            (str(state.label), counts[record, state.value])
            for state in Delivery.State
            if (record, state.value) in counts
        ]
    return reached


def _add_files(reached: dict[int, Reach], releases: QuerySet[Release]) -> None:
    files = Attachment.objects.filter(communication__releases__in=releases, size__gt=0).order_by("pk")
    for record, communication, pk, name in files.values_list(
        "communication__releases__record", "communication", "pk", "name"
    ):
        if record in reached:
            url = reverse("communications:attachment-detail", args=[communication, pk])
            if (name, url) not in reached[record].files:
                reached[record].files.append((name, url))


def _add_proofs(reached: dict[int, Reach]) -> None:
    proofs = Proof.objects.filter(delivery__release__record__in=reached).order_by("pk")
    for record, delivery, pk, name, digest, size in proofs.values_list(
        "delivery__release__record", "delivery", "pk", "name", "digest", "size"
    ):
        url = reverse("communications:proof-detail", args=[delivery, pk]) if size else ""
        reached[record].proofs.append((name, digest, url))


def files_of(record_ids: Sequence[int]) -> dict[int, dict[str, bytes]]:
    """The files that went with each record, by the digest under which they are stored."""
    files = Attachment.objects.filter(communication__releases__record__in=record_ids, size__gt=0)
    found: dict[int, dict[str, bytes]] = {}
    for record, digest, content in files.values_list("communication__releases__record", "digest", "content"):
        found.setdefault(record, {})[digest] = bytes(content)
    return found
