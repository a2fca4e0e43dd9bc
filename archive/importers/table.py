"""A table as CSV: a message a row, in whatever columns.

The columns are known by their headings, or somebody says which is which. Rows belong to one incident by its id where there is
such a column, else by the same title in rows that stand together; a blank title or id is that of the row above.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.importers.found import LONGEST_TEXT, Found, Importer, Problem, guarded, tidy
from archive.importers.plain import to_plain
from archive.importers.times import typed
from archive.importers.whole import Message, Reading, incident, severity_of
from postincident.csv_files import Table, Unreadable, table_of
from postincident.vocabulary import Kind, Severity

# What a column may hold, with its label and the headings by which it is known.
FIELDS = {
    "title": (gettext_lazy("Title of the incident"), "title,name,subject,incident title,incident name,incident"),
    "time": (
        gettext_lazy("When it was sent"),
        "time,date,sent,sent at,posted,posted at,published,published at,created at,timestamp,date time,when",
    ),
    "text": (gettext_lazy("What it said"), "text,message,body,update,content,description"),
    "incident": (gettext_lazy("Id of the incident"), "incident id,id,key,reference,incident key,incident number"),
    "status": (gettext_lazy("Status or kind"), "status,state,stage,kind"),
    "severity": (gettext_lazy("Severity"), "severity,impact,priority"),
    "services": (gettext_lazy("Services"), "services,service,components,component,affected,affected services,systems"),
    "audience": (gettext_lazy("Group that was told"), "audience,group,told"),
    "started": (gettext_lazy("When the incident started"), "started,started at,start,start time,began"),
    "resolved": (gettext_lazy("When it was resolved"), "resolved,resolved at,end,ended,ended at,end time"),
}
REQUIRED = ("title", "time", "text")
SEVERITIES = (
    {word: Severity.CRITICAL for word in ("critical", "p1", "sev1", "sev 1")}
    | {word: Severity.MAJOR for word in ("major", "high", "p2", "sev2", "sev 2")}
    | {word: Severity.MINOR for word in ("minor", "medium", "low", "p3", "sev3", "sev 3")}
    | {word: Severity.NONE for word in ("none", "maintenance")}
)
KINDS = (
    {word: Kind.RESOLUTION for word in ("resolved", "completed", "closed", "fixed", "done")}
    | {word: Kind.ROOT_CAUSE for word in ("postmortem", "post-mortem", "root cause", "rca")}
    | {kind.value: kind for kind in Kind}
)
MOST_ROWS = 200_000
_APART = timedelta(days=14)
_DAY = re.compile(r"\s*(\d{1,2})([./-])(\d{1,2})\2(\d{4})\b,?(.*)", re.DOTALL)
_SEVERAL = re.compile(r"[;\n|]|,\s")
type Rows = Iterable[tuple[int, list[str]]]


@dataclass(frozen=True)
class Columns:
    """Which heading holds what: none, where it is left out. Without a `heading` it fits every table that has those columns."""

    names: Mapping[str, str]
    days: str = ""  # "day" or "month": which comes first in 03/04/2024; "" when that is not said
    zone: str = "UTC"
    heading: tuple[str, ...] = field(default=())

    @property
    def is_left_out(self) -> bool:
        """Said of a table that holds nothing to be imported."""
        return bool(self.heading) and not self.names

    def fits(self, heading: Sequence[str]) -> bool:
        return tuple(heading) == self.heading if self.heading else set(self.names.values()) <= set(heading)


def guessed(heading: Sequence[str]) -> Columns:
    """The columns that are known by their headings. It takes all that are `REQUIRED` to read a table by them."""
    plain = {re.sub(r"[\W_]+", " ", name).strip().casefold(): name for name in reversed(heading)}
    names: dict[str, str] = {}
    for known, (_label, words) in FIELDS.items():
        free = (plain[word] for word in words.split(",") if word in plain and plain[word] not in names.values())
        if (name := next(free, None)) is not None:
            names[known] = name
    return Columns(names)


def is_whole(columns: Columns) -> bool:
    return all(name in columns.names for name in REQUIRED)


def is_named_so(name: str) -> bool:
    return name.lower().endswith((".csv", ".tsv"))


def heading_of(name: str, data: bytes) -> list[str]:
    """Empty when it is no table: one is named so, or its columns are known."""
    if data[:1] in (b"", b"{", b"[", b"<") or data.startswith(b"---"):
        return []
    try:
        heading = _table(data).heading
    except Unreadable:
        return []
    return heading if (is_named_so(name) and len(heading) >= len(REQUIRED)) or is_whole(guessed(heading)) else []


class TableFile(Importer):
    name = "table"

    def recognises(self, name: str, data: bytes) -> bool:
        return bool(heading_of(name, data))

    def finds(self, name: str, data: bytes) -> Iterator[Found]:
        yield from self.by_columns(name, data, [])

    def by_columns(self, name: str, data: bytes, said: Sequence[Columns], most: int | None = None) -> Iterator[Found]:
        """By the first of what was said that fits, else by the headings. `most` reads no further than so many rows."""
        try:
            table = _table(data)
            columns = next((one for one in said if one.fits(table.heading)), None) or guessed(table.heading)
            if columns.is_left_out:
                yield Problem(name, _("It was left out, as somebody said: it holds no messages."))
                return
            if not is_whole(columns):
                yield Problem(
                    name, _("Its columns are not known: import it by itself, and say which holds title, time and text.")
                )
                return
            yield from _incidents(name, table.heading, islice(_bounded(table.lines), most), columns)
        except Unreadable as error:
            yield Problem(name, str(error))


def _table(data: bytes) -> Table:
    return table_of(data, settings.IMPORT_BYTES, 2 * LONGEST_TEXT)


def _bounded(lines: Rows) -> Rows:
    for count, line in enumerate(lines):
        if count == MOST_ROWS:
            raise Unreadable(_("It has more than %(n)s rows. Import it in parts.") % {"n": MOST_ROWS})
        yield line


@dataclass
class _Row:
    place: str
    cells: dict[str, str]
    at: datetime | None


def _incidents(name: str, heading: Sequence[str], lines: Rows, columns: Columns) -> Iterator[Found]:
    at = {known: heading.index(column) for known, column in columns.names.items() if column in heading}
    groups: dict[str, list[_Row]] = {}
    above: dict[str, str] = {}
    identity, last = "", None
    for number, cells in lines:
        row = {known: tidy(cells[place]) if place < len(cells) else "" for known, place in at.items()}
        for known in ("title", "incident"):
            if known in row:
                row[known] = above[known] = row[known] or above.get(known, "")
        when = readable(row.get("time", ""), columns)
        if "incident" in at:
            identity = row["incident"]
        elif not last or row["title"] != last.cells["title"] or _is_apart(when, last.at):
            identity = f"\n{number}"
        last = _Row(f"{name}, line {number}", row, when)
        groups.setdefault(identity, []).append(last)
    for identity, rows in groups.items():
        yield from guarded(rows[0].place, _incident(identity, rows, columns))


def _is_apart(one: datetime | None, other: datetime | None) -> bool:
    return one is not None and other is not None and abs(one - other) > _APART


def _incident(identity: str, rows: Sequence[_Row], columns: Columns) -> Iterator[Found]:
    def first(known: str) -> str:
        return next((said for row in rows if (said := row.cells.get(known, ""))), "")

    times = [row.at for row in rows if row.at]
    title = first("title")
    started = readable(first("started"), columns) or min(times, default=None)
    by_itself = identity.startswith("\n") or not identity
    day = f"{started:%Y-%m-%d}" if started else ""  # ids such as 1 stand in many tables
    known = hashlib.sha256(f"{title}\n{started}".encode()).hexdigest()[:16] if by_itself else f"{identity[:100]}@{day}"
    reading = Reading(rows[0].place, f"table:{known}", title, started)
    messages = [_message(row) for row in (rows if times and times[0] <= times[-1] else rows[::-1])]
    over = [one.at for one in messages if one.kind == Kind.RESOLUTION and one.at]
    reading.resolved_at = readable(first("resolved"), columns) or max(over, default=None)
    reading.services = [one.strip() for one in _SEVERAL.split(first("services")) if one.strip()]
    if first("severity"):
        severity_of(reading, first("severity"), SEVERITIES)
    about = ("title", "incident", "severity", "services", "started", "resolved")
    reading.as_found = {one: first(one) for one in about if first(one)}
    yield from incident(reading, messages)


def _message(row: _Row) -> Message:
    status = row.cells.get("status", "").strip().lower()
    audience = row.cells.get("audience", "").strip()
    return Message(
        to_plain(row.cells.get("text", "")),
        row.at,
        KINDS.get(status.replace("_", " "), KINDS.get(status, "")),
        {"status": status[:40], "time": row.cells.get("time", "")[:80]},
        place=row.place,
        audience="" if "@" in audience else audience[:200],  # an address is no group
    )


def readable(words: str, columns: Columns) -> datetime | None:
    """None for a time that is none, and for 03/04/2024 where nobody said which is the month."""
    words = words.strip()
    if found := _DAY.fullmatch(words):
        one, between, other, year, rest = found.groups()
        days = "day" if between == "." or int(one) > 12 else "month" if int(other) > 12 else columns.days
        if not days and one != other:
            return None
        day, month = (one, other) if days == "day" else (other, one)
        words = f"{year}-{month:0>2}-{day:0>2} {rest.strip()}"
    try:
        return _instant(words, ZoneInfo(columns.zone))
    except (ValueError, OverflowError):
        return None


def _instant(words: str, zone: ZoneInfo) -> datetime | None:
    try:
        at = datetime.fromisoformat(words)
    except ValueError:
        here, there = typed(words), typed(words, zone="EET")
        if here is None or here == there:  # none, by the day, or with a zone of its own
            return here
        at = here.replace(tzinfo=None)
    return (at.replace(tzinfo=zone) if at.tzinfo is None else at).astimezone(UTC)
