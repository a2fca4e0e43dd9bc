"""A communication as one Markdown text, as the checks read it, and the way back from a place there to a place in a section."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

# No section can have this key.
SUBJECT = "@subject"


class Part(Protocol):
    """A section, saved or as it is being typed."""

    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def body(self) -> str: ...


@dataclass(frozen=True)
class Piece:
    """Where in the whole the text of one section stands; the key of the subject's is SUBJECT."""

    key: str
    start: int
    end: int


@dataclass(frozen=True)
class Whole:
    source: str
    pieces: tuple[Piece, ...]

    def place_of(self, start: int, end: int) -> tuple[str, int, int] | None:
        """Key, start and end within the one section in which it lies; None when it lies in several, or in a heading."""
        for piece in self.pieces:
            if piece.start <= start and end <= piece.end:
                return piece.key, start - piece.start, end - piece.start
        return None


def assembled(subject: str, sections: Iterable[Part]) -> Whole:
    """What a reader is shown, in their order: the subject, then the sections that say something, under their headings."""
    texts: list[str] = [subject]
    pieces = [Piece(SUBJECT, 0, len(subject))]
    at = len(subject)
    for section in sections:
        if not section.body.strip():
            continue
        head = f"\n\n## {section.title}\n\n"
        texts += [head, section.body]
        at += len(head)
        pieces.append(Piece(section.key, at, at + len(section.body)))
        at += len(section.body)
    return Whole("".join(texts), tuple(pieces))
