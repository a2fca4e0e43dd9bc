"""How far a release is, counted in the database: what the progress page shows of any number of deliveries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Min, Value
from django.db.models.functions import Replace

from communications.models import Delivery, Release
from postincident.models import Event

S = Delivery.State
# Parts of the bar in reading order: class of the stylesheet, states.
PARTS: list[tuple[str, tuple[str, ...]]] = [
    ("sent", (S.SENT,)),
    ("local", (S.KEPT_LOCALLY,)),  # nobody has it, so it does not look like sent
    ("retry", (S.DEFERRED, S.SENDING)),
    ("fail", (S.FAILED, S.BOUNCED, S.COMPLAINED)),
    ("unk", (S.UNCONFIRMED,)),
    ("supp", (S.SUPPRESSED, S.COVERED, S.CANCELLED)),
    ("wait", (S.QUEUED, S.BY_HAND)),
]


@dataclass(frozen=True)
class Line:
    state: str
    label: str
    part: str
    count: int


@dataclass(frozen=True)
class Bar:
    part: str
    x: int
    width: int


@dataclass(frozen=True)
class Progress:
    lines: list[Line]
    bars: list[Bar]
    total: int
    counts: dict[str, int]
    open_to_people: int
    next_attempt_at: datetime | None

    @property
    def sent(self) -> int:
        return self.counts.get(S.SENT, 0)

    @property
    def is_moving(self) -> bool:
        return any(self.counts.get(state) for state in (S.QUEUED, S.SENDING, S.DEFERRED))

    @property
    def in_words(self) -> str:
        return ", ".join(f"{line.count} {line.label.lower()}" for line in self.lines)


def progress_of(release: Release) -> Progress:
    """Three queries, whatever the number of deliveries."""
    counts = dict(release.deliveries.order_by().values_list("state").annotate(n=Count("pk")))
    part_of = {state: part for part, states in PARTS for state in states}
    lines = [
        Line(state.value, str(state.label), part_of[state], counts[state.value])
        for state in S
        if counts.get(state.value)
    ]
    bars, x = [], 0
    for part, states in PARTS:
        width = sum(counts.get(state, 0) for state in states)
        if width:
            bars.append(Bar(part, x, width))
            x += width
    waiting = (S.FAILED, S.BOUNCED, S.UNCONFIRMED, S.BY_HAND, S.KEPT_LOCALLY)
    return Progress(
        lines=lines,
        bars=bars,
        total=sum(counts.values()),
        counts=counts,
        open_to_people=release.deliveries.filter(state__in=waiting, resolution="").count(),
        next_attempt_at=release.deliveries.filter(state=S.DEFERRED).aggregate(at=Min("next_attempt_at"))["at"],
    )


@dataclass(frozen=True)
class Reason:
    said: str
    state: str
    label: str
    count: int


MOST_REASONS = 30
# Servers name the recipient in what they say, so that a thousand of one reason would look like a thousand reasons.
REASON = Replace("server_said", F("address"), Value("…"))  # type: ignore[arg-type]  # it takes any expression


def reasons_of(release: Release) -> list[Reason]:
    """What the servers said of those who do not have the message, most frequent first."""
    rows = (
        release.deliveries.filter(state__in=[S.DEFERRED, S.FAILED, S.BOUNCED], resolution="")
        .order_by()
        .values_list(REASON, "state")
        .annotate(n=Count("pk"))
        .order_by("-n", REASON)[:MOST_REASONS]
    )
    return [Reason(said, state, str(S(state).label), n) for said, state, n in rows]


LATELY = timedelta(minutes=1)


@dataclass(frozen=True)
class Rate:
    """Answers a minute, of the last minute, and how many minutes as many as wait now will take."""

    a_minute: int
    minutes_left: int


def rate_of(release: Release, progress: Progress, now: datetime) -> Rate | None:
    """From what the workers have written down, in one query. None while they have written too little to tell."""
    settled = Event.objects.filter(
        object_type="communications.release", object_id=release.pk, verb="deliveries.settled"
    )
    rows = list(settled.filter(recorded_at__gt=now - LATELY).order_by("id").values_list("recorded_at", "data"))
    if len(rows) < 2:
        return None
    began = rows[0][0]  # what the first of them had taken, nobody knows
    answered = sum(sum(data["counts"].values()) for _at, data in rows[1:])
    a_minute = answered / (max(now - began, timedelta(seconds=1)) / LATELY)
    if a_minute < 1:
        return None
    waiting = progress.counts.get(S.QUEUED, 0) + progress.counts.get(S.SENDING, 0)
    return Rate(round(a_minute), max(1, round(waiting / a_minute)))
