"""What goes with the words of a record that is redacted: everything here that still says them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

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
        subject=redacted, text="", html="", source=[], canonical="{}", overrides=[]
    )
    Review.objects.filter(revision__communication__in=written).exclude(comment="").update(comment=redacted)
    Section.objects.filter(communication__in=written).update(body="", drawn="", facts_used={})
    Attachment.objects.filter(communication__in=written).update(content=b"", size=0, name=_("Redacted file"))
    Proof.objects.filter(delivery__in=deliveries).update(content=b"", size=0, name=_("Redacted file"))
    Comment.objects.filter(communication__in=written).update(body=redacted)
    FindingOverride.objects.filter(communication__in=written).delete()
    WorkingCopy.objects.filter(communication__in=written).delete()
    deliveries.exclude(values={}).update(values={})
    kept = list(deliveries.exclude(message_id="").values_list("message_id", flat=True))
    transaction.on_commit(partial(eml.forget, kept))
    return len(written)
