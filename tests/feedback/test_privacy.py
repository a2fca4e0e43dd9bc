"""What is kept of somebody who answered, for how long, and how it is given out and erased by address."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from communications.models import Endpoint
from communications.verbs import erasing
from feedback.models import Response
from postincident import clock
from postincident.retention import forget
from tests.feedback.factories import make_link, make_questionnaire, make_response, make_told, path_of

pytestmark = pytest.mark.django_db

ADDRESS = "ana@livraria.example"
SAID = {"q00000001": "By phone", "q00000003": f"Write to {ADDRESS.title()}, please."}


def kept(address=ADDRESS):
    out = StringIO()
    call_command("feedback_of", address, stdout=out)
    return json.loads(out.getvalue())


@pytest.mark.parametrize(
    ("own", "days", "is_kept"), [(30, 29, True), (30, 31, False), (None, 31, True), (None, 366, False)]
)
def test_a_name_is_kept_as_long_as_the_form_said(own, days, is_kept):
    asked = make_questionnaire(name_days=own)
    said_at = clock.now() - timedelta(days=days)
    row = make_response(questionnaire=asked, name="Ana", reply_to=ADDRESS, said_at=said_at)
    make_questionnaire(name_days=9, group=make_told().audience.group)
    forget(clock.now())
    row.refresh_from_db()
    assert (row.name, row.reply_to) == (("Ana", ADDRESS) if is_kept else ("", ""))


def test_the_form_says_how_long(client):
    link = make_link()
    assert "removed after 12 months" in client.get(path_of(link)).text
    make_questionnaire(name_days=30, group=link.communication.audience.group)
    assert "removed after 30 days" in client.get(path_of(link)).text


def test_everything_somebody_said_is_given_out_however_it_is_theirs(client):
    told = make_told()
    endpoint = Endpoint.objects.get(contact=told.deliveries.get().contact)
    client.post(path_of(make_link(told)), {"words": "By my link.", "clear": "2"})
    make_response(words="For a reply.", reply_to=ADDRESS.upper(), may_reply=True)
    make_response(words="On a call.", contact=endpoint.contact)
    make_response(words="Else.", questionnaire=make_questionnaire(), answers=SAID)
    make_response(words="Somebody else.", reply_to="rui@example.com")
    endpoint.address = endpoint.normalised = ADDRESS
    endpoint.save()
    told.deliveries.all()[0].save()
    assert [row["words"] for row in kept()] == ["For a reply.", "On a call.", "Else."]
    address = told.deliveries.get().address
    assert [(row["words"], row["clear"]) for row in kept(address) if row["source"] == "link"] == [("By my link.", 2)]
    (row,) = (row for row in kept() if row["answers"])
    assert row["answers"][0] == {"question": "How did you hear of it?", "answer": "By phone"}


def test_what_was_erased_by_address_is_nowhere(lena):
    make_response(words=f"I am {ADDRESS}.", reply_to=ADDRESS, name="Ana", may_reply=True)
    make_response(words="x", whole=f"> {ADDRESS.upper()} wrote", questionnaire=make_questionnaire(), answers=SAID)
    assert erasing.erase_address(lena, ADDRESS) == 3
    assert kept() == []
    first, second = Response.objects.order_by("pk")
    assert (first.words, first.name, first.reply_to, first.may_reply) == ("I am [erased].", "", "", False)
    assert second.answers == {"q00000001": "By phone", "q00000003": "Write to [erased], please."}
    assert second.whole == "> [erased] wrote"


def test_a_contact_who_is_erased_takes_the_address_along(lena):
    told = make_told()
    contact = told.deliveries.get().contact
    address = contact.endpoints.get().normalised
    make_response(words=f"Mine is {address}", reply_to=address)
    erasing.erase(lena, contact)
    response = Response.objects.get()
    assert (response.words, response.reply_to) == ("Mine is [erased]", "")
