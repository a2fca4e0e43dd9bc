"""What came back changes what is known of a delivery, once, and decides whether its address is written to again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from archive.models import Record
from communications.delivery.recovery import sweep
from communications.models import Delivery, DeliveryReport, Suppression
from communications.needs import communications_needs
from communications.recipients import recipients_of
from communications.verbs.contacts import Contact
from communications.verbs.erasing import erase
from communications.verbs.returned import Report, take
from postincident.models import Event
from tests.communications.factories import (
    lift,
    make_audience,
    make_communication,
    make_contact,
    make_delivery,
    make_group,
    make_release,
)

pytestmark = pytest.mark.django_db
Kind = DeliveryReport.Kind
SAID = "550 5.1.1 User unknown"


def report(delivery, kind=Kind.BOUNCED, digest="first", said=SAID):
    return Report(delivery.pk, kind, said, digest)


def release_to(group=None, **fields):
    group = group or make_group(**fields)
    return make_release(make_communication(make_audience(group=group), state="released"))


@pytest.fixture
def delivery():
    return make_delivery(release_to(), "ana@example.net", state="sent", handed_over_at=timezone.now())


def state_of(delivery):
    delivery.refresh_from_db()
    return delivery.state


def test_a_bounce_stops_everything_to_the_address(delivery):
    other = make_delivery(release_to(), "ana@example.net", state="queued")
    assert take([report(delivery)]) == 1
    assert (state_of(delivery), delivery.server_said) == ("bounced", SAID)
    suppression = Suppression.objects.get()
    assert (suppression.address_hash, suppression.group, suppression.reason) == (delivery.address_hash, None, "bounced")
    assert (state_of(other), other.server_said) == ("suppressed", "bounced")


def test_the_same_report_counts_once(delivery):
    assert [take([report(delivery)] * 2), take([report(delivery)])] == [1, 0]
    assert DeliveryReport.objects.count() == Suppression.objects.count() == 1
    assert Event.objects.filter(verb="deliveries.bounced").count() == 1


def test_a_passing_bounce_stops_nothing_until_there_are_enough(settings):
    settings.SOFT_BOUNCES = 3
    for number in range(3):
        assert not Suppression.objects.exists()
        delivery = make_delivery(release_to(), "ana@example.net", state="sent")
        # Two reports of one message are one bounce.
        take([report(delivery, Kind.BOUNCED_SOFTLY, f"{number}a"), report(delivery, Kind.BOUNCED_SOFTLY, f"{number}b")])
        assert state_of(delivery) == "bounced"
    assert Suppression.objects.get().reason == "bounced"


def test_passing_bounces_are_forgotten_in_time(settings):
    settings.SOFT_BOUNCES, settings.SOFT_BOUNCE_DAYS = 2, 10
    first, second = (make_delivery(release_to(), "ana@example.net", state="sent") for _ in range(2))
    take([report(first, Kind.BOUNCED_SOFTLY)])
    DeliveryReport.objects.update(at=timezone.now() - timedelta(days=11))
    take([report(second, Kind.BOUNCED_SOFTLY)])
    assert not Suppression.objects.exists()


def test_they_count_anew_once_a_person_lifted_the_suppression(settings):
    settings.SOFT_BOUNCES = 2
    deliveries = [make_delivery(release_to(), "ana@example.net", state="sent") for _ in range(3)]
    take(report(one, Kind.BOUNCED_SOFTLY) for one in deliveries[:2])
    lift(Suppression.objects.get())
    take([report(deliveries[2], Kind.BOUNCED_SOFTLY)])
    assert not Suppression.objects.filter(lifted_at=None).exists()


@pytest.mark.parametrize("kind", [Kind.DELAYED, Kind.ANSWERED])
def test_a_delay_and_a_machine_are_only_noted(delivery, kind):
    take([report(delivery, kind)])
    assert state_of(delivery) == "sent"
    assert not Suppression.objects.exists()
    assert delivery.reports.get().kind == kind


def test_a_complaint_stops_everything_and_leaves_it_delivered(delivery):
    take([report(delivery, Kind.COMPLAINED)])
    assert state_of(delivery) == "complained"
    assert Suppression.objects.get().reason == "complained"
    take([report(delivery, Kind.BOUNCED, "second")])
    assert state_of(delivery) == "complained"


@pytest.mark.parametrize(
    ("state", "hard", "soft"),
    [
        ("sent", "bounced", "bounced"),
        ("unconfirmed", "bounced", "bounced"),
        ("sending", "bounced", "bounced"),
        ("queued", "bounced", "queued"),
        ("deferred", "bounced", "deferred"),
        ("failed", "failed", "failed"),
        ("cancelled", "cancelled", "cancelled"),
        ("suppressed", "suppressed", "suppressed"),
        ("by_hand", "by_hand", "by_hand"),
    ],
)
def test_what_it_changes_depends_on_what_was_known(state, hard, soft):
    for kind, expected in ((Kind.BOUNCED, hard), (Kind.BOUNCED_SOFTLY, soft)):
        delivery = make_delivery(release_to(), state=state)
        take([report(delivery, kind)])
        assert state_of(delivery) == expected


def test_the_bounce_of_one_that_nobody_had_confirmed_proves_the_hand_over():
    delivery = make_delivery(release_to(), state="unconfirmed")
    take([report(delivery)])
    sweep(timezone.now())
    delivery.release.refresh_from_db()
    assert delivery.release.record == Record.objects.get()


def test_whoever_it_covered_is_due_again_after_a_passing_bounce():
    first = make_delivery(release_to(), "ana@example.net", state="sent")
    covered = make_delivery(release_to(), "ana@example.net", state="covered", covered_by=first)
    take([report(first, Kind.BOUNCED_SOFTLY)])
    assert state_of(covered) == "queued"
    assert covered.release.__class__.objects.get(pk=covered.release_id).state == "sending"


def test_and_is_not_written_to_where_the_address_is_dead():
    first = make_delivery(release_to(), "ana@example.net", state="sent")
    covered = make_delivery(release_to(), "ana@example.net", state="covered", covered_by=first)
    required = make_delivery(release_to(required_notice=True), "ana@example.net", state="covered", covered_by=first)
    take([report(first)])
    assert (state_of(covered), covered.server_said) == ("suppressed", "bounced")
    assert state_of(required) == "queued"


def test_a_required_notice_is_never_suppressed_and_is_overdue_for_whoever_looks_after_them(tomas, vera, amara):
    group = make_group(required_notice=True)
    contact = make_contact(group, address="ana@example.net", relationship_owner=tomas)
    release = release_to(group)
    delivery = make_delivery(release, "ana@example.net", state="sent", contact=contact)
    take([report(delivery)])
    plan = recipients_of([make_communication(release.communication.audience, round=2)])
    assert plan.count == 1
    (need,) = communications_needs(tomas, timezone.now())
    assert (need.why, need.label, need.action) == ("overdue", "Required notice not delivered", "Tell them by hand")
    assert "1 of them for you to tell" in need.detail
    assert not [*communications_needs(vera, timezone.now()), *communications_needs(amara, timezone.now())]
    assert Event.objects.get(verb="deliveries.bounced").incident == release.incident


def test_where_nobody_does_it_is_overdue_for_whoever_released_it():
    release = release_to(required_notice=True)
    take([report(make_delivery(release, state="sent"))])
    (need,) = communications_needs(release.released_by, timezone.now())
    assert "1 of them for you to tell" in need.detail


def test_each_further_one_is_a_thing_of_its_own(lena):
    release = release_to(required_notice=True)
    things = []
    for _ in range(2):
        take([report(make_delivery(release, state="sent"))])
        things += [need.thing for need in communications_needs(lena, timezone.now())]
    assert len(set(things)) == 2


def test_the_page_of_the_release_says_so(sign_in, lena, tomas):
    group = make_group(required_notice=True)
    release = release_to(group)
    contact = make_contact(group, relationship_owner=tomas)
    delivery = make_delivery(release, state="sent", contact=contact)
    take([report(delivery), report(delivery, Kind.DELAYED, "d", "450 4.4.1 not now")])
    page = sign_in(lena).get(release.get_absolute_url()).text
    assert "Overdue: one recipient has not received this notice" in page
    assert "Tomás Ribeiro" in page
    assert "Delayed on the way: 450 4.4.1 not now" in page
    delivery.refresh_from_db()
    Delivery.objects.update(resolution="told_by_hand", resolved_by=lena)
    assert "Overdue: one" not in sign_in(lena).get(release.get_absolute_url()).text


def test_a_thousand_at_once_and_again(connection_queries):
    release = release_to()
    deliveries = Delivery.objects.bulk_create(
        Delivery(
            release=release,
            communication=release.communication,
            incident=release.incident,
            kind="root_cause",
            round=1,
            channel="mail",
            state="sent",
            address=f"reader{number}@example.net",
            address_hash=f"{number:064d}",
        )
        for number in range(1000)
    )
    reports = [report(one) for one in deliveries]
    assert [take(reports), take(reports)] == [1000, 0]
    assert Delivery.objects.filter(state="bounced").count() == Suppression.objects.count() == 1000
    assert connection_queries(lambda: take(reports)) <= 12


def test_an_erased_contact_leaves_nothing_in_what_came_back(lena):
    contact = make_contact(make_group(), address="ana@example.net")
    delivery = make_delivery(release_to(), "ana@example.net", state="sent", contact=contact)
    take([report(delivery, Kind.DELAYED, said="450 <ana@example.net>: not now")])
    erase(lena, Contact.objects.get(pk=contact.pk))
    assert delivery.reports.get().said == ""


def test_nor_does_what_comes_back_later(lena):
    contact = make_contact(make_group(), address="ana@example.net")
    delivery = make_delivery(release_to(), "ana@example.net", state="sent", contact=contact)
    erase(lena, Contact.objects.get(pk=contact.pk))
    take([report(delivery, said="550 5.1.1 <ana@example.net>: User unknown")])
    assert (state_of(delivery), delivery.server_said, delivery.reports.get().said) == ("bounced", "", "")
    assert Suppression.objects.get().address_hash == delivery.address_hash


def test_what_is_about_no_delivery_of_ours_changes_nothing():
    assert take([Report(4711, Kind.BOUNCED, SAID, "first")]) == 0
    assert take([]) == 0
