"""A communication as a chat or a webhook is given it: its title, and its sections as plain text.

It is worked out once, when a text is submitted for review of a group that has such a channel, and stands in the revision's
canonical text: what leaves is what was approved.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from communications.addresses import POSTED
from communications.affected import name_columns
from communications.models import Endpoint, StakeholderGroup
from postincident.placeholders import left_open, without_greeting
from postincident.rendering import to_text

# What a chat shows without being asked for more; the rest stays a link. One block of Slack's holds 3,000 characters.
CHARACTERS = 2800
KINDS = tuple(map(Endpoint.Kind, POSTED))


@dataclass(frozen=True)
class ChatText:
    """`parts` are (title, text) of each section that says something."""

    title: str
    parts: tuple[tuple[str, str], ...]

    def as_terms(self) -> dict[str, Any]:
        return {"title": self.title, "parts": [list(part) for part in self.parts]}

    def as_shown(self) -> dict[str, Any]:
        """For the record: what a chat shows without being asked for more, and whether it ends in a link to all of it.

        As `channels.told.filled_for_all` leaves it, but with what stands for a link named.
        """
        parts = ((title, without_greeting(text).strip()) for title, text in self.parts)
        told = ChatText(left_open(self.title), tuple((title, text) for title, text in parts if text))
        shown, is_cut = told.shortened()
        return shown.as_terms() | {"is_cut": is_cut}

    def shortened(self) -> tuple[ChatText, bool]:
        """What a chat shows, cut at the end of a paragraph, and whether there was more."""
        kept: list[tuple[str, str]] = []
        left = CHARACTERS
        for title, text in self.parts:
            left -= len(title) + 3
            if len(text) > left:
                if beginning := _beginning(text, left, is_first=not kept):
                    kept.append((title, f"{beginning} …"))
                return ChatText(self.title, tuple(kept)), True
            kept.append((title, text))
            left -= len(text)
        return self, False


NOTHING = ChatText("", ())


def _beginning(text: str, most: int, *, is_first: bool) -> str:
    most = max(most - 2, 0)
    end = text.rfind("\n\n", 0, most)
    return text[: end if end > 0 else most if is_first else 0].rstrip()


def kinds_of(group: StakeholderGroup) -> list[str]:
    """The group's ways to be told in a chat or by a webhook."""
    kinds = group.endpoints.filter(active=True, kind__in=KINDS).order_by("kind").values_list("kind", flat=True)
    return list(kinds.distinct())


def written(title: str, source: Iterable[Mapping[str, str]], columns: list[str]) -> ChatText:
    """Of sections as a revision keeps them: {"title", "body" in Markdown}."""
    texts = ((name_columns(row["title"], columns), to_text(name_columns(row["body"], columns))) for row in source)
    return ChatText(title, tuple((heading, text) for heading, text in texts if text))


def approved(canonical: str) -> ChatText | None:
    """None of a group that had no such channel when the text was submitted."""
    said = json.loads(canonical).get("chat")
    return said and ChatText(said["title"], tuple((title, text) for title, text in said["parts"]))
