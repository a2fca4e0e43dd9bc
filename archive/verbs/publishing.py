from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from archive.models import Publication, Record, Redaction, WithheldRecord
from postincident import clock, events
from postincident.errors import Refused
from postincident.models import User


def _free_address(record: Record) -> str:
    base = f"{record.sent_at:%Y-%m-%d}-{slugify(record.title)[:80] or 'update'}".strip("-")
    address, n = base, 1
    while Publication.objects.filter(address=address).exists():
        n += 1
        address = f"{base}-{n}"
    return address


def publish(user: User, record: Record) -> Publication:
    """Put a record on the public pages, by explicit choice. Published twice, it is published once."""
    if record.incident is not None and record.incident.restricted:
        raise Refused(
            "restricted", _("The incident is restricted. Open it first, if the public may really know of it.")
        )
    if Redaction.objects.filter(record=record).exists():
        raise Refused("redacted", _("The record was redacted; there is nothing left to publish."))
    if WithheldRecord.objects.filter(record=record).exists():
        raise Refused("withheld", _("The import that brought the record was withdrawn. Restore it first."))
    try:
        with transaction.atomic():
            standing = Publication.objects.filter(record=record, withdrawn_at=None).first()
            if standing is not None:
                return standing
            publication = Publication.objects.create(
                record=record, address=_free_address(record), published_at=clock.now(), published_by=user
            )
            events.record(user, "record.published", record, incident=record.incident_id, publication=publication.pk)
    except IntegrityError as error:
        raise Refused("at_once", _("Somebody published it at the same moment.")) from error
    return publication


def withdraw(user: User, publication: Publication, why: str) -> None:
    """Take it off the public pages; its address says that it was withdrawn, and when."""
    if not why.strip():
        raise Refused("no_reason", _("Say why; colleagues will ask."))
    with transaction.atomic():
        current = Publication.objects.select_for_update().get(pk=publication.pk)
        if current.withdrawn_at is not None:
            return
        current.withdrawn_at, current.withdrawn_by, current.why = clock.now(), user, why.strip()
        current.save()
        events.record(
            user, "record.unpublished", current.record, incident=current.record.incident_id, publication=current.pk
        )
