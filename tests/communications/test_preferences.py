"""What readers decide by the link in their mail's foot: groups, form, language, pause. No sign-in, no cookie, no surprise."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from communications import preferences
from communications.delivery.letters import preferences_link, unsubscribe_link
from communications.models import Delivery, Membership, Preference, Suppression
from communications.recipients import recipients_of
from communications.verbs import erasing, preferring
from postincident import clock
from postincident.links import hash_address, make_token
from postincident.models import Event
from tests.communications.factories import (
    make_audience,
    make_communication,
    make_contact,
    make_delivery,
    make_group,
    make_release,
    make_suppression,
)

pytestmark = pytest.mark.django_db
ADDRESS = "ana@example.net"


@pytest.fixture
def reader():
    """A browser that knows nothing, in front of a server that checks everything."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def contact():
    return make_contact(make_group("Shops"), address=ADDRESS)


@pytest.fixture
def delivery(contact):
    audience = make_audience(group=contact.groups.get())
    release = make_release(make_communication(audience, state="released"))
    return make_delivery(release, ADDRESS, state="sent", contact=contact)


def path_of(delivery):
    return preferences_link(delivery.pk).removeprefix("http://127.0.0.1:8000")


def in_days(number):
    return f"{clock.today() + timedelta(days=number):%Y-%m-%d}"


def said(delivery, **changed):
    """What the page would send as things stand, but for this."""
    standing = preferences.standing_of(delivery)
    return {
        "shown": " ".join(str(group.pk) for group, _left in standing.groups),
        "groups": [group.pk for group in standing.kept],
        "form": "text" if standing.text_only else "both",
        "language": standing.language,
        "paused_until": "",
    } | changed


def waiting(group, **fields):
    release = make_release(make_communication(make_audience(group=group), state="released"), **fields)
    return make_delivery(release, ADDRESS, state="queued")


def test_looking_changes_nothing(reader, delivery):
    for ask in (reader.get, reader.head):
        response = ask(path_of(delivery))
        assert (response.status_code, dict(response.cookies)) == (200, {})
    assert not Preference.objects.exists() and not Suppression.objects.exists() and not Event.objects.exists()


def test_nothing_chosen_anew_is_no_event(reader, delivery):
    assert "Saved" in reader.post(path_of(delivery), said(delivery), follow=True).text
    assert not Event.objects.exists()


def test_it_shows_the_groups_of_this_contact_and_no_others(reader, delivery, contact):
    Membership.objects.create(contact=contact, group=make_group("Pilots"))
    Membership.objects.create(contact=contact, group=make_group("Not in use", active=False))
    make_contact(make_group("Regulators of others"))
    text = reader.get(path_of(delivery)).text
    assert "Shops" in text and "Pilots" in text
    assert "Not in use" not in text and "Regulators" not in text
    assert ADDRESS not in text and "Ana" not in text


def test_a_group_is_left_and_come_back_to(reader, delivery, contact):
    group = contact.groups.get()
    held = waiting(group)
    reader.post(path_of(delivery), said(delivery, groups=[]))
    held.refresh_from_db()
    assert (held.state, held.server_said) == ("suppressed", "unsubscribed")
    later = make_communication(make_audience(group=group))
    assert not recipients_of([later]).of(later).addressed
    assert "checked" not in reader.get(path_of(delivery)).text.split("In which form")[0]
    reader.post(path_of(delivery), said(delivery, groups=[group.pk]))
    assert len(recipients_of([later]).of(later).addressed) == 1
    assert set(Event.objects.values_list("verb", "actor")) == {
        ("delivery.unsubscribed", "link_holder"),
        ("delivery.resubscribed", "link_holder"),
    }


def test_what_came_back_or_was_reported_is_not_lifted_by_a_box(reader, delivery, contact):
    group = contact.groups.get()
    make_suppression(ADDRESS, reason="bounced")
    assert "came back" in reader.get(path_of(delivery)).text
    reader.post(path_of(delivery), said(delivery, groups=[group.pk]))
    assert Suppression.objects.standing().get().reason == "bounced"


def test_nobody_comes_into_a_group_by_a_number(reader, delivery):
    other = make_group("The council")
    response = reader.post(path_of(delivery), said(delivery, groups=[other.pk], shown=f"{other.pk}"))
    assert "not among yours" in response.text
    assert not Membership.objects.filter(group=other).exists()


def test_a_group_staff_took_them_out_of_cannot_be_joined_again(reader, delivery, contact):
    other = make_group("Pilots")
    Membership.objects.create(contact=contact, group=other)
    reader.post(path_of(delivery), said(delivery, groups=[]))
    Membership.objects.filter(group=other).delete()
    assert "Pilots" not in reader.get(path_of(delivery)).text


@pytest.mark.parametrize("data", [{}, {"form": "both"}, {"form": "both", "shown": "x 1 " + "9" * 50}])
def test_an_empty_or_half_post_leaves_no_group(reader, delivery, data):
    assert reader.post(path_of(delivery), data).status_code in (200, 302)
    assert not Suppression.objects.exists()


def test_a_pause_holds_for_what_waits_and_for_what_is_frozen_later(reader, delivery, contact):
    group = contact.groups.get()
    held = waiting(group)
    other = make_release(make_communication(make_audience(held.incident), state="released"), state="finished")
    covered = make_delivery(other, "somebody@example.net", state="covered", covered_by=held)
    after = waiting(group, state="scheduled", due_at=timezone.now() + timedelta(days=30))
    reader.post(path_of(delivery), said(delivery, paused_until=in_days(9)))
    for row in (held, covered, after):
        row.refresh_from_db()
    assert (held.state, held.server_said, covered.state, after.state) == ("suppressed", "paused", "queued", "queued")
    later = make_communication(make_audience(group=group))
    (stopped,) = recipients_of([later]).of(later).suppressed
    assert stopped.reason == "paused"
    with clock.standing_at(timezone.now() + timedelta(days=10)):
        assert len(recipients_of([later]).of(later).addressed) == 1


def test_a_pause_is_moved_and_ended(reader, delivery):
    for days in (9, 20):
        reader.post(path_of(delivery), said(delivery, paused_until=in_days(days)))
        assert f'value="{in_days(days)}"' in reader.get(path_of(delivery)).text
    assert Suppression.objects.standing().count() == 1
    reader.post(path_of(delivery), said(delivery))
    assert not Suppression.objects.standing().exists()


@pytest.mark.parametrize("day", [0, -3, 400, "tomorrow"])
def test_a_pause_that_makes_no_sense_changes_nothing(reader, delivery, day):
    day = day if isinstance(day, str) else in_days(day)
    text = reader.post(path_of(delivery), said(delivery, paused_until=day, form="text")).text
    assert "e-pause" in text and f'value="{day}"' in text
    assert not Preference.objects.exists() and not Suppression.objects.exists()


def test_whoever_paused_needs_nobody_to_tell_them(reader, delivery, contact):
    held = waiting(contact.groups.get())
    reader.post(path_of(delivery), said(delivery, paused_until=in_days(9)))
    held.refresh_from_db()
    assert not held.is_open_to_people


def test_a_required_notice_stays_whatever_is_chosen(reader, delivery, contact):
    required = make_group("The authority", required_notice=True)
    Membership.objects.create(contact=contact, group=required)
    held = waiting(required)
    assert "These notices stay" in reader.get(path_of(delivery)).text
    reader.post(path_of(delivery), said(delivery, groups=[], shown=f"{required.pk}", paused_until=in_days(9)))
    held.refresh_from_db()
    assert held.state == "queued"
    later = make_communication(make_audience(group=required))
    assert len(recipients_of([later]).of(later).addressed) == 1
    assert not Suppression.objects.filter(group=required).exists()


def alike(incident, *languages):
    """A communication of one round to each language's group, the first in turn first."""
    groups = [make_group(f"In {code}", language=code, priority=place) for place, code in enumerate(languages)]
    return [make_communication(make_audience(incident, group), round=2) for group in groups]


def test_of_two_groups_told_the_same_the_one_in_the_reader_s_language_writes(reader, delivery, contact):
    english, german = alike(delivery.incident, "en", "de")
    for one in (english, german):
        Membership.objects.create(contact=contact, group=one.audience.group)
        make_contact(one.audience.group, address="both@example.net")
    assert [share.addressed[0].address for share in (recipients_of([english, german]).of(english),)] == [ADDRESS]
    reader.post(path_of(delivery), said(delivery, language="de"))
    plan = recipients_of([english, german])
    assert [one.address for one in plan.of(german).addressed] == [ADDRESS]
    assert [(one.recipient.address, one.communication) for one in plan.of(english).covered] == [(ADDRESS, german)]
    assert [one.address for one in plan.of(english).addressed] == ["both@example.net"]


@pytest.mark.parametrize("different", [{"detail_level": "technical"}, {"kind": "internal"}, {"required_notice": True}])
def test_a_language_never_takes_a_reader_to_another_account(reader, delivery, contact, different):
    english, german = alike(delivery.incident, "en", "de")
    for name, value in different.items():
        setattr(english.audience.group, name, value)
    english.audience.group.save()
    for one in (english, german):
        Membership.objects.create(contact=contact, group=one.audience.group)
    Preference.objects.create(address_hash=hash_address(ADDRESS), language="de")
    assert len(recipients_of([english, german]).of(english).addressed) == 1


def test_whoever_left_the_group_in_their_language_is_written_to_by_the_other(delivery, contact):
    english, german = alike(delivery.incident, "en", "de")
    for one in (english, german):
        Membership.objects.create(contact=contact, group=one.audience.group)
    Preference.objects.create(address_hash=hash_address(ADDRESS), language="de")
    make_suppression(ADDRESS, german.audience.group)
    plan = recipients_of([english, german])
    assert (len(plan.of(english).addressed), len(plan.of(german).suppressed)) == (1, 1)


def test_where_there_is_one_language_the_page_says_so_and_asks_for_none(reader, delivery):
    text = reader.get(path_of(delivery)).text
    assert "is in: English. It exists in no other language" in text
    assert 'name="language"' not in text


def test_a_link_in_an_old_mail_works(reader, delivery):
    Delivery.objects.update(address="", name="")
    assert "Saved" in reader.post(path_of(delivery), said(delivery, form="text"), follow=True).text
    assert Preference.objects.get().address_hash == hash_address(ADDRESS)


def test_a_withdrawn_link_opens_nothing_and_the_next_mail_s_does(reader, delivery, contact, ade):
    preferring.void_links(ade, contact)
    assert reader.get(path_of(delivery)).status_code == 404
    assert reader.post(path_of(delivery), said(delivery, form="text")).status_code == 404
    assert not Preference.objects.filter(text_only=True).exists()
    newer = make_delivery(make_release(make_communication(delivery.communication.audience, round=2)), ADDRESS)
    assert reader.get(path_of(newer)).status_code == 200
    assert reader.post(unsubscribe_link(delivery.pk).removeprefix("http://127.0.0.1:8000")).status_code == 200


def test_links_of_others_and_of_other_purposes_open_nothing(reader, delivery):
    by_hand = make_delivery(delivery.release, channel="by_hand")
    Delivery.objects.filter(pk=by_hand.pk).update(address_hash="")
    for token in (make_token("unsubscribe", delivery.pk), make_token("preferences", by_hand.pk), "x", "a" * 600):
        response = reader.post(f"/p/{token}/", said(delivery, form="text"))
        assert (response.status_code, "Nothing was changed" in response.text) == (404, True)
    assert reader.get(f"/u/{make_token('preferences', delivery.pk)}/").status_code == 404


def test_too_many_changes_are_asked_to_wait(reader, delivery, settings):
    settings.PUBLIC_POSTS_PER_HOUR = 1
    reader.post(path_of(delivery), said(delivery, form="text"))
    response = reader.post(path_of(delivery), said(delivery, form="both"))
    assert (response.status_code, response["Retry-After"]) == (429, "3600")
    assert Preference.objects.get().text_only


def test_staff_see_what_was_decided(client, delivery, contact, ade):
    preferring.choose(
        delivery,
        keep=[],
        leave_out=list(contact.groups.all()),
        text_only=True,
        language="",
        paused_until=timezone.now() + timedelta(days=2),
    )
    client.force_login(ade)
    text = client.get(contact.get_absolute_url()).text
    assert "unsubscribed: Shops; paused until" in text and "text without HTML" in text


def test_an_erased_contact_has_no_wishes_and_stays_unsubscribed(delivery, contact, ade, reader):
    reader.post(path_of(delivery), said(delivery, groups=[], form="text"))
    erasing.erase(ade, contact)
    preference = Preference.objects.get()
    assert (preference.text_only, preference.language) == (False, "")
    assert Suppression.objects.standing().get().reason == "unsubscribed"
    assert reader.get(path_of(delivery)).status_code == 404
