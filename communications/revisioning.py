"""What a review reads and a release sends: one exact rendering of a communication, and its digest.

The digest covers subject, text and HTML with their named placeholders, template and layout version, attachments,
sender, channels (with what a chat is given, where there is one), the promised next update and the rule for recipients.
Releasing only substitutes the placeholders: [[contact_name]], [[feedback_link]], [[unsubscribe_link]],
[[preferences_link]], and the columns of a list of those affected.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import css_inline
from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy

from archive.chain import canonical
from communications import chat
from communications.affected import name_columns, terms_of_list, with_columns
from communications.chat import KINDS, kinds_of
from communications.languages import spoken
from communications.models import Communication, Endpoint, Revision, Section
from communications.recipients import RULE
from postincident.placeholders import LISTED, PLACEHOLDER, column_words, in_capitals
from postincident.registry import registry
from postincident.rendering import link_only, to_html, to_text

# Counts up when templates/emails/communication.* or the page layout change what a reader sees.
LAYOUT = 5
# What a preview puts in the place of what each recipient gets.
EXAMPLE = {
    "contact_name": "Ana Ferreira",
    "feedback_link": "https://example.org/a-personal-link",
    "unsubscribe_link": "https://example.org/another-personal-link",
    "preferences_link": "https://example.org/a-link-to-preferences",
}
# A preview stands in a frame that may do nothing but look like itself.
FRAMED_CSP = {"default-src": ["'none'"], "style-src": ["'unsafe-inline'"], "frame-ancestors": ["'self'"]}
LINKS = ("feedback_link", "unsubscribe_link", "preferences_link")
_INVITATION = "[[feedback_link]]"
# What `terms_of` says, and a revision's canonical text keeps.
TERMS = ("template_version", "attachments", "sender", "channels", "group", "required_notice", "recipients", "listed")


# Each of the terms in words, the sender's three one by one.
_IN_WORDS = {
    "template_version": gettext_lazy("the template"),
    "attachments": gettext_lazy("the files"),
    "from_name": gettext_lazy("the sender's name"),
    "reply_to": gettext_lazy("where replies go"),
    "from": gettext_lazy("the sender's address"),
    "channels": gettext_lazy("the channels"),
    "group": gettext_lazy("the group"),
    "required_notice": gettext_lazy("whether law or contract requires it"),
    "recipients": gettext_lazy("the rule for recipients"),
    "listed": gettext_lazy("the list of those affected"),
}


@dataclass(frozen=True)
class RevisionContent:
    subject: str
    text: str
    html: str
    source: list[dict[str, str]]
    canonical: str
    digest: str


def kept_html(row: Mapping[str, str]) -> SafeString:
    """A section of a revision's source as HTML. Revisions of before this was kept have only the Markdown."""
    return mark_safe(row["html"]) if "html" in row else to_html(row["body"])  # noqa: S308 - to_html made it


def kept_heading(row: Mapping[str, str]) -> str:
    """Its heading as it leaves. Revisions of before this was kept have it as it was typed."""
    return row.get("heading", row["title"])


def read_rows(source: Iterable[Mapping[str, str]]) -> list[dict[str, str]]:
    """The sections of a revision's source that say something, each with `title` and `html` as a reader has them."""
    return [{**row, "title": kept_heading(row), "html": kept_html(row)} for row in source if row["body"].strip()]


def goes_to_page(communication: Communication) -> bool:
    return communication.audience.group.channels == [Endpoint.Kind.PAGE]


def sections_html(sections: list[Section], links: Collection[str] = LINKS) -> SafeString:
    """The sections as the reader sees them, those placeholders that are links made clickable."""
    parts = ((section.title, clickable(to_html(section.body), links)) for section in sections if section.body.strip())
    return format_html_join("\n", "<h2>{}</h2>\n{}", parts)


def clickable(html: SafeString, links: Collection[str] = LINKS) -> SafeString:
    def link(match: re.Match[str]) -> str:
        name = match[1]
        return f'<a href="[[{name}]]">[[{name}]]</a>' if name in links else match[0]

    pieces = re.split(r"(<[^>]*>)", html)
    return mark_safe("".join(p if p.startswith("<") else PLACEHOLDER.sub(link, p) for p in pieces))  # noqa: S308


def sections_text(sections: list[Section]) -> str:
    parts = [f"{in_capitals(section.title)}\n{to_text(section.body)}" for section in sections if section.body.strip()]
    return "\n\n".join(parts)


@lru_cache(maxsize=1)
def _style() -> str:
    return (settings.BASE_DIR / "static/css/mail.css").read_text()


def _mail_html(context: dict[str, Any]) -> str:
    page = render_to_string("emails/communication.html", context)
    return css_inline.inline(page, extra_css=_style(), load_remote_stylesheets=False, keep_style_tags=False)


def terms_of(communication: Communication) -> dict[str, Any]:
    """What a review approves besides the words: who sends it, by which channels, to whom, with which files."""
    group = communication.audience.group
    return {
        "template_version": communication.template_version_id,
        "attachments": [list(row) for row in sorted(communication.attachments.values_list("digest", "name"))],
        "sender": {
            "from_name": group.from_name or settings.ORGANISATION,
            "reply_to": group.reply_to,
            "from": settings.DEFAULT_FROM_EMAIL,
        },
        "channels": sorted({*group.channels, *kinds_of(group)}),
        "group": group.pk,
        "required_notice": group.required_notice,
        "recipients": RULE,
    } | terms_of_list(communication)


def approved_terms(revision: Revision) -> dict[str, Any]:
    return {name: value for name, value in json.loads(revision.canonical).items() if name in TERMS}


def changed_terms(revision: Revision, communication: Communication) -> list[str]:
    """What of the approved terms is another by now, in words."""
    before, now = _flat(approved_terms(revision)), _flat(terms_of(communication))
    return [str(words) for name, words in _IN_WORDS.items() if before.get(name) != now.get(name)]


def _flat(terms: Mapping[str, Any]) -> dict[str, Any]:
    return {**terms, **terms.get("sender", {})}


def is_intact(revision: Revision) -> bool:
    """Whether it still is what its digest says, also in the columns that are shown, sent and archived."""
    if hashlib.sha256(revision.canonical.encode()).hexdigest() != revision.digest:
        return False
    said = json.loads(revision.canonical)
    return all(said[name] == getattr(revision, name) for name in ("subject", "text", "html"))


def build(communication: Communication, written: list[Section] | None = None) -> RevisionContent:
    """`written` are its sections, where they differ from what is saved."""
    group = communication.audience.group
    terms = terms_of(communication)
    columns = terms.get("listed", {}).get("columns", [])
    written = list(communication.sections.all()) if written is None else written
    sections = with_columns(written, columns)
    on_page = goes_to_page(communication)
    inviting = [section for section in sections if _INVITATION in section.body]
    # The section made for it stands beside the numbers to choose; elsewhere people wrote an invitation of their own.
    beside = next((section for section in inviting if section.key == "feedback"), None)
    # Where feedback is not asked for by a link, its place is taken by a person to write to.
    links = LINKS if group.feedback_on else LINKS[1:]
    body = sections_html(sections if on_page else [section for section in sections if section != beside], links)
    # The mails of one incident share the beginning of their subject, so that programs keep them together.
    title = name_columns(communication.subject, columns)
    subject = title if on_page else f"[{communication.incident.reference}] {title}"
    context = {
        "communication": communication,
        "group": group,
        "organisation": settings.ORGANISATION,
        "subject": subject,
        "title": title,
        "body": body,
        "invitation": sections_html([beside], links) if beside else "",
        "invites_itself": bool(inviting),
        "body_text": mark_safe(sections_text(sections)),  # noqa: S308 - goes into a plain text
        "reference": communication.incident.reference,
    }
    if on_page:
        html, text = str(body), sections_text(sections)
    else:
        with translation.override(spoken(group.language)):
            if registry.asks_whether_clear:
                context["asked"] = registry.asks_whether_clear(group, communication.kind)
            html = _mail_html(context)
            text = render_to_string("emails/communication.txt", context).strip() + "\n"
    source = [{"key": one.key, "title": one.title, "body": one.body} for one in written]
    said = {"subject": subject, "text": text, "html": html, "layout": LAYOUT} | terms
    if communication.next_update_at:
        said["next_update_at"] = communication.next_update_at.isoformat()
    if set(KINDS) & set(terms["channels"]):
        said["chat"] = chat.written(title, source, columns).as_terms()
    text_of_it = canonical(said)
    # Rendered here, once: whoever reads the revision later is shown what was kept.
    source = [
        row | {"heading": leaves.title, "html": str(to_html(leaves.body))}
        for row, leaves in zip(source, sections, strict=True)
    ]
    digest = hashlib.sha256(text_of_it.encode()).hexdigest()
    return RevisionContent(subject, text, html, source, text_of_it, digest)


def as_it_stands(communication: Communication) -> RevisionContent | Revision:
    """What a reader would get: of a draft what is written now, of anything later the revision that was frozen."""
    frozen = communication.revisions.order_by("-number").first()
    if communication.state == Communication.State.DRAFT or frozen is None:
        return build(communication)
    return frozen


def filled(template: str, values: dict[str, str], *, as_html: bool = False) -> str:
    """The text with its placeholders substituted: for previews and the test mail to oneself.

    A column of a list that `values` does not know is named, so that no reader takes the gap for the text.
    """

    def value(match: re.Match[str]) -> str:
        gap = f"[{column_words(match[1])}]" if match[1].startswith(LISTED) else ""
        text = values.get(match[1], gap)
        if not as_html:
            return text
        in_address = match.string.endswith('href="', 0, match.start())
        return str(format_html("{}", link_only(text) if in_address else text))

    return PLACEHOLDER.sub(value, template)
