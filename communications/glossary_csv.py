"""The glossary as CSV: out as a spreadsheet may open it, and back in with every row looked at first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from communications.models import GlossaryTerm
from postincident.csv_files import Table, Unreadable, table_of
from postincident.export import safe_cell
from postincident.rendering import is_visible, one_line

MOST_ROWS = 5_000
COLUMNS = ("kind", "word", "replacement", "in use")
_ALSO = {"term": "word", "say instead": "replacement", "stands for": "replacement", "active": "in use", "type": "kind"}
_NO = {"0", "no", "n", "false", "retired"}
MOST_WORD, MOST_REPLACEMENT = 150, 200


@dataclass
class Row:
    line: int
    kind: str
    word: str
    replacement: str
    active: bool
    problem: str = ""
    does: str = ""  # "new", "changed" or "same", where it has no problem

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def kind_label(self) -> str:
        kinds = {kind.value: str(kind.label) for kind in GlossaryTerm.Kind}
        return kinds.get(self.kind, self.kind)


def lines_of(terms: Any) -> Iterator[list[str]]:
    return ([term.kind, term.word, term.replacement, "yes" if term.active else "no"] for term in terms)


def _as_typed(cell: str) -> str:
    """A cell that was made safe for spreadsheets on its way out comes back as it was."""
    text = cell.strip()
    return text[1:] if text.startswith("'") and safe_cell(text[1:]) == text else text


def read(content: bytes) -> list[Row]:
    """Every row of the file, with what is wrong with it or what it does. Raises Unreadable for what is no glossary."""
    rows: list[Row] = []
    for line, cells in _cells(table_of(content)):
        if len(rows) >= MOST_ROWS:
            raise Unreadable(_("More than 5,000 rows. Split the file."))
        rows.append(_row(line, cells))
    _compare(rows)
    return rows


def _cells(table: Table) -> Iterator[tuple[int, dict[str, str]]]:
    names = [_ALSO.get(name.strip().lower(), name.strip().lower()) for name in table.heading]
    if "word" not in names or "kind" not in names:
        raise Unreadable(_("The first line has to name the columns; “kind” and “word” are needed."))
    for line, cells in table.lines:
        yield line, dict(zip(names, map(_as_typed, cells), strict=False))


def _row(line: int, cells: dict[str, str]) -> Row:
    kinds = {str(kind.label).lower(): kind.value for kind in GlossaryTerm.Kind}
    said = one_line(cells.get("kind", ""))
    row = Row(
        line,
        kind=kinds.get(said.lower(), said.lower())[:60],
        word=one_line(cells.get("word", ""))[: MOST_WORD + 1],
        replacement=one_line(cells.get("replacement", ""))[: MOST_REPLACEMENT + 1],
        active=cells.get("in use", "").lower() not in _NO,
    )
    problems = []
    if row.kind not in GlossaryTerm.Kind.values:
        problems.append(_("“%(kind)s” is not a kind of word") % {"kind": row.kind})
    if not is_visible(row.word):
        problems.append(_("the word is missing"))
    elif len(row.word) > MOST_WORD:
        problems.append(_("the word is longer than 150 characters"))
    if len(row.replacement) > MOST_REPLACEMENT:
        problems.append(_("what to say instead is longer than 200 characters"))
    row.problem = "; ".join(problems)
    return row


def _compare(rows: list[Row]) -> None:
    known = {(term.kind, term.word.lower()): term for term in GlossaryTerm.objects.all()}
    seen: dict[tuple[str, str], int] = {}
    for row in rows:
        if row.problem:
            continue
        key = (row.kind, row.word.lower())
        if key in seen:
            row.problem = _("the same word as in line %(line)s") % {"line": seen[key]}
            continue
        seen[key] = row.line
        term = known.get(key)
        if term is None:
            row.does = "new"
        else:
            same = (term.word, term.replacement, term.active) == (row.word, row.replacement, row.active)
            row.does = "same" if same else "changed"
