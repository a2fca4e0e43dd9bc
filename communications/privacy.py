"""What goes with the words of a record that is redacted: everything here that still says them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communications.delivery import eml
from communications.models import (
    Attachment,
    Comment,
    Commitment,
    Communication,
    Delivery,
    FindingOverride,
    Proof,
    Release,
    Review,
    Revision,
    Section,
    WorkingCopy,
)
from postincident.errors import Refused


def purge(what: str, ids: Sequence[int]) -> int:
    """Revisions keep their digests, so that what was approved stays provable. Raises Refused while it is being sent."""
    if what != "record":
        return 0
    releases = Release.objects.filter(record__in=ids)
    deliveries = Delivery.objects.filter(release__in=releases)
    if deliveries.filter(state__in=Delivery.UNDER_WAY).exists():
        raise Refused("still_sending", _("It is still being sent. Cancel the rest of the release first."))
    written = list(releases.values_list("communication", flat=True))
    redacted = _("Redacted")
    Communication.objects.filter(pk__in=written).update(subject=redacted)
    Commitment.objects.filter(told_in__in=written).update(text=redacted)
    Revision.objects.filter(communication__in=written).update(
        subject=redacted, text="", html="", source=[], canonical="{}", overrides=[], facts_used={}
    )
    Review.objects.filter(revision__communication__in=written).exclude(comment="").update(comment=redacted)
    Section.objects.filter(communication__in=written).update(title=redacted, body="", drawn="", facts_used={})
    Attachment.objects.filter(communication__in=written).update(content=b"", size=0, name=_("Redacted file"))
    Proof.objects.filter(delivery__in=deliveries).update(content=b"", size=0, name=_("Redacted file"))
    Comment.objects.filter(communication__in=written).update(body=redacted)
    FindingOverride.objects.filter(communication__in=written).delete()
    WorkingCopy.objects.filter(communication__in=written).delete()
    deliveries.exclude(values={}).update(values={})
    kept = list(deliveries.exclude(message_id="").values_list("message_id", flat=True))
    transaction.on_commit(partial(eml.forget, kept))
    return len(written)


def taken(record_id: int) -> list[str]:
    """What of ours goes with a record's words, for whoever is about to redact it."""
    releases = Release.objects.filter(record=record_id)
    written = list(releases.values_list("communication", flat=True))
    deliveries = Delivery.objects.filter(release__in=releases)
    reviews = Review.objects.filter(revision__communication__in=written).exclude(comment="")
    remarks = reviews.count() + Comment.objects.filter(communication__in=written).count()
    revisions = Revision.objects.filter(communication__in=written).count()
    commitments = Commitment.objects.filter(told_in__in=written).count()
    files = Attachment.objects.filter(communication__in=written).count()
    proofs = Proof.objects.filter(delivery__in=deliveries).count()
    told = deliveries.count()
    counted = (
        (len(written), _("The communication it was written as: its subject and its sections")),
        (revisions, ngettext("%(n)s revision", "%(n)s revisions", revisions)),
        (
            remarks,
            ngettext("%(n)s remark of reviewers or colleagues", "%(n)s remarks of reviewers or colleagues", remarks),
        ),
        (commitments, ngettext("The words of %(n)s commitment", "The words of %(n)s commitments", commitments)),
        (files, ngettext("%(n)s file that went with it", "%(n)s files that went with it", files)),
        (proofs, ngettext("%(n)s proof of telling by hand", "%(n)s proofs of telling by hand", proofs)),
        (
            told,
            ngettext(
                "What %(n)s recipient was told alone, and the message where it was kept",
                "What each of %(n)s recipients was told alone, and the messages where they were kept",
                told,
            ),
        ),
    )
    return [sentence % {"n": n} for n, sentence in counted if n]
