"""CSV as spreadsheets write it: their encodings, separators and line ends."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

MOST_BYTES = 2 * 1024 * 1024
_LONGEST_HEAD = 100_000
_SAID_SEPARATOR = re.compile(r"\A\"?sep=([,;\t|])\"?[ ,;\t]*(?:\r\n|\r|\n)", re.IGNORECASE)


class Unreadable(Exception):
    """The file as a whole cannot be read; the sentence says why."""


@dataclass(frozen=True)
class Table:
    """The first line, and every later one that is not empty with its number in the file. Raises Unreadable while it is read."""

    heading: list[str]
    lines: Iterator[tuple[int, list[str]]]


def encoding_of(content: bytes, most: int = MOST_BYTES) -> str:
    """UTF-8 with or without a mark, UTF-16 with one, Windows' and the old Macintosh's characters."""
    if len(content) > most:
        raise Unreadable(_("The file is larger than %(n)s MB. Split it.") % {"n": most >> 20})
    marked = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    if b"\x00" in content[:4096] and not marked:
        raise Unreadable(_("This is not a text file. Save the list as CSV."))
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "cp1252", "mac_roman"):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    raise Unreadable(_("The characters of this file cannot be read. Save it as UTF-8."))


def table_of(content: bytes, most: int = MOST_BYTES, longest_cell: int = 100_000) -> Table:
    """Raises Unreadable, here or while the lines are read."""
    file = io.TextIOWrapper(io.BytesIO(content), encoding_of(content, most), newline="")
    head = file.readline(_LONGEST_HEAD)
    said = _SAID_SEPARATOR.match(head)
    before = 0
    if said is not None:  # what Excel writes, and reads, to say which separator follows
        before = 1
    else:
        file.seek(0)
    delimiter = said[1] if said is not None else max(",;\t", key=_first_line(head).count)
    csv.field_size_limit(longest_cell)
    reader = csv.reader(_lines(file, 4 * longest_cell), delimiter=delimiter)

    def lines() -> Iterator[tuple[int, list[str]]]:
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield reader.line_num + before, [cell.strip() for cell in cells]
        except csv.Error as error:
            raise Unreadable(_("The file is not well-formed CSV: %(why)s.") % {"why": error}) from error

    found = lines()
    heading = next(found, (0, []))[1]
    return Table(heading, found)


def _lines(file: io.TextIOWrapper, longest: int) -> Iterator[str]:
    """A line without an end would be held whole, and each of its cells."""
    while line := file.readline(longest):
        if len(line) == longest:
            raise Unreadable(_("A line of this file is longer than %(n)s characters.") % {"n": longest})
        yield line


def _first_line(head: str) -> str:
    return next(iter(head.splitlines()), "")
