"""Which responses may have a word: an index of every three letters of what was said, so that parts of words are found in any script.

It narrows down, and decides nothing: whoever asks looks at the responses themselves. The worker puts new ones into it, so that an
answer need not wait for that; until then they count as ones that may. What is changed or forgotten is so here in the same
transaction, by triggers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet

from feedback.models import Response
from postincident import triggers
from postincident.models import Incident, User
from postincident.triggers import Doing
from postincident.work import stopping

TABLE, RESPONSE = "feedback_sought", Response._meta.db_table
MOST = 3000  # where more may have a word, as many as a page counts are soon met by looking through the newest
SHORTEST = 3
AT_ONCE = 1000
# An id is given before its row is committed: by then there may be later ones. Nobody takes so long.
SETTLED = timedelta(minutes=10)

# On PostgreSQL as `icontains` compares, so that whatever it finds is found here.
_SAID = {
    "sqlite": "{row}.words || char(10) || CAST({row}.answers AS text) || char(10) || {row}.name",
    "postgresql": "UPPER({row}.words) || chr(10) || UPPER({row}.answers::text) || chr(10) || UPPER({row}.name)",
}
_MATCHES = {"sqlite": f"{TABLE} MATCH %s", "postgresql": "said LIKE UPPER(%s)"}
_LAST = f"COALESCE((SELECT rowid FROM {TABLE} ORDER BY rowid DESC LIMIT 1), 0)"  # noqa: S608 - our own name


def few(words: Iterable[str], user: User) -> list[int] | None:
    """Ids of responses, among them all that have these words and that this user may see. None: more than `MOST`, or no telling."""
    for word in sorted(words, key=len, reverse=True):
        if len(word) < SHORTEST:
            break
        found = _may_have(word, user)
        if len(found) <= MOST:
            return found
    return None


def _may_have(word: str, user: User) -> list[int]:
    """From the index, from what is not in it yet, and by the reference of the incident."""
    hidden = Response.objects.filter(incident__in=Incident.objects.hidden_from(user))
    incidents = Incident.objects.visible_to(user).filter(reference__icontains=word)
    referred = Response.objects.filter(incident__in=incidents)
    (hidden_sql, hidden_ids), (referred_sql, referred_ids) = _ids(hidden), _ids(referred)
    some = f"LIMIT {MOST + 1}"
    sql = (
        f"SELECT * FROM (SELECT rowid FROM {TABLE} WHERE {_MATCHES[connection.vendor]} AND rowid NOT IN ({hidden_sql}) {some}) AS a"  # noqa: S608 - our own names
        f" UNION ALL SELECT * FROM (SELECT id FROM {RESPONSE} WHERE id > {_LAST} AND id NOT IN ({hidden_sql}) {some}) AS b"
        f" UNION ALL SELECT * FROM ({referred_sql} {some}) AS c"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [_pattern(word), *hidden_ids, *hidden_ids, *referred_ids])
        return [pk for (pk,) in cursor.fetchall()]


def _ids(responses: QuerySet[Response]) -> tuple[str, Sequence[Any]]:
    return responses.order_by().values("pk").query.sql_with_params()


def _pattern(word: str) -> str:
    """All its threes on SQLite, up to a number that its reader of queries takes."""
    if connection.vendor == "postgresql":
        return f"%{connection.ops.prep_for_like_query(word)}%"
    threes = dict.fromkeys(word[at : at + SHORTEST] for at in range(min(len(word) - SHORTEST + 1, 30)))
    return " ".join('"{}"'.format(three.replace('"', '""')) for three in threes)


def sweep(now: datetime) -> int:
    """Put in what came since. Returns how many responses."""
    count = more = 0
    while not stopping.is_set() and (more := _put_in(now - SETTLED)):
        count += more
    return count


def _put_in(before: datetime) -> int:
    """Up to the first that is newer. What somebody is changing is waited for, so that it is put in as it will be."""
    came = f"FROM {RESPONSE} WHERE id > {_LAST} AND created_at "
    asked = connection.ops.adapt_datetimefield_value(before)
    said, ending = _SAID[connection.vendor].format(row=RESPONSE), ""
    if connection.vendor == "postgresql":
        ending = "FOR SHARE ON CONFLICT DO NOTHING"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS (SELECT 1 {came} < %s)", [asked])
        if not cursor.fetchone()[0]:
            return 0
        with transaction.atomic():
            cursor.execute(
                f"INSERT INTO {TABLE} (rowid, said) SELECT id, {said} {came} < %s"  # noqa: S608 - our own names
                f" AND NOT EXISTS (SELECT 1 FROM {RESPONSE} AS newer WHERE newer.id = (SELECT MIN(id) {came} >= %s)"
                f" AND newer.id < {RESPONSE}.id) ORDER BY id LIMIT {AT_ONCE} {ending}",
                [asked, asked],
            )
            return cursor.rowcount


def _wanted(connection: BaseDatabaseWrapper) -> tuple[dict[str, str], str]:
    said, differs = _SAID[connection.vendor].format(row="NEW"), triggers.differs(connection)
    changed = " OR ".join(f"OLD.{name} {differs} NEW.{name}" for name in ("words", "answers", "name"))
    writes = f"UPDATE {TABLE} SET said = {said} WHERE rowid = NEW.id"  # noqa: S608 - our own names
    wanted = {
        f"{TABLE}_changes": Doing(RESPONSE, "UPDATE", [writes], changed),
        f"{TABLE}_goes": Doing(RESPONSE, "DELETE", [f"DELETE FROM {TABLE} WHERE rowid = OLD.id"]),  # noqa: S608
    }
    return triggers.doing(connection, wanted)


def before_migrations(*, using: str, plan: Sequence[Any] = (), **kwargs: Any) -> None:
    if plan:
        triggers.drop(connections[using], _wanted(connections[using])[0])


def after_migrations(*, using: str, plan: Sequence[Any] = (), **kwargs: Any) -> None:
    """Nothing told the index what migrations changed: the worker begins anew."""
    connection = connections[using]
    there = TABLE in connection.introspection.table_names()
    if there and (plan or triggers.absent(connection, _wanted(connection)[0])):
        with transaction.atomic(using), connection.cursor() as cursor:
            triggers.install(connection, *_wanted(connection))
            cursor.execute(f"DELETE FROM {TABLE}")  # noqa: S608 - our own name


@register(Tags.database)
def check_triggers(*, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    for alias in databases or []:
        connection = connections[alias]
        if TABLE not in connection.introspection.table_names():
            continue
        if absent := triggers.absent(connection, _wanted(connection)[0]):
            said = f"Responses are not found as they were changed: {', '.join(absent)} missing in {alias!r}."
            hint = "Run `manage.py migrate`, which installs the triggers; the worker then makes the index anew."
            found.append(Error(said, hint=hint, id="feedback.E002"))
    return found
