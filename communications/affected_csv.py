"""Who is affected, from a CSV file: an address, a name, and columns that a text names as [[placeholders]]."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from communications.addresses import normalise_mail
from postincident.csv_files import Unreadable, table_of
from postincident.placeholders import WORDS
from postincident.rendering import one_line

MOST_ROWS = 10_000
MOST_COLUMNS = 20
MOST_LETTERS = 200  # of one value
_ADDRESS = ("address", "email", "e-mail", "mail", "email address", "e-mail address", "mail address")
_NAME = ("name", "contact", "full name")


@dataclass(frozen=True)
class Column:
    name: str  # as a text names it
    title: str  # as the file names it

    def as_json(self) -> dict[str, str]:
        return {"name": self.name, "title": self.title}


@dataclass
class ListRow:
    line: int
    address: str = ""
    normalised: str = ""
    name: str = ""
    values: dict[str, str] = field(default_factory=dict)
    problem: str = ""

    def as_json(self) -> list[Any]:
        return [self.line, self.address, self.name, self.values]


@dataclass(frozen=True)
class AffectedList:
    columns: list[Column]
    rows: list[ListRow]
    ignored: list[str]  # columns that were not asked for

    @property
    def good(self) -> list[ListRow]:
        return [row for row in self.rows if not row.problem]


def placeholder_name(title: str) -> str:
    """ "Failed payments (EUR)" → "failed_payments_eur"; empty when nothing of it can be typed between [[ and ]]."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_").lstrip("0123456789_")[:40].rstrip("_")


def read_list(content: bytes, wanted: str = "") -> AffectedList:
    """Every row of the file, with what is wrong with it. `wanted`: the columns to keep, separated by commas; empty for all.

    Raises Unreadable for what is no such list.
    """
    table = table_of(content)
    places = _places(table.heading)
    columns, ignored = _columns(table.heading, set(places.values()), wanted)
    rows: list[ListRow] = []
    for line, cells in table.lines:
        if len(rows) >= MOST_ROWS:
            raise Unreadable(_("More than 10,000 rows. Split the file."))
        rows.append(_row(line, cells, len(table.heading), places, columns))
    _mark_twice(rows)
    return AffectedList(list(columns.values()), rows, ignored)


def _places(heading: Sequence[str]) -> dict[str, int]:
    """ "address" and, if it is there, "name" → where in a line."""
    small = [title.lower() for title in heading]
    found: dict[str, int] = {}
    for wanted, called in (("address", _ADDRESS), ("name", _NAME)):
        at = [place for place, title in enumerate(small) if title in called]
        if len(at) > 1:
            raise Unreadable(_("Two columns are called “%(title)s”. Keep one.") % {"title": heading[at[1]][:60]})
        if at:
            found[wanted] = at[0]
    if "address" not in found:
        raise Unreadable(_("The first line has to name the columns; “address” is needed, and “name” if you know it."))
    return found


def _columns(heading: Sequence[str], taken: set[int], wanted: str) -> tuple[dict[int, Column], list[str]]:
    asked = [placeholder_name(part) for part in re.split(r"[,;\n]", wanted) if part.strip()]
    columns: dict[int, Column] = {}
    ignored = []
    for place, title in enumerate(heading):
        if place in taken or not title.strip():
            continue
        title = one_line(title)[:100]
        name = placeholder_name(title)
        if asked and name not in asked:
            ignored.append(title)
            continue
        if not name:
            raise Unreadable(
                _("Call the column “%(title)s” by a word with letters from a to z.") % {"title": title[:60]}
            )
        if name in WORDS:
            raise Unreadable(_("[[%(name)s]] has a meaning already. Call the column by another word.") % {"name": name})
        if name in [column.name for column in columns.values()]:
            raise Unreadable(_("Two columns would both be [[%(name)s]]. Rename one.") % {"name": name})
        columns[place] = Column(name, title)
    missing = [name for name in asked if name not in [column.name for column in columns.values()]]
    if missing:
        raise Unreadable(_("The file has no column “%(name)s”.") % {"name": missing[0][:60]})
    if len(columns) > MOST_COLUMNS:
        raise Unreadable(_("More than 20 columns. Say which of them the recipients are told."))
    return columns, ignored


def _row(line: int, cells: Sequence[str], width: int, places: dict[str, int], columns: dict[int, Column]) -> ListRow:
    def cell(place: int | None) -> str:
        return one_line(cells[place]) if place is not None and place < len(cells) else ""

    row = ListRow(line, name=cell(places.get("name")), values={one.name: cell(at) for at, one in columns.items()})
    problems = []
    if any(one.strip() for one in cells[width:]):
        problems.append(_("it has more cells than the first line has columns"))
    if len(row.name) > 150:
        row.name = row.name[:150]
        problems.append(_("the name is longer than 150 characters"))
    for one in columns.values():
        if len(row.values[one.name]) > MOST_LETTERS:
            row.values[one.name] = row.values[one.name][:MOST_LETTERS]
            problems.append(_("“%(title)s” is longer than 200 characters") % {"title": one.title})
    try:
        row.address = cell(places["address"])[:500]
        row.normalised = normalise_mail(row.address)
    except ValidationError as error:
        problems.append("; ".join(error.messages).rstrip("."))
    row.problem = "; ".join(problems)
    return row


def _mark_twice(rows: Sequence[ListRow]) -> None:
    """Two rows of one address would leave open which of them is told."""
    seen: dict[str, int] = {}
    for row in rows:
        if row.problem:
            continue
        if row.normalised in seen:
            row.problem = _("the same address as in line %(line)s") % {"line": seen[row.normalised]}
        else:
            seen[row.normalised] = row.line
