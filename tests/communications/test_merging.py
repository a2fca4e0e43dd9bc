"""Two contacts that are one person: which stays, what it takes over, and what is shown of the other."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from communications.duplicates import likely, likely_of
from communications.models import Contact, Endpoint
from communications.recipients import recipients_of
from communications.verbs import erasing
from communications.verbs.merging import merge
from feedback.models import Outreach
from postincident.errors import Refused
from postincident.models import Event
from tests.communications.factories import (
    make_audience,
    make_communication,
    make_contact,
    make_delivery,
    make_group,
    make_release,
)
from tests.factories import make_incident
from tests.feedback.factories import make_response

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    first, second = make_group("First"), make_group("Second")
    stays = make_contact(first, name="Ana Ferreira", address="ana@example.net", note="Prefers mail")
    goes = make_contact(first, second, name="ana ferreira", address="a.f@example.net", note="Speaks Portuguese")
    return stays, goes


def told(contact, incident=None, **fields):
    release = make_release(make_communication(make_audience(incident, make_group()), state="released"))
    return make_delivery(release, contact=contact, state="sent", handed_over_at=timezone.now(), **fields)


def test_it_takes_over_addresses_groups_and_what_it_lacks(pair, lena):
    stays, goes = pair
    Contact.objects.filter(pk=goes.pk).update(is_key=True, relationship_owner=lena, role="Owner", organisation="Cais")
    kept = merge(lena, stays, Contact.objects.get(pk=goes.pk))
    assert (kept.is_key, kept.relationship_owner, kept.role, kept.organisation) == (True, lena, "Owner", "Cais")
    assert kept.note == "Prefers mail\nSpeaks Portuguese"
    assert [group.name for group in kept.groups.order_by("name")] == ["First", "Second"]
    assert list(kept.endpoints.values_list("normalised", flat=True)) == ["ana@example.net", "a.f@example.net"]
    goes.refresh_from_db()
    assert (goes.merged_into, goes.is_key, goes.groups.count()) == (kept, False, 0)
    assert Event.objects.get(verb="contact.merged").object_id == kept.pk


def test_nobody_is_written_to_twice_or_through_the_one_that_went(pair, lena):
    stays, goes = pair
    Endpoint.objects.create(contact=goes, address="ANA@example.net", normalised="ana@example.net")
    merge(lena, stays, goes)
    group = stays.groups.get(name="First")
    communication = make_communication(make_audience(group=group))
    share = recipients_of([communication]).of(communication)
    assert [(one.contact_id, one.address) for one in share.addressed] == [
        (stays.pk, "ana@example.net"),
        (stays.pk, "a.f@example.net"),
    ]
    assert not share.covered


def test_one_that_came_into_a_group_all_the_same_is_passed_over(pair, lena):
    stays, goes = pair
    merge(lena, stays, goes)
    group = make_group()
    Endpoint.objects.create(contact=goes, address="late@example.net", normalised="late@example.net")
    goes.memberships.create(group=group)
    communication = make_communication(make_audience(group=group))
    assert not recipients_of([communication]).of(communication).everyone


def test_history_stays_with_the_old_row_and_is_shown_with_the_one_that_stays(pair, lena, vera, sign_in):
    stays, goes = pair
    secret = make_incident("Secret", restricted=True, access=[lena])
    seen, hidden = told(goes, name="old"), told(goes, secret)
    merge(lena, stays, goes)
    seen.refresh_from_db()
    assert seen.contact_id == goes.pk
    for person, subjects in ((vera, 1), (lena, 2)):
        page = sign_in(person).get(stays.get_absolute_url())
        assert len(page.context["deliveries"]) == subjects
    assert hidden.incident.reference not in sign_in(vera).get(stays.get_absolute_url()).text
    assert sign_in(vera).get(goes.get_absolute_url()).url == stays.get_absolute_url()


def test_when_last_told_counts_the_merged_and_only_what_the_viewer_may_see(pair, lena, vera, sign_in):
    stays, goes = pair
    early = told(goes)
    type(early).objects.filter(pk=early.pk).update(handed_over_at=timezone.now() - timedelta(days=400))
    told(goes, make_incident("Secret", restricted=True, access=[lena]))
    merge(lena, stays, goes)
    url = reverse("communications:contact-list")
    last = [dict(sign_in(who).get(url).context["rows"])[stays] for who in (vera, lena)]
    assert timezone.now() - last[0] > timedelta(days=399)
    assert timezone.now() - last[1] < timedelta(days=1)


def test_chains_end_at_the_one_that_stays(pair, lena):
    stays, goes = pair
    older = make_contact(name="A. Ferreira")
    merge(lena, goes, older)
    merge(lena, stays, Contact.objects.get(pk=goes.pk))
    assert set(stays.merged.all()) == {goes, older}


@pytest.mark.parametrize("state", ["merged", "erased", "itself"])
def test_one_that_is_gone_is_not_merged(pair, lena, state):
    stays, goes = pair
    if state == "merged":
        merge(lena, stays, goes)
    elif state == "erased":
        erasing.erase(lena, goes)
    else:
        goes = stays
    with pytest.raises(Refused) as refused:
        merge(lena, stays, goes)
    assert refused.value.code == "gone"


def test_erasing_the_one_that_stays_erases_the_other(pair, lena):
    stays, goes = pair
    delivery, response = (
        told(goes, name="Ana"),
        make_response(make_incident(), contact=goes, name="Ana", words="Thanks"),
    )
    merge(lena, stays, goes)
    erasing.erase(lena, Contact.objects.get(pk=stays.pk))
    for row in (stays, goes, delivery, response):
        row.refresh_from_db()
    assert stays.erased_at and goes.erased_at
    assert "erreira" not in stays.name + goes.name + goes.note
    assert (delivery.name, delivery.address, response.name) == ("", "", "")


OUTCOMES = [  # outcome noted with the one that stays, with the one that goes → what is left with the one that stays
    (None, "", [""]),
    (None, "spoke", ["spoke"]),
    ("", "spoke", ["spoke"]),
    ("spoke", "", ["spoke"]),
    ("spoke", "declined", ["spoke"]),
]


@pytest.mark.parametrize(("mine", "theirs", "left"), OUTCOMES)
def test_reaching_out_follows_without_losing_an_outcome(pair, lena, mine, theirs, left):
    (stays, goes), incident = pair, make_incident()
    rows = [(stays, mine), (goes, theirs)]
    for contact, outcome in rows:
        if outcome is not None:
            Outreach.objects.create(incident=incident, contact=contact, group=contact.groups.first(), outcome=outcome)
    before = set(Outreach.objects.exclude(outcome="").values_list("outcome", flat=True))
    merge(lena, stays, goes)
    assert list(Outreach.objects.filter(contact=stays).values_list("outcome", flat=True)) == left
    assert set(Outreach.objects.exclude(outcome="").values_list("outcome", flat=True)) == before


def test_likely_duplicates_have_one_address_or_one_name_in_one_organisation(pair, lena):
    stays, goes = pair
    make_contact(name="Ana Ferreira", organisation="Elsewhere")
    boris = make_contact(name="Boris", address="b@example.net")
    other = make_contact(name="B. Ivanov", address="B@example.net")
    Endpoint.objects.filter(contact=other).update(normalised="b@example.net")
    found = {(one.why.split(":")[0], tuple(contact.pk for contact in one.contacts)) for one in likely()}
    assert found == {
        ("the same name and organisation", (stays.pk, goes.pk)),
        ("the same address", (boris.pk, other.pk)),
    }
    assert (likely_of(stays), likely_of(boris)) == ([goes], [other])
    merge(lena, boris, other)
    assert len(likely()) == 1


def test_the_pages_show_both_and_merge_only_when_one_is_chosen(pair, lena, tomas, sign_in):
    stays, goes = pair
    client = sign_in(lena)
    assert "ana ferreira" in client.get(reverse("communications:contact-duplicates")).text
    url = reverse("communications:contact-merge", args=[stays.pk, goes.pk])
    assert "compare and merge" in client.get(stays.get_absolute_url()).text
    assert "Choose one" in client.post(url, {}).text
    assert client.post(url, {"stays": stays.pk}).url == stays.get_absolute_url()
    goes.refresh_from_db()
    assert goes.merged_into == stays
    assert client.get(url).status_code == 404
    assert client.get(reverse("communications:contact-merge", args=[stays.pk, stays.pk])).status_code == 404
    assert client.get(reverse("communications:contact-edit", args=[goes.pk])).status_code == 404
    assert sign_in(tomas).get(reverse("communications:contact-duplicates")).status_code == 403


def test_the_choice_tells_two_of_one_name_apart(pair, lena, sign_in):
    stays, goes = pair
    told(goes)
    page = sign_in(lena).get(reverse("communications:contact-merge", args=[stays.pk, goes.pk])).text
    _before, first, second = re.split(r'<label><input type="radio"', page)
    for choice, contact in ((first, stays), (second, goes)):
        assert contact.endpoints.first().address in choice
        assert contact.groups.first().name in choice
    assert "not told of anything yet" in first
    assert "last told <time" in second.partition("</label>")[0]


def test_without_duplicates_the_page_says_so_once(lena, sign_in):
    page = sign_in(lena).get(reverse("communications:contact-duplicates")).text
    assert "No likely duplicates" in page
    assert "None" not in page


def test_the_page_of_duplicates_makes_the_same_queries_for_two_and_twenty(pair, lena, sign_in, connection_queries):
    client, url = sign_in(lena), reverse("communications:contact-duplicates")
    make_contact(name="Boris", address="b@example.net")
    make_contact(name="Ivan", address="b@example.net")
    few = connection_queries(lambda: client.get(url))
    for number in range(18):
        for name in (f"Ana {number}", f"ana {number}"):
            make_contact(make_group(), name=name, address=f"shared{number}@example.net")
    assert connection_queries(lambda: client.get(url)) == few
