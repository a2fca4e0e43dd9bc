"""What law or contract requires says so, and reaches its readers whatever they chose and whatever stands against them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from communications.delivery.letters import preferences_link
from communications.delivery.sending import send_release
from communications.models import Suppression
from communications.recipients import recipients_of
from tests.communications.factories import (
    make_audience,
    make_communication,
    make_contact,
    make_delivery,
    make_group,
    make_release,
    make_suppression,
)
from tests.communications.test_drafting import audience_of, incident  # noqa: F401 - fixture

pytestmark = pytest.mark.django_db
ADDRESS = "desk@authority.example"


def stop(reason, group=None):
    until = timezone.now() + timedelta(days=9) if reason == "paused" else None
    make_suppression(ADDRESS, None if reason == "paused" else group, reason=reason, until=until)


def test_the_mail_says_that_it_is_required_in_both_its_parts(incident, let_go, mailbox):  # noqa: F811
    make_contact(audience_of(incident, "regulators").group, address=ADDRESS)
    let_go("regulators")
    for part in mailbox.messages[0].iter_parts():
        content = " ".join(part.get_content().split())
        assert "law or contract requires it; it cannot be unsubscribed from" in content
        assert "/p/" in content and "/u/" not in content


@pytest.mark.parametrize("everywhere", [True, False])
@pytest.mark.parametrize("reason", Suppression.Reason.values)
def test_it_is_sent_whatever_stands_against_the_address(mailbox, reason, everywhere):
    group = make_group(required_notice=True)
    make_contact(group, address=ADDRESS)
    stop(reason, None if everywhere else group)
    communication = make_communication(make_audience(group=group), state="released")
    assert [one.address for one in recipients_of([communication]).of(communication).addressed] == [ADDRESS]
    release = make_release(communication)
    make_delivery(release, ADDRESS)
    send_release(release.pk)
    assert release.deliveries.get().state == "sent"
    assert mailbox.messages[0]["List-Unsubscribe"] is None


@pytest.mark.parametrize("reason", Suppression.Reason.values)
def test_the_same_address_gets_nothing_else(reason):
    group = make_group()
    make_contact(group, address=ADDRESS)
    stop(reason, group)
    communication = make_communication(make_audience(group=group))
    assert not recipients_of([communication]).of(communication).addressed


def test_what_was_left_before_it_became_required_is_left_again_when_it_is_not():
    group = make_group(required_notice=True)
    make_contact(group, address=ADDRESS)
    stop("unsubscribed", group)
    communication = make_communication(make_audience(group=group))
    assert recipients_of([communication]).of(communication).addressed
    group.required_notice = False
    group.save()
    assert recipients_of([communication]).of(communication).suppressed


def test_its_reader_may_choose_a_form_and_is_told_that_it_stays():
    group = make_group("The authority", required_notice=True)
    contact = make_contact(group, address=ADDRESS)
    release = make_release(make_communication(make_audience(group=group), state="released"))
    delivery = make_delivery(release, ADDRESS, contact=contact, state="sent")
    text = Client().get(preferences_link(delivery.pk).removeprefix("http://127.0.0.1:8000")).text
    assert "The authority" in text and "These notices stay" in text
    assert 'name="groups"' not in text and 'name="form"' in text
