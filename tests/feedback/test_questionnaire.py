import pytest
from django.urls import reverse

from archive.models import Change
from feedback.models import Lesson, Questionnaire, Response
from feedback.verbs.questionnaire import reword
from postincident.errors import Refused
from tests.factories import make_incident
from tests.feedback.factories import make_link, make_response, make_shared_link, path_of

WORDS = {
    "clear": "Did you understand it?",
    "timely": "Did it come in time?",
    "complete": "Did it tell you what you needed?",
    "words": "What else should it have said?",
}


def url():
    return reverse("feedback:questionnaire-edit")


def typed(**more):
    newest = Questionnaire.objects.newest()
    said = {"based_on": newest.pk, "why": "“Clear” was taken for short"}
    return {f"text_{key}": text for key, text in WORDS.items()} | said | more


def test_it_becomes_a_new_version_and_a_change_that_shows_what_differs(sign_in, lena, vera):
    incident = make_incident("Payouts were late")
    response = sign_in(lena).post(url(), typed(lesson=f"incident:{incident.pk}"))
    newest = Questionnaire.objects.newest()
    assert (newest.version, [question["key"] for question in newest.questions]) == (2, list(WORDS))
    change = Change.objects.of(newest).get()
    assert response.url == change.get_absolute_url()
    assert (change.kind, change.why) == ("questionnaire", "“Clear” was taken for short")
    assert Lesson.objects.get(change=change).incident == incident
    page = sign_in(vera).get(response.url).text
    assert "− Was it clear?" in page
    assert "+ Did you understand it?" in page


def test_readers_are_asked_in_the_new_words_and_answers_keep_what_they_answered(client, sign_in, lena):
    first = make_link()
    client.post(path_of(first), {"clear": "4"})
    sign_in(lena).post(url(), typed())
    second = make_link()
    assert "Did you understand it?" in client.get(path_of(second)).text
    client.post(path_of(second), {"clear": "2"})
    assert list(Response.objects.order_by("pk").values_list("questionnaire__version", flat=True)) == [1, 2]


def test_who_was_shown_the_old_words_has_answered_those(client, sign_in, lena):
    path = path_of(make_shared_link())
    shown = client.get(path).context["asked"]
    sign_in(lena).post(url(), typed())
    client.post(path, {"clear": "4", "asked": shown.pk})
    client.post(path, {"clear": "4", "asked": "nonsense"})
    client.post(path, {"clear": "4", "asked": "9" * 16})
    assert list(Response.objects.order_by("pk").values_list("questionnaire__version", flat=True)) == [1, 2, 2]


def test_a_preview_shows_what_is_typed_and_saves_nothing(sign_in, lena):
    response = sign_in(lena).post(url(), typed(preview="1", why=""))
    assert not response.context["form"].errors
    assert "<legend>Did you understand it?</legend>" in response.text
    assert Questionnaire.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "field"),
    [({"text_clear": " "}, "text_clear"), ({"text_words": "x" * 201}, "text_words"), ({"why": " "}, "why")],
)
def test_mistakes_are_said_beside_the_field_and_nothing_typed_is_lost(sign_in, lena, said, field):
    response = sign_in(lena).post(url(), typed(text_timely="Soon enough?") | said)
    assert response.context["form"].errors[field]
    assert "Soon enough?" in response.text
    assert Questionnaire.objects.count() == 1


def test_two_editors_both_see_what_was_saved(sign_in, lena, ade):
    mine = typed(text_clear="Mine?")
    sign_in(ade).post(url(), typed(text_clear="Theirs?"))
    response = sign_in(lena).post(url(), mine)
    assert response.status_code == 409
    assert "Theirs?" in response.text
    assert "Mine?" in response.text
    assert Questionnaire.objects.count() == 2
    again = mine | {"based_on": response.context["form"]["based_on"].value()}
    assert sign_in(lena).post(url(), again).status_code == 302


def test_the_same_words_are_no_change(lena):
    newest = Questionnaire.objects.newest()
    same = {question["key"]: question["text"] for question in newest.questions}
    with pytest.raises(Refused) as refused:
        reword(lena, same, based_on=newest.pk, why="x")
    assert refused.value.code == "nothing_changed"


def test_a_lesson_that_is_not_theirs_leaves_everything_as_it_was(sign_in, ade, lena):
    secret = make_incident(restricted=True, access=[lena])
    assert sign_in(ade).post(url(), typed(lesson=f"incident:{secret.pk}")).context["form"].errors["lesson"]
    assert (Questionnaire.objects.count(), Change.objects.count()) == (1, 0)


def test_communicators_read_and_do_not_reword(sign_in, tomas):
    assert sign_in(tomas).get(reverse("feedback:questionnaire-detail")).status_code == 200
    assert sign_in(tomas).post(url(), typed()).status_code == 403


def test_answers_are_counted_as_far_as_one_may_know(sign_in, lena, vera):
    newest = Questionnaire.objects.newest()
    make_response(questionnaire=newest)
    make_response(make_incident(restricted=True, access=[lena]), questionnaire=newest)
    page = reverse("feedback:questionnaire-detail")
    assert [row["answers"] for row in sign_in(vera).get(page).context["versions"]] == [1]
    assert [row["answers"] for row in sign_in(lena).get(page).context["versions"]] == [2]


def test_the_page_makes_the_same_queries_for_one_and_nine_versions(sign_in, lena, connection_queries):
    client, page = sign_in(lena), reverse("feedback:questionnaire-detail")
    client.get(page)
    few = connection_queries(lambda: client.get(page))
    for n in range(8):
        newest = Questionnaire.objects.newest()
        reword(lena, WORDS | {"clear": f"Clear {n}?"}, based_on=newest.pk, why="x")
        make_response(questionnaire=newest)
    assert connection_queries(lambda: client.get(page)) == few
