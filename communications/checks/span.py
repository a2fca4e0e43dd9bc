from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """Code points of a source, `end` not included."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a text: from after its heading to the next one's. What stands before any heading has the key ""."""

    key: str
    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link, an image or a bare address. Of a bare address, label and target are the same place."""

    start: int
    end: int
    label_start: int
    label_end: int
    target: str
    target_start: int
    target_end: int
    is_image: bool = False
    title_start: int = 0  # both 0 where there is none
    title_end: int = 0
