"""How tallies come to be, and how they stay few.

Triggers add them, so that whatever writes a response or a tag, one or many at once, is counted in the same transaction without
knowing of it. They only ever add rows: nobody who answers waits for another, and to put rows together is to take some away and to
add their sum, of whichever one sees, whatever is written meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from feedback.figures import LABELS
from feedback.models import Response, Tally, ThemeTag
from postincident import triggers
from postincident.triggers import Doing
from postincident.work import stopping

TALLY, RESPONSE, TAG = (model._meta.db_table for model in (Tally, Response, ThemeTag))
AT_ONCE = 2000

# What counts of a response, beside whether it has words, and of a tag; and what a tally of tags has from the response.
_OF_RESPONSE = ("incident_id", "group_id", "communication_id", "said_at", *LABELS, "is_tagged", "wrote_more")
_OF_TAG = ("response_id", "theme_id", "incident_id", "said_at")
_FROM_RESPONSE = ("group_id", "communication_id")

_KEY = ("group_id", "communication_id", "theme_id")
_NUMBERS = ("times", "worded", *(f"{key}_{what}" for key in LABELS for what in ("n", "sum", "squares")))
_ALL = ("pk", "said_at", *_KEY, *_NUMBERS)


def _responses(row: str, sign: int) -> str:
    """The statement that counts one in or out. `row`: how the engine names it."""
    numbers = {
        "times": "1",
        "worded": f"CASE WHEN {row}.is_tagged OR {row}.wrote_more OR {row}.words <> '' THEN 1 ELSE 0 END",
    }
    for key in LABELS:
        given = f"{row}.{key}"
        numbers[f"{key}_n"] = f"CASE WHEN {given} IS NULL THEN 0 ELSE 1 END"
        numbers[f"{key}_sum"], numbers[f"{key}_squares"] = f"COALESCE({given}, 0)", f"COALESCE({given} * {given}, 0)"
    own = ("incident_id", "group_id", "communication_id", "said_at")
    columns = ", ".join([*own, *numbers])
    values = ", ".join([*(f"{row}.{name}" for name in own), *(f"{sign} * {number}" for number in numbers.values())])
    return f"INSERT INTO {TALLY} ({columns}) SELECT {values}"


def _tags(tag: str, response: str, sign: int) -> str:
    columns = "incident_id, group_id, communication_id, theme_id, said_at, times"
    values = (
        f"{tag}.incident_id, {response}.group_id, {response}.communication_id, {tag}.theme_id, {tag}.said_at, {sign}"
    )
    return f"INSERT INTO {TALLY} ({columns}) SELECT {values}"


def _triggers(differs: str) -> dict[str, Doing]:
    """`differs`: how an engine compares two values of which both may be NULL."""

    def other(*columns: str) -> str:
        return " OR ".join(f"OLD.{name} {differs} NEW.{name}" for name in columns)

    of_response, of_tag = f"FROM {TAG} AS t WHERE t.response_id = ", f"FROM {RESPONSE} AS r WHERE r.id = "
    # Of its tags where they are counted otherwise too. A tag whose response went first was counted out with it.
    moved = f"AND ({other(*_FROM_RESPONSE)})"
    tags_out, tags_in = f"{_tags('t', 'OLD', -1)} {of_response} OLD.id", f"{_tags('t', 'NEW', 1)} {of_response} NEW.id"
    tag_out, tag_in = (
        f"{_tags('OLD', 'r', -1)} {of_tag} OLD.response_id",
        f"{_tags('NEW', 'r', 1)} {of_tag} NEW.response_id",
    )
    response_out, response_in = _responses("OLD", -1), _responses("NEW", 1)
    changed = [response_out, response_in, f"{tags_out} {moved}", f"{tags_in} {moved}"]
    words = f"(OLD.words = '') {differs} (NEW.words = '')"
    found = {
        "response_comes": Doing(RESPONSE, "INSERT", [response_in]),
        "response_changes": Doing(RESPONSE, "UPDATE", changed, f"{other(*_OF_RESPONSE)} OR {words}"),
        "response_goes": Doing(RESPONSE, "DELETE", [response_out, tags_out]),
        "tag_comes": Doing(TAG, "INSERT", [tag_in]),
        "tag_changes": Doing(TAG, "UPDATE", [tag_out, tag_in], other(*_OF_TAG)),
        "tag_goes": Doing(TAG, "DELETE", [tag_out]),
    }
    return {f"{TALLY}_{name}": one for name, one in found.items()}


def _wanted(connection: BaseDatabaseWrapper) -> tuple[dict[str, str], str]:
    return triggers.doing(connection, _triggers(triggers.differs(connection)))


def install(connection: BaseDatabaseWrapper) -> None:
    """And count everything anew. Whoever writes meanwhile waits: what it writes is counted by the one or by the other."""
    with transaction.atomic(connection.alias), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"LOCK TABLE {TAG}, {RESPONSE} IN SHARE ROW EXCLUSIVE MODE")
            cursor.execute(f"LOCK TABLE {TALLY} IN EXCLUSIVE MODE")
        triggers.install(connection, *_wanted(connection))
        cursor.execute(f"DELETE FROM {TALLY}")  # noqa: S608 - our own name
        cursor.execute(f"{_responses('r', 1)} FROM {RESPONSE} AS r")
        cursor.execute(f"{_tags('t', 'r', 1)} FROM {TAG} AS t INNER JOIN {RESPONSE} AS r ON r.id = t.response_id")


def before_migrations(*, using: str, plan: Sequence[Any] = (), **kwargs: Any) -> None:
    if plan:
        triggers.drop(connections[using], _wanted(connections[using])[0])


def after_migrations(*, using: str, plan: Sequence[Any] = (), **kwargs: Any) -> None:
    """Migrations may have changed what is counted."""
    connection = connections[using]
    there = TALLY in connection.introspection.table_names()
    if there and (plan or triggers.absent(connection, _wanted(connection)[0])):
        install(connection)


@register(Tags.database)
def check_triggers(*, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        if TALLY not in connection.introspection.table_names():
            continue
        if absent := triggers.absent(connection, _wanted(connection)[0]):
            said = f"Feedback is not counted: {', '.join(absent)} missing in {alias!r}."
            hint = "Run `manage.py migrate`, which installs the triggers and counts anew."
            found.append(Error(said, hint=hint, id="feedback.E001"))
    return found


def sweep(now: datetime) -> int:
    """Put together what is alike. Returns how many rows there are fewer."""
    fresh = Tally.objects.filter(fresh=True, said_at__lte=now).order_by()
    fewer = 0
    for incident in list(fresh.values_list("incident_id", flat=True).distinct()):
        found = AT_ONCE
        while found == AT_ONCE and not stopping.is_set():
            found, less = _put_together(incident, now)
            fewer += less
    return fewer


@transaction.atomic
def _put_together(incident: int, now: datetime) -> tuple[int, int]:
    """Some fresh ones of an incident with what they belong to: how many they were, and how many rows there are fewer.

    Whatever rows these are, their sum may stand for them: so what another worker has in its hands is left to it, and what is
    not written yet to the next time.
    """
    of_it = Tally.objects.filter(incident=incident).select_for_update(skip_locked=True).order_by()
    fresh = list(of_it.filter(fresh=True, said_at__lte=now).values_list(*_ALL)[:AT_ONCE])
    stretches = {stretch(row[1]) for row in fresh}
    before = list(of_it.filter(fresh=False, said_at__in=stretches).values_list(*_ALL))
    sums: dict[tuple[Any, ...], list[int]] = {}
    for _pk, at, *rest in (*fresh, *before):
        key = (stretch(at), *rest[: len(_KEY)])
        added = sums.setdefault(key, [0] * len(_NUMBERS))
        sums[key] = [one + more for one, more in zip(added, rest[len(_KEY) :], strict=True)]
    Tally.objects.filter(pk__in=[row[0] for row in (*fresh, *before)]).delete()
    together = [
        Tally(
            fresh=False, incident_id=incident, **dict(zip(("said_at", *_KEY, *_NUMBERS), (*key, *numbers), strict=True))
        )
        for key, numbers in sums.items()
        if any(numbers)
    ]
    Tally.objects.bulk_create(together)
    return len(fresh), len(fresh) + len(before) - len(together)


def stretch(at: datetime) -> datetime:
    """When the stretch of time began that lies within one month wherever one looks from."""
    return _stretch(at)[0]


def following(at: datetime) -> datetime:
    """When the next one begins."""
    return _stretch(at)[1]


def _stretch(at: datetime) -> tuple[datetime, datetime]:
    """A month begins by 14 hours earlier and 12 later in other time zones than in UTC, by quarters of an hour."""
    at = at.astimezone(UTC)
    first = at.replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    begun_everywhere = first + timedelta(hours=12)
    over_somewhere = (first + timedelta(days=32)).replace(day=1) - timedelta(hours=14)
    if begun_everywhere <= at < over_somewhere:
        return begun_everywhere, over_somewhere
    quarter = at.replace(minute=at.minute // 15 * 15, second=0, microsecond=0)
    return quarter, quarter + timedelta(minutes=15)
