"""All that a check may know besides the text: one frozen value, also readable from JSON for use outside the application."""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import Any, get_args, get_origin, get_type_hints

# The kinds of what is written before it is over.
WHILE_IT_LASTS = ("update", "acknowledgement")


@dataclass(frozen=True)
class Fact:
    """`state` is "known", "investigating", "withheld", "not_applicable" or "" for a gap."""

    key: str
    state: str = "known"
    plain: str = ""
    technical: str = ""


@dataclass(frozen=True)
class Service:
    internal: str
    public: str = ""


@dataclass(frozen=True)
class Entry:
    """Something of the timeline. `public` entries may leave the building."""

    at: datetime
    text: str
    public: bool = False


@dataclass(frozen=True)
class Improvement:
    what: str
    public: str = ""  # in words for outside
    owner: str = ""
    due_on: date | None = None
    state: str = "open"  # open, in_progress, done, declined


@dataclass(frozen=True)
class Sibling:
    """The text of the same message to another audience."""

    audience: str
    text: str
    outside: bool = True
    time_zone: str = "UTC"


@dataclass(frozen=True)
class Term:
    """`word` as people write it; `replacement` is empty where it has none, or says what an acronym stands for."""

    word: str
    replacement: str = ""


@dataclass(frozen=True, eq=False)
class Glossary:
    """Those of equal contexts are the same one, so that what is made of it is found without reading a thousand terms again."""

    jargon: tuple[Term, ...]
    acronyms: tuple[Term, ...]
    with_shipped_words: bool


_glossary = lru_cache(maxsize=16)(Glossary)


@dataclass(frozen=True)
class Context:
    """One communication's circumstances. Instants carry their zone. Everything has a default, so that a text alone can be
    checked; a check is silent about what it cannot know."""

    level: str = "plain"  # plain, summary, technical, formal
    outside: bool = True
    kind: str = "root_cause"
    language: str = "en"
    time_zone: str = "UTC"
    word_limit: int | None = None
    grade_limit: float | None = None

    # Sections: title as it stands in a heading → key; keys without which this kind says too little.
    titles: dict[str, str] = field(default_factory=dict)
    mandatory: tuple[str, ...] = ()

    # How readers answer. `channels` holds mail, slack, teams, webhook, page, by_hand.
    feedback_link: bool = True
    feedback_contact: str = ""
    channels: tuple[str, ...] = ("mail",)

    # The incident.
    reference: str = ""
    started_at: datetime | None = None
    detected_at: datetime | None = None
    resolved_at: datetime | None = None
    next_update_at: datetime | None = None
    severity: str = ""
    services: tuple[Service, ...] = ()
    facts: tuple[Fact, ...] = ()
    timeline: tuple[Entry, ...] = ()
    improvements: tuple[Improvement, ...] = ()
    siblings: tuple[Sibling, ...] = ()

    # Names that do not leave the building.
    other_services: tuple[Service, ...] = ()
    staff: tuple[str, ...] = ()
    customers: tuple[str, ...] = ()
    vendors: tuple[str, ...] = ()
    internal_domains: tuple[str, ...] = ()  # links, hosts and mail under these are internal
    public_domains: tuple[str, ...] = ()  # these are what readers know
    ticket_prefixes: tuple[str, ...] = ()
    public_names: tuple[str, ...] = ()  # people named on purpose: support contacts, who signs

    # The glossary.
    jargon: tuple[Term, ...] = ()
    acronyms: tuple[Term, ...] = ()  # known to readers, or with what they stand for
    with_shipped_words: bool = True  # besides these also those that ship; a whole glossary says no

    # check → "advice" or "blocking", where the group differs from the check's own
    severities: dict[str, str] = field(default_factory=dict)

    @cached_property
    def glossary(self) -> Glossary:
        return _glossary(self.jargon, self.acronyms, self.with_shipped_words)

    @classmethod
    def from_json(cls, source: str) -> Context:
        """Raises ContextError, naming the place, for what is not a Context."""
        try:
            data = json.loads(source)
        except ValueError as error:
            raise ContextError("", f"it is not JSON: {error}") from error
        return read_context(data)


class ContextError(ValueError):
    """What is wrong with a Context in JSON, and where ("facts[2].state")."""

    def __init__(self, place: str, sentence: str) -> None:
        super().__init__(f"{place}: {sentence}" if place else sentence)
        self.place = place


def read_context(data: Any) -> Context:
    """A Context from what JSON holds: objects for dataclasses, ISO 8601 for instants (with an offset) and days."""
    found: Context = _read(Context, data, "")
    return found


def _read(wanted: Any, value: Any, place: str) -> Any:
    origin = get_origin(wanted)
    if origin in (types.UnionType, typing.Union):
        if value is None:
            return None
        return _read(next(kind for kind in get_args(wanted) if kind is not type(None)), value, place)
    if dataclasses.is_dataclass(wanted):
        return _read_object(wanted, value, place)
    if origin is tuple:
        if not isinstance(value, list):
            raise ContextError(place, "a list is expected")
        return tuple(_read(get_args(wanted)[0], item, f"{place}[{n}]") for n, item in enumerate(value))
    if origin is dict:
        if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
            raise ContextError(place, "an object of texts is expected")
        return dict(value)
    return _read_plain(wanted, value, place)


def _read_object(wanted: Any, value: Any, place: str) -> Any:
    if not isinstance(value, dict):
        raise ContextError(place, "an object is expected")
    hints = get_type_hints(wanted)
    fields = {one.name: hints[one.name] for one in dataclasses.fields(wanted)}
    inside = f"{place}." if place else ""
    if unknown := sorted(set(value) - set(fields)):
        raise ContextError(f"{inside}{unknown[0]}", "there is no such name")
    try:
        return wanted(**{name: _read(fields[name], item, f"{inside}{name}") for name, item in value.items()})
    except TypeError as error:
        raise ContextError(place, str(error)) from error


def _read_plain(wanted: Any, value: Any, place: str) -> Any:
    if wanted is datetime:
        try:
            moment = datetime.fromisoformat(value)
        except (TypeError, ValueError) as error:
            raise ContextError(place, "a time such as 2026-03-03T14:05:00+01:00 is expected") from error
        if moment.tzinfo is None:
            raise ContextError(place, "the time has no zone")
        return moment
    if wanted is date:
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError) as error:
            raise ContextError(place, "a day such as 2026-03-03 is expected") from error
    if wanted is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if not isinstance(value, wanted) or (wanted is int and isinstance(value, bool)):
        raise ContextError(place, f"{wanted.__name__} is expected")
    return value
