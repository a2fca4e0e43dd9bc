from datetime import timedelta

import pytest
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone

from communications.models import Endpoint
from feedback.links import ANSWER as ANSWERS
from feedback.links import LINK, new_secret, open_link, placeholders, url_of
from feedback.models import FeedbackLink, Response
from feedback.verbs import answering
from postincident.errors import Refused
from postincident.links import make_token
from postincident.models import Event
from tests.feedback.factories import (
    edit_path,
    form_secret,
    make_link,
    make_questionnaire,
    make_shared_link,
    make_told,
    path_of,
)

ANSWER = {"clear": "4", "timely": "1", "complete": "3", "words": "Too late for our shoppers."}


def test_it_shows_three_questions_and_the_subject(client, db):
    page = client.get(path_of(make_link()))
    assert page.status_code == 200
    for words in ("Was it clear?", "Did it come in time?", "Did it tell you what you needed?", "Why card payments"):
        assert words in page.text
    assert "INC-" not in page.text
    assert "not shown to staff" in page.text
    assert "anonym" not in page.text.lower()


def test_it_is_small_and_sets_no_cookie(client, db):
    path = path_of(make_link())
    for page in (client.get(path), client.post(path, ANSWER)):
        assert len(page.content) < 20_000
        assert not page.cookies
        assert "<script" not in page.text
        assert "no-store" in page["Cache-Control"]


def test_a_get_stores_nothing_and_only_chooses_beforehand(client, db):
    page = client.get(path_of(make_link()) + "?clear=4&timely=9&complete=x")
    assert page.text.count("checked") == 1
    assert 'name="clear" value="4" checked' in page.text
    assert not Response.objects.exists()
    assert not Event.objects.exists()


def test_it_stores_an_answer_with_the_group_and_nobody_s_name(client, db):
    link = make_link()
    assert client.post(path_of(link), ANSWER).status_code == 200
    response = Response.objects.get()
    assert (response.clear, response.timely, response.complete) == (4, 1, 3)
    assert response.group == link.communication.audience.group
    assert (response.name, response.reply_to, response.contact, response.may_reply) == ("", "", None, False)
    assert Event.objects.get(verb="response.given").actor == "link_holder"


def test_it_keeps_who_they_are_when_they_say_so(client, db):
    client.post(path_of(make_link()), ANSWER | {"reply_to": "ana@livraria.example", "name": "Ana"})
    response = Response.objects.get()
    assert (response.may_reply, response.reply_to, response.name) == (True, "ana@livraria.example", "Ana")


def test_a_personal_link_takes_one_answer_and_never_shows_it(client, db):
    path = path_of(make_link())
    client.post(path, ANSWER)
    again = Client().get(path)
    assert again.status_code == 404
    assert "Too late for our shoppers" not in again.text
    assert Client().post(path, ANSWER).status_code == 404
    assert Client().post(path, {"clear": "9"}).status_code == 404
    assert Response.objects.count() == 1


def test_what_is_sent_from_a_second_tab_is_handed_back_and_not_kept(client, db):
    link = make_link()
    client.post(path_of(link), ANSWER)
    expired = make_link(make_told(), expires_at=timezone.now() - timedelta(minutes=1))
    for path in (path_of(link), path_of(expired), "/f/guessed/"):
        late = {
            "clear": "5",
            "words": "Later <b>thought</b>.",
            "q00000003": "And this.",
            "q00000001": "2",
            "name": "Ana",
        }
        page = client.post(path, late)
        assert page.status_code == 404
        assert "Later &lt;b&gt;thought&lt;/b&gt;.\n\nAnd this.</textarea>" in page.text
        assert "Ana" not in page.text and "Too late for our shoppers" not in page.text
        assert "<textarea" not in client.get(path).text
    assert Response.objects.count() == 1


def test_the_same_form_sent_twice_is_one_answer_and_says_thanks_twice(client, db):
    for link in (make_link(), make_shared_link()):
        form = ANSWER | {"form": form_secret(client.get(path_of(link)))}
        pages = [client.post(path_of(link), form) for _ in range(2)]
        assert edit_path(pages[0]) == edit_path(pages[1])
        assert Response.objects.filter(link=link).count() == 1


def test_the_database_takes_one_answer_by_a_personal_link_and_no_other(db):
    link = make_link()
    answer = {"incident_id": link.communication.incident_id, "source": "link", "said_at": timezone.now(), "link": link}
    Response.objects.create(**answer, by_personal_link=True)
    with pytest.raises(IntegrityError):
        Response.objects.create(**answer, by_personal_link=True)


def test_an_answer_that_comes_while_another_is_stored_is_refused(client, db):
    """Both have looked at the link; the database takes the first."""
    link = make_link()
    opened = open_link(make_token(LINK, link.pk, link.nonce))
    given = [answering.answer(opened, {"words": "Mine."}, "s" * 22) for _ in range(2)]
    assert [one.is_new for one in given] == [True, False]
    with pytest.raises(Refused):
        answering.answer(opened, {"words": "Another form."}, "t" * 22)
    assert Response.objects.get().words == "Mine."
    assert Event.objects.filter(verb="response.given").count() == 1


def test_the_form_is_looked_up_in_one_query_and_shows_what_changed_since(client, db, django_assert_num_queries):
    link = make_link()
    first = client.get(path_of(link))
    with django_assert_num_queries(1):
        second = client.get(path_of(link))
    assert form_secret(first) != form_secret(second)
    assert first.text.replace(form_secret(first), form_secret(second)) == second.text
    group = link.communication.audience.group
    group.name = "Shops & partners"
    group.save()
    make_questionnaire()
    third = client.get(path_of(link))
    assert "Shops &amp; partners" in third.text
    assert "Was the call polite?" in third.text


def test_an_answer_is_stored_in_one_transaction_and_little_else(client, db, connection_queries):
    links = iter(make_told(contacts=2).feedback_links.all())
    client.post(path_of(next(links)), ANSWER)
    assert connection_queries(lambda: client.post(path_of(next(links)), ANSWER)) <= 7


def test_a_shared_link_takes_many_answers(client, db):
    path = path_of(make_shared_link())
    for _ in range(3):
        assert client.post(path, ANSWER).status_code == 200
    assert Response.objects.count() == 3


def test_only_the_secret_of_the_thank_you_page_changes_an_answer(client, db):
    path = edit_path(client.post(path_of(make_link()), ANSWER))
    assert "Too late for our shoppers." in client.get(path).text
    client.post(path, ANSWER | {"words": "Later than I hoped."})
    assert Response.objects.get().words == "Later than I hoped."
    assert client.get(path[:-3] + "aa/").status_code == 404


def test_another_secret_opens_nothing_even_when_it_is_signed(client, db):
    """What is signed is the address; what opens the answer is the secret that only the thank-you page showed."""
    client.post(path_of(make_link()), ANSWER)
    response = Response.objects.get()
    for secret in (new_secret(), response.edit_secret_hash, response.link.nonce):
        assert client.get(f"/f/answer/{make_token(ANSWERS, response.pk, secret)}/").status_code == 404


def test_a_changed_answer_has_been_said_to_be_changed(client, db):
    path = edit_path(client.post(path_of(make_link()), ANSWER))
    client.post(path, ANSWER | {"clear": "5"})
    assert Response.objects.get().edited_at
    assert Event.objects.filter(verb="response.changed").count() == 1


@pytest.mark.parametrize("case", ["wrong", "forged", "expired", "revoked", "other scope", "used"])
def test_every_dead_link_gets_the_same_page(client, db, case):
    link = make_link()
    token = {
        "wrong": "hello",
        "forged": make_token("feedback-guess", link.pk, link.nonce),
        "other scope": make_token("answer", link.pk, link.nonce),
    }.get(case, make_token(LINK, link.pk, link.nonce))
    if case == "expired":
        FeedbackLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    elif case == "revoked":
        FeedbackLink.objects.update(revoked_at=timezone.now())
    elif case == "used":
        client.post(path_of(link), ANSWER)
    for page, plain in (
        [client.get(f"/f/{one}/") for one in (token, "nothing-like-it")],
        [client.post(f"/f/{one}/", ANSWER) for one in (token, "nothing-like-it")],
    ):
        assert page.status_code == plain.status_code == 404
        assert page.content == plain.content
    assert Response.objects.count() == (case == "used")


def test_the_edit_link_ends_with_the_link(client, db):
    path = edit_path(client.post(path_of(make_link()), ANSWER))
    FeedbackLink.objects.update(revoked_at=timezone.now())
    assert client.get(path).status_code == 404
    assert client.post(path, ANSWER).status_code == 404


def test_what_fills_in_the_hidden_field_is_thanked_and_not_stored(client, db):
    page = client.post(path_of(make_link()), ANSWER | {"website": "https://spam.example"})
    assert "Thank you" in page.text
    assert not Response.objects.exists()


def test_floods_of_a_shared_link_are_damped_and_lose_nothing_typed(client, db, settings):
    settings.PUBLIC_POSTS_PER_HOUR = 2
    path = path_of(make_shared_link())
    pages = [client.post(path, ANSWER) for _ in range(3)]
    assert [page.status_code for page in pages] == [200, 200, 429]
    assert "Too late for our shoppers." in pages[2].text
    assert Response.objects.count() == 2
    assert client.post(path, ANSWER, REMOTE_ADDR="192.0.2.7").status_code == 200


def test_a_personal_link_is_not_held_up_by_others_of_the_same_network(client, db, settings):
    settings.PUBLIC_POSTS_PER_HOUR = 1
    communication = make_told(contacts=3)
    for link in communication.feedback_links.all():
        assert client.post(path_of(link), ANSWER).status_code == 200


@pytest.mark.parametrize("typed", [{}, {"words": "   "}, {"words": "\u200b\u200b"}, {"clear": ""}])
def test_it_asks_for_something_when_nothing_was_said(client, db, typed):
    page = client.post(path_of(make_link()), typed)
    assert page.status_code == 200
    assert "there is something to send" in page.text
    assert not Response.objects.exists()


def test_each_delivery_gets_a_link_of_its_own_in_bulk(db, connection_queries):
    few, many = make_told(links=False, contacts=2), make_told(links=False, contacts=20)
    ids = [list(c.deliveries.values_list("pk", flat=True)) for c in (few, many)]
    counts = [connection_queries(lambda ids=ids: placeholders(ids)) for ids in ids]
    assert counts[0] == counts[1]
    links = placeholders(ids[1])
    assert len({value["feedback_link"] for value in links.values()}) == 20
    assert placeholders(ids[1]) == links
    assert FeedbackLink.objects.filter(communication=many).count() == 20


def test_a_mailbox_of_a_group_gets_the_shared_link(db):
    communication = make_told(links=False, contacts=2)
    group = communication.audience.group
    mailbox = Endpoint.objects.create(group=group, address="all@example.net", normalised="all@example.net")
    communication.deliveries.update(contact=None, endpoint=mailbox)
    links = placeholders(list(communication.deliveries.values_list("pk", flat=True)))
    shared = FeedbackLink.objects.get(kind="shared")
    assert {value["feedback_link"] for value in links.values()} == {url_of(shared)}


def test_somebody_on_a_list_who_is_no_contact_gets_a_link_of_their_own(db):
    communication = make_told(links=False, contacts=2)
    communication.deliveries.update(contact=None, endpoint=None)
    links = placeholders(list(communication.deliveries.values_list("pk", flat=True)))
    assert len({value["feedback_link"] for value in links.values()}) == 2


def test_a_group_that_is_not_asked_gets_a_person_to_write_to(db):
    communication = make_told(links=False)
    group = communication.audience.group
    group.feedback_on, group.feedback_contact = False, "Mira Costa, +351 21 000 000"
    group.save()
    values = placeholders(list(communication.deliveries.values_list("pk", flat=True)))
    assert [value["feedback_link"] for value in values.values()] == ["Mira Costa, +351 21 000 000"]
    assert not FeedbackLink.objects.exists()
