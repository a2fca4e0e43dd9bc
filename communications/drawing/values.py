"""From facts to what a template may say, for one group: its wording, its time zone, its names of things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from communications.drawing.names import FACTS, MANY
from communications.drawing.phrasing import Phrasing
from communications.models import Commitment, Communication
from postincident.models import Fact, Improvement, Incident
from postincident.vocabulary import DetailLevel

MISSING = "[Missing: %s]"


@dataclass
class Source:
    """Everything known of one incident, loaded once for all its audiences."""

    incident: Incident
    facts: dict[str, list[Fact]]
    services: list[tuple[str, str]]  # (internal name, public name)
    timeline: list[tuple[datetime, str, bool]]
    improvements: list[Improvement]
    promised: dict[int, set[int]] = field(default_factory=dict)  # audience id → improvements it was told of

    @classmethod
    def of(cls, incident: Incident) -> Source:
        facts: dict[str, list[Fact]] = {}
        for fact in Fact.objects.filter(incident=incident):
            facts.setdefault(fact.key, []).append(fact)
        promised: dict[int, set[int]] = {}
        told = Commitment.objects.filter(incident=incident, improvement__isnull=False)
        for audience_id, improvement_id in told.values_list("audience", "improvement"):
            promised.setdefault(audience_id, set()).add(improvement_id or 0)
        return cls(
            incident=incident,
            facts=facts,
            services=[(service.name, service.outside_name) for service in incident.services.all()],
            timeline=[(entry.happened_at, entry.text, entry.public) for entry in incident.timeline.all()],
            improvements=list(incident.improvements.select_related("owner")),
            promised=promised,
        )


@dataclass
class Drawn:
    """The values, and of which names something is missing or still being looked into (name → label)."""

    values: dict[str, str | bool | list[str] | None]
    gaps: dict[str, str]
    investigating: dict[str, str]


def wording(fact: Fact, communication: Communication) -> str:
    """What is read there. People outside never get the technical wording for want of a plain one."""
    if communication.in_outside_words:
        return fact.plain
    if communication.audience.group.detail_level == DetailLevel.TECHNICAL:
        return fact.technical or fact.plain
    return fact.plain or fact.technical


def values_for(source: Source, communication: Communication) -> Drawn:
    drawn = Drawn(_circumstances(source, communication), {}, {})
    for name, key in FACTS.items():
        _fact(drawn, name, source.facts.get(key, []), communication)
    for name, several in MANY.items():
        rows = source.facts.get(several, [])
        drawn.values[name] = [
            text for fact in rows if fact.state == Fact.State.KNOWN and (text := wording(fact, communication))
        ]
        if any(fact.is_gap or (fact.state == Fact.State.KNOWN and not wording(fact, communication)) for fact in rows):
            drawn.gaps[name] = str(Fact.Key(several).label)
    drawn.values |= _improvements(source, communication)
    return drawn


def _fact(drawn: Drawn, name: str, rows: Sequence[Fact], communication: Communication) -> None:
    """One name from the rows of its key: their wordings in turn, and the state that weighs most."""
    label = str(Fact.Key(name).label)
    states = {fact.state for fact in rows}
    texts = [
        wording(fact, communication) for fact in rows if fact.state in (Fact.State.KNOWN, Fact.State.INVESTIGATING)
    ]
    silent = any(fact.state == Fact.State.KNOWN and not wording(fact, communication) for fact in rows)
    expected = name in Fact.EXPECTED and not rows
    if Fact.State.GAP in states or silent or expected:
        drawn.gaps[name] = label
        drawn.values[name] = MISSING % label.lower()
        return
    drawn.values[name] = " ".join(_sentence(text) for text in texts if text) if len(texts) > 1 else "".join(texts)
    for state in (Fact.State.INVESTIGATING, Fact.State.WITHHELD, Fact.State.NOT_APPLICABLE, Fact.State.KNOWN):
        if state in states:
            drawn.values[f"{name}_{state}"] = True
            break
    if Fact.State.INVESTIGATING in states:
        drawn.investigating[name] = label


def _sentence(text: str) -> str:
    text = text.strip()
    return text if text[-1:] in ".!?…" else text + "."


def _circumstances(source: Source, communication: Communication) -> dict[str, str | bool | list[str] | None]:
    incident, group = source.incident, communication.audience.group
    outside = communication.in_outside_words
    phrasing = Phrasing.of(communication)
    start, end = incident.started_at, incident.resolved_at
    names = [public if outside else internal for internal, public in source.services]
    return {
        "title": incident.outside_title if outside else incident.title,
        "services": phrasing.listing(names),
        "service_list": names,
        "severity_words": incident.get_severity_display().lower(),
        "is_inside": not outside,
        "day": phrasing.day(start) if start else "",
        "started": phrasing.clock(start) if start else "",
        "resolved": phrasing.clock_and_day(end) if end else "",
        "is_resolved": end is not None,
        "span": phrasing.span(start, end),
        "duration": phrasing.duration(incident.duration),
        "timeline": [f"{phrasing.clock(at)}: {text}" for at, text, public in source.timeline if public or not outside],
        "next_update": phrasing.clock_and_day(communication.next_update_at) if communication.next_update_at else "",
        "group": group.name,
        "organisation": settings.ORGANISATION,
        "signature": group.signature,
        "ask_feedback": group.feedback_on,
        "feedback_contact": group.feedback_contact,
        "correction_of": earlier.subject if (earlier := communication.corrects or communication.follows) else "",
    }


def mentioned(source: Source, communication: Communication) -> list[Improvement]:
    """The improvements this communication tells of. One decided against is owed to those it was promised to."""
    told = source.promised.get(communication.audience_id, set())
    inside = not communication.in_outside_words
    return [
        improvement
        for improvement in source.improvements
        if improvement.state != Improvement.State.DECLINED or inside or improvement.pk in told
    ]


def _improvements(source: Source, communication: Communication) -> dict[str, str | bool | list[str] | None]:
    phrasing = Phrasing.of(communication)
    done, planned, declined = [], [], []
    for improvement in mentioned(source, communication):
        words = improvement.outside_wording if communication.in_outside_words else improvement.what
        words = words.strip().rstrip(".")
        if improvement.state == Improvement.State.DONE:
            done.append(phrasing.done(words, improvement.done_at) if improvement.done_at else words)
        elif improvement.state == Improvement.State.DECLINED:
            declined.append(f"{words}: {improvement.outcome.strip()}")
        else:
            planned.append(_planned(words, improvement, communication, phrasing))
    return {"improvements_done": done, "improvements_open": planned, "improvements_declined": declined}


def _planned(words: str, improvement: Improvement, communication: Communication, phrasing: Phrasing) -> str:
    """With its day; colleagues also read whose it is, outsiders never do."""
    if improvement.owner and not communication.in_outside_words:
        words = _("%(what)s (%(owner)s)") % {"what": words, "owner": improvement.owner}
    if improvement.due_on:
        return phrasing.planned(words, improvement.due_on)
    return words
