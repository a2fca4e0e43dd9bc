"""Microsoft Teams, through a workflow's webhook: an adaptive card.

Source: Microsoft's documentation of webhooks by Workflows and of Adaptive Cards 1.4, whose text knows a part of Markdown
(read in November 2026).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from communications.delivery.channels import posting
from communications.delivery.channels.told import filled_for_all, linked, told_link
from communications.delivery.channels.way import Way
from communications.delivery.mime import Copy, Letter, Message
from communications.delivery.outcome import Answer, Verdict
from communications.models import Endpoint

_SPECIAL = re.compile(r"([\\`*_\[\]<>#~|])")
# The older connectors answer 200 and say in words what went wrong.
_FAILED = re.compile(rb"HTTP error (\d{3})")


class Teams:
    def hand_over(self, message: Message, copy: Copy, before_the_end: Callable[[], None]) -> Answer:
        answer = posting.post_json(copy.address, payload(message.letter, copy), before_the_end)
        if answer.verdict == Verdict.SENT and (found := _FAILED.search(answer.said.encode())):
            return posting.judge_status(int(found[1]), answer.said)
        return answer

    def close(self) -> None:
        pass


def payload(letter: Letter, copy: Copy) -> dict[str, Any]:
    chat, is_cut = filled_for_all(letter.chat, copy).shortened()
    body = [_block(escape(chat.title) or "–", size="Large", weight="Bolder", style="heading")]
    for title, text in chat.parts:
        body += [_block(escape(title), weight="Bolder", spacing="Medium"), _block(_linked(text), spacing="Small")]
    card: dict[str, Any] = {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.4",
        "body": body,
        "msteams": {"width": "Full"},
    }
    if is_cut:
        card["actions"] = [{"type": "Action.OpenUrl", "title": _("Read all of it"), "url": told_link(copy)}]
    attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "contentUrl": None, "content": card}
    return {"type": "message", "summary": f"{letter.from_name}: {chat.title}", "attachments": [attachment]}


def _block(text: str, **look: str) -> dict[str, Any]:
    return {"type": "TextBlock", "text": text, "wrap": True} | look


def escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _linked(text: str) -> str:
    """Lines end where the text's do, and addresses stay whole."""
    whole = linked(text, escape, lambda address: f"[{escape(address)}]({address.replace(')', '%29')})")
    return re.sub(r"(?<!\n)\n(?!\n)", "\n\n", whole)


WAY = Way(Endpoint.Kind.TEAMS, posting.normalise, Teams)
