"""Who was told what, and when; and what is still on its way."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from communications.demo import cards
from communications.demo.people import add_contacts, remove_from_groups
from communications.demo.telling import (
    Message,
    accept_as_not_reachable,
    draft,
    edit,
    included,
    latest,
    tell,
)
from communications.models import Delivery
from communications.verbs import audiences, reviewing
from communications.verbs.unsubscribing import unsubscribe
from postincident import clock
from postincident.demo import hours_ago, incident_numbered, moment, person
from postincident.registry import Scene
from postincident.vocabulary import Kind

OUTSIDE = ("key-accounts", "customers", "partners")
INSIDE = ("engineering", "support", "executives")
YUSUF = "yusuf@demirmarket.example"


def scenes() -> Iterator[Scene]:
    yield moment(190, "09:00"), add_contacts
    for message in _messages():
        yield message.at, partial(tell, message)
    yield moment(140, "18:12"), partial(_unsubscribe, 24, Kind.IMPROVEMENTS, "niamh@byrne.example")
    yield from _an_address_that_is_gone()
    yield moment(11, "14:10"), _decide_who_hears_of_the_export
    yield from _cards_on_their_way()


def _messages() -> list[Message]:
    return [*_told_earlier(), *_told_lately(), *_told_of_the_cards()]


def _told_earlier() -> Iterator[Message]:
    gone = {YUSUF: "550 5.1.1 The mailbox does not exist"}
    yield Message(24, Kind.ROOT_CAUSE, moment(165, "10:00"), (*OUTSIDE, *INSIDE))
    yield Message(24, Kind.IMPROVEMENTS, moment(142, "10:30"), (*OUTSIDE, *INSIDE))
    yield Message(31, Kind.RESOLUTION, moment(63, "18:15"), ("key-accounts", "customers"), {"": moment(61, "17:00")})
    yield Message(31, Kind.ROOT_CAUSE, moment(61, "11:00"), publish=True)
    yield Message(31, Kind.IMPROVEMENTS, moment(28, "10:00"), publish=True)
    yield Message(36, Kind.RESOLUTION, moment(42, "09:30"), OUTSIDE, {"": moment(39, "17:00")})
    yield Message(36, Kind.RESOLUTION, moment(41, "12:30"), OUTSIDE, {"": moment(39, "17:00")}, corrects=True)
    yield Message(36, Kind.ROOT_CAUSE, moment(39, "10:00"), refused=gone)
    yield Message(36, Kind.IMPROVEMENTS, moment(13, "11:00"))


def _told_lately() -> Iterator[Message]:
    full = {"eleni@papadakitours.example": "552 5.2.2 The mailbox is full"}
    soon = {"": moment(-1, "12:00")}
    yield Message(39, Kind.ROOT_CAUSE, moment(10, "15:00"), writer="lena")
    yield Message(40, Kind.ROOT_CAUSE, moment(8, "11:00"))
    yield Message(41, Kind.RESOLUTION, moment(7, "13:20"), OUTSIDE, {"": moment(5, "12:00")})
    yield Message(41, Kind.ROOT_CAUSE, moment(5, "11:00"), next_updates=soon, refused=full)
    yield Message(43, Kind.ACKNOWLEDGEMENT, hours_ago(2.2), next_updates={"": hours_ago(-1.5)})


def _told_of_the_cards() -> Iterator[Message]:
    """Partners were promised an update that has not been written; the others' promise falls due soon."""
    promised = {"partners": hours_ago(2).replace(minute=0), "": moment(0, "15:00")}
    promised |= dict.fromkeys((*INSIDE, "regulators"), moment(2, "17:00"))
    told = (*OUTSIDE, "support", "regulators")
    yield Message(42, Kind.ACKNOWLEDGEMENT, moment(3, "14:19"), told, {"": moment(3, "16:00")})
    yield Message(42, Kind.UPDATE, moment(3, "14:55"), OUTSIDE, {"": moment(3, "16:00")})
    yield Message(42, Kind.RESOLUTION, moment(3, "15:58"), told, promised)
    yield Message(42, Kind.ROOT_CAUSE, moment(2, "10:30"), (*INSIDE, "regulators"))
    yield Message(42, Kind.TALKING_POINTS, moment(2, "11:15"), ("support",))


def _unsubscribe(number: int, kind: str, address: str) -> None:
    unsubscribe(Delivery.objects.get(incident=incident_numbered(number), kind=kind, address=address))


def _an_address_that_is_gone() -> Iterator[Scene]:
    why = "The shop has closed; its former owner said so on the telephone."
    yield moment(38, "09:15"), partial(accept_as_not_reachable, 36, Kind.ROOT_CAUSE, YUSUF, why)
    yield moment(38, "09:20"), partial(remove_from_groups, "Yusuf Demir")


def _decide_who_hears_of_the_export() -> None:
    """A restricted incident concerns few: whom the rules name and a person leaves out, with the reason."""
    incident = incident_numbered(39)
    audiences.ensure_audiences(incident)
    for audience in included(incident, OUTSIDE):
        audiences.exclude(person("lena"), audience, "The fourteen merchants were written to by letter.")
    for audience in included(incident, ["support"]):
        audiences.exclude(person("lena"), audience, "Calls about it go to the data protection office.")


def _cards_on_their_way() -> Iterator[Scene]:
    """Customers in review for the second time, key accounts approved, partners and the public still drafts."""
    yield moment(2, "11:40"), partial(_write, 42, (*OUTSIDE, "public"))
    yield moment(2, "15:10"), partial(_write_and_submit, 42, "customers")
    yield moment(2, "16:35"), _send_customers_back
    yield moment(1, "08:05"), cards.attach_the_hours
    yield moment(1, "08:20"), partial(_write_and_submit, 42, "key-accounts")
    yield moment(1, "09:10"), cards.tell_partners_their_own_number
    yield moment(1, "09:20"), cards.discuss_the_partners_draft
    yield moment(1, "09:45"), _repair_customers
    yield hours_ago(3), _approve_key_accounts


def _write(number: int, groups: tuple[str, ...]) -> None:
    draft(Message(number, Kind.ROOT_CAUSE, clock.now() + timedelta(hours=1), groups))


def _write_and_submit(number: int, group: str) -> None:
    (communication,) = draft(Message(number, Kind.ROOT_CAUSE, clock.now() + timedelta(hours=1), (group,)))
    communication.refresh_from_db()
    reviewing.submit(person("tomas"), communication)


def _send_customers_back() -> None:
    revision = latest(42, Kind.ROOT_CAUSE, "customers").revisions.latest("number")
    reviewing.send_back(
        person("amara"), revision, "Say at the very beginning that nobody was charged. It is what they ask us first."
    )


def _repair_customers() -> None:
    communication = latest(42, Kind.ROOT_CAUSE, "customers")
    summary = communication.sections.get(key="summary").body
    edit("tomas", communication, "summary", f"No customer of yours was charged for a declined payment.\n\n{summary}")
    reviewing.submit(person("tomas"), communication)


def _approve_key_accounts() -> None:
    revision = latest(42, Kind.ROOT_CAUSE, "key-accounts").revisions.latest("number")
    reviewing.approve(person("amara"), revision, revision.digest, "Checked against the facts.")
