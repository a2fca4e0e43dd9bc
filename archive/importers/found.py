"""What an importer finds, whatever the format: the words it hands to `archive.verbs.importing`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Protocol

from postincident.rendering import clean_text

LONGEST_TEXT = 200_000


@dataclass(frozen=True)
class FoundUpdate:
    """One message of an incident. `occurrence` counts from 1 in the order of time and is its identity."""

    place: str
    occurrence: int
    kind: str
    at: datetime
    text: str
    found: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class FoundIncident:
    place: str
    origin: str
    title: str
    severity: str
    started_at: datetime | None
    resolved_at: datetime | None
    updates: tuple[FoundUpdate, ...]
    services: tuple[str, ...] = ()
    as_found: dict[str, str] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()  # imported all the same, and reported


@dataclass(frozen=True)
class Problem:
    """What could not be read: where it stands and why, in a sentence."""

    place: str
    sentence: str
    origin: str = ""


type Found = FoundIncident | Problem


class Importer(Protocol):
    name: str

    def recognises(self, name: str, data: bytes) -> bool: ...

    def read(self, name: str, data: bytes) -> Iterator[Found]: ...


def tidy(value: Any, longest: int | None = None) -> str:
    """Text that either database can hold: no control characters, no half characters."""
    text = clean_text(str(value)).encode("utf-8", "replace").decode()
    return text if longest is None else text[:longest]


def moment(value: Any) -> datetime | None:
    """An ISO 8601 time as an instant; without a zone it is UTC. None for nothing; ValueError for nonsense."""
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise ValueError(value)
    at = datetime.fromisoformat(value.strip())
    try:
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(value) from error
