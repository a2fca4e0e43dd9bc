"""Recipients become deliveries: everyone is a row in exactly one state, due, by hand, suppressed, or covered by another row.

By INSERT … SELECT: those who are written to or suppressed first, then those that one of these, or an earlier one, covers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import connection

from communications.delivery.channels import AUTOMATIC
from communications.models import Delivery, Release
from communications.reckoning import COVERED, IN_ORDER, SUPPRESSED, TABLE, Reckoned, slot_of

State = Delivery.State
# Made now, so that a repeat carries the same one.
_RANDOM = {
    "postgresql": "substr(replace(gen_random_uuid()::text, '-', ''), 1, 24)",
    "sqlite": "lower(hex(randomblob(12)))",
}
_AUTOMATIC = f"p.channel IN ({', '.join(f"'{kind}'" for kind in AUTOMATIC)})"
_FREE = ", ".join(f"'{state.value}'" for state in Delivery.FREE)
_SAME = {
    "release_id": "r.id",
    "communication_id": "r.communication_id",
    "incident_id": "r.incident_id",
    "kind": "c.kind",
    "round": "c.round",
    "endpoint_id": "p.endpoint_id",
    "contact_id": "p.contact_id",
    "channel": "p.channel",
    "address": "p.address",
    "address_hash": "p.address_hash",
    "name": "p.name",
    "values": "COALESCE(p.own, '{}')",
}
_DIRECT = {
    "state": f"""CASE WHEN p.fate = '{SUPPRESSED}' THEN '{State.SUPPRESSED.value}'
        WHEN {_AUTOMATIC} THEN '{State.QUEUED.value}' ELSE '{State.BY_HAND.value}' END""",
    "server_said": "COALESCE(p.reason, '')",
}
_COVERED = {"state": f"'{State.COVERED.value}'", "covered_by_id": "COALESCE(p.held_id, w.id)"}
_RELEASED = f"""FROM {TABLE} p
JOIN communications_release r ON r.communication_id = p.communication_id AND r.id = ANY_OF_THESE
JOIN communications_communication c ON c.id = p.communication_id"""
# Whoever writes was frozen just before; an address that an earlier release holds is in `held_id`.
_WRITER = """LEFT JOIN (
    SELECT d.id, d.communication_id, d.channel, {slot} AS slot FROM communications_delivery d
    WHERE d.release_id = ANY_OF_THESE AND d.state NOT IN ({free})
  ) w ON w.communication_id = p.written_by AND w.channel = p.channel AND w.slot = p.slot"""
_WRITER = _WRITER.replace("{slot}", slot_of("d")).replace("{free}", _FREE)


def freeze(reckoned: Reckoned, releases: Mapping[int, Release]) -> None:
    """Inside the transaction that reckoned. `releases` by communication."""
    among = [release.pk for release in releases.values()]
    _insert(_DIRECT, f"{_RELEASED} WHERE p.fate <> '{COVERED}'", among)
    _insert(_COVERED, f"{_RELEASED} {_WRITER} WHERE p.fate = '{COVERED}'", among)
    reckoned.forget()


def _insert(own: Mapping[str, str], source: str, among: list[int]) -> None:
    columns: dict[str, tuple[str, list[Any]]] = {name: (said, []) for name, said in {**_SAME, **own}.items()}
    random = _RANDOM[connection.vendor]
    columns["message_id"] = (
        f"CASE WHEN {_AUTOMATIC} THEN '<' || {random} || %s ELSE '' END",
        [f"@{settings.MAIL_DOMAIN}>"],
    )
    for field in Delivery._meta.concrete_fields:
        column = str(field.column)
        if not field.primary_key and column not in columns:
            columns[column] = ("%s", [field.get_db_prep_save(field.get_default(), connection)])
    names = ", ".join(f'"{name}"' for name in columns)
    said = ", ".join(said for said, _values in columns.values())
    source = source.replace("= ANY_OF_THESE", f"IN ({', '.join(map(str, among))})")
    values = [value for _said, values in columns.values() for value in values]
    insert = f"INSERT INTO communications_delivery ({names}) SELECT {said} {source} {IN_ORDER}"
    with connection.cursor() as cursor:
        cursor.execute(insert, values)
