"""Words that answer a question of one's own are words: counted as to be tagged, read by the rules, taken along."""

import csv
from importlib import import_module
from io import StringIO

import pytest
from django.apps import apps
from django.urls import reverse

from feedback.chain import before_and_since
from feedback.models import Response
from feedback.verbs import tagging
from postincident import clock
from tests.feedback.factories import (
    ASKED,
    edit_path,
    make_link,
    make_questionnaire,
    make_response,
    make_shared_link,
    path_of,
)

pytestmark = pytest.mark.django_db
LATE = "It was far too late"
ONLY_MORE = {"clear": "2", "q00000003": LATE}
CHOSEN = {"clear": "2", "q00000001": "2", "q00000002": ["1"]}


def answer(client, data, link=None):
    client.post(path_of(link or make_shared_link()), data)
    return Response.objects.latest("pk")


@pytest.fixture(autouse=True)
def asked():
    return make_questionnaire(ASKED)


def test_they_are_to_be_tagged_and_what_was_chosen_is_not(client, sign_in, tomas):
    more, chosen = answer(client, ONLY_MORE), answer(client, CHOSEN)
    assert (more.words, more.to_tag, chosen.to_tag) == ("", True, False)
    staff, address = sign_in(tomas), reverse("feedback:response-list")
    assert staff.get(address).context["untagged"] == 1
    page = staff.get(f"{address}?state=untagged")
    assert list(page.context["page"].object_list) == [more]


def test_who_changes_the_answer_changes_whether_there_are_any(client):
    link = make_link()
    thanks = client.post(path_of(link), ONLY_MORE)
    assert Response.objects.get().to_tag
    client.post(edit_path(thanks), {"clear": "2"})
    assert not Response.objects.get().to_tag


def test_a_theme_is_suggested_by_them_and_marks_nothing_else(client, sign_in, tomas):
    response = answer(client, ONLY_MORE | {"words": "It was far too vague."})
    text = sign_in(tomas).get(reverse("feedback:response-detail", args=[response.pk])).text
    assert "Too late?" in text and '<q class="quiet" dir="auto">far too late</q>' in text
    assert "vague</mark>." in text and text.count("<mark>") == 1


def test_no_sign_reaches_from_one_answer_into_another(client, sign_in, tomas):
    response = answer(client, {"clear": "2", "words": "It came far too", "q00000003": "late"})
    assert "Too late?" not in sign_in(tomas).get(reverse("feedback:response-detail", args=[response.pk])).text


def test_they_count_among_responses_with_words_and_are_taken_along(client, sign_in, vera, tomas, theme):
    response = answer(client, ONLY_MORE)
    answer(client, CHOSEN)
    assert before_and_since(vera, theme, clock.now())[0].before.n == 1
    tagging.tag(tomas, [response], theme)
    rows = list(csv.DictReader(StringIO(sign_in(vera).get(reverse("feedback:themes-decided")).text)))
    assert [(row["text"], row["labels"]) for row in rows] == [(LATE, "too-late")]


def test_what_was_answered_before_is_looked_through_once(asked):
    more = make_response(words="", questionnaire=asked, answers={"q00000003": LATE})
    chosen = make_response(words="", questionnaire=asked, answers={"q00000001": "By phone"})
    import_module("feedback.migrations.0015_words_in_further_answers").look_for_words(apps, None)
    more.refresh_from_db(), chosen.refresh_from_db()
    assert (more.to_tag, chosen.to_tag) == (True, False)
