"""What the first hand-over of a release sets in motion: the record, the audience told, the commitments made."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from archive.models import Publication, Record
from archive.verbs.filing import Filing, file
from archive.verbs.publishing import publish
from communications.chat import approved
from communications.models import Audience, Delivery, Release, Review
from communications.revisioning import approved_terms, goes_to_page
from communications.verbs.commitments import commit
from postincident import clock
from postincident.events import Actor
from postincident.models import User
from postincident.placeholders import left_open
from postincident.vocabulary import Source


def lock_release(pk: int) -> Release:
    """Not with its record in the same query: PostgreSQL, having waited for the lock, reads the row anew but what is joined
    to it as it was before, so that the record another worker has filed meanwhile would seem not to be there."""
    return (
        Release.objects.select_for_update(of=("self",))
        .select_related("communication__audience__group", "revision", "incident", "released_by")
        .get(pk=pk)
    )


def first_hand_over(actor: Actor, release: Release, at: datetime) -> Record:
    """Inside the caller's transaction, the release's row locked. Does nothing the second time."""
    if release.record is not None:
        return release.record
    record = file(actor, _filing(release, at))
    release.record, release.first_sent_at = record, at
    release.save(update_fields=["record", "first_sent_at"])
    Audience.objects.filter(pk=release.communication.audience_id, told_at=None).update(told_at=at)
    commit(release.communication)
    return record


def _filing(release: Release, at: datetime) -> Filing:
    communication, revision, incident = release.communication, release.revision, release.incident
    group = communication.audience.group
    return Filing(
        incident=incident,
        kind=communication.kind,
        audience=group.name,
        audience_kind=group.kind,
        services=[service.outside_name if group.is_outside else service.name for service in incident.services.all()],
        severity=incident.severity,
        title=left_open(communication.subject),
        sent_at=at,
        source=Source.HERE,
        corrects=_corrected(release),
        sender=sender_of(release),
        approvals=_approvals(release),
        facts=revision.facts_used,
        overrides=revision.overrides,
        extra={
            "revision": revision.number,
            "revision_digest": revision.digest,
            "round": communication.round,
            "html_for": "page" if goes_to_page(communication) else "mail",
            "language": group.language,
        }
        | ({"chat": chat.as_shown()} if (chat := approved(revision.canonical)) else {})
        | ({"listed": listed} if (listed := approved_terms(revision).get("listed")) else {}),
        subject=revision.subject,
        text=revision.text,
        html=revision.html,
        attachments=[
            {"name": name, "size": size, "digest": digest}
            for name, size, digest in communication.attachments.values_list("name", "size", "digest")
        ],
    )


def sender_of(release: Release) -> dict[str, Any]:
    sender = approved_terms(release.revision)["sender"]
    return {
        "name": sender["from_name"],
        "address": sender["from"],
        "reply_to": sender["reply_to"],
        "released_by": str(release.released_by),
    }


def _circumstances(review: Review) -> dict[str, str]:
    """What a reader of the record has to know of an approval that is not one of a colleague's."""
    if review.decision == Review.Decision.EMERGENCY:
        return {"reason": review.comment}
    return {"asked_by": str(review.link.made_by)} if review.link else {}


def _approvals(release: Release) -> list[dict[str, Any]]:
    return [
        {
            "by": review.outsider or (str(review.reviewer) if review.reviewer else ""),
            "decision": review.decision,
            "at": review.at.isoformat(),
            "digest": review.digest,
            "recipients": review.recipients.get("count"),
        }
        | _circumstances(review)
        for review in release.revision.reviews.select_related("reviewer", "link__made_by")
    ]


def _corrected(release: Release) -> Record | None:
    corrected = release.communication.corrects
    if corrected is None:
        return None
    found = corrected.releases.filter(record__isnull=False).select_related("record").first()
    return found.record if found else None


def publish_page(user: User, delivery: Delivery) -> Publication:
    """The page of a public group: publishing it is the hand-over, and a person's explicit choice."""
    release = lock_release(delivery.release_id)
    now = clock.now()
    record = first_hand_over(user, release, now)
    publication = publish(user, record)
    Delivery.objects.filter(pk=delivery.pk).update(state=Delivery.State.SENT, handed_over_at=now, attempts=1)
    return publication
