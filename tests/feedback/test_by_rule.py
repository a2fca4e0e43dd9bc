"""Themes that tag by themselves: off unless switched on, only what is new, shown as such, taken back with one key."""

import csv
from io import StringIO

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from feedback.models import Response, Theme, ThemeRefusal, ThemeTag
from feedback.verbs import answering, by_rule, rearranging, tagging, themes
from postincident import clock
from postincident.errors import Refused
from postincident.models import Event
from postincident.registry import registry
from tests.factories import make_incident
from tests.feedback.factories import make_response

LATE = "It was far too late and far too vague."


def url(name, *args):
    return reverse(f"feedback:{name}", args=args)


def swept():
    return registry.sweeps["themes by rule"](clock.now())


def tags(response):
    return [(tag.theme.slug, tag.by, tag.user) for tag in response.tags.order_by("theme__slug")]


@pytest.fixture
def on(lena, theme):
    by_rule.switch(lena, theme, on=True)
    return theme


@pytest.fixture
def said(on):
    response = make_response(words=LATE)
    swept()
    return response


def test_no_theme_tags_by_itself_unless_it_is_switched_on(db):
    response = make_response(words=LATE)
    assert not Theme.objects.filter(by_itself=True).exists()
    assert (swept(), tags(response)) == (0, [])


def test_a_manager_switches_it_on_and_off_and_nobody_else(sign_in, tomas, amara, lena, theme):
    for person, status in ((tomas, 403), (amara, 403), (lena, 302)):
        assert sign_in(person).post(url("theme-by-itself", theme.slug)).status_code == status
    assert Theme.objects.get(pk=theme.pk).by_itself
    assert "Tags by itself" in sign_in(tomas).get(url("theme-list")).text
    page = sign_in(tomas).get(url("theme-detail", theme.slug)).text
    assert "Tags by itself" in page and "Ask each time" not in page
    for _ in range(2):
        sign_in(lena).post(url("theme-by-itself", theme.slug), {"undo": "1"})
    assert not Theme.objects.get(pk=theme.pk).by_itself
    verbs = Event.objects.filter(verb__startswith="theme.by_").order_by("pk").values_list("verb", "user")
    assert list(verbs) == [("theme.by_itself", lena.pk), ("theme.by_hand", lena.pk)]


def test_it_tags_what_is_new_with_its_own_theme_and_says_so(said, sign_in, tomas):
    assert tags(said) == [("too-late", "rule", None)]
    event = Event.objects.get(verb="response.tagged")
    assert (event.user, event.incident_id, event.data) == (None, said.incident_id, {"response": said.pk})
    assert swept() == 0
    for page in (url("response-list"), url("response-detail", said.pk)):
        text = sign_in(tomas).get(page).text
        assert "by a rule" in text and "Too vague?" in text and "Too late?" not in text


def test_who_may_not_tag_sees_it_and_decides_nothing(said, sign_in, vera):
    for page in (url("response-list"), url("response-detail", said.pk)):
        text = sign_in(vera).get(page).text
        assert "by a rule" in text and 'name="refuse"' not in text


def test_what_was_said_before_is_left_to_people(lena, theme):
    before = make_response(words=LATE)
    by_rule.switch(lena, theme, on=True)
    after = make_response(words=LATE)
    by_rule.switch(lena, Theme.objects.get(slug="too-vague"), on=True)
    swept()
    assert tags(before) == []
    assert [slug for slug, _by, _user in tags(after)] == ["too-late", "too-vague"]


def test_nothing_is_sure_enough_nothing_is_tagged(on):
    response = make_response(words="Our shoppers asked about the late opening hours.")
    assert (swept(), tags(response)) == (0, [])


def test_what_a_person_tagged_or_refused_meanwhile_is_left_alone(on, tomas):
    tagged, refused = make_response(words=LATE, themes=["tone"]), make_response(words=LATE)
    tagging.refuse(tomas, refused, on)
    assert swept() == 0
    assert [slug for slug, _by, _user in tags(tagged)] == ["tone"]


def test_no_takes_it_off_and_is_kept(said, on, sign_in, tomas):
    sign_in(tomas).post(url("suggestion-decide", said.pk), {"refuse": "too-late"})
    refusal = ThemeRefusal.objects.get()
    assert (tags(said), refusal.user, "late" in refusal.signs) == ([], tomas, True)
    said.refresh_from_db()
    assert (said.is_tagged, said.to_tag) == (False, True)
    Response.objects.update(to_read=True)
    assert swept() == 0
    assert set(Event.objects.filter(user=tomas).values_list("verb", flat=True)) == {
        "response.untagged",
        "suggestion.refused",
    }


def test_so_does_the_key_of_the_theme(said, on, sign_in, tomas):
    sign_in(tomas).post(url("response-tag"), {"response": said.pk, "theme": "too-late", "do": "untag"})
    assert (tags(said), ThemeRefusal.objects.get().theme) == ([], on)


def test_yes_makes_it_a_persons(said, on, sign_in, tomas):
    sign_in(tomas).post(url("suggestion-decide", said.pk), {"accept": "too-late"})
    assert tags(said) == [("too-late", "suggestion", tomas)]
    assert "by a rule" not in sign_in(tomas).get(url("response-list")).text.replace("Tagged by a rule alone", "")
    with pytest.raises(Refused):
        tagging.refuse(tomas, said, on)


def test_who_saves_the_themes_of_a_response_has_confirmed_them(said, sign_in, tomas, on):
    sign_in(tomas).post(url("response-detail", said.pk), {"themes": [on.pk]})
    assert tags(said) == [("too-late", "person", tomas)]
    assert Event.objects.filter(verb="response.tagged", user=tomas).count() == 1


def test_it_counts_as_tagged_and_can_be_looked_through(said, sign_in, tomas, on):
    make_response(words=LATE, themes=["tone"])
    client = sign_in(tomas)
    assert client.get(url("response-list")).context["untagged"] == 0
    found = client.get(url("response-list") + "?theme=too-late&state=rule")
    assert list(found.context["page"].object_list) == [said]
    assert "One response is tagged by a rule" in client.get(url("theme-detail", on.slug)).text
    tagging.tag(tomas, [said], Theme.objects.get(slug="thanks"))
    assert not client.get(url("response-list") + "?state=rule").context["page"].object_list


def test_rules_are_not_measured_on_what_they_tagged(said, sign_in, vera, tomas):
    def table():
        return list(csv.DictReader(StringIO(sign_in(vera).get(url("themes-decided")).text)))

    assert table() == []
    tagging.tag(tomas, [said], Theme.objects.get(slug="tone"))
    assert [row["labels"] for row in table()] == ["tone"]
    assert "Too late (by a rule)" in sign_in(vera).get(url("response-list") + "?export=csv").text


def test_changed_words_are_read_anew_and_what_a_person_tagged_stays(said, tomas):
    kept = make_response(words=LATE)
    swept()
    tagging.accept(tomas, kept, Theme.objects.get(slug="too-late"))
    for response in (said, kept):
        answering.change(response, {"words": "Thank you."})
        assert swept() == 0
    assert (tags(said), len(tags(kept))) == ([], 1)
    said.refresh_from_db()
    assert said.to_tag
    answering.change(said, {"words": LATE})
    assert (swept(), tags(said)) == (1, [("too-late", "rule", None)])


def test_a_theme_that_was_retired_or_merged_tags_nothing_any_more(on, lena):
    with pytest.raises(IntegrityError), transaction.atomic():
        Theme.objects.filter(pk=on.pk).update(retired=True)
    themes.retire(lena, on, retired=True)
    make_response(words=LATE)
    assert swept() == 0
    with pytest.raises(Refused):
        by_rule.switch(lena, on, on=True)
    themes.retire(lena, on, retired=False)
    by_rule.switch(lena, on, on=True)
    rearranging.merge(lena, on, Theme.objects.get(slug="tone"))
    assert not Theme.objects.filter(by_itself=True).exists()


def test_who_moves_it_to_another_theme_has_decided(said, on, tomas):
    rearranging.split(tomas, on, [said], into=Theme.objects.get(slug="tone"))
    assert tags(said) == [("tone", "person", tomas)]


def test_a_restricted_incident_is_read_as_well_and_shown_to_nobody_else(on, sign_in, tomas, lena):
    secret = make_response(make_incident(restricted=True, access=[lena]), words=LATE)
    assert swept() == 1
    assert "One response is tagged by a rule" in sign_in(lena).get(url("theme-detail", on.slug)).text
    assert "tagged by a rule and" not in sign_in(tomas).get(url("theme-detail", on.slug)).text
    assert ThemeTag.objects.get().response == secret


def test_it_asks_as_often_for_two_as_for_twenty(on, connection_queries):
    def queries(count):
        for _ in range(count):
            make_response(words="Nothing that a rule knows")
        return connection_queries(swept)

    queries(1)
    assert queries(20) == queries(2)
