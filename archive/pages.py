"""How a record reads on a public page."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from html import unescape
from typing import Any

from django.conf import settings
from django.utils.html import escape, format_html, format_html_join, urlize
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from archive.models import Record
from archive.said import told
from postincident.placeholders import LISTED, PLACEHOLDER, column_words, without_greeting
from postincident.registry import registry
from postincident.rendering import clean_text, link_only, one_line

_SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
_HEADING_LETTERS = 100
_HEADING = re.compile(r"<(h[2-4])>.*?</\1>", re.DOTALL)
_HEADING_MARK = re.compile(r"(</?h)([1-6])\b")
_MARKS = re.compile(r"<[^>]*>")
_DESCRIPTION_LETTERS = 200


def page_html(record: Record) -> SafeString:
    return pages_html([record])[record.pk]


def pages_html(records: Sequence[Record]) -> dict[int, SafeString]:
    """By id: what was written for the page, as it was approved; of a mail, its text part without what concerned each reader.

    What stands in their placeholders is asked once for all, and only when there are any.
    """
    asking = [record.pk for record in records if PLACEHOLDER.search(_words(record))]
    values: dict[int, dict[str, str]] = {pk: {} for pk in asking}
    for placeholders in registry.record_placeholders if asking else ():
        for pk, known in placeholders(asking).items():
            values[pk].update(known)
    return {record.pk: _page_html(record, values.get(record.pk, {})) for record in records}


def _is_for_page(record: Record) -> bool:
    return json.loads(record.metadata)["extra"].get("html_for") == "page"


def _words(record: Record) -> str:
    return record.body.html if _is_for_page(record) else _for_all(record.body.text)


def _page_html(record: Record, values: Mapping[str, str]) -> SafeString:
    if _is_for_page(record):
        return mark_safe(_filled(_words(record), values, as_html=True))  # noqa: S308 - sanitised by rendering.py
    return text_html(_filled(_words(record), values))


def _filled(text: str, values: Mapping[str, str], *, as_html: bool = False) -> str:
    def value(found: re.Match[str]) -> str:
        name = found[1]
        words = f"[{column_words(name)}]" if name.startswith(LISTED) else values.get(name, "")
        in_address = found.string.endswith('href="', 0, found.start())
        return str(escape(link_only(words) if in_address else words)) if as_html else words

    # What was imported may hold characters that no feed can.
    return clean_text(PLACEHOLDER.sub(value, text))


def _for_all(text: str) -> str:
    """A mail greets each reader by name, and under its "--" says why they receive it and how to leave."""
    return _SIGNATURE.split(without_greeting(text))[0] if "[[contact_name]]" in text else text


def text_html(text: str) -> SafeString:
    """A plain text with its paragraphs, its lists and its headings in capitals told apart."""
    blocks = [block.strip("\n") for block in re.split(r"\n\s*\n", text.strip()) if block.strip()]
    return format_html_join("\n", "{}", ((_block(block.split("\n")),) for block in blocks))


def below_a_heading(body_html: str) -> SafeString:
    """For a page that says more than this text: each of its headings a level further down."""
    return mark_safe(_HEADING_MARK.sub(lambda mark: f"{mark[1]}{min(int(mark[2]) + 1, 6)}", body_html))  # noqa: S308 - as it came


def description(body_html: str) -> str:
    """The beginning of what was written, in a line, for whoever shows a link to it."""
    prose = _MARKS.sub(" ", _HEADING.sub(" ", body_html))
    return Truncator(" ".join(one_line(unescape(prose)).split())).chars(_DESCRIPTION_LETTERS)


def language(record: Record) -> str:
    """That of the text, which may be another than the page's. Records filed before it was kept are taken for English."""
    return told(record)["extra"].get("language") or settings.LANGUAGE_CODE


def _block(lines: list[str]) -> SafeString:
    first, rest = lines[0].strip(), lines[1:]
    if first.isupper() and len(first) <= _HEADING_LETTERS and not first.endswith((".", ",", ":")):
        return format_html("<h2>{}</h2>\n{}", first, _block(rest) if rest else "")
    if all(line.startswith("- ") for line in lines):
        items = format_html_join("", "<li>{}</li>", ((_line(line[2:]),) for line in lines))
        return format_html("<ul>{}</ul>", items)
    return format_html("<p>{}</p>", format_html_join(mark_safe("<br>"), "{}", ((_line(line),) for line in lines)))


def _line(line: str) -> SafeString:
    return mark_safe(urlize(line.strip(), nofollow=True, autoescape=True))  # noqa: S308 - urlize escapes


def glance(record: Record) -> list[tuple[str, Any]]:
    """When it was and how long it lasted, as far as the approved text used them."""
    facts = told(record)["facts"]
    when = ", ".join(str(facts[name]) for name in ("day", "span") if facts.get(name))
    return [(label, words) for label, words in ((_("When"), when), (_("How long"), facts.get("duration"))) if words]
