from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from archive.models import Record, RecordBody, Redaction
from archive.search import index
from postincident import events
from postincident.errors import Refused
from postincident.models import User
from postincident.registry import registry


def redact(user: User, record: Record, why: str) -> Redaction:
    """Delete what a record said, with its salt, for a reason. Number, metadata and chain stay and stay provable."""
    if not why.strip():
        raise Refused("no_reason", _("Say why; the reason stays on the record for ever."))
    with transaction.atomic():
        redaction, is_new = Redaction.objects.get_or_create(record=record, defaults={"by": user, "why": why.strip()})
        if not is_new:
            raise Refused("already_redacted", _("This record was redacted before."))
        body = RecordBody.objects.get(record=record)
        index.remove(record, body)
        body.delete()
        for purge in registry.purges:
            purge("record", [record.pk])
        events.record(user, "record.redacted", record, incident=record.incident_id, number=record.number)
    return redaction
