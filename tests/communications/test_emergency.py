"""A manager lets go what nobody approved: with a reason, told for ever, and read by somebody else."""

import pytest
from django.urls import reverse
from django.utils import timezone

from archive.said import told
from communications.delivery.handover import first_hand_over, lock_release
from communications.models import Communication, StakeholderGroup
from communications.needs import communications_needs
from communications.verbs import drafting, releasing, reviewing
from communications.verbs.emergency import approve_in_emergency
from postincident.errors import Refused
from postincident.models import Fact, Incident
from tests.communications.factories import make_contact
from tests.communications.test_drafting import customers, incident  # noqa: F401 - fixtures

REASON = "The regulator's time ends in ten minutes."


@pytest.fixture
def written(customers, lena):  # noqa: F811
    """Lena wrote on it and submitted it, so she may not approve it."""
    make_contact(customers.audience.group)
    section = customers.sections.get(key="summary")
    drafting.edit_section(lena, section, body=section.body + " We are sorry.", version=section.version)
    customers.refresh_from_db()
    return reviewing.submit(lena, customers)


@pytest.fixture
def let_go(written, lena):
    approve_in_emergency(lena, written, written.digest, REASON)
    return Communication.objects.get(pk=written.communication_id)


def unread(user):
    return [need.title for need in communications_needs(user, timezone.now()) if need.title.startswith("Read: ")]


def test_a_manager_lets_go_what_they_wrote_with_a_reason(let_go, lena):
    assert let_go.state == "approved"
    (release,) = releasing.release(lena, [let_go])
    assert release.revision.reviews.get().comment == REASON


def test_it_needs_a_reason_a_manager_and_exactly_what_was_read(written, lena, amara):
    for user, digest, reason, code in (
        (amara, written.digest, REASON, "not_allowed"),
        (lena, written.digest, " \n", "no_reason"),
        (lena, "0" * 64, REASON, "not_what_was_read"),
    ):
        with pytest.raises(Refused) as refused:
            approve_in_emergency(user, written, digest, reason)
        assert refused.value.code == code
    assert not written.reviews.exists()


def test_what_is_missing_still_blocks(customers, lena):  # noqa: F811
    Fact.objects.filter(key="root_cause").update(state="", plain="", technical="")
    with pytest.raises(reviewing.Blocked):
        reviewing.submit(lena, customers)


def test_any_edit_voids_it_too(let_go, lena):
    section = let_go.sections.get(key="summary")
    drafting.edit_section(lena, section, body=section.body + " Truly.", version=section.version)
    let_go.refresh_from_db()
    with pytest.raises(Refused):
        releasing.release(lena, [let_go])


def test_one_of_two_approvals_may_be_followed_by_an_emergency_of_the_same_manager(customers, tomas, lena):  # noqa: F811
    StakeholderGroup.objects.filter(pk=customers.audience.group_id).update(reviewers_needed=2)
    revision = reviewing.submit(tomas, customers)
    reviewing.approve(lena, revision, revision.digest)
    approve_in_emergency(lena, revision, revision.digest, REASON)
    revision.refresh_from_db()
    assert revision.state == "approved"


def test_it_is_told_wherever_the_message_is_shown_for_ever(let_go, lena, vera, sign_in):
    client = sign_in(lena)
    confirm = client.get(reverse("communications:communication-release", args=[let_go.pk]))
    assert "Not approved: Lena Hoffmann let it go in an emergency" in confirm.text
    (release,) = releasing.release(lena, [let_go])
    record = first_hand_over(lena, lock_release(release.pk), timezone.now())
    (approval,) = told(record)["approvals"]
    assert (approval["decision"], approval["by"], approval["reason"]) == ("emergency", "Lena Hoffmann", REASON)
    for url in (let_go.get_absolute_url(), release.get_absolute_url(), record.get_absolute_url()):
        text = sign_in(vera).get(url).text
        assert "in an emergency" in text and "ten minutes" in text, url


def test_it_waits_on_home_until_somebody_else_has_read_it(let_go, lena, amara, vera, tomas, sign_in):
    url = reverse("communications:communication-review", args=[let_go.pk])
    assert unread(amara) and not unread(vera) and not unread(tomas) and not unread(lena)
    sign_in(lena).get(url)
    assert unread(amara)
    sign_in(amara).get(url)
    assert not unread(amara)


def test_a_look_before_it_was_let_go_does_not_count(written, lena, amara, sign_in):
    sign_in(amara).get(reverse("communications:communication-review", args=[written.communication_id]))
    approve_in_emergency(lena, written, written.digest, REASON)
    assert unread(amara)


def test_nobody_hears_of_it_who_may_not_see_the_incident(let_go, amara):
    Incident.objects.update(restricted=True)
    assert not unread(amara)


def test_the_page_says_what_it_means_and_leads_to_the_recipients(written, lena, sign_in):
    client, url = sign_in(lena), reverse("communications:review-emergency", args=[written.communication_id])
    page = client.get(url)
    assert "You wrote on it yourself" in page.text and "We are sorry." in page.text
    assert "required" in client.post(url, {"digest": written.digest, "reason": ""}).text
    answer = client.post(url, {"digest": written.digest, "reason": REASON})
    assert answer["Location"] == reverse("communications:communication-release", args=[written.communication_id])
    assert client.get(url).status_code == 302  # nothing is in review any more
