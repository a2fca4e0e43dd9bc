from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from communications.delivery.mime import Copy, Message
from communications.delivery.outcome import Answer
from communications.models import Endpoint


class Channel(Protocol):
    """An open way. `before_the_end` is called once, before the last byte of a message leaves: whatever goes wrong earlier is
    certain not to have arrived. Raises ServerDown where nobody's message is at fault."""

    def hand_over(self, message: Message, copy: Copy, before_the_end: Callable[[], None]) -> Answer: ...

    def close(self) -> None: ...


@dataclass(frozen=True)
class Way:
    """`normalise` makes one address of the ways to write it, or raises ValidationError. Without `open` a person does it."""

    kind: Endpoint.Kind
    normalise: Callable[[str], str]
    open: Callable[[], Channel] | None = None
