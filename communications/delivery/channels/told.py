"""What chat and webhooks say of one message: to a group and not to one person."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from communications.chat import ChatText
from communications.delivery.mime import Copy
from postincident.links import address_maker, make_token
from postincident.placeholders import PLACEHOLDER, left_open, without_greeting

TOLD = "told"
_URL = re.compile(r"https?://[^\s<>|]+[^\s<>|.,;:!?)\]}'\"]")


def told_link(copy: Copy) -> str:
    """The page with all of it, for whoever has the link."""
    return address_maker("communications:told")(make_token(TOLD, copy.delivery_id))


def filled_for_all(chat: ChatText, copy: Copy) -> ChatText:
    """A group has no name to greet, and what each of those affected was told alone is left open."""
    parts = ((_left_open(title, copy.values), for_all(text, copy.values)) for title, text in chat.parts)
    return ChatText(left_open(chat.title), tuple((title, text) for title, text in parts if text))


def for_all(text: str, values: Mapping[str, str]) -> str:
    return _left_open(without_greeting(text), values).strip()


def _left_open(text: str, values: Mapping[str, str]) -> str:
    return PLACEHOLDER.sub(lambda found: values.get(found[1]) or "…", text)


def linked(text: str, escape: Callable[[str], str], link: Callable[[str], str]) -> str:
    """Each address made a link as the chat marks one, all else escaped as it wants it."""
    pieces, past = [], 0
    for found in _URL.finditer(text):
        pieces += [escape(text[past : found.start()]), link(found[0])]
        past = found.end()
    return "".join([*pieces, escape(text[past:])])
