"""A filed text holds named placeholders such as [[contact_name]], where each recipient got words of their own."""

from __future__ import annotations

import re

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

WORDS = {
    "contact_name": _("each contact's name"),
    "feedback_link": _("each reader's own feedback link"),
    "unsubscribe_link": _("each reader's own unsubscribe link"),
}
# Markdown writes the brackets of a link's address as %5B and %5D.
PLACEHOLDER = re.compile(rf"(?:\[\[|%5B%5B)({'|'.join(WORDS)})(?:\]\]|%5D%5D)")
# A short line that only greets: "Dear [[contact_name]],".
_GREETING = re.compile(r"^[^\n]{0,40}\[\[contact_name\]\][,:!.]?[ \t]*$\n*", re.MULTILINE)
_TAG = re.compile(r"(<[^>]*>)")
_HREF = re.compile(r'\shref="[^"]*"')


def without_placeholders(text: str) -> str:
    """What everybody received alike: for the index of words and for snippets."""
    return PLACEHOLDER.sub("", _GREETING.sub("", text))


def marked(html: str) -> SafeString:
    """Safe HTML with each placeholder said in words and marked as one. A link that only it would fill leads nowhere."""
    pieces = (_marked_tag(piece) if piece.startswith("<") else _marked_words(piece) for piece in _TAG.split(html))
    return mark_safe("".join(pieces))  # noqa: S308 - the HTML was safe, and what is put in is escaped


def _marked_words(piece: str) -> str:
    return PLACEHOLDER.sub(lambda found: format_html('<span class="slot">{}</span>', WORDS[found[1]]), piece)


def _marked_tag(tag: str) -> str:
    return _HREF.sub("", tag) if PLACEHOLDER.search(tag) else tag
