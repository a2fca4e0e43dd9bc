"""The pages on which questions are brought in: nothing is stored before it was seen and chosen."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from feedback.models import Response
from postincident.models import Confirmation
from tests.factories import make_incident

pytestmark = pytest.mark.django_db
GIVEN = {"said_at": "2026-03-03T14:30", "zone": "UTC"}
TABLE = b"Wer,Was\nAna,Is it down?\nBen,=Why?\n"


@pytest.fixture
def incident(db):
    return make_incident()


@pytest.fixture
def send(sign_in, tomas, incident):
    client, url = sign_in(tomas), reverse("feedback:questions-bring-in", args=[incident.reference])

    def post(**data):
        return client.post(url, data)

    return post


def test_nothing_is_stored_before_it_was_chosen(send, incident):
    shown = send(words="Is it down?\nWhy <b>twice</b>?", **GIVEN)
    assert "2 questions can be brought in" in shown.text and "<b>twice" not in shown.text
    assert not Response.objects.exists()
    send(rows=shown.context["rows"], take=["1"])
    assert Response.objects.get().words == "Why <b>twice</b>?"


def test_the_same_again_is_here_already(send):
    for _ in range(2):
        shown = send(words="Is it down?", **GIVEN)
        send(rows=shown.context["rows"], take=["0"])
    assert "here already" in shown.text
    assert Response.objects.count() == 1


def test_columns_are_chosen_where_headings_say_nothing(send):
    file = SimpleUploadedFile("asked.csv", TABLE)
    shown = send(file=file, **GIVEN)
    assert "Say above which column" in shown.text
    shown = send(table=shown.context["table"], words="1", name="0")
    assert [one.name for _n, one, _here in shown.context["questions"]] == ["Ana", "Ben"]
    send(rows=shown.context["rows"], take=["0", "1"])
    assert sorted(Response.objects.values_list("words", flat=True)) == ["=Why?", "Is it down?"]


@pytest.mark.parametrize("data", [{}, {"words": "a", "file": "both"}, {"words": " "}])
def test_one_of_the_two_is_asked_for(send, data):
    if "file" in data:
        data = data | {"file": SimpleUploadedFile("a.csv", TABLE)}
    shown = send(**data, **GIVEN)
    assert "one of the two" in shown.text or "holds no words" in shown.text or "No question was found" in shown.text
    assert not Response.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        {"rows": "forged", "take": ["0"]},
        {"table": "forged", "words": "0"},
        {"rows": ""},
        {"rows": "a:b:c", "take": ["9" * 50]},
    ],
)
def test_what_was_not_shown_is_not_taken(send, data):
    assert send(**data).status_code == 302
    assert not Response.objects.exists()


def test_what_one_incident_was_shown_is_not_taken_for_another(sign_in, tomas, send):
    shown = send(words="Is it down?", **GIVEN)
    other = reverse("feedback:questions-bring-in", args=[make_incident().reference])
    sign_in(tomas).post(other, {"rows": shown.context["rows"], "take": ["0"]})
    assert not Response.objects.exists()


def test_none_or_a_wrong_one_chosen_says_so_and_loses_nothing(send):
    shown = send(words="Is it down?", **GIVEN)
    for take in ([], ["7"], ["x"]):
        again = send(rows=shown.context["rows"], take=take)
        assert ("Is it down?" in again.text and 'role="alert"' in again.text) or again.status_code == 200
    assert not Response.objects.exists()


def test_whoever_said_that_none_were_raised_is_corrected(send, incident, lena):
    Confirmation.objects.create(incident=incident, key=Confirmation.Key.NONE_RAISED, by=lena)
    shown = send(words="Is it down?", **GIVEN)
    send(rows=shown.context["rows"], take=["0"])
    assert not Confirmation.objects.filter(withdrawn_at=None).exists()


def test_the_queries_are_the_same_for_two_and_two_hundred(send, connection_queries):
    def run(n):
        words = "\n".join(f"Question {n} {number}?" for number in range(n))
        shown = send(words=words, **GIVEN)
        return lambda: send(rows=shown.context["rows"], take=[str(k) for k in range(n)])

    run(1)()
    few, many = run(2), run(200)
    assert connection_queries(few) == connection_queries(many)
