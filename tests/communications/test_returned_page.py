"""A contact whose address bounced, and somebody who knows better."""

import pytest

from communications.models import Suppression
from postincident.models import Event
from tests.communications.factories import make_contact, make_group, make_suppression

pytestmark = pytest.mark.django_db
AGAIN = "The address is read again"


@pytest.fixture
def contact():
    return make_contact(make_group(), address="ana@example.net")


def test_its_page_says_so_and_a_manager_writes_again(sign_in, lena, contact):
    suppression = make_suppression("ana@example.net", reason="bounced")
    client = sign_in(lena)
    assert (
        "bounced, for all groups" not in client.get(contact.get_absolute_url()).text
    )  # nobody decided that themselves
    assert AGAIN in client.get(contact.get_absolute_url()).text
    answer = client.post(f"/contacts/{contact.pk}/write-again/", follow=True)
    assert "The next message goes to them again." in answer.text
    assert AGAIN not in answer.text
    suppression.refresh_from_db()
    assert suppression.lifted_at is not None and suppression.lifted_by == lena
    assert Event.objects.get(verb="contact.written_again").user == lena


def test_who_may_not_decide_it_sees_it_only(sign_in, tomas, contact):
    make_suppression("ana@example.net", reason="bounced")
    page = sign_in(tomas).get(contact.get_absolute_url()).text
    assert "Written to no more" in page and AGAIN not in page


@pytest.mark.parametrize("reason", ["complained", "unsubscribed"])
def test_what_its_owner_decided_nobody_else_takes_back(sign_in, lena, contact, reason):
    make_suppression("ana@example.net", reason=reason)
    answer = sign_in(lena).post(f"/contacts/{contact.pk}/write-again/", follow=True)
    assert "Nothing that was sent to them has bounced for good." in answer.text
    assert Suppression.objects.get().lifted_at is None


def test_a_second_press_changes_nothing(sign_in, lena, contact):
    make_suppression("ana@example.net", reason="bounced")
    for _ in range(2):
        sign_in(lena).post(f"/contacts/{contact.pk}/write-again/")
    assert Event.objects.filter(verb="contact.written_again").count() == 1
