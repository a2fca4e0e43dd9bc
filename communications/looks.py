"""What a recipient would see of a communication: as mail, as its text part, on the public page, in a chat."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.models import TextChoices
from django.template.loader import render_to_string
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from communications.affected import example_for, listed_columns, name_columns, placeholders_of
from communications.chat import ChatText, approved, kinds_of, written
from communications.models import Communication, Endpoint, Revision
from communications.recipients import Recipient, recipients_of
from communications.revisioning import EXAMPLE, RevisionContent, as_it_stands, filled, goes_to_page, read_rows
from postincident.models import User
from postincident.rendering import to_document

MOST_CHOICES = 100
# In a frame, which has no stylesheet of ours.
MARK = '<mark style="background:#ffe9a8">{}</mark>'


class Look(TextChoices):
    MAIL = "mail", _("Mail")
    TEXT = "text", _("Mail, as plain text")
    PAGE = "page", _("Public page")
    CHAT = "chat", _("Chat")


_CHANNELS = {Look.MAIL: Endpoint.Kind.MAIL, Look.TEXT: Endpoint.Kind.MAIL, Look.PAGE: Endpoint.Kind.PAGE}


def used(communication: Communication) -> set[Look]:
    """The ways in which the group is written to."""
    group = communication.audience.group
    looks = {look for look, channel in _CHANNELS.items() if channel in group.channels}
    return looks | ({Look.CHAT} if kinds_of(group) else set())


@dataclass(frozen=True)
class Reader:
    """Somebody of the audience, in whose place it is looked at."""

    key: str
    name: str
    address: str
    values: Mapping[str, str]

    @property
    def label(self) -> str:
        return f"{self.name} · {self.address}" if self.address and self.name != self.address else self.name


def readers(communication: Communication, find: str = "") -> list[Reader]:
    """At most MOST_CHOICES of those who would be written to, by name or address."""
    wanted = find.casefold().strip()
    share = recipients_of([communication]).of(communication)
    chosen = [one for one in share.reached if wanted in f"{one.name} {one.address}".casefold()][:MOST_CHOICES]
    return [
        Reader(_key(one), one.name, one.address, EXAMPLE | {"contact_name": one.name} | placeholders_of(one.values))
        for one in chosen
    ]


def example_reader(user: User, communication: Communication) -> Reader:
    """Nobody chosen: an example's name and links, and what the first of those affected is told alone, if `user` may see it."""
    values = EXAMPLE | example_for(user, communication) | {"contact_name": EXAMPLE["contact_name"]}
    return Reader("", EXAMPLE["contact_name"], "", values)


def _key(one: Recipient) -> str:
    return f"{one.endpoint_id or 0}-{one.contact_id or 0}-{one.address_hash[:12]}"


def document(communication: Communication, look: Look, values: Mapping[str, str], marks: Iterable[str] = ()) -> str:
    """A whole HTML document for a frame. `marks` are words to be marked where they stand."""
    content = as_it_stands(communication)
    language = communication.audience.group.language
    if look == Look.MAIL and not goes_to_page(communication):
        body = filled(content.html, dict(values), as_html=True)
    elif look == Look.TEXT:
        body = str(format_html("<pre style='white-space:pre-wrap'>{}</pre>", filled(content.text, dict(values))))
    elif look == Look.CHAT:
        body = _chat(content, communication, values)
    else:
        body = _page(content, communication, values)
    return to_document(marked(body, marks), filled(content.subject, dict(values)), language)


def _title(content: RevisionContent | Revision, communication: Communication, values: Mapping[str, str]) -> str:
    return filled(name_columns(communication.subject, listed_columns(content.canonical)), dict(values))


def _page(content: RevisionContent | Revision, communication: Communication, values: Mapping[str, str]) -> str:
    parts = ((row["title"], row["html"]) for row in read_rows(content.source))
    body = filled(str(format_html_join("\n", "<h2>{}</h2>\n{}", parts)), dict(values), as_html=True)
    title = _title(content, communication, values)
    context = {"organisation": settings.ORGANISATION, "title": title, "body": mark_safe(body)}  # noqa: S308 - filled escapes
    return render_to_string("communications/page_look.html", context)


def chat_of(communication: Communication, content: RevisionContent | Revision) -> ChatText:
    """As approved, or as it would be approved now."""
    columns = listed_columns(content.canonical)
    return approved(content.canonical) or written(name_columns(communication.subject, columns), content.source, columns)


def _chat(content: RevisionContent | Revision, communication: Communication, values: Mapping[str, str]) -> str:
    chat, is_cut = chat_of(communication, content).shortened()
    context = {
        "organisation": settings.ORGANISATION,
        "title": filled(chat.title, dict(values)),
        "parts": [(filled(title, dict(values)), filled(text, dict(values))) for title, text in chat.parts],
        "is_cut": is_cut,
    }
    return render_to_string("communications/chat_look.html", context)


def marked(html: str, words: Iterable[str], mark: str = MARK) -> str:
    """Each of the words marked where it stands first in what is read, whole, never inside a tag or an entity."""
    for one in dict.fromkeys(words):
        html = _marked_once(html, str(escape(one)), mark)
    return html


def _marked_once(html: str, word: str, mark: str) -> str:
    if not word:
        return html
    begin = r"(?<!\w)" if re.match(r"\w", word) else ""
    end = r"(?!\w)" if re.search(r"\w\Z", word) else ""
    # An entity is stepped over as one character, unless the word itself begins with it.
    sought = re.compile(rf"(?P<word>{begin}{re.escape(word)}{end})|&(?:#\w+|\w+);")
    pieces = re.split(r"(<[^>]*>)", html)
    inside = ""
    for place, piece in enumerate(pieces):
        if piece.startswith("<"):
            tag = re.match(r"<(/?)(style|title|mark)\b", piece)
            inside = ("" if tag[1] else tag[2]) if tag else inside
        elif not inside and (found := next((one for one in sought.finditer(piece) if one["word"]), None)):
            pieces[place] = piece[: found.start()] + mark.format(word) + piece[found.end() :]
            break
    return "".join(pieces)
