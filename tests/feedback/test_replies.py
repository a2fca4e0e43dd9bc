"""What people answer by mail becomes a response: once, in their own words, and nothing of it is live."""

from datetime import timedelta

import pytest
from django.utils import timezone

from communications.delivery.threads import thread_id
from communications.incoming.receiving import Status, receive
from communications.verbs.erasing import erase
from feedback import privacy
from feedback.models import Response
from postincident.models import Event
from tests.communications.factories import make_audience, make_communication, make_contact, make_delivery, make_release
from tests.communications.incoming.samples import mail, token_address

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ours(settings):
    settings.DEFAULT_FROM_EMAIL = "incidents@northwind.example"
    settings.BOUNCE_ADDRESS = "bounces@northwind.example"


@pytest.fixture
def delivery():
    audience = make_audience()
    contact = make_contact(audience.group, name="Ana Ferreira", address="ana@example.net")
    release = make_release(make_communication(audience, state="released"))
    return make_delivery(release, "ana@example.net", state="sent", contact=contact, handed_over_at=timezone.now())


def answer(delivery, text="It was clear, thank you.", **headers):
    return mail(text, **{"In_Reply_To": delivery.message_id} | headers)


def test_it_is_kept_with_all_that_it_belongs_to(delivery):
    said = timezone.now().replace(microsecond=0) - timedelta(hours=2)
    date = said.strftime("%a, %d %b %Y %H:%M:%S +0000")
    assert receive(answer(delivery, sender="Ana F <Ana@Example.NET>", Date=date)) == (Status.OK, "Kept: a reply.")
    response = Response.objects.get()
    assert (response.source, response.words, response.said_at) == ("reply", "It was clear, thank you.", said)
    assert (response.incident, response.communication) == (delivery.incident, delivery.communication)
    assert (response.delivery, response.contact) == (delivery, delivery.contact)
    assert response.group == delivery.communication.audience.group
    assert (response.name, response.reply_to, response.may_reply) == ("Ana Ferreira", "Ana@Example.NET", True)
    assert not response.is_from_elsewhere
    event = Event.objects.get(verb="reply.received")
    assert (event.incident, event.object_id, event.data) == (delivery.incident, response.pk, {})


def test_the_same_mail_twice_is_one(delivery):
    assert receive(answer(delivery)).sentence == "Kept: a reply."
    assert receive(answer(delivery)) == (Status.OK, "Ignored: this reply is here already.")
    assert Response.objects.count() == Event.objects.filter(verb="reply.received").count() == 1


def test_so_is_one_without_a_number_of_its_own(delivery):
    for _ in range(2):
        receive(answer(delivery, message_id=None))
    receive(answer(delivery, "Another.", message_id=None))
    assert Response.objects.count() == 2


def test_somebody_else_who_answers_it_is_not_taken_for_them(delivery):
    receive(answer(delivery, sender="Rui <rui@example.net>"))
    response = Response.objects.get()
    assert (response.communication, response.delivery, response.contact) == (
        delivery.communication,
        delivery,
        None,
    )
    assert (response.name, response.reply_to) == ("Rui", "rui@example.net")
    assert response.is_from_elsewhere


def test_it_is_known_by_a_mail_further_up_the_thread(delivery):
    later = make_delivery(make_release(make_communication(delivery.communication.audience, round=2)), "ana@example.net")
    thread = thread_id(delivery.incident)
    receive(mail("So?", References=f"{thread} {delivery.message_id} {later.message_id} <from@elsewhere.example>"))
    assert Response.objects.get().delivery == later


def test_and_by_the_token_in_whom_it_is_for(delivery):
    receive(mail("So?"), recipient=token_address(delivery))
    assert Response.objects.get().delivery == delivery


def test_where_a_provider_gave_the_copy_another_number_the_thread_says_which_incident(delivery):
    make_release()  # of another incident
    receive(mail("So?", In_Reply_To="<x@provider.example>", References=f"{thread_id(delivery.incident)} <x@y.example>"))
    response = Response.objects.get()
    assert (response.incident, response.delivery, response.contact) == (delivery.incident, delivery, delivery.contact)


def test_of_somebody_unknown_in_the_thread_the_incident_alone_is_known(delivery):
    receive(mail("So?", sender="rui@example.net", References=thread_id(delivery.incident)))
    response = Response.objects.get()
    assert (response.incident, response.communication, response.group) == (delivery.incident, None, None)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"In_Reply_To": "<made-up@northwind.example>"},
        {"References": "<thread.aaaaaaaaaaaaaaaaaaaaaaaa@northwind.example>"},
    ],
)
def test_what_answers_nothing_is_given_back_so_that_its_writer_knows(delivery, headers):
    fate = receive(mail("Hello?", **headers))
    assert fate.status == Status.NO_USER
    assert "so nobody would read it" in fate.sentence
    assert not Response.objects.exists()


def test_a_flood_waits_outside(delivery, settings):
    settings.PUBLIC_POSTS_PER_HOUR = 3
    fates = [receive(answer(delivery, message_id=f"<{number}@example.net>")).status for number in range(5)]
    assert fates == [Status.OK] * 3 + [Status.TRY_AGAIN] * 2
    assert Response.objects.count() == 3


def test_it_is_shown_as_text_with_all_of_it_beside(sign_in, lena, delivery):
    text = "Thanks <script>alert(1)</script>\n\n> <b>Dear Ana</b>\n"
    receive(answer(delivery, text, sender="<i>Rui</i> <rui@example.net>"))
    response = Response.objects.get()
    page = sign_in(lena).get(f"/feedback/{response.pk}/").text
    assert "Reply by mail" in page and "The whole mail" in page
    assert "&lt;script&gt;alert(1)" in page and "&gt; &lt;b&gt;Dear Ana" in page
    assert "<script>alert" not in page and "<b>Dear" not in page
    assert "so who wrote it is not certain" in page


def test_a_list_of_many_does_not_read_the_whole_of_each(sign_in, lena, delivery, django_assert_max_num_queries):
    for number in range(3):
        receive(answer(delivery, "Thanks\n> " + "x" * 5000, message_id=f"<{number}@example.net>"))
    with django_assert_max_num_queries(60) as made:
        assert sign_in(lena).get("/feedback/").status_code == 200
    assert not any('"feedback_response"."whole"' in query["sql"] for query in made.captured_queries)


def test_after_a_year_nobody_is_named(delivery):
    receive(answer(delivery, "Thanks\n> Dear Ana\n"))
    assert privacy.forget_old(timezone.now() + timedelta(days=364)) == 0
    assert privacy.forget_old(timezone.now() + timedelta(days=366)) == 1
    response = Response.objects.get()
    assert (response.words, response.whole, response.name, response.reply_to) == ("Thanks", "", "", "")


def test_who_is_erased_is_named_nowhere(lena, delivery):
    receive(answer(delivery, "Thanks\n> Dear Ana\n"))
    receive(answer(delivery, "Me too\n> Dear Ana\n", sender="Rui <rui@example.net>", message_id="<2@example.net>"))
    erase(lena, delivery.contact)
    for response in Response.objects.all():
        assert (response.whole, response.name, response.reply_to, response.contact) == ("", "", "", None)
