"""Saved searches: everybody's own, and found again as they were."""

import pytest
from django.urls import reverse

from archive.models import SavedSearch
from archive.verbs import saving
from postincident.errors import Refused
from tests.archive.factories import make_record
from tests.factories import make_incident

ADD, LIST, SEARCH = reverse("archive:saved-add"), reverse("archive:saved-list"), reverse("archive:search")
ASKED = {
    "q": 'late группа:"Ünï & co" "Größe"',
    "kind": "update",
    "order": "best",
    "by": "incident",
    "since": "2025-03-01",
}


@pytest.fixture
def client(sign_in, vera):
    return sign_in(vera)


def save(client, name, **asked):
    return client.post(f"{ADD}?{client.get(SEARCH, asked).wsgi_request.META['QUERY_STRING']}", {"name": name})


def test_it_is_saved_and_finds_the_same_again(db, client):
    response = save(client, "Slow ones", **ASKED)
    page = client.get(response["Location"])
    assert page.context["form"].said == client.get(SEARCH, ASKED).context["form"].said
    assert page.context["form"].by_incident
    assert "Saved: Slow ones." in page.text
    assert "Größe" in SavedSearch.objects.get().query


def test_what_makes_no_sense_and_the_page_are_not_kept(db, client):
    save(client, "One", q="late", kind="nothing", page="3", export="csv", other="x", since="yesterday")
    assert SavedSearch.objects.get().query == "q=late"


def test_the_page_offers_to_save_it_by_its_words(db, client):
    make_record()
    assert (
        f'href="{ADD}?q=certificate&amp;kind=root_cause"'
        in client.get(SEARCH, {"q": "certificate", "kind": "root_cause"}).text
    )
    assert ADD not in client.get(SEARCH).text
    assert 'value="late cards"' in client.get(ADD, {"q": "late cards"}).text


def test_a_name_is_needed_and_only_once_each(db, client, lena):
    saving.save(lena, "Mine", "q=a")
    save(client, "Mine", q="a")
    assert "You have a saved search of this name." in save(client, "Mine", q="b").text
    assert "This field is required." in save(client, "", q="b").text
    assert SavedSearch.objects.count() == 2


def test_one_too_long_is_refused_with_a_word(db, client):
    page = save(client, "Long", q=" &" * 400)
    assert "This search is too long to be saved." in page.text
    assert not SavedSearch.objects.exists()


def test_a_long_one_of_another_script_is_not_too_long(db, client):
    save(client, "Long", q="ж" * 900)
    assert client.get(SavedSearch.objects.get().get_absolute_url()).context["wanted"].typed == "ж" * 900


def test_there_may_be_fifty(db, vera):
    for number in range(saving.MOST_SAVED):
        saving.save(vera, f"Number {number}", "q=a")
    with pytest.raises(Refused, match="Remove one"):
        saving.save(vera, "One more", "q=a")


def test_it_is_renamed_and_removed(db, client, vera):
    saved = saving.save(vera, "Before", "q=a")
    other = saving.save(vera, "Other", "q=b")
    edit = reverse("archive:saved-edit", args=[saved.pk])
    assert 'value="Before"' in client.get(edit).text
    assert "You have a saved search of this name." in client.post(edit, {"name": "Other"}).text
    assert client.post(edit, {"name": "After"}, follow=True).redirect_chain == [(LIST, 302)]
    assert client.post(edit, {"name": "After"}).status_code == 302  # its own name is free
    page = client.get(LIST).text
    assert "After" in page
    assert "Before" not in page
    client.post(reverse("archive:saved-remove", args=[saved.pk]))
    assert list(SavedSearch.objects.all()) == [other]


@pytest.mark.parametrize("name", ["saved-edit", "saved-remove"])
def test_anothers_does_not_exist(db, client, lena, name):
    saved = saving.save(lena, "Hers", "q=a")
    assert client.post(reverse(f"archive:{name}", args=[saved.pk]), {"name": "Mine now"}).status_code == 404
    assert SavedSearch.objects.get().name == "Hers"
    assert "Hers" not in client.get(LIST).text + client.get(SEARCH).text


def test_a_few_stand_beside_the_box_and_the_others_are_a_press_away(db, client, vera):
    make_record()
    assert LIST not in client.get(SEARCH).text
    for number in range(6):
        saving.save(vera, f"Number {number}", f"q={number}")
    page = client.get(SEARCH).text
    assert f'<a href="{SEARCH}?q=5">Number 5</a>' in page
    assert "Rename or remove" in page
    saving.save(vera, "Number 6", "q=6")
    page = client.get(SEARCH).text
    assert "Number 6" not in page
    assert "All saved searches" in page


def test_it_finds_what_may_be_seen_when_it_is_pressed(db, client, vera, lena):
    incident = make_incident("Cards", access=[lena])
    make_record(incident, text="certificate")
    saved = saving.save(vera, "Cards", "q=certificate")
    assert client.get(saved.get_absolute_url()).context["found"].total == 1
    incident.restricted = True
    incident.save()
    assert client.get(saved.get_absolute_url()).context["found"].total == 0
