"""Markdown with front matter: the flat part of YAML that status pages use, without a YAML parser.

Keys with a word, a quoted text, a folded text or a list. What is none of these is left out and counted, so that an
importer can say that something stayed unread; it is never an error.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePath

from django.utils.translation import gettext as _

from archive.importers.found import tidy

_KEY = re.compile(r"([A-Za-z_][\w -]*?)[ \t]*:(?:[ \t]+(.*))?$")
_FENCE = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)(.*)", re.DOTALL | re.MULTILINE)
MOST_BYTES = 1 << 20
_OF_FOLDER = frozenset({"index", "_index", "readme"})
_FOLDED = frozenset({">", ">-", ">+", "|", "|-", "|+"})


@dataclass
class Page:
    """Front matter and body of a Markdown file. Keys are in lower case, whatever they were typed in."""

    body: str
    fields: dict[str, str] = field(default_factory=dict)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unread: int = 0
    fenced: bool = False
    is_cut: bool = False  # longer than any page


def stem(name: str) -> str:
    """The name of a file as an identity: without its ending, and never too long for one. A page that is a folder has its name."""
    path = PurePath(name)
    own = path.parent.name if path.stem.lower() in _OF_FOLDER and path.parent.name else path.stem
    return tidy(own, 120).strip() or "page"


def page_of(data: bytes) -> Page | None:
    """None when it is no text in UTF-8."""
    is_cut = len(data) > MOST_BYTES
    try:
        text = data[:MOST_BYTES].decode("utf-8-sig", "ignore" if is_cut else "strict")
    except UnicodeDecodeError:
        return None
    text = tidy(text.replace("\r\n", "\n"))
    found = _FENCE.match(text)
    if found is None:
        return Page(text, is_cut=is_cut)
    page = Page(found[2], fenced=True, is_cut=is_cut)
    _read(found[1].split("\n"), page)
    return page


def _read(lines: list[str], page: Page) -> None:
    key, folding = "", False
    items: list[str] = []
    for line in [*lines, "end:"]:
        bare = line.strip()
        if not bare or bare.startswith("#"):
            continue
        if match := _KEY.match(line):
            if items:
                page.lists[key] = tuple(items)
            key, items, value = match[1].lower(), [], _without_remark(match[2] or "")
            folding = value in _FOLDED
            if value.startswith("[") and value.endswith("]"):
                items = [word for part in value[1:-1].split(",") if (word := unquoted(part))]
            elif value and not folding:
                page.fields[key] = unquoted(value)
        elif key and bare.startswith("- "):
            if word := unquoted(_without_remark(bare[2:])):
                items.append(word)
        elif key and line[0] in " \t" and (folding or key in page.fields):
            page.fields[key] = f"{page.fields.get(key, '')} {bare}".strip()
        else:
            page.unread += 1
    page.fields.pop("end", None)


def _without_remark(value: str) -> str:
    return value.strip() if value.strip()[:1] in ("'", '"') else re.split(r"(?:^|\s)#", value, maxsplit=1)[0].strip()


def unquoted(value: str) -> str:
    value = value.strip()
    return value[1:-1].strip() if len(value) > 1 and value[0] in "'\"" and value[-1] == value[0] else value


def why_not(page: Page | None, *, is_fenced: bool = True) -> str:
    """Why a page cannot be read, in a sentence."""
    if page is None:
        return _("It is not text in UTF-8.")
    if page.is_cut:
        return _("It is longer than a page ever is (%(n)s MB).") % {"n": MOST_BYTES >> 20}
    return "" if page.fenced or not is_fenced else _("It has no front matter.")
