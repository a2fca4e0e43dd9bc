"""How a message of the demonstration comes about: drafted, submitted, approved and released by the verbs.

What has left before the demonstration was loaded is marked as sent, as if a mail server had taken it: the company is
invented, and so is its history. Each such delivery says so. What is released later goes the real way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from communications.delivery.claim import Claimed, Worker, claim
from communications.delivery.letters import values_for
from communications.delivery.outcome import Outcome, Verdict
from communications.delivery.outcomes import finish, settle
from communications.delivery.sending import CHUNK, a_worker
from communications.models import Audience, Communication, Delivery, Release, Section
from communications.verbs import audiences, drafting, releasing, reviewing
from postincident import clock
from postincident.checklist import settle as settle_tasks
from postincident.demo import incident_numbered, person
from postincident.models import Incident

AS_IF_SENT = "Demonstration: as if the mail server had taken it"
COMMENTS = [
    "Checked against the facts.",
    "Reads well, and the times agree with the timeline.",
    "Compared with the other audiences' versions: the same figures everywhere.",
    "Plain enough for my mother. Approved.",
]


@dataclass(frozen=True)
class Message:
    number: int
    kind: str
    at: datetime
    groups: tuple[str, ...] = ()  # all included audiences when empty
    next_updates: Mapping[str, datetime] = field(default_factory=dict)  # by group; "" for every other
    refused: Mapping[str, str] = field(default_factory=dict)  # address → what the mail server said
    writer: str = "tomas"
    corrects: bool = False
    publish: bool = False


def included(incident: Incident, groups: Iterable[str]) -> list[Audience]:
    rows = Audience.objects.filter(incident=incident, state=Audience.State.INCLUDED).select_related("group")
    return list(rows.filter(group__slug__in=groups) if groups else rows)


def tell(message: Message) -> None:
    """Ends when the last of it was handed over; the writing and reviewing lie in the hours before."""
    drafts = draft(message)
    for communication in drafts:
        _approve(message, communication)
    releases = releasing.release(person("lena"), drafts, publish=message.publish)
    with a_worker() as worker:
        for release in releases:
            _hand_over(worker, release, message.refused)
    settle_tasks([incident_numbered(message.number).pk])


def _approve(message: Message, communication: Communication) -> None:
    with clock.standing_at(message.at - timedelta(minutes=50)):
        revision = reviewing.submit(person(message.writer), communication)
    with clock.standing_at(message.at - timedelta(minutes=20)):
        for reviewer in (person("amara"), person("lena"))[: revision.reviewers_needed]:
            reviewing.approve(reviewer, revision, revision.digest, COMMENTS[communication.pk % len(COMMENTS)])


def draft(message: Message) -> list[Communication]:
    incident, writer = incident_numbered(message.number), person(message.writer)
    with clock.standing_at(min(message.at, clock.now()) - timedelta(hours=1)):
        audiences.ensure_audiences(incident)
        rows = included(incident, message.groups)
        if message.corrects:
            drafts = [_correction(incident, message, audience) for audience in rows]
        else:
            drafts = drafting.draft(writer, incident, message.kind, rows)
        for one in drafts:
            _promise(message, one)
    return drafts


def _correction(incident: Incident, message: Message, audience: Audience) -> Communication:
    wrong = Communication.objects.get(audience=audience, kind=message.kind, round=1)
    (correction,) = drafting.draft(person(message.writer), incident, message.kind, [audience], corrects=wrong)
    return correction


def _promise(message: Message, communication: Communication) -> None:
    promised = message.next_updates.get(communication.audience.group.slug, message.next_updates.get(""))
    if promised is not None:
        drafting.edit_details(
            person(message.writer),
            communication,
            subject=communication.subject,
            next_update_at=promised,
            version=communication.version,
        )


def _hand_over(worker: Worker, release: Release, refused: Mapping[str, str]) -> None:
    """The worker's part, with an invented server. Whoever is told by hand is called the same hour."""
    while claimed := claim(release.pk, worker, CHUNK):
        values_for([one.id for one in claimed])
        settle(worker.name, [_outcome(one, refused.get(one.address, "")) for one in claimed])
    finish(release.pk)
    by_hand = release.deliveries.filter(state=Delivery.State.BY_HAND, address="", contact__isnull=False, resolution="")
    for delivery in by_hand:
        releasing.resolve(
            person("tomas"),
            delivery,
            Delivery.Resolution.TOLD_BY_HAND,
            "He has no mail, and asked for nothing in writing.",
            told_how=Delivery.Way.PHONE,
        )


def _outcome(one: Claimed, refusal: str) -> Outcome:
    verdict = Verdict.FAILED if refusal else Verdict.SENT
    return Outcome(one.id, one.attempt, verdict, refusal or AS_IF_SENT, clock.now())


def edit(name: str, communication: Communication, key: str, body: str) -> None:
    section = Section.objects.get(communication=communication, key=key)
    drafting.edit_section(person(name), section, body=body, version=section.version)


def latest(number: int, kind: str, group: str) -> Communication:
    return Communication.objects.filter(
        incident=incident_numbered(number), kind=kind, audience__group__slug=group
    ).latest("round")


def accept_as_not_reachable(number: int, kind: str, address: str, why: str) -> None:
    delivery = Delivery.objects.get(incident=incident_numbered(number), kind=kind, address=address, resolution="")
    releasing.resolve(person("tomas"), delivery, Delivery.Resolution.NOT_REACHABLE, why)
