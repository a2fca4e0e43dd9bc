"""Field words of the search box, such as `kind:resolution` or `service:"Card payments"`: what each means to the database.

To add one: a `Field` in `FIELDS`, a line in docs/users.md, rows in tests/archive/test_search_fields.py.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from difflib import get_close_matches
from typing import Any, NamedTuple

from django.db.models import F, Func, Q, TextField, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import Exact, GreaterThan
from django.utils.dateformat import format as format_date
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.models import Record
from archive.search.query import FieldWord, Query, Term, parse, read_phrase, read_word
from archive.search.services import has_service_typed, in_lower, lower
from postincident.models import Incident, User
from postincident.vocabulary import Kind, Severity, Source

type Meaning = tuple[str, Q] | None  # how the value reads, and which records have it; None: no such value


class Field(NamedTuple):
    title: str | Promise
    read: Callable[[str], Meaning]
    unknown: str | Promise  # said of a value that means nothing, or that no visible record has
    asks: bool = False  # any value is thinkable: whether a record has it has to be asked
    one_of: bool = True  # a record has one value: several are alternatives


@dataclass
class Condition:
    """One field as it was read: `shown` are its values."""

    title: str
    shown: list[str]
    q: Q
    without: bool


def day_start(day: date, add: int = 0) -> datetime:
    return datetime.combine(day, time.min, tzinfo=UTC) + timedelta(days=add)


def in_year(year: int) -> Q:
    return Q(sent_at__gte=day_start(date(year, 1, 1)), sent_at__lt=day_start(date(year + 1, 1, 1)))


def _group(value: str) -> Meaning:
    return value, Q(Exact(lower(F("audience")), Value(in_lower(value))))


def _service(value: str) -> Meaning:
    return value, has_service_typed(value)


def _incident(value: str) -> Meaning:
    return value.upper(), Q(incident__in=Incident.objects.filter(reference=value.upper()))


class Names(Func):
    """Who sent it, released it, or decided on it: one text of names out of the metadata."""

    output_field = TextField()
    arity = 1

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = (
            "(coalesce(json_extract(%(expressions)s, '$.sender.name'), '') || char(10)"
            " || coalesce(json_extract(%(expressions)s, '$.sender.released_by'), '') || char(10)"
            " || coalesce((SELECT group_concat(json_extract(value, '$.by'), char(10))"
            " FROM json_each(%(expressions)s, '$.approvals')), ''))"
        )
        return self.as_sql(compiler, connection, template=template, **context)

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        # jsonb refuses a NUL, which is escaped; "\\u0000" is a backslash and no NUL, so those are put aside meanwhile.
        text = r"replace(replace(replace(%(expressions)s, '\\', chr(1)), '\u0000', ''), chr(1), '\\')::jsonb"
        template = (
            "concat_ws(chr(10), METADATA #>> '{sender,name}', METADATA #>> '{sender,released_by}',"
            " (SELECT string_agg(one ->> 'by', chr(10)) FROM jsonb_array_elements(METADATA -> 'approvals') AS one))"
        ).replace("METADATA", text)
        return self.as_sql(compiler, connection, template=template, **context)


def _person(value: str) -> Meaning:
    return value, Q(GreaterThan(StrIndex(lower(Names(F("metadata"))), Value(in_lower(value))), 0))


def _choice(column: str, choices: Any, also: dict[str, str]) -> Callable[[str], Meaning]:
    """By its value, its name on the screens, or as much of either as can mean only one."""

    def read(value: str) -> Meaning:
        asked = _plain(value)
        if not asked:
            return None
        names = [(_plain(choice.value), choice) for choice in choices] + [
            (_plain(str(choice.label)), choice) for choice in choices
        ]
        names += [(_plain(name), choices(choice)) for name, choice in also.items()]
        found = {c for name, c in names if name == asked} or {c for name, c in names if name.startswith(asked)}
        if len(found) != 1:
            return None
        choice = found.pop()
        return str(choice.label), Q(**{column: choice.value})

    return read


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


_DATE = re.compile(r"([0-9]{4})(?:[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?)?", re.ASCII)


def _days(value: str) -> tuple[date, date] | None:
    """The first day and the last of a year, a month or a day."""
    match = _DATE.fullmatch(value.strip())
    if match is None or not 1990 <= int(match[1]) <= 2200:
        return None
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    try:
        first = date(year, month if match[2] else 1, day if match[3] else 1)
    except ValueError:
        return None
    if match[3]:
        return first, first
    last_month = first.month if match[2] else 12
    return first, date(year, last_month, monthrange(year, last_month)[1])


def _date(build: Callable[[date, date], tuple[date, Q]]) -> Callable[[str], Meaning]:
    def read(value: str) -> Meaning:
        days = _days(value)
        if days is None:
            return None
        day, q = build(*days)
        return format_date(day, "j F Y"), q

    return read


def _year(value: str) -> Meaning:
    days = _days(value) if re.fullmatch("[0-9]{4}", value) else None
    return (value, in_year(days[0].year)) if days else None


def _cause(value: str) -> Meaning:
    """A prefix of either is enough, as everywhere."""
    asked = _plain(value)
    if not asked or not ("yes".startswith(asked) or "no".startswith(asked)):
        return None
    stated = "yes".startswith(asked)
    return (_("yes") if stated else _("no")), states_cause(stated)


def states_cause(stated: bool) -> Q:
    return Q(derived__states_cause=stated)


_NO_DATE = gettext_lazy("“%(value)s” is no date such as 2025, 2025-03 or 2025-03-06")

FIELDS: dict[str, Field] = {
    "group": Field(gettext_lazy("group"), _group, gettext_lazy("No record here has the group “%(value)s”"), asks=True),
    "kind": Field(
        gettext_lazy("kind"),
        _choice("kind", Kind, {"rca": Kind.ROOT_CAUSE, "postmortem": Kind.ROOT_CAUSE}),
        gettext_lazy("“%(value)s” is no kind"),
    ),
    "service": Field(
        gettext_lazy("service"),
        _service,
        gettext_lazy("No record here has the service “%(value)s”"),
        asks=True,
    ),
    "severity": Field(
        gettext_lazy("severity"), _choice("severity", Severity, {}), gettext_lazy("“%(value)s” is no severity")
    ),
    "from": Field(
        gettext_lazy("source"),
        _choice("source", Source, {"import": Source.IMPORTED}),
        gettext_lazy("“%(value)s” is no source: it is “here” or “import”"),
    ),
    "by": Field(
        gettext_lazy("sent or decided by"),
        _person,
        gettext_lazy("No record here was sent or decided on by “%(value)s”"),
        asks=True,
    ),
    "in": Field(gettext_lazy("incident"), _incident, gettext_lazy("No record here is of “%(value)s”"), asks=True),
    "cause": Field(gettext_lazy("says why"), _cause, gettext_lazy("“%(value)s” is neither “yes” nor “no”")),
    "year": Field(gettext_lazy("year"), _year, gettext_lazy("“%(value)s” is no year such as 2025")),
    "before": Field(
        gettext_lazy("sent before"),
        _date(lambda first, _last: (first, Q(sent_at__lt=day_start(first)))),
        _NO_DATE,
        one_of=False,
    ),
    "after": Field(
        gettext_lazy("sent after"),
        _date(lambda _first, last: (last, Q(sent_at__gte=day_start(last, 1)))),
        _NO_DATE,
        one_of=False,
    ),
    "since": Field(
        gettext_lazy("sent since"),
        _date(lambda first, _last: (first, Q(sent_at__gte=day_start(first)))),
        _NO_DATE,
        one_of=False,
    ),
    "until": Field(
        gettext_lazy("sent until"),
        _date(lambda _first, last: (last, Q(sent_at__lt=day_start(last, 1)))),
        _NO_DATE,
        one_of=False,
    ),
}
# A value that does not stand right behind its colon.
_APART = re.compile(
    rf"(?<!\S)(-?(?:{'|'.join(FIELDS)})):\s+(?=[^\s-])(?!(?:OR|AND|NOT)\b|[A-Za-z]+:)", re.ASCII | re.IGNORECASE
)
# As the pages call them.
_ALSO = {"source": "from", "incident": "in", "audience": "group", "to": "group"}


def read(typed: str) -> Query:
    return parse(_APART.sub(r"\1:", typed))


def settle(query: Query, user: User) -> list[Condition]:
    """What the field words ask, of records this user may see. What means nothing is looked for as words instead, and `query.notes` say so."""
    conditions: dict[tuple[str, bool, int], Condition] = {}
    for place, said in enumerate(query.fields):
        word = _as_meant(query, said)
        field = FIELDS.get(word.name)
        meaning = field.read(word.value) if field else None
        if not _plain(word.value):
            _nothing_said(query, word, field)
        elif field is None:
            query.notes.append(_no_such_field(word))
            _as_words(query, word, f"{word.name} {word.value}")
        elif meaning is None or (field.asks and not Record.objects.visible_to(user).filter(meaning[1]).exists()):
            _as_words(query, word, word.value)
            mistake = field.unknown % {"value": word.value}
            query.notes.append(_("%(mistake)s, so it was looked for as words.") % {"mistake": mistake})
        else:
            query.ignored += ["OR"] if word.joined and not field.one_of else []
            key = (word.name, word.without, 0 if field.one_of else place)
            shown, q = meaning
            if key in conditions:
                conditions[key].shown += [shown] if shown not in conditions[key].shown else []
                conditions[key].q |= q
            else:
                conditions[key] = Condition(str(field.title), [shown], q, word.without)
    return list(conditions.values())


def _as_meant(query: Query, word: FieldWord) -> FieldWord:
    """ "sevrity:critical" and "incident:INC-2026-0042" can mean only one thing; "Note: see below" is text that somebody pasted."""
    if word.name in FIELDS or not _plain(word.value):
        return word
    begun = [name for name in FIELDS if len(word.name) > 2 and name.startswith(word.name)]
    meant = _ALSO.get(word.name) or next(iter(begun or get_close_matches(word.name, FIELDS, 1, 0.8)), None)
    if meant is None:
        return word
    query.notes.append(_("“%(typed)s:” was read as “%(meant)s:”.") % {"typed": word.name, "meant": meant})
    return replace(word, name=meant)


def _nothing_said(query: Query, word: FieldWord, field: Field | None) -> None:
    """ "Status:" is a word of a text that somebody pasted; "kind:" is a field word of which the value is missing."""
    if field is None:
        _as_words(query, word, word.name)
        return
    query.ignored.append(word.typed)
    query.notes.append(_("Behind “%(name)s:” no value is named, so it was left out.") % {"name": word.name})


def _no_such_field(word: FieldWord) -> str:
    said = {"name": word.name, "names": ", ".join(FIELDS)}
    return _("“%(name)s:” is none of the field words (%(names)s), so it was looked for as words.") % said


def _as_words(query: Query, word: FieldWord, text: str) -> None:
    term: Term | None = read_phrase(text) if word.is_quoted or " " in text else read_word(text)
    if term is None:
        query.ignored.append(word.typed)
    elif word.without:
        query.without += [term] if term not in query.without else []
    else:
        query.groups += [[term]] if [term] not in query.groups else []
