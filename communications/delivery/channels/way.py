from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Protocol, runtime_checkable

from communications.delivery.mime import Copy, Message
from communications.delivery.outcome import Answer
from communications.models import Endpoint


class Channel(Protocol):
    """An open way. `before_the_end` is called once, before the last byte of a message leaves: whatever goes wrong earlier is
    certain not to have arrived. Raises ServerDown where nobody's message is at fault."""

    def hand_over(self, message: Message, copy: Copy, before_the_end: Callable[[], None]) -> Answer: ...

    def close(self) -> None: ...


@runtime_checkable
class ManyAtOnce(Protocol):
    """A way on which several messages are under way at once: `copies` is asked for the next whenever one can begin, and each
    has its answer in whatever order.

    Raises ServerDown when whatever has no answer yet was certainly not handed over.
    """

    def hand_over_all(
        self,
        message: Message,
        copies: Iterable[Copy],
        before_the_end: Callable[[Copy], None],
        answered: Callable[[Copy, Answer], None],
    ) -> None: ...


def hand_over_all(
    channel: Channel,
    message: Message,
    copies: Iterable[Copy],
    before_the_end: Callable[[Copy], None],
    answered: Callable[[Copy, Answer], None],
) -> None:
    """By a channel of either kind."""
    if isinstance(channel, ManyAtOnce):
        channel.hand_over_all(message, copies, before_the_end, answered)
        return
    for copy in copies:
        answered(copy, channel.hand_over(message, copy, partial(before_the_end, copy)))


@dataclass(frozen=True)
class Way:
    """`normalise` makes one address of the ways to write it, or raises ValidationError. Without `open` a person does it."""

    kind: Endpoint.Kind
    normalise: Callable[[str], str]
    open: Callable[[], Channel] | None = None
