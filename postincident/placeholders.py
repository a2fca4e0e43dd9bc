"""A filed text holds named placeholders such as [[contact_name]], where each recipient got words of their own."""

from __future__ import annotations

import re

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _

WORDS = {
    "contact_name": _("each contact's name"),
    "feedback_link": _("each reader's own feedback link"),
    "unsubscribe_link": _("each reader's own unsubscribe link"),
    "preferences_link": _("each reader's own link to what they get and how"),
}
# Before the name of a column in which each recipient of a list has a value of their own.
LISTED = "listed_"
NAMES = rf"{'|'.join(WORDS)}|{LISTED}[a-z][a-z0-9_]{{0,39}}"
# Markdown writes the brackets of a link's address as %5B and %5D.
PLACEHOLDER = re.compile(rf"(?:\[\[|%5B%5B)({NAMES})(?:\]\]|%5D%5D)")
# Also as a text names a column before it is frozen.
_ANY = re.compile(r"\[\[[a-z][a-z0-9_]*\]\]")
# A short line that only greets: "Dear [[contact_name]],".
_GREETING = re.compile(r"^[^\n]{0,40}\[\[contact_name\]\][,:!.]?[ \t]*$\n*", re.MULTILINE)
SLOT = '<span class="slot">{}</span>'
# In a frame, which has no stylesheet of ours.
SLOT_IN_FRAME = '<span style="background-color:#e2eff2;color:#083f4e">{}</span>'
_TAG = re.compile(r"(<[^>]*>)")
_HREF = re.compile(r'\shref="[^"]*"')


def words_for(name: str, *, is_shared: bool = False) -> str:
    """What stands there for each reader, said in words. A page or a chat has one feedback link for all."""
    if is_shared and name == "feedback_link":
        return translated("the feedback link")
    if name in WORDS:
        return str(WORDS[name])
    return translated("each recipient's own: %(column)s") % {"column": column_words(name)}


def column_words(name: str) -> str:
    return name.removeprefix(LISTED).replace("_", " ")


def in_capitals(title: str) -> str:
    """What is filled in later keeps its name, and is not shouted."""
    pieces = re.split(rf"({_ANY.pattern})", title)
    return "".join(piece if _ANY.fullmatch(piece) else piece.upper() for piece in pieces)


def left_open(title: str) -> str:
    """A subject as a title for all: "Your … payments", where each recipient read a value of their own."""
    return _ANY.sub("…", title)


def without_greeting(text: str) -> str:
    return _GREETING.sub("", text)


def without_placeholders(text: str) -> str:
    """What everybody received alike: for the index of words and for snippets. Most texts hold no placeholder."""
    if "[[" not in text and "%5B%5B" not in text:
        return text
    return PLACEHOLDER.sub("", without_greeting(text))


def in_words(text: str) -> str:
    """A plain text with each placeholder said in words."""
    return PLACEHOLDER.sub(lambda found: f"[{words_for(found[1])}]", text)


def marked(html: str, slot: str = SLOT, *, is_shared: bool = False) -> SafeString:
    """Safe HTML with each placeholder said in words and marked as one. A link that only it would fill leads nowhere."""

    def words(found: re.Match[str]) -> str:
        return format_html(slot, words_for(found[1], is_shared=is_shared))

    def shown(piece: str) -> str:
        if not PLACEHOLDER.search(piece):
            return piece
        return _HREF.sub("", piece) if piece.startswith("<") else PLACEHOLDER.sub(words, piece)

    return mark_safe("".join(map(shown, _TAG.split(html))))  # noqa: S308 - it was safe, and what is put in is escaped
