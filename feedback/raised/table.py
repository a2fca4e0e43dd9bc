"""Questions out of a table (CSV): the columns are known by their headings, or somebody says which is which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from archive.importers.found import Problem
from archive.importers.table import Columns, readable
from feedback.raised.found import MOST_LETTERS, How, Question, question
from postincident.csv_files import Unreadable, table_of
from postincident.export import safe_cell

# What a column may hold, with its label and the headings by which it is known.
FIELDS = {
    "words": (
        gettext_lazy("What was asked"),
        "question,text,message,words,what,body,description,comment,request,subject,frage,summary",
    ),
    "time": (
        gettext_lazy("When"),
        "time,date,when,asked at,created at,created,timestamp,date time,received,received at",
    ),
    "name": (
        gettext_lazy("Who asked"),
        "name,who,from,asked by,requester,requester name,customer,author,sender,contact",
    ),
    "address": (gettext_lazy("E-mail address"), "email,e mail,mail,address,requester email,email address"),
    "answer": (gettext_lazy("What was answered"), "answer,reply,response,answered with,antwort"),
    "answered": (gettext_lazy("Whether it was answered"), "answered,status,state,closed,solved,replied"),
}
MOST_ROWS = 2000
_YES = frozenset(
    [
        "yes",
        "y",
        "true",
        "1",
        "x",
        "answered",
        "closed",
        "solved",
        "resolved",
        "done",
        "replied",
        "completed",
        "ja",
        "oui",
        "si",
        "sí",
    ]
)

type Lines = Sequence[tuple[int, list[str]]]


def table_in(data: bytes) -> tuple[list[str], Lines]:
    """The heading and the lines, as far as they can be carried. Raises Unreadable."""
    table = table_of(data)
    if not table.heading or (len(table.heading) == 1 and table.heading[0].startswith(("<", "{", "["))):
        raise Unreadable(_("This is no table: the first line has to name the columns."))
    lines: list[tuple[int, list[str]]] = []
    letters = 0
    for number, cells in table.lines:
        letters += sum(map(len, cells))
        if len(lines) == MOST_ROWS or letters > MOST_LETTERS:
            raise Unreadable(_("It has more than %(n)s rows, or very long ones. Split it.") % {"n": MOST_ROWS})
        lines.append((number, cells))
    return table.heading, lines


def guessed(heading: Sequence[str]) -> dict[str, int]:
    """What a column holds → its place, as far as the headings say."""
    plain = [re.sub(r"[\W_]+", " ", name).strip().casefold() for name in heading]
    found: dict[str, int] = {}
    for known, (_label, words) in FIELDS.items():
        places = (plain.index(word) for word in words.split(",") if word in plain)
        if (place := next((one for one in places if one not in found.values()), None)) is not None:
            found[known] = place
    return found


def questions(lines: Lines, columns: Mapping[str, int], how: How) -> Iterator[Question | Problem]:
    for number, cells in lines:
        yield _one(_("line %(n)s") % {"n": number}, cells, columns, how)


def _one(place: str, cells: Sequence[str], columns: Mapping[str, int], how: How) -> Question | Problem:
    row = {known: _as_typed(cells[at]) if at < len(cells) else "" for known, at in columns.items()}
    said = row.get("time", "")
    at = readable(said, Columns({}, how.days, how.zone)) if said else how.at
    if at is None:
        return Problem(place, _("Its time cannot be read: %(time)s") % {"time": said[:60]})
    answer = row.get("answer", "")
    return question(
        place,
        row.get("words", ""),
        at,
        name=row.get("name", ""),
        address=row.get("address", ""),
        is_answered=bool(answer) or row.get("answered", "").casefold() in _YES,
        answer=answer,
    )


def _as_typed(cell: str) -> str:
    """A cell that was made safe for spreadsheets on its way out comes back as it was."""
    text = cell.strip()
    return text[1:] if text.startswith("'") and safe_cell(text[1:]) == text else text
