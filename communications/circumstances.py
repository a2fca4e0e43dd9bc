"""The one place that loads what the checks may know of a communication: a frozen Context for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings

from communications.checks.context import Context, Entry, Fact, Improvement, Service, Sibling, Term
from communications.completeness import mandatory_of
from communications.models import Communication, GlossaryTerm, Membership, Section, StakeholderGroup
from communications.pieces import assembled
from postincident.models import Incident, User
from postincident.models import Service as ServiceRow
from postincident.vocabulary import DetailLevel, Kind


@dataclass(frozen=True)
class Known:
    """What is the same for all communications of one incident; loaded in a constant number of queries."""

    incident: Incident
    services: tuple[Service, ...]
    other_services: tuple[Service, ...]
    facts: tuple[Fact, ...]
    timeline: tuple[Entry, ...]
    improvements: tuple[Improvement, ...]
    staff: tuple[str, ...]
    organisations: Mapping[int, frozenset[str]]  # group → where its contacts work
    glossary: Mapping[str, tuple[Term, ...]]

    @classmethod
    def of(cls, incident: Incident) -> Known:
        concerned = set(incident.services.values_list("pk", flat=True))
        services = list(ServiceRow.objects.all())
        return cls(
            incident=incident,
            services=tuple(_service(row) for row in services if row.pk in concerned),
            other_services=tuple(_service(row) for row in services if row.pk not in concerned),
            facts=tuple(Fact(row.key, row.state, row.plain, row.technical) for row in incident.facts.all()),
            timeline=tuple(Entry(row.happened_at, row.text, row.public) for row in incident.timeline.all()),
            improvements=tuple(
                Improvement(
                    row.what,
                    row.public_wording,
                    str(row.owner) if row.owner else "",
                    row.due_on,
                    row.state,
                )
                for row in incident.improvements.select_related("owner")
            ),
            staff=tuple(User.objects.exclude(name="").order_by("name").values_list("name", flat=True).distinct()),
            organisations=_organisations(),
            glossary=_glossary(),
        )


def context_of(communication: Communication, known: Known | None = None) -> Context:
    return contexts_of([communication], known)[communication.pk]


def contexts_of(communications: Sequence[Communication], known: Known | None = None) -> dict[int, Context]:
    """Of communications of one incident, by their ids. Their audiences' groups should be loaded."""
    if not communications:
        return {}
    known = known or Known.of(communications[0].incident)
    rounds = _rounds(communications)
    return {one.pk: _context(one, known, rounds[one.kind, one.round]) for one in communications}


@dataclass(frozen=True)
class Told:
    """The text to one audience of a round, as it is saved."""

    communication: int
    sections: list[Section]
    sibling: Sibling


def _rounds(communications: Sequence[Communication]) -> dict[tuple[str, int], list[Told]]:
    """(kind, round) → the text to each audience, all in two queries."""
    first = communications[0]
    rounds = {(one.kind, one.round) for one in communications}
    candidates = (
        Communication.objects.live()
        .filter(incident=first.incident_id, kind__in={kind for kind, _round in rounds})
        .filter(round__in={number for _kind, number in rounds})
        .select_related("audience__group")
    )
    rows = [row for row in candidates if (row.kind, row.round) in rounds]
    sections: dict[int, list[Section]] = {}
    for section in Section.objects.filter(communication__in=rows):
        sections.setdefault(section.communication_id, []).append(section)
    told: dict[tuple[str, int], list[Told]] = {one: [] for one in rounds}
    for row in rows:
        group, own = row.audience.group, sections.get(row.pk, [])
        sibling = Sibling(group.name, assembled(row.subject, own).source, row.in_outside_words, group.time_zone)
        told[row.kind, row.round].append(Told(row.pk, own, sibling))
    return told


def _context(communication: Communication, known: Known, told: Sequence[Told]) -> Context:
    group, incident = communication.audience.group, known.incident
    own = [section for one in told if one.communication == communication.pk for section in one.sections]
    return Context(
        level=_level(communication),
        outside=communication.in_outside_words,
        kind=communication.kind,
        language=group.language,
        time_zone=group.time_zone,
        word_limit=group.word_limit,
        grade_limit=None if group.grade_limit is None else float(group.grade_limit),
        titles=_titles(communication, own),
        mandatory=tuple(mandatory_of(communication)),
        feedback_link=group.feedback_on,
        feedback_contact=group.feedback_contact,
        channels=tuple(group.channels),
        reference=incident.reference,
        started_at=incident.started_at,
        detected_at=incident.detected_at,
        resolved_at=incident.resolved_at,
        next_update_at=communication.next_update_at,
        severity=incident.severity,
        services=known.services,
        facts=known.facts,
        timeline=known.timeline,
        improvements=known.improvements,
        siblings=tuple(one.sibling for one in told if one.communication != communication.pk),
        other_services=known.other_services,
        staff=_merged(known.staff, _words(known, GlossaryTerm.Kind.STAFF)),
        customers=_customers(group, known),
        vendors=_words(known, GlossaryTerm.Kind.VENDOR),
        internal_domains=_words(known, GlossaryTerm.Kind.INTERNAL_DOMAIN),
        public_domains=_words(known, GlossaryTerm.Kind.PUBLIC_DOMAIN),
        ticket_prefixes=_words(known, GlossaryTerm.Kind.TICKET_PREFIX),
        public_names=_public_names(group, known),
        jargon=known.glossary.get(GlossaryTerm.Kind.JARGON, ()),
        acronyms=known.glossary.get(GlossaryTerm.Kind.ACRONYM, ()),
        with_shipped_words=False,  # the glossary begins as a copy of them
        severities={check: severity for check, severity in group.check_severities.items() if severity},
    )


def _level(communication: Communication) -> str:
    """Talking points are said to people outside, however technical the colleagues are who say them."""
    level: str = communication.audience.group.detail_level
    is_passed_on = communication.kind == Kind.TALKING_POINTS and level == DetailLevel.TECHNICAL
    return DetailLevel.PLAIN if is_passed_on else level


def _titles(communication: Communication, sections: Iterable[Section]) -> dict[str, str]:
    """Heading → key: as this text has them, and what a section that is missing would be called."""
    missing = {title: key for key, title in mandatory_of(communication).items()}
    return missing | {section.title: section.key for section in sections}


def _service(row: ServiceRow) -> Service:
    return Service(row.name, row.outside_name)


def _organisations() -> dict[int, frozenset[str]]:
    rows = Membership.objects.filter(group__kind=StakeholderGroup.Kind.EXTERNAL, contact__erased_at=None)
    found: dict[int, set[str]] = {}
    for group, name in rows.exclude(contact__organisation="").values_list("group", "contact__organisation").distinct():
        if name.casefold() != settings.ORGANISATION.casefold():
            found.setdefault(group, set()).add(name)
    return {group: frozenset(names) for group, names in found.items()}


def _customers(group: StakeholderGroup, known: Known) -> tuple[str, ...]:
    """Where contacts outside work. A group of one organisation's people may read its own name."""
    own = known.organisations.get(group.pk, frozenset())
    names = {name for names in known.organisations.values() for name in names}
    return _merged(names - (own if len(own) == 1 else set()), _words(known, GlossaryTerm.Kind.CUSTOMER))


def _public_names(group: StakeholderGroup, known: Known) -> tuple[str, ...]:
    """Names that stand where readers are told whom to ask, or who signs."""
    said = [group.signature, group.feedback_contact, group.from_name]
    said += [fact.plain for fact in known.facts if fact.key == "support_contacts"]
    shown = "\n".join(said)
    named = [name for name in known.staff if name in shown]
    return _merged(named, _words(known, GlossaryTerm.Kind.PUBLIC_NAME))


def _glossary() -> dict[str, tuple[Term, ...]]:
    found: dict[str, list[Term]] = {}
    for row in GlossaryTerm.objects.filter(active=True):
        found.setdefault(row.kind, []).append(Term(row.word, row.replacement))
    return {kind: tuple(terms) for kind, terms in found.items()}


def _words(known: Known, kind: GlossaryTerm.Kind) -> tuple[str, ...]:
    return tuple(term.word for term in known.glossary.get(kind, ()))


def _merged(*several: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({name for names in several for name in names}))
