"""The form speaks the language its group is written to in."""

import re

import pytest
from django.test import Client
from django.utils import translation

from communications.languages import TRANSLATED
from feedback.models import FeedbackLink, Questionnaire, Response
from tests.communications.factories import make_group
from tests.feedback.factories import edit_path, make_link, make_questionnaire, make_shared_link, make_told, path_of

pytestmark = pytest.mark.django_db
OTHERS = [code for code in TRANSLATED if code != "en"]
ANSWER = {"clear": "4", "words": "Zu spät."}
# Said by the form, by its refusals, when it has taken an answer, and when it takes none.
SAID = (
    "Did our message help you?",
    "Send my answer",
    "Was it clear?",
    "Not at all",
    "May we reply?",
    "optional",
)
CLOSED = "This link takes no answer"


def link_to(language, make=make_link):
    return make(make_told(group=make_group(language=language)))


def in_words(code, english):
    with translation.override(code):
        said = translation.gettext(english)
    assert said != english, (code, english)
    return said


def visible(page):
    """What is read of a page, and by what it is labelled."""
    return re.sub(r"<[^>]+>", " ", page.text)


@pytest.mark.parametrize("code", OTHERS)
def test_it_asks_in_the_language_of_the_group(client, code):
    page = client.get(path_of(link_to(code)))
    assert f'<html lang="{code}">' in page.text
    assert page["Content-Language"] == code and len(page.content) < 20_000
    for english in SAID:
        assert in_words(code, english) in page.text
        assert english not in visible(page)


@pytest.mark.parametrize("code", OTHERS)
def test_what_it_refuses_is_said_in_that_language_and_nothing_typed_is_lost(client, code):
    page = client.post(path_of(link_to(code)), {"reply_to": "nowhere", "words": "Hm.", "name": "n" * 151, "clear": "9"})
    for english in ("Choose a number from 1 to 5, or none.", "Shorten it to 150 characters."):
        assert in_words(code, english) in page.text
    assert "Hm." in page.text and 'value="nowhere"' in page.text
    empty = client.post(path_of(link_to(code)), {})
    english = "Choose at least one number, or write a few words; then there is something to send."
    assert in_words(code, english) in empty.text


def test_thanks_and_the_answer_again_are_in_that_language(client):
    page = client.post(path_of(link_to("de")), ANSWER)
    assert "<h1>Danke</h1>" in page.text
    again = client.get(edit_path(page))
    assert "Meine Antwort ändern" in again.text and "Zu spät." in again.text
    assert Response.objects.get().words == "Zu spät."


def test_a_flood_is_answered_in_that_language(client, settings):
    settings.PUBLIC_POSTS_PER_HOUR = 1
    path = path_of(link_to("fr", make_shared_link))
    pages = [client.post(path, ANSWER) for _ in range(3)]
    assert pages[-1].status_code == 429
    assert "Beaucoup de réponses sont arrivées" in pages[-1].text


def test_the_day_until_which_it_can_be_answered_is_written_as_there(client):
    page = client.get(path_of(link_to("de")))
    assert re.search(r">\d{1,2}\. \w+ \d{4}, \d\d:\d\d UTC</time>", page.text)


def test_a_variety_is_spoken_to_in_the_language_it_is_one_of(client):
    page = client.get(path_of(link_to("pt-br")))
    assert '<html lang="pt">' in page.text and "Enviar a minha resposta" in page.text


def test_a_language_that_nobody_translated_is_english_all_through(client):
    page = client.get(path_of(link_to("ja")))
    assert '<html lang="en">' in page.text and page["Content-Language"] == "en"
    assert "Send my answer" in page.text
    assert "Choose at least one number" in client.post(path_of(link_to("ja")), {}).text


@pytest.mark.parametrize("asked", ["de", "de-AT,en;q=0.5", "ja, de;q=0.9, fr;q=0.4"])
def test_a_link_that_takes_no_answer_says_so_in_the_reader_s_language_and_tells_nothing_of_the_group(asked):
    used = path_of(link_to("nl"))
    Client().post(used, ANSWER)
    pages = [Client().get(path, headers={"accept-language": asked}) for path in (used, "/f/guessed/")]
    assert {page.status_code for page in pages} == {404}
    assert pages[0].text == pages[1].text
    assert in_words("de", CLOSED) in pages[0].text
    assert "Accept-Language" in pages[0]["Vary"]


def test_nothing_it_says_leaks_into_what_comes_after(client):
    client.get(path_of(link_to("de")))
    assert translation.get_language() == "en"


def test_questions_that_were_changed_stay_as_they_were_written_and_say_their_language(client):
    link = link_to("de")
    make_questionnaire()
    page = client.get(path_of(link))
    assert '<legend dir="auto" lang="en">Was it clear?</legend>' in page.text
    assert "Nur wenn Sie bei „Was it clear?“ 3 oder weniger gewählt haben." in page.text


def test_questions_of_their_own_language_need_not_say_so(client):
    link = link_to("de")
    stored = [{"key": "clear", "kind": "rating", "text": "War alles klar?"}]
    Questionnaire.objects.create(language="de", questions=stored)
    page = client.get(path_of(link))
    assert '<legend dir="auto">War alles klar?</legend>' in page.text


def test_it_stores_which_questions_were_asked_as_they_are_known_here(client):
    client.post(path_of(link_to("de")), ANSWER)
    assert Response.objects.get().questionnaire.questions[0]["text"] == "Was it clear?"
    assert FeedbackLink.objects.count() == 1
