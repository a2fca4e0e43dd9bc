"""Chat and webhooks: from a group's endpoint to a real web server, in the format each of them takes."""

import html
import json
import re
import time
from dataclasses import replace
from pathlib import Path

import pytest
from django.urls import reverse

from archive.models import Record
from archive.said import told as filed_with
from archive.verbs.redaction import redact
from communications.chat import CHARACTERS, ChatText
from communications.delivery.channels import slack, teams, webhook
from communications.delivery.mime import Copy, Letter
from communications.delivery.sending import send_release
from communications.models import Communication, Delivery, Endpoint
from communications.shipped.templates import MANDATORY
from communications.verbs import groups, releasing, reviewing
from communications.views.told import find_told
from postincident.errors import Refused
from postincident.links import make_token
from postincident.vocabulary import Kind
from tests.communications.factories import (
    make_audience,
    make_communication,
    make_contact,
    make_delivery,
    make_group,
    make_group_endpoint,
    make_release,
)
from tests.web import LOOPBACK, hangs_up, says, serving

pytestmark = pytest.mark.django_db
UPDATE = Kind.UPDATE
LONG = "Payments were declined for an hour. " * 30
LETTER = Letter("", "", "", "Northwind", "")
COPY = Copy("https://hooks.example/1", "Customers", "<0f8c@nw.example>", {"feedback_link": "https://nw.example/f/1"}, 7)


@pytest.fixture(autouse=True)
def reachable(settings):
    settings.OUTGOING_ALLOWED = LOOPBACK


BODY = "Dear [[contact_name]],\n\nCards were **declined**.\n\nTell us: [[feedback_link]]"


def approved(lena, amara, group, body=BODY):
    audience = make_audience(group=group)
    communication = make_communication(audience, created_by=lena, subject="Why cards were declined", kind=UPDATE)
    for position, key in enumerate(MANDATORY[UPDATE]):
        communication.sections.create(key=key, title=key.capitalize(), position=position, body=body)
    revision = reviewing.submit(lena, communication)
    reviewing.approve(amara, revision, revision.digest)
    communication.refresh_from_db()
    return communication


def documented():
    """The function that docs/webhooks.md tells receivers to verify with."""
    (code,) = re.findall(r"```python\n(.*?)```", Path("docs/webhooks.md").read_text(), re.S)
    found = {}
    exec(code, found)  # noqa: S102 - our own document
    return found["verify"]


def lowered(headers):
    return {name.lower(): value for name, value in headers.items()}


def test_a_release_reaches_mailboxes_chats_and_webhooks_and_says_so(lena, amara, mailbox):
    group = make_group("Merchants")
    make_contact(group, address="ana@example.net")
    with serving(says(200, b"ok")) as server:
        for kind in ("slack", "teams", "webhook"):
            make_group_endpoint(kind, f"{server.address}/{kind}", group)
        (release,) = releasing.release(lena, [approved(lena, amara, group)])
        assert send_release(release.pk) == 4
    assert set(release.deliveries.values_list("channel", "state")) == {
        ("slack", "sent"),
        ("teams", "sent"),
        ("webhook", "sent"),
        ("mail", "sent"),
    }
    assert mailbox.received == ["ana@example.net"]
    assert [path for path, _headers, _body in server.received] == ["/in/slack", "/in/teams", "/in/webhook"]
    for _path, _headers, body in server.received:
        assert "Cards were declined." in body.decode() and "Dear" not in body.decode() and "[[" not in body.decode()
    release.refresh_from_db()
    assert (release.state, release.record) == ("finished", Record.objects.get())
    shown = filed_with(release.record)["extra"]["chat"]
    assert (shown["title"], shown["is_cut"]) == ("Why cards were declined", False)
    assert shown["parts"][0] == ["Summary", "Cards were declined.\n\nTell us: [[feedback_link]]"]


def test_the_webhook_is_verified_as_the_document_says(lena, amara):
    group, verify = make_group("Merchants"), documented()
    with serving(says(200)) as server:
        endpoint = make_group_endpoint("webhook", server.address, group)
        (release,) = releasing.release(lena, [approved(lena, amara, group)])
        send_release(release.pk)
    ((_path, headers, body),) = server.received
    headers = lowered(headers)
    assert verify(endpoint.secret, headers, body)
    assert not verify(webhook.new_secret(), headers, body)
    assert not verify(endpoint.secret, headers, body.replace(b"cards", b"cords"))
    assert not verify(endpoint.secret, headers | {"webhook-id": "msg_1"}, body)
    assert not verify(endpoint.secret, headers | {"webhook-timestamp": str(int(time.time()) - 301)}, body)
    said = json.loads(body)
    assert said["type"] == "communication.released"
    assert said["data"]["id"] == headers["webhook-id"]
    assert said["data"]["sections"][0]["title"] == "Summary"
    assert said["data"]["incident"] == release.incident.reference
    assert find_told(said["data"]["url"].rstrip("/").rpartition("/")[2]) == release.deliveries.get()


def test_the_signature_is_that_of_the_standard():
    """The example of the specification of Standard Webhooks 1.0."""
    secret, message_id = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek"
    signed = webhook.sign(secret, message_id, 1614265330, b'{"test": 2432232314}')
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_one_that_is_down_holds_nobody_else_up(lena, amara, mailbox):
    group = make_group("Merchants")
    make_contact(group, address="ana@example.net")
    with serving(says(503, b"busy")) as busy, serving(says(404, b"no_service")) as gone, serving(hangs_up) as silent:
        make_group_endpoint("slack", busy.address, group)
        make_group_endpoint("teams", gone.address, group)
        make_group_endpoint("slack", silent.address, group)
        (release,) = releasing.release(lena, [approved(lena, amara, group)])
        send_release(release.pk)
    states = release.deliveries.order_by("id").values_list("channel", "state", "server_said")
    assert [row[:2] for row in states] == [
        ("mail", "sent"),
        ("slack", "deferred"),
        ("teams", "failed"),
        ("slack", "unconfirmed"),
    ]
    assert states[1][2] == "503 busy" and states[2][2] == "404 no_service"
    assert mailbox.received == ["ana@example.net"]
    release.refresh_from_db()
    assert release.state == "sending"  # the deferred one is tried again


def test_a_failed_one_is_tried_again_by_a_person(lena, amara):
    group = make_group("Merchants")
    with serving(says(400, b"invalid")) as server:
        make_group_endpoint("slack", server.address, group)
        (release,) = releasing.release(lena, [approved(lena, amara, group)])
        send_release(release.pk)
        server.answer = says(200)
        releasing.retry(lena, release)
        send_release(release.pk)
    assert release.deliveries.get().state == "sent"
    assert len(server.received) == 2


def test_a_channel_that_nobody_approved_is_not_used(lena, amara):
    group = make_group("Merchants")
    make_contact(group)
    communication = approved(lena, amara, group)
    make_group_endpoint("slack", group=group)
    with pytest.raises(Refused, match="the channels"):
        releasing.release(lena, [communication])


def test_what_a_chat_is_told_is_part_of_what_is_approved(lena, amara):
    group = make_group("Merchants")
    make_group_endpoint("slack", group=group)
    communication = approved(lena, amara, group, "Cards were **declined**. [[feedback_link]]")
    said = json.loads(communication.revisions.get().canonical)["chat"]
    assert said["title"] == "Why cards were declined"
    assert said["parts"] == [
        ["Summary", "Cards were declined. [[feedback_link]]"],
        ["Further_updates", "Cards were declined. [[feedback_link]]"],
    ]


HOSTILE = (
    '<!channel> <@U1> & "x" *bold* _it_ ~no~ `code` [a](http://evil.example) <http://evil.example|bank> \x00 \u202e é'
)


def test_slack_calls_nobody_and_links_only_what_is_an_address():
    letter = replace(LETTER, chat=ChatText(HOSTILE, (("A <b>", f"{HOSTILE}\nSee https://nw.example/a?b=1&c=2."),)))
    said = slack.payload(letter, COPY)
    heading, section = said["blocks"]
    assert heading["text"] == {"type": "plain_text", "text": HOSTILE, "emoji": False}
    assert section["text"]["verbatim"] is True
    text = section["text"]["text"]
    assert "<!" not in text and "<@" not in text and "<http://evil.example|" not in text
    assert "&lt;!channel&gt;" in text and "<https://nw.example/a?b=1&amp;c=2>." in text
    assert "<!" not in said["text"]


def test_teams_shows_marks_as_they_were_typed():
    letter = replace(LETTER, chat=ChatText("T*i*tle", (("A", f"{HOSTILE}\nSee https://nw.example/a_b."),)))
    (attachment,) = teams.payload(letter, COPY)["attachments"]
    title, _heading, block = attachment["content"]["body"]
    assert title["text"] == r"T\*i\*tle"
    assert r"\*bold\*" in block["text"] and r"\_it\_" in block["text"] and r"\[a\]" in block["text"]
    assert r"[https://nw.example/a\_b](https://nw.example/a_b)." in block["text"]


@pytest.mark.parametrize("words", ["x" * 20_000, "<" * 20_000, LONG * 20, "\n\n".join([LONG] * 20), "&\n" * 9000])
def test_what_is_long_is_cut_and_linked_and_no_block_is_too_long(words):
    letter = replace(LETTER, chat=ChatText("T" * 400, (("Summary", words), ("Root cause", words))))
    said = slack.payload(letter, COPY)
    assert len(said["blocks"]) <= 50
    assert len(said["blocks"][0]["text"]["text"]) <= 150
    assert all(0 < len(block["text"]["text"]) <= 3000 for block in said["blocks"][1:])
    assert "/t/" in said["blocks"][-1]["text"]["text"]
    card = teams.payload(letter, COPY)
    assert len(json.dumps(card).encode()) < 28 * 1024
    (action,) = card["attachments"][0]["content"]["actions"]
    assert "/t/" in action["url"]
    assert sum(len(text) for _title, text in letter.chat.shortened()[0].parts) <= CHARACTERS


def test_what_is_short_is_told_whole():
    letter = replace(LETTER, chat=ChatText("Title", (("Summary", "Short."),)))
    assert "actions" not in teams.payload(letter, COPY)["attachments"][0]["content"]
    assert len(slack.payload(letter, COPY)["blocks"]) == 2


def test_what_each_of_those_affected_is_told_alone_stays_open():
    letter = replace(LETTER, chat=ChatText("Your [[listed_n]] payments", (("A", "Your [[listed_n]] payments."),)))
    said = slack.payload(letter, COPY)
    assert said["blocks"][0]["text"]["text"] == "Your … payments"
    assert "Your … payments." in said["blocks"][1]["text"]["text"]


@pytest.fixture
def told():
    group = make_group("Merchants")
    release = make_release(make_communication(make_audience(group=group), state=Communication.State.RELEASED))
    release.revision.source = [{"key": "summary", "title": "Summary", "body": "", "html": "<p>[[feedback_link]]</p>"}]
    release.revision.source[0]["body"] = "[[feedback_link]]"
    release.revision.save()
    endpoint = make_group_endpoint("slack", group=group)
    return make_delivery(release, endpoint.address, channel="slack", endpoint=endpoint, name="Merchants")


def address_of(delivery):
    return reverse("communications:told", args=[make_token("told", delivery.pk)])


def test_the_page_behind_the_link_shows_all_of_it_once_it_was_told(client, told, settings, amara):
    assert client.get(address_of(told)).status_code == 404
    with serving(says(200)) as server:
        Delivery.objects.filter(pk=told.pk).update(address=server.address)
        send_release(told.release_id)
    response = client.get(address_of(told))
    assert response.status_code == 200
    assert "Summary" in response.text and '<a href="http' in response.text and "[[" not in response.text
    assert "noindex" in response.text
    told.release.refresh_from_db()
    redact(amara, told.release.record, "A name stood in it.")
    assert client.get(address_of(told)).status_code == 404


def test_the_page_goes_with_the_address(client, told, lena):
    with serving(says(200)) as server:
        Delivery.objects.filter(pk=told.pk).update(address=server.address)
        send_release(told.release_id)
    groups.remove_endpoint(lena, told.endpoint)
    assert client.get(address_of(told)).status_code == 404


@pytest.mark.parametrize(
    "token", ["x", "MQ.x", "MQ.AAAAAAAAAAAAAAAAAAAAAA", make_token("unsubscribe", 1), make_token("told", "x")]
)
def test_a_guessed_link_leads_nowhere(client, db, token):
    assert client.get(reverse("communications:told", args=[token])).status_code == 404


def add(client, group, kind, address):
    return client.post(reverse("communications:endpoint-add", args=[group.slug]), {"kind": kind, "address": address})


def test_a_chat_is_added_tried_and_shown_without_its_key(sign_in, lena, vera):
    group, client = make_group("Merchants"), sign_in(lena)
    with serving(says(200, b"ok")) as server:
        address = f"{server.address}/services/T0/B0/verysecretkey1"
        assert add(client, group, "slack", address).status_code == 302
        endpoint = Endpoint.objects.get(group=group)
        page = client.post(reverse("communications:endpoint-test", args=[group.slug, endpoint.pk]), follow=True)
    assert "It took the test and said: 200 ok" in page.text
    assert "A test by" in server.received[0][2].decode()
    for who in (lena, vera):
        shown = sign_in(who).get(group.get_absolute_url()).text
        assert "…key1" in shown and "verysecretkey1" not in shown
    assert Delivery.objects.count() == 0


def test_what_a_test_was_answered_is_said(sign_in, lena):
    group = make_group("Merchants")
    with serving(says(403, b"invalid_token")) as server:
        endpoint = make_group_endpoint("slack", server.address, group)
        page = sign_in(lena).post(reverse("communications:endpoint-test", args=[group.slug, endpoint.pk]), follow=True)
    assert "It did not take the test: 403 invalid_token" in page.text


@pytest.mark.parametrize(
    "address",
    ["ana@example.net", "ftp://x.example/", "https://", "https://a:b@x.example/", "http://[::1", "https://10.0.0.1/"],
)
def test_what_is_no_address_is_refused_beside_the_field(sign_in, lena, address):
    response = add(sign_in(lena), make_group(), "webhook", address)
    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.text and address in html.unescape(response.text)
    assert not Endpoint.objects.filter(kind="webhook").exists()


def test_a_webhook_gets_a_secret_that_can_be_made_anew(sign_in, lena, vera):
    group, client = make_group("Merchants"), sign_in(lena)
    add(client, group, "webhook", "https://hooks.example/in")
    endpoint = Endpoint.objects.get(group=group)
    assert endpoint.secret in client.get(group.get_absolute_url()).text
    assert endpoint.secret not in sign_in(vera).get(group.get_absolute_url()).text
    client = sign_in(lena)
    client.post(reverse("communications:endpoint-secret", args=[group.slug, endpoint.pk]))
    renewed = Endpoint.objects.get(group=group).secret
    assert renewed.startswith("whsec_") and renewed != endpoint.secret


def test_a_chat_has_no_secret_to_make_anew(lena):
    with pytest.raises(Refused):
        groups.renew_secret(lena, make_group_endpoint("slack"))


def test_the_key_of_a_chat_is_not_guessed_by_searching(sign_in, lena, told):
    url = reverse("communications:release-detail", args=[told.release_id])
    page = sign_in(lena).get(url, {"q": told.address[8:14]})
    assert "Nobody matches" in page.text
    exported = sign_in(lena).get(url, {"export": "csv"})
    assert (
        told.address not in b"".join(exported.streaming_content if exported.streaming else [exported.content]).decode()
    )


def test_the_page_before_a_release_names_chats_without_their_keys(sign_in, lena, amara):
    group = make_group("Merchants")
    make_group_endpoint("slack", "https://hooks.example/services/verysecretkey1", group)
    communication = approved(lena, amara, group)
    page = sign_in(lena).get(reverse("communications:communication-release", args=[communication.pk])).text
    assert "Slack: hooks.example/…key1" in page and "verysecretkey1" not in page
