"""Markdown to safe HTML and to plain text: the only place where either happens."""

from __future__ import annotations

import html
import re

import bleach
import markdown
from django.utils.safestring import SafeString, mark_safe

TAGS = frozenset(
    [
        "a",
        "abbr",
        "b",
        "blockquote",
        "br",
        "code",
        "del",
        "em",
        "h2",
        "h3",
        "h4",
        "hr",
        "i",
        "ins",
        "li",
        "ol",
        "p",
        "pre",
        "strong",
        "sub",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
ATTRIBUTES = {"a": ["href", "title"], "abbr": ["title"], "th": ["scope"], "ol": ["start"]}
PROTOCOLS = frozenset({"http", "https", "mailto", "tel"})

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def clean_text(text: str) -> str:
    """Line ends as \\n, control characters gone."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def to_html(source: str) -> SafeString:
    """Markdown to sanitised HTML. Raw HTML in the source is shown as text, not obeyed."""
    converter = markdown.Markdown(extensions=["tables", "sane_lists", "nl2br"], output_format="html")
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    rendered = converter.convert(clean_text(source))
    # Attachments travel as files; an image in the text would call home from the reader's mail program.
    safe = bleach.clean(
        rendered, tags=TAGS, attributes=ATTRIBUTES, protocols=PROTOCOLS, strip=True, strip_comments=True
    )
    return mark_safe(safe)  # noqa: S308 - bleach has just cleaned it


_LINK = re.compile(r"(?<!!)\[([^\]\[]*)\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")
_EMPHASIS = re.compile(r"(\*\*|__|\*|(?<![\w/])_|~~|`)(?=\S)(.+?)(?<=\S)\1(?!\w)", re.DOTALL)
_HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*$", re.MULTILINE)


def to_text(source: str) -> str:
    """Markdown as a person would type it in a plain mail: links spelled out, marks of emphasis gone."""
    text = clean_text(source)
    text = _HEADING.sub(r"\1", text)
    text = _LINK.sub(lambda m: m[2] if m[1] in ("", m[2]) else f"{m[1]} ({m[2]})", text)
    for _ in range(2):
        text = _EMPHASIS.sub(r"\2", text)
    text = re.sub(r"\\([\\`*_{}\[\]()#+\-.!|~>])", r"\1", text)
    return html.unescape(re.sub(r"\n{3,}", "\n\n", text)).strip()


def to_document(body: str, title: str, language: str = "en") -> str:
    """What stands in a frame is a document with a title and a language of its own. Mail is one already."""
    if re.match(r"\s*(<!doctype|<html)", body, re.IGNORECASE):
        return body
    head = f'<meta charset="utf-8">\n<title>{html.escape(title)}</title>'
    return f'<!doctype html>\n<html lang="{html.escape(language)}">\n<head>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n'
