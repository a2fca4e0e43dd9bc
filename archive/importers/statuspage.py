"""Statuspage's JSON, in the two shapes it is found in, even side by side in one file.

The API's shape lists updates newest first and dates them with `display_at`; an older export lists them oldest first,
has no start, and repeats the same update ids in every incident. So updates are put in order of time (ties keep the
order of the file, read in that shape's direction), and what identifies one is the incident and its place in that order.

Around them may stand what the API puts there: a page's incidents and scheduled maintenances, one or several such answers in
a list. A post-mortem that is a field of its incident is a message when it was published; a draft is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _

from archive.importers.found import (
    LONGEST_TEXT,
    Found,
    FoundIncident,
    FoundUpdate,
    Importer,
    Problem,
    guarded,
    moment,
    tidy,
)
from archive.importers.json_file import Unreadable, document_of
from archive.importers.plain import to_plain
from postincident.vocabulary import Kind, Severity

KINDS = {
    "resolved": Kind.RESOLUTION,
    "completed": Kind.RESOLUTION,
    "postmortem": Kind.ROOT_CAUSE,
}
SEVERITIES = {"critical": Severity.CRITICAL, "major": Severity.MAJOR, "minor": Severity.MINOR}
UNSTATED = ("none", "maintenance")  # words for the severity that is none
AS_FOUND = (
    *("id", "page_id", "name", "status", "impact", "started_at", "created_at", "resolved_at", "shortlink"),
    *("scheduled_for", "scheduled_until", "postmortem_published_at"),
)
LISTS, SINGLE = ("incidents", "scheduled_maintenances"), ("incident", "scheduled_maintenance")
Raw = dict[str, Any]


class Statuspage(Importer):
    name = "statuspage"

    def recognises(self, name: str, data: bytes) -> bool:
        return b'"incident_updates"' in data or (
            b'"page"' in data[:4000] and any(f'"{name}"'.encode() in data for name in LISTS)
        )

    def finds(self, name: str, data: bytes) -> Iterator[Found]:
        try:
            document = document_of(data)
        except Unreadable as error:
            yield Problem(name, str(error))
            return
        number = 0
        for number, raw in enumerate(_incidents(document), start=1):
            place = f"{name}, incident {number}"
            yield from guarded(place, _incident(raw, place))
        if not number:
            yield Problem(name, _("It names no incident."))


def _incidents(document: Any) -> Iterator[Any]:
    """A list of incidents, the API's envelopes around one or several, or a single incident."""
    for one in document if isinstance(document, list) else [document]:
        if isinstance(one, dict) and any(isinstance(one.get(name), list) for name in LISTS):
            for name in LISTS:
                yield from one[name] if isinstance(one.get(name), list) else []
        elif isinstance(one, dict):
            yield next((one[name] for name in SINGLE if name in one), one)
        else:
            yield one


def _incident(raw: Any, place: str) -> Iterator[Found]:
    if not isinstance(raw, dict) or not isinstance(raw.get("id"), str) or not raw["id"].strip():
        yield Problem(place, _("It is not an incident with an id."))
        return
    identity = tidy(raw["id"].strip(), 100)
    place, origin = f"{place} ({identity})", f"statuspage:{identity}"
    entries = raw.get("incident_updates")
    if not isinstance(entries, list) or not entries:
        yield Problem(place, _("It has no updates, so there is nothing to archive."), origin)
        return
    updates: list[FoundUpdate] = []
    for found in _updates(_with_postmortem(raw, entries), place, origin):
        if isinstance(found, Problem):
            yield found
        else:
            updates.append(found)
    if updates:
        yield _whole(raw, place, origin, updates)


def _whole(raw: Raw, place: str, origin: str, updates: list[FoundUpdate]) -> FoundIncident:
    flags, remarks = [], []
    times: dict[str, datetime | None] = {}
    for name in ("started_at", "scheduled_for", "created_at", "resolved_at"):
        try:
            times[name] = moment(raw.get(name))
        except ValueError:
            times[name] = None
            flags.append(f"{name}_unreadable")
            remarks.append(_("%(name)s is not a time; it is kept as found.") % {"name": name})
    started = times["started_at"] or times["scheduled_for"] or times["created_at"] or updates[0].at
    resolved = times["resolved_at"]
    if resolved is not None and resolved < started:
        flags.append("resolved_before_started")
        remarks.append(
            _("Resolved %(resolved)s, before it started %(started)s. Imported as found, and flagged.")
            % {"resolved": f"{resolved:%Y-%m-%d %H:%M} UTC", "started": f"{started:%Y-%m-%d %H:%M} UTC"}
        )
    title = tidy(raw.get("name") or "").strip()
    if not title:
        flags.append("no_title")
        remarks.append(_("It has no name; its id stands for it."))
    if raw.get("postmortem_body") and not raw.get("postmortem_published_at"):
        remarks.append(_("Its post-mortem was never published, so it was left out."))
    if not (services := _services(raw)):
        flags.append("no_services")
    severity = str(raw.get("impact") or "none").strip().lower()
    if severity not in SEVERITIES and severity not in UNSTATED:
        flags.append("severity_unknown")
    return FoundIncident(
        place=place,
        origin=origin,
        title=title or tidy(raw["id"]),
        severity=SEVERITIES.get(severity, Severity.NONE),
        started_at=started,
        resolved_at=resolved,
        updates=tuple(updates),
        services=services,
        as_found={name: tidy(raw[name], 1000) for name in AS_FOUND if raw.get(name) is not None},
        flags=tuple(flags),
        remarks=tuple(remarks),
    )


def _services(raw: Raw) -> tuple[str, ...]:
    named: dict[str, None] = {}
    for holder in (raw, *raw["incident_updates"]):
        if isinstance(holder, dict):
            components = holder.get("components" if holder is raw else "affected_components")
            for component in components if isinstance(components, list) else []:
                if isinstance(component, dict) and (name := tidy(component.get("name") or "", 120).strip()):
                    named[name] = None
    return tuple(named)


def _with_postmortem(raw: Raw, entries: list[Any]) -> list[Any]:
    """The account that is a field of the incident, unless it was never published or stands among its messages."""
    body, at = raw.get("postmortem_body"), raw.get("postmortem_published_at")
    if not isinstance(body, str) or not body.strip() or not isinstance(at, str):
        return entries
    if any(isinstance(entry, dict) and entry.get("status") == "postmortem" for entry in entries):
        return entries
    return [*entries, {"status": "postmortem", "body": body, "created_at": at}]


def _oldest_first(entries: list[Any]) -> list[Any]:
    """The entries in the direction of time, as their shape lists them."""
    newest_first = any(isinstance(entry, dict) and "display_at" in entry for entry in entries)
    return entries[::-1] if newest_first else list(entries)


def _in_order(entries: list[Any]) -> list[tuple[Any, datetime | None]]:
    """With their times, oldest first. One without a readable time stays behind its neighbour and keeps its number."""
    dated: list[tuple[datetime, Any, datetime | None]] = []
    last = datetime.min.replace(tzinfo=UTC)
    for entry in _oldest_first(entries):
        at = _time_of(entry)
        last = at or last
        dated.append((last, entry, at))
    return [(entry, at) for _key, entry, at in sorted(dated, key=lambda row: row[0])]


def _time_of(entry: Any) -> datetime | None:
    if not isinstance(entry, dict):
        return None
    for name in ("display_at", "displayed_at", "created_at"):
        try:
            if at := moment(entry.get(name)):
                return at
        except ValueError:
            continue
    return None


def _updates(entries: list[Any], place: str, origin: str) -> Iterator[FoundUpdate | Problem]:
    for occurrence, (entry, at) in enumerate(_in_order(entries), start=1):
        here, identity = f"{place}, update {occurrence}", f"{origin}#{occurrence}"
        if not isinstance(entry, dict):
            yield Problem(here, _("It is not an update."), identity)
        elif at is None:
            yield Problem(here, _("It has no time that can be read."), identity)
        elif not isinstance(entry.get("body"), str) or not (text := to_plain(tidy(entry["body"]))):
            yield Problem(here, _("It has no text."), identity)
        elif len(text) > LONGEST_TEXT:
            yield Problem(here, _("Its text is longer than %(n)s characters.") % {"n": LONGEST_TEXT}, identity)
        else:
            status = tidy(entry.get("status") or "", 40).strip().lower()
            yield FoundUpdate(here, occurrence, _kind(status, occurrence), at, text, {"status": status})


def _kind(status: str, occurrence: int) -> str:
    if status in ("investigating", "scheduled") and occurrence == 1:
        return Kind.ACKNOWLEDGEMENT
    return KINDS.get(status, Kind.UPDATE)
