"""What a reader answers to questions of one's own, and how staff see it."""

import csv
from io import StringIO

import pytest
from django.urls import reverse

from feedback.models import Response
from feedback.questionnaires import Question
from tests.feedback.factories import (
    ASKED,
    edit_path,
    make_link,
    make_questionnaire,
    make_response,
    make_shared_link,
    path_of,
)
from tests.hostile.reading import Page

pytestmark = pytest.mark.django_db

ANSWER = {
    "clear": "2",
    "q00000001": "2",
    "q00000002": ["1", "3"],
    "q00000003": "The last part — Ünïcode.",
    "q00000004": "5",
    "timely": "4",
    "words": "Thank you.",
}
STORED = {
    "q00000001": "By phone",
    "q00000002": ["The cause", "The apology"],
    "q00000003": "The last part — Ünïcode.",
    "q00000004": 5,
}


@pytest.fixture
def asked():
    return make_questionnaire(ASKED)


@pytest.fixture
def path(asked):
    return path_of(make_shared_link())


def test_every_kind_of_answer_is_kept_beside_the_ratings(client, asked, path):
    client.post(path, ANSWER)
    response = Response.objects.get()
    assert (response.clear, response.timely, response.complete, response.words) == (2, 4, None, "Thank you.")
    assert (response.answers, response.questionnaire) == (STORED, asked)


def test_what_is_not_asked_is_not_taken(client, path):
    client.post(path, ANSWER | {"complete": "5", "answers": '{"x": 1}', "q99999999": "1", "may_reply": "1", "pk": "7"})
    response = Response.objects.get()
    assert (response.complete, response.answers, response.may_reply) == (None, STORED, False)


def test_the_condition_is_said_and_the_question_always_shown(client, path):
    page = Page(client.get(path).text)
    form = page.forms[0]
    assert "Only if you gave “Was it clear?” 3 or less." in page.texts["o-q00000003"]
    assert "Only if you chose “By phone” above." in page.texts["o-q00000004"]
    assert form.fields["q00000003"].described_by == ["o-q00000003"]
    assert "o-q00000004" in form.fields["q00000004"].described_by


def test_what_was_clicked_without_being_asked_is_left_out_and_said(client, path):
    page = client.post(path, ANSWER | {"q00000001": "1"})
    assert "q00000004" not in Response.objects.get().answers
    assert "Not kept" in page.text
    assert "Was the call polite?" in page.text


def test_what_was_typed_without_being_asked_is_kept(client, path):
    page = client.post(path, ANSWER | {"clear": "5"})
    assert Response.objects.get().answers["q00000003"] == "The last part — Ünïcode."
    assert "Not kept" not in page.text


def test_an_answer_that_was_left_out_meets_no_condition(client):
    make_questionnaire(
        [
            ASKED[0],
            Question("q1", "one", "One?", ("a", "b"), ASKED[3].only_if),
            Question("q2", "rating", "Two?", only_if=type(ASKED[3].only_if)("q1", chosen="a")),
        ]
    )
    page = client.post(path_of(make_shared_link()), {"clear": "5", "q1": "1", "q2": "3"})
    assert Response.objects.get().answers == {}
    assert [one.key for one in page.context["left_out"]] == ["q1", "q2"]


def test_only_what_does_not_apply_is_nothing_to_send(client, path):
    page = client.post(path, {"q00000004": "4"})
    assert "there is something to send" in page.text
    assert Page(page.text).forms[0].fields["q00000004"].values == ["4"]
    assert not Response.objects.exists()


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"q00000001": "9"}, "Choose one of the answers"),
        ({"q00000001": "By phone"}, "Choose one of the answers"),
        ({"q00000002": ["1", "x"]}, "Choose one of the answers"),
        ({"q00000003": "x" * 2001}, "longer than 2000 characters"),
        ({"q00000004": "6"}, "Choose a number from 1 to 5"),
    ],
)
def test_a_mistake_is_said_beside_its_question_and_loses_nothing(client, path, typed, wrong):
    page = client.post(path, ANSWER | typed)
    read = Page(page.text)
    (key,) = typed
    assert wrong in read.texts[f"e-{key}"]
    assert f"e-{key}" in read.forms[0].fields[key].described_by
    assert read.forms[0].fields["words"].values == ["Thank you."]
    assert not Response.objects.exists()


def test_the_same_box_twice_is_one_answer(client, path):
    client.post(path, {"q00000002": ["3", "1", "3"]})
    assert Response.objects.get().answers == {"q00000002": ["The cause", "The apology"]}


def test_whoever_has_the_secret_finds_everything_as_it_was_and_changes_it(client, path):
    edit = edit_path(client.post(path, ANSWER))
    shown = Page(client.get(edit).text).forms[0].fields
    assert {key: shown[key].values for key in ("q00000001", "q00000002", "q00000004", "clear")} == {
        "q00000001": ["2"],
        "q00000002": ["1", "3"],
        "q00000004": ["5"],
        "clear": ["2"],
    }
    page = client.post(edit, ANSWER | {"q00000001": "3", "words": ""})
    response = Response.objects.get()
    assert (response.words, response.answers["q00000001"]) == ("", "From others")
    assert "q00000004" not in response.answers
    assert "Was the call polite?" in page.text


def test_staff_read_it_in_the_words_that_were_asked(client, sign_in, vera, asked, path):
    client.post(path, ANSWER)
    make_questionnaire([Question("q00000001", "text", "Anything else entirely?")])
    response, staff = Response.objects.get(), sign_in(vera)
    for page in (reverse("feedback:response-detail", args=[response.pk]), reverse("feedback:response-list")):
        text = staff.get(page).text
        for words in ("How did you hear of it?", "By phone", "The cause, The apology", "5 of 5", "Ünïcode"):
            assert words in text
        assert "Anything else entirely?" not in text
    exported = staff.get(reverse("feedback:response-list") + "?export=csv").content.decode()
    (row,) = csv.DictReader(StringIO(exported))
    assert row["Other answers"].splitlines()[0] == "How did you hear of it? By phone"


def test_answers_are_found(client, sign_in, vera, path):
    client.post(path, ANSWER)
    staff, url = sign_in(vera), reverse("feedback:response-list")
    assert len(staff.get(url + "?q=phone").context["page"].object_list) == 1
    assert len(staff.get(url + "?q=Ünïcode").context["page"].object_list) == 1
    assert len(staff.get(url + "?q=fax").context["page"].object_list) == 0


def test_the_form_and_the_list_make_the_same_queries_whatever_is_asked(client, sign_in, vera, connection_queries):
    links, staff, page = [make_link() for _ in range(2)], sign_in(vera), reverse("feedback:response-list")
    make_response()
    staff.get(page)
    form, shown = connection_queries(lambda: client.get(path_of(links[0]))), connection_queries(lambda: staff.get(page))
    for kind in ("", "update", "root_cause"):
        asked = make_questionnaire(ASKED, kind=kind, versions=3)
        make_response(questionnaire=asked, answers=STORED)
    assert connection_queries(lambda: client.get(path_of(links[1]))) == form
    assert connection_queries(lambda: staff.get(page)) == shown
