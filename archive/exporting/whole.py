"""The whole archive as a zip: every record as it was filed, what was redacted and what is restricted too. It goes into an empty
installation by `archive.verbs.restoring`, and docs/check_export.py checks it like any other export."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from archive.exporting.records import Export, in_lots
from archive.exporting.words import incident_as_json, iso, line, record_as_json
from archive.exporting.zipped import Member
from archive.files import stored_files
from archive.models import Import, Record, WithheldIncident, WithheldRecord
from postincident.models import Incident, User


class Whole(Export):
    def __init__(self) -> None:
        records = Record.objects.order_by("number")
        super().__init__("", records, list(records.values_list("pk", flat=True)), has_all_files=True)

    def members(self) -> Iterator[Member]:
        yield from self.lines(self.head())
        for lot in self.lots():
            stored = stored_files(lot)
            for record in lot:
                yield from self.attached(record, stored.get(record.pk, {}))

    def records(self) -> Iterator[bytes]:
        for lot in self.lots():
            withdrawn = {one.record_id: one.run for one in _withheld(WithheldRecord, record__in=lot)}
            for record in lot:
                yield line(_record(record) | _withdrawal(withdrawn.get(record.pk)))

    def incidents(self) -> Iterator[bytes]:
        ids = Record.objects.exclude(incident=None).order_by("incident").values_list("incident", flat=True).distinct()
        for some in in_lots(list(ids)):
            found = Incident.objects.filter(pk__in=some).order_by("pk")
            withdrawn = {one.incident_id: one.run for one in _withheld(WithheldIncident, incident__in=some)}
            for incident in found.prefetch_related("services", "access__user"):
                named: Sequence[User] = [access.user for access in incident.access.all()]
                access = {"access": [_person(user) for user in named]}
                yield line(incident_as_json(incident) | access | _withdrawal(withdrawn.get(incident.pk)))


def _record(record: Record) -> dict[str, Any]:
    """Nothing is left out: without the metadata of a redacted record its place in the chain could not be proven there."""
    written = record_as_json(record) | {"metadata": record.metadata}
    written.pop("filed", None)
    if "redacted" in written:
        written["redacted"] |= {"by": _person(record.redaction.by)}
    return written


def _withheld(model: Any, **which: Any) -> Any:
    return model.objects.filter(**which).select_related("run__withdrawn_by")


def _withdrawal(run: Import | None) -> dict[str, Any]:
    """What keeps a record or an incident from being shown, there as here."""
    if run is None:
        return {}
    by = _person(run.withdrawn_by) if run.withdrawn_by else None
    about = {"format": run.format, "name": run.name, "why": run.why}
    return {"withdrawn": about | {"by": by, "at": iso(run.withdrawn_at)}}


def _person(user: User) -> dict[str, str]:
    return {"email": user.email, "name": user.name}
