"""How lower apps show what higher apps know, without importing them.

Each app fills these lists once, in its `AppConfig.ready`. Every function answers for many rows at once, so that a page
makes the same number of queries however much it shows. Nothing here looks upward: the core only calls what it was given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from postincident.models import Incident, User

type Text = str | Promise


@dataclass(frozen=True)
class NavItem:
    """An entry of the main navigation. `rare` ones move to "More" on a phone. `allowed` hides what a person may not open.

    It is marked as current on every page whose view name, or whose address, starts with one of `prefixes`.
    """

    label: Text
    url_name: str
    icon: str
    order: int
    prefixes: tuple[str, ...]
    rare: bool = False
    about: Text = ""  # what is found there, for the page "More"
    allowed: Callable[[User], bool] = lambda user: True


@dataclass(frozen=True)
class Panel:
    """A piece of a page that belongs to a higher app.

    `query(user, incident_ids)` returns what the template needs per incident id; the template gets it as `panel`,
    with `incident` and `user`. `place` is one of "workspace" (full width), "aside", "actions" (buttons beside the title
    of the workspace), "improvements" (that page), "subnav" (the template is not used: the value is a list of
    SubnavItem), "list" (one short text per incident, for the list's column `title`) or "record" (beside an archived
    record: the ids are those of records).
    """

    key: str
    title: Text
    template: str
    query: Callable[[User, Sequence[int]], Mapping[int, Any]]
    place: str = "workspace"
    order: int = 100


@dataclass(frozen=True)
class HomePanel:
    """A piece of the home page: `query(user, now)` returns the template's `panel`, or None to be left out."""

    key: str
    title: Text
    template: str
    query: Callable[[User, datetime], Any]
    order: int = 100


@dataclass(frozen=True)
class SubnavItem:
    label: Text
    url: str
    count: int | None = None
    section: str = ""


@dataclass(frozen=True)
class Clause:
    """One condition of a task and what the data says of it. A task is done when each of its clauses holds."""

    code: str
    holds: bool
    sentence: str
    figure: str = ""
    url: str = ""
    link: str = ""
    order: int = 100


@dataclass(frozen=True)
class Need:
    """Something that waits for one person: for the home page and for reminders.

    One row a thing to do: a need whose `thing` another one names in `instead_of` is left out.
    """

    why: str  # "overdue", "gap", "approved", "review", "feedback", "due": decides icon, colour and order
    label: Text
    title: str
    url: str
    detail: str
    action: Text
    due_at: datetime | None = None
    incident_id: int | None = None
    thing: str = ""  # see `thing_of`
    instead_of: tuple[str, ...] = ()


def thing_of(kind: str, *ids: object) -> str:
    """Names something to do, so that needs of several apps can speak of the same: thing_of("task", 7, "tell")."""
    return " ".join([kind, *map(str, ids)])


@dataclass(frozen=True)
class Lesson:
    """Where a change says what it was learned from: a form field and what to do with its value."""

    choices: Callable[[User], Sequence[tuple[str, Any]]]  # (value, label), or (heading, several of those)
    named: Callable[[User, str], str]  # what any value is called, chosen or not; empty where it is not theirs to see
    attach: Callable[[User, Any, str], None]  # (who, the change, chosen value)
    describe: Callable[[User, Sequence[int]], Mapping[int, str]]  # (who asks, change ids) → "Theme: too late"


@dataclass(frozen=True)
class Figure:
    """A mean, and of how many. None where there is nothing to take it of."""

    mean: float | None
    n: int


@dataclass(frozen=True)
class Effect:
    """One measure of what a recorded change concerns, before it and since. It shows what was so, and never why."""

    FEWEST = 5  # on either side: a mean of fewer says nothing of a change

    label: Text
    of: Text  # what is counted: "ratings"
    before: Figure
    after: Figure
    scale: Text = ""  # "1 not at all, 5 fully"

    @property
    def is_comparable(self) -> bool:
        return min(self.before.n, self.after.n) >= self.FEWEST


@dataclass(frozen=True, slots=True)
class Reply:
    """What somebody wrote back by mail, and to what: ids of a higher floor's rows, as far as they are known.

    `words` are their own, `whole` is all they sent, both as plain text. `message_id` is the mail's own, or a digest of it:
    the same one is the same reply. `from_recipient`: the sender's address is the one that the delivery went to.
    """

    incident_id: int
    communication_id: int | None
    delivery_id: int | None
    from_recipient: bool
    message_id: str
    name: str
    address: str
    words: str
    whole: str
    said_at: datetime


@dataclass(frozen=True)
class Letters:
    """Mails to one person that a higher app sends by itself, for what comes back of them."""

    addressed: Callable[
        [Sequence[str]], Mapping[str, str]
    ]  # Message-IDs → {one of theirs: hash of its recipient's address}
    # (Message-ID, kind of report, what the server that reports has to say) → whether that was news
    returned: Callable[[str, str, str], bool]


type Evidence = Callable[[Sequence[Incident], datetime], Mapping[int, Sequence[Clause]]]
type Needs = Callable[[User, datetime], Iterable[Need]]
type Placeholders = Callable[[Sequence[int]], Mapping[int, Mapping[str, str]]]
type Sweep = Callable[[datetime], int]
type Purge = Callable[[str, Sequence[int]], int]
type Describe = Callable[[Sequence[int]], Mapping[int, tuple[str, str]]]
type Replies = Callable[[Sequence[Reply]], int]
type Scene = tuple[datetime, Callable[[], object]]


@dataclass
class Registry:
    nav_items: list[NavItem] = field(default_factory=list)
    panels: list[Panel] = field(default_factory=list)
    home_panels: list[HomePanel] = field(default_factory=list)
    # task key → functions that each prove some clauses of it
    evidence: dict[str, list[Evidence]] = field(default_factory=dict)
    needs: list[Needs] = field(default_factory=list)
    # delivery ids → {delivery id: {placeholder name: value}}
    placeholders: list[Placeholders] = field(default_factory=list)
    # (stakeholder group, kind) → how a mail asks its readers whether it was clear, in the language that is spoken just then
    asks_whether_clear: Callable[[Any, str], str] | None = None
    # record ids → {record id: {placeholder name: value}}: what a public page puts in the place of a reader's own links
    record_placeholders: list[Placeholders] = field(default_factory=list)
    # (words, address) of what else a reader of the public pages may do, for their foot
    public_links: list[Callable[[], Sequence[tuple[str, str]]]] = field(default_factory=list)
    # work found by `manage.py worker`: now → how many rows were moved
    sweeps: dict[str, Sweep] = field(default_factory=dict)
    # those of them that look at much and may come late: the worker gives them a fiftieth of its time
    unhurried: set[str] = field(default_factory=set)
    # what is kept only so long → forget what is older: now → how many
    retention: dict[str, Sweep] = field(default_factory=dict)
    # (what, ids): "record" after a redaction, "contact" or "delivery" after an erasure
    purges: list[Purge] = field(default_factory=list)
    # a mail address that was erased → in how many places it was said
    address_purges: list[Callable[[str], int]] = field(default_factory=list)
    # record ids → {record id: {SHA-256: bytes}}: the files that went with each, as they are stored
    record_files: list[Callable[[Sequence[int]], Mapping[int, Mapping[str, bytes]]]] = field(default_factory=list)
    # record id → what a redaction would take beside the record, a line each, said before it does
    redactions: list[Callable[[int], Sequence[str]]] = field(default_factory=list)
    # a contact turned out to be another: (the duplicate's id, the id of the one that stays), inside the verb's transaction
    merges: list[Callable[[int, int], object]] = field(default_factory=list)
    # replies by mail → how many of them were new
    replies: list[Replies] = field(default_factory=list)
    letters: list[Letters] = field(default_factory=list)
    # event object_type → ids → (words, url), so that the activity can name what an event was about
    described: dict[str, Describe] = field(default_factory=dict)
    # event verb → sentence with %(actor)s and %(object)s
    sentences: dict[str, Text] = field(default_factory=dict)
    # called inside the transaction of a verb that hides something from people who could see it before
    hidden: list[Callable[[], object]] = field(default_factory=list)
    # called by the verbs that declare, edit or adopt an incident, inside their transaction
    incident_saved: list[Callable[[Incident], object]] = field(default_factory=list)
    lesson: Lesson | None = None
    # (who looks, a recorded change) → what was so before it and since, of what they may see
    effects: list[Callable[[User, Any], Sequence[Effect]]] = field(default_factory=list)
    # a recorded change → which texts those figures are of
    effect_scope: Callable[[Any], Text] | None = None
    # management commands that make good, and check, what a copied database lacks
    upkeep: list[str] = field(default_factory=list)
    # models whose rows the database itself makes from others, so that they are not copied with these: "app.model"
    reckoned: set[str] = field(default_factory=set)
    # what the demonstration shows, as scenes to be played in the order they happened
    demo_scenes: list[Callable[[], Iterable[Scene]]] = field(default_factory=list)

    def add_evidence(self, task: str, evidence: Evidence) -> None:
        self.evidence.setdefault(task, []).append(evidence)

    def panels_at(self, place: str) -> list[Panel]:
        return sorted((panel for panel in self.panels if panel.place == place), key=lambda panel: panel.order)


registry = Registry()
