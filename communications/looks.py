"""What a recipient would see of a communication: as mail, as its text part, on the public page, in a chat."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass

from django.conf import settings
from django.db.models import TextChoices
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from communications.affected import example_for, listed_columns, name_columns, placeholders_of
from communications.chat import ChatText, approved, kinds_of, written
from communications.marking import Signs
from communications.models import Communication, Endpoint, Revision
from communications.pieces import SUBJECT
from communications.recipients import Recipient, recipients_of
from communications.revisioning import EXAMPLE, RevisionContent, as_it_stands, build, filled, goes_to_page, read_rows
from postincident.models import User
from postincident.rendering import to_document

MOST_CHOICES = 100


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


def document(
    communication: Communication, look: Look, values: Mapping[str, str], marks: Iterable[tuple[str, int, int]] = ()
) -> str:
    """A whole HTML document for a frame. `marks` are places in a draft's sections, or in its subject, by key."""
    places: dict[str, list[tuple[int, int]]] = {}
    for key, start, end in marks:
        places.setdefault(key, []).append((start, end))
    if not places:
        return _document(communication, as_it_stands(communication), look, values, None)
    sections = list(communication.sections.all())
    signs = Signs.for_texts(communication.subject, *(one.body for one in sections), *values.values())
    if signs is None:
        return _document(communication, build(communication), look, values, None)
    shown = copy(communication)  # nobody saves it
    shown.subject = signs.around(communication.subject, places.get(SUBJECT, ()))
    for one in sections:
        one.body = signs.around_markdown(one.body, places.get(one.key, ()))
    return _document(shown, build(shown, sections), look, values, signs)


def _document(
    communication: Communication,
    content: RevisionContent | Revision,
    look: Look,
    values: Mapping[str, str],
    signs: Signs | None,
) -> str:
    if look == Look.MAIL and not goes_to_page(communication):
        body = filled(content.html, dict(values), as_html=True)
    elif look == Look.TEXT:
        body = str(format_html("<pre style='white-space:pre-wrap'>{}</pre>", filled(content.text, dict(values))))
    elif look == Look.CHAT:
        body = _chat(content, communication, values, signs)
    else:
        body = _page(content, communication, values)
    html = to_document(body, filled(content.subject, dict(values)), communication.audience.group.language)
    return signs.shown(html) if signs else html


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


def _chat(
    content: RevisionContent | Revision, communication: Communication, values: Mapping[str, str], signs: Signs | None
) -> str:
    whole = chat_of(communication, content)
    chat, is_cut = _shortened(whole, signs) if signs else whole.shortened()
    context = {
        "organisation": settings.ORGANISATION,
        "title": filled(chat.title, dict(values)),
        "parts": [(filled(title, dict(values)), filled(text, dict(values))) for title, text in chat.parts],
        "is_cut": is_cut,
    }
    return render_to_string("archive/chat_look.html", context)


def _shortened(whole: ChatText, signs: Signs) -> tuple[ChatText, bool]:
    """Cut where it would be without the signs."""
    plain = ChatText(whole.title, tuple((title, signs.without(text)) for title, text in whole.parts))
    chat, is_cut = plain.shortened()
    parts = (
        (title, signs.like(text, signed))
        for (title, text), (_title, signed) in zip(chat.parts, whole.parts, strict=False)
    )
    return ChatText(chat.title, tuple(parts)), is_cut
