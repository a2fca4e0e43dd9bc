"""Slack's incoming webhooks, which Mattermost and Rocket.Chat understand too: blocks with text in "mrkdwn".

Source: Slack's documentation of incoming webhooks, of Block Kit and of formatting text (read in November 2026).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from communications.delivery.channels import posting
from communications.delivery.channels.told import filled_for_all, linked, told_link
from communications.delivery.channels.way import Way
from communications.delivery.mime import Copy, Letter, Message
from communications.delivery.outcome import Answer
from communications.models import Endpoint

_HEADING = 150  # characters of a header block
_BLOCK = 3000  # characters of a section block, after escaping


class Slack:
    def hand_over(self, message: Message, copy: Copy, before_the_end: Callable[[], None]) -> Answer:
        return posting.post_json(copy.address, payload(message.letter, copy), before_the_end)

    def close(self) -> None:
        pass


def payload(letter: Letter, copy: Copy) -> dict[str, Any]:
    chat, is_cut = filled_for_all(letter.chat, copy).shortened()
    blocks: list[dict[str, Any]] = [
        {"type": "header", "text": {"type": "plain_text", "text": chat.title[:_HEADING] or "–", "emoji": False}}
    ]
    for title, text in chat.parts:
        blocks += [_section(piece) for piece in _pieces(f"*{escape(title)}*\n{_linked(text)}")]
    if is_cut:
        blocks.append(_section(f"<{told_link(copy)}|{escape(_('Read all of it'))}>"))
    # `text` is what a notification shows, and a reader of the screen hears.
    return {"text": escape(f"{letter.from_name}: {chat.title}"), "blocks": blocks, "unfurl_links": False}


def _section(text: str) -> dict[str, Any]:
    # Verbatim: a name in the text calls nobody, and only what we mark as a link is one.
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _linked(text: str) -> str:
    return linked(text, escape, lambda address: f"<{escape(address)}>")


def _pieces(text: str) -> list[str]:
    """At the ends of paragraphs, lines or words, so that no block is too long."""
    pieces = []
    while len(text) > _BLOCK:
        ends = (text.rfind(mark, 1, _BLOCK) for mark in ("\n\n", "\n", " "))
        end = next((at for at in ends if at > 0), _BLOCK)
        pieces.append(text[:end].rstrip())
        text = text[end:].lstrip()
    return [*pieces, text]


WAY = Way(Endpoint.Kind.SLACK, posting.normalise, Slack)
