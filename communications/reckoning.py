"""Who a release writes to, reckoned by the database in one query over all candidates: for a page that shows it, and for a
release that freezes it. The rule is `communications.recipients.RULE`.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Q

from communications.models import Communication, Delivery, Endpoint, RecipientList
from postincident import clock

_FREE = ", ".join(f"'{state.value}'" for state in Delivery.FREE)


def slot_of(row: str) -> str:
    """What must be written to only once, in SQL; without an address, the owner is the key."""
    owner = " || ' endpoint ' || ".join(
        f"COALESCE(CAST({row}.{column} AS text), 'None')" for column in ("contact_id", "endpoint_id")
    )
    return f"CASE WHEN {row}.address <> '' THEN {row}.address ELSE 'contact ' || {owner} END"


# `turn`: whose right to write comes first. `alike`: the same for groups that are told the same, in whatever language. A list of those affected stands in for the group's mailboxes; an address on it
# that is a contact's stays theirs. `has_list`: 0 none, 1 its audience's, 2 its own, beside which nothing else of the group is written to. `part`, `major` and `minor` are the order within one communication.
_CANDIDATES = """
chosen (communication_id, incident_id, kind, round, audience_id, group_id, group_name, turn, by_mail, has_list,
  list_id, may_refuse, alike, language) AS (VALUES {chosen}),
candidates AS (
  SELECT c.*, 1 AS part, person.id AS major, e.id AS minor, e.id AS endpoint_id, person.id AS contact_id,
         CAST(NULL AS bigint) AS listed_id, e.kind AS channel, e.normalised AS address, person.name, e.address_hash,
         CAST(NULL AS jsonb) AS own
  FROM chosen c
  JOIN communications_membership m ON m.group_id = c.group_id
  JOIN communications_contact person ON person.id = m.contact_id
  JOIN communications_endpoint e ON e.contact_id = person.id
  WHERE person.erased_at IS NULL AND person.merged_into_id IS NULL AND e.active AND c.has_list = 0
    AND (e.kind <> 'mail' OR c.by_mail = 1)
UNION ALL
  SELECT c.*, 2, e.id, 0, e.id, NULL, NULL, e.kind, e.normalised, c.group_name, e.address_hash, NULL
  FROM chosen c
  JOIN communications_endpoint e ON e.group_id = c.group_id
  WHERE e.active AND (c.has_list = 0 OR c.has_list = 1 AND e.kind <> 'mail')
UNION ALL
  SELECT c.*, 3, person.id, 0, NULL, person.id, NULL, 'by_hand', '', person.name, '', NULL
  FROM chosen c
  JOIN communications_membership m ON m.group_id = c.group_id
  JOIN communications_contact person ON person.id = m.contact_id
  WHERE person.erased_at IS NULL AND person.merged_into_id IS NULL AND c.has_list = 0 AND c.by_mail = 1
    AND NOT EXISTS (SELECT 1 FROM communications_endpoint e WHERE e.contact_id = person.id AND e.active)
UNION ALL
  SELECT c.*, 0, r.id, 0, e.id, e.contact_id, r.id, 'mail', r.normalised,
         CASE WHEN r.name = '' THEN COALESCE(owner.name, '') ELSE r.name END, r.address_hash, r."values"
  FROM chosen c
  JOIN communications_listedrecipient r ON r.list_id = c.list_id
  LEFT JOIN communications_endpoint e ON e.id = (
    SELECT MIN(theirs.id) FROM communications_endpoint theirs
    JOIN communications_contact person ON person.id = theirs.contact_id
    WHERE theirs.kind = 'mail' AND theirs.normalised = r.normalised AND theirs.active
      AND person.erased_at IS NULL AND person.merged_into_id IS NULL)
  LEFT JOIN communications_contact owner ON owner.id = e.contact_id
)"""

# What must not be written to twice, and who has the better right to.
_SAME = "PARTITION BY (j.stop_id IS NULL), j.incident_id, j.kind, j.round, j.channel, j.slot"
_TURN = "j.turn, j.part, j.major, j.minor"
# Only where groups write in several languages: of those alike, the one in the language its reader chose is first.
_WISHED = """(
  SELECT j.*, CASE WHEN w.language = j.language AND j.alike = FIRST_VALUE(j.alike) OVER ({same} ORDER BY {turn})
    THEN 0 ELSE 1 END AS wish
  FROM judged j
  LEFT JOIN communications_preference w ON w.address_hash = j.address_hash AND w.language <> ''
)"""

# Suppression is decided first; then an earlier release of the round covers; then whose turn comes first.
_PLAN = """WITH {candidates},
stops AS (
  SELECT address_hash, group_id, MIN(id) AS id FROM communications_suppression
  WHERE lifted_at IS NULL AND (until IS NULL OR until > %s)
  GROUP BY address_hash, group_id
),
held AS (
  SELECT d.incident_id, d.kind, d.round, d.channel, d.address, d.id, d.communication_id
  FROM (SELECT DISTINCT incident_id, kind, round FROM chosen) c
  JOIN communications_delivery d ON d.incident_id = c.incident_id AND d.kind = c.kind AND d.round = c.round
  WHERE NOT (d.state IN ({free})) AND NOT (d.address = '')
),
judged AS (
  SELECT c.*, {slot} AS slot, COALESCE(everywhere.id, here.id) AS stop_id, h.id AS held_id, h.communication_id AS held_by
  FROM candidates c
  LEFT JOIN stops everywhere ON everywhere.address_hash = c.address_hash AND everywhere.group_id IS NULL
    AND c.may_refuse = 1 AND c.address_hash <> ''
  LEFT JOIN stops here ON here.address_hash = c.address_hash AND here.group_id = c.group_id
    AND c.may_refuse = 1 AND c.address_hash <> ''
  LEFT JOIN held h ON h.incident_id = c.incident_id AND h.kind = c.kind AND h.round = c.round
    AND h.channel = c.channel AND h.address = c.address
),
placed AS (
  SELECT j.*, ROW_NUMBER() OVER same AS place, FIRST_VALUE(j.communication_id) OVER same AS first_by
  FROM {judged} j
  WINDOW same AS ({same} ORDER BY {first}{turn})
)
SELECT p.communication_id, p.turn, p.part, p.major, p.minor, p.endpoint_id, p.contact_id, p.channel, p.address, p.name,
  p.address_hash, p.listed_id, p.own, p.slot, p.stop_id, s.reason, p.held_id,
  CASE WHEN p.stop_id IS NOT NULL THEN 'suppressed' WHEN p.held_id IS NOT NULL OR p.place > 1 THEN 'covered'
    ELSE 'addressed' END AS fate,
  CASE WHEN p.held_id IS NOT NULL THEN p.held_by ELSE p.first_by END AS written_by
FROM placed p
LEFT JOIN communications_suppression s ON s.id = p.stop_id"""
_PLAN = _PLAN.replace("{candidates}", _CANDIDATES).replace("{free}", _FREE).replace("{slot}", slot_of("c"))
_PLAN, _WISHED = (one.replace("{same}", _SAME).replace("{turn}", _TURN) for one in (_PLAN, _WISHED))
_COLUMNS = """communication_id, fate, endpoint_id, contact_id, channel, address, name, address_hash, listed_id, own, stop_id, reason,
  written_by, held_id"""
IN_ORDER = "ORDER BY p.turn, p.part, p.major, p.minor"
# Does not depend on what else is released with it. NULL reads as Python writes it: the same line comes from `Recipient`.
_LINE = """COALESCE(CAST(endpoint_id AS text), 'None') || '|' || COALESCE(CAST(contact_id AS text), 'None') || '|' || channel
  || '|' || address_hash"""
TABLE = "reckoned"
CHUNK = 2000
# What becomes of one candidate.
ADDRESSED, COVERED, SUPPRESSED = "addressed", "covered", "suppressed"


class Row(NamedTuple):
    """One candidate. `written_by`: the communication that writes to this address; `held_id`: the delivery, if it already did."""

    communication_id: int
    fate: str
    endpoint_id: int | None
    contact_id: int | None
    channel: str
    address: str
    name: str
    address_hash: str
    listed_id: int | None
    own: Any
    stop_id: int | None
    reason: str | None
    written_by: int
    held_id: int | None


def digest_of(lines: Iterable[str]) -> str:
    """Of these lines, in their order."""
    digest = hashlib.sha256()
    for place, line in enumerate(lines):
        digest.update(f"\n{line}".encode() if place else line.encode())
    return digest.hexdigest()


def _lists(in_turn: Sequence[Communication]) -> dict[int, tuple[int, int]]:
    """Communication id → `has_list` and the id of the list, 0 for none."""
    of_one = Q(communication__in=[one.pk for one in in_turn])
    found = RecipientList.objects.filter(of_one | Q(audience__in=[one.audience_id for one in in_turn]))
    rows = list(found.values_list("communication", "audience", "pk"))
    own = {communication: pk for communication, _audience, pk in rows if communication}
    shared = {audience: pk for _communication, audience, pk in rows if audience}
    return {
        one.pk: (2, own[one.pk]) if one.pk in own else (int(one.audience_id in shared), shared.get(one.audience_id, 0))
        for one in in_turn
    }


def _plan(in_turn: Sequence[Communication]) -> tuple[str, list[Any]]:
    lists = _lists(in_turn)
    values: list[Any] = []
    for turn, one in enumerate(in_turn):
        group = one.audience.group
        values += [one.pk, one.incident_id, one.kind, one.round, one.audience_id, group.pk, group.name, turn]
        values += [int(Endpoint.Kind.MAIL in group.channels), *lists[one.pk], int(not group.required_notice)]
        values += [f"{group.kind} {group.detail_level} {group.required_notice}", group.language]
    row = f"({', '.join(['%s'] * (len(values) // len(in_turn)))})"
    judged, first = (
        ("judged", "") if len({one.audience.group.language for one in in_turn}) == 1 else (_WISHED, "j.wish, ")
    )
    plan = _PLAN.replace("{judged}", judged).replace("{first}", first)
    plan = plan.replace("{chosen}", ", ".join([row] * len(in_turn)))
    return plan, [*values, connection.ops.adapt_datetimefield_value(clock.now())]


def reckon(in_turn: Sequence[Communication]) -> Iterator[Row]:
    """In turn, and within one communication in a fixed order."""
    if in_turn:
        plan, values = _plan(in_turn)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {_COLUMNS} FROM ({plan}) p {IN_ORDER}", values)  # noqa: S608 - no word of anybody's
            yield from map(Row._make, cursor)


class Reckoned:
    """Kept in a table of this transaction alone, so that what is compared, counted and frozen is one and the same."""

    def __init__(self, in_turn: Sequence[Communication]) -> None:
        plan, values = _plan(in_turn)
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")
            cursor.execute(f"CREATE TEMPORARY TABLE {TABLE} AS {plan}", values)

    def counts(self) -> dict[int, Counter[str]]:
        """Communication id → how many of each fate."""
        found: dict[int, Counter[str]] = defaultdict(Counter)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT communication_id, fate, COUNT(*) FROM {TABLE} GROUP BY communication_id, fate")  # noqa: S608
            for communication_id, fate, count in cursor.fetchall():
                found[communication_id][fate] = count
        return found

    def digests(self, pks: Iterable[int]) -> dict[int, str]:
        """Communication id → the digest of everyone it reaches; see `digest_of`."""
        collate = 'COLLATE "C"' if connection.vendor == "postgresql" else ""
        lines = f"SELECT communication_id, {_LINE} AS line FROM {TABLE} WHERE fate <> '{SUPPRESSED}'"  # noqa: S608
        with connection.chunked_cursor() as cursor:
            cursor.execute(f"SELECT * FROM ({lines}) p ORDER BY communication_id, line {collate}")  # noqa: S608
            rows = chain.from_iterable(iter(lambda: cursor.fetchmany(CHUNK), []))
            found = {pk: digest_of(line for _pk, line in lines) for pk, lines in groupby(rows, lambda row: row[0])}
        return {pk: found.get(pk, digest_of(())) for pk in pks}

    def forget(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE {TABLE}")
