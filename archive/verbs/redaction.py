from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from archive.models import Publication, Record, RecordBody, RecordFile, Redaction
from archive.models.record import hidden_address
from archive.search import index
from archive.verbs import preparing
from postincident import events
from postincident.errors import Refused
from postincident.models import User
from postincident.registry import registry


def _rename_addresses(record: Record) -> None:
    """An address on the public pages is made of the title. Whoever has it still finds what was withdrawn; nobody reads it."""
    for publication in Publication.objects.select_for_update().filter(record=record):
        publication.address = hidden_address(publication.address)
        publication.save(update_fields=["address"])


def redact(user: User, record: Record, why: str) -> Redaction:
    """Delete every word of a record, with its salt, for a reason. Numbers, kinds, names and the chain stay and stay provable.

    What was filed in format 1 keeps title, facts and reasons in its metadata, which the chain needs; nothing shows them.
    """
    if not why.strip():
        raise Refused("no_reason", _("Say why; the reason stays on the record for ever."))
    with transaction.atomic():
        redaction, is_new = Redaction.objects.get_or_create(record=record, defaults={"by": user, "why": why.strip()})
        if not is_new:
            raise Refused("already_redacted", _("This record was redacted before."))
        body = RecordBody.objects.get(record=record)
        index.remove(record, body)
        body.delete()
        RecordFile.objects.filter(record=record).delete()
        Record.objects.filter(pk=record.pk).update(title="")
        _rename_addresses(record)
        preparing.make_anew()
        for purge in registry.purges:
            purge("record", [record.pk])
        events.record(user, "record.redacted", record, incident=record.incident_id, number=record.number)
    record.title = ""
    return redaction
