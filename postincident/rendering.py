"""Markdown to safe HTML and to plain text: the only place where either happens."""

from __future__ import annotations

import html
import re
from urllib.parse import unquote
from xml.etree.ElementTree import Element, SubElement

import bleach
import markdown
from django.utils.safestring import SafeString, mark_safe
from markdown.blockprocessors import BlockProcessor
from markdown.util import AtomicString

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
PROTOCOLS = frozenset({"http", "https", "mailto", "tel"})
_HOLDS_LINK = re.compile(r"\[\[[a-z][a-z0-9_]*_link\]\](?:[?#].*)?")


def _of_link(tag: str, name: str, value: str) -> bool:
    """A placeholder is put in later, when nobody looks at addresses any more: only one that is a link may begin one."""
    if name == "href" and "[[" in (address := unquote(value)):
        return address.startswith(("https://", "http://")) or bool(_HOLDS_LINK.fullmatch(address))
    return name in ("href", "title")


ATTRIBUTES = {"a": _of_link, "abbr": ["title"], "th": ["scope"], "ol": ["start"]}

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile(r"[\t\n\u2028\u2029]+")
# They turn round the words of whatever sentence the line is put into; letters know their direction without them.
_TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")


def clean_text(text: str) -> str:
    """Line ends as \\n; control characters, and what Unicode says is no character, gone."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    return _TURNING.sub("", _LINE_ENDS.sub(" ", clean_text(text))).strip()


def is_visible(text: str) -> bool:
    """Whether a reader would see anything: more than blanks, zero-width and control characters."""
    return any(char.isprintable() and not char.isspace() for char in clean_text(text))


_MARK = re.compile(r"[\[\]!*_`~<&(]")
_DEEP = re.compile(r"^[ \t]*(?:(?:[>*+-]|\d+\.)[ \t]*){12}", re.MULTILINE)


def _is_no_prose(block: str) -> bool:
    """A paragraph so full of marks, or begun so deep, that reading it as Markdown would take minutes or never end.

    Every mark may be looked for to the end of its paragraph, once by each of a dozen rules.
    """
    return len(block) * len(_MARK.findall(block)) > 500_000 or block.count("\n") > 500 or bool(_DEEP.search(block))


class _AsTyped(BlockProcessor):
    def test(self, parent: Element, block: str) -> bool:
        return _is_no_prose(block)

    def run(self, parent: Element, blocks: list[str]) -> None:
        SubElement(parent, "p").text = AtomicString(blocks.pop(0))


def to_html(source: str) -> SafeString:
    """Markdown to sanitised HTML. Raw HTML in the source is shown as text, not obeyed."""
    converter = markdown.Markdown(extensions=["tables", "sane_lists", "nl2br"], output_format="html")
    converter.parser.blockprocessors.register(_AsTyped(converter.parser), "as typed", 1000)
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    rendered = converter.convert(clean_text(source))
    # Attachments travel as files; an image in the text would call home from the reader's mail program.
    safe = bleach.clean(
        rendered, tags=TAGS, attributes=ATTRIBUTES, protocols=PROTOCOLS, strip=True, strip_comments=True
    )
    return mark_safe(safe)  # noqa: S308 - bleach has just cleaned it


def link_only(value: str) -> str:
    """What may be put into an address: a link, and nothing that a browser would run."""
    return value if value.startswith(("https://", "http://")) else ""


_LINK = re.compile(r"(?<!!)\[([^\]\[]*)\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")
_EMPHASIS = re.compile(r"(?<!\\)(\*\*|__|\*|(?<![\w/])_|~~|`)(?=\S)(.+?)(?<=[^\s\\])\1(?!\w)", re.DOTALL)
_HEADING = re.compile(r"^#{1,6}[ \t]+(.*)$", re.MULTILINE)


def to_text(source: str) -> str:
    """Markdown as a person would type it in a plain mail: links spelled out, marks of emphasis gone."""
    blocks = (block if _is_no_prose(block) else _block_to_text(block) for block in clean_text(source).split("\n\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n\n".join(blocks)).strip()


def _block_to_text(text: str) -> str:
    text = _HEADING.sub(lambda m: m[1].rstrip().rstrip("#").rstrip(), text)
    text = _LINK.sub(lambda m: m[2] if m[1] in ("", m[2]) else f"{m[1]} ({m[2]})", text)
    for _ in range(2):
        text = _EMPHASIS.sub(r"\2", text)
    return html.unescape(re.sub(r"\\([\\`*_{}\[\]()#+\-.!|~>])", r"\1", text))


# Of what was written for a page, where no stylesheet of ours is.
_LOOK = (
    "body{margin:0 auto;padding:24px;max-width:40em;font-family:Georgia,'Times New Roman',serif;font-size:17px;line-height:1.6;"
    "color:#172126;background:#fff;overflow-wrap:anywhere}h1{font-size:26px;line-height:1.25}h2{font-size:18px;margin:28px 0 8px}"
    "a{color:#0d586c}table{border-collapse:collapse}th,td{text-align:left;padding:2px 12px 2px 0}"
)


def to_document(body: str, title: str, language: str = "en") -> str:
    """What stands in a frame is a document with a title, a language and a look of its own. Mail is one already."""
    if re.match(r"\s*(<!doctype|<html)", body, re.IGNORECASE):
        return body
    head = f'<meta charset="utf-8">\n<title>{html.escape(title)}</title>\n<style>{_LOOK}</style>'
    return f'<!doctype html>\n<html lang="{html.escape(language)}">\n<head>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n'
