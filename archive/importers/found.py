"""What an importer finds, whatever the format: the words it hands to `archive.verbs.importing`."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _

from postincident.rendering import clean_text

log = logging.getLogger(__name__)
LONGEST_TEXT = 200_000


@dataclass(frozen=True)
class FoundUpdate:
    """One message of an incident. `occurrence` counts from 1 in the order of time; it, or the `key`, is its identity."""

    place: str
    occurrence: int
    kind: str
    at: datetime
    text: str
    found: dict[str, str] = field(default_factory=dict)
    key: str = ""  # where the format has ids of its own for messages
    audience: str = "Public"  # a status page is read by everybody; "" where the source does not say who was told
    audience_kind: str = "public"
    attachments: tuple[dict[str, Any], ...] = ()  # [{"name", "size", "digest"}]
    title: str = ""  # where messages have titles of their own


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


class Importer:
    """Knows one format. `read` is for everybody else; an importer itself says what it `finds`."""

    name: str

    def recognises(self, name: str, data: bytes) -> bool:
        raise NotImplementedError

    def finds(self, name: str, data: bytes) -> Iterable[Found]:
        raise NotImplementedError

    def read(self, name: str, data: bytes) -> Iterator[Found]:
        """What is in a file. Whatever is in it, reading it ends well: what no importer foresaw is a problem too."""
        yield from guarded(name, self.finds(name, data))


def guarded[T](place: str, found: Iterable[T]) -> Iterator[T | Problem]:
    """Ends at what the importer did not foresee, with a problem in its stead; put it around each incident of a file."""
    try:
        yield from found
    except Exception as error:
        log.exception("Not foreseen by an importer: %s", place)
        yield Problem(place, _("It cannot be read: %(why)s") % {"why": f"{type(error).__name__}: {tidy(error, 200)}"})


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
