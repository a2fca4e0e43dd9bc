"""What providers post: signed or not listened to, told apart by token, taken once and together."""

import hashlib
import hmac
import json
import os
import subprocess
import sys
from base64 import b64encode

import pytest
from django.test import Client

from communications.delivery.mime import Copy, Letter, Message
from communications.delivery.provider import as_django_mail
from communications.delivery.verp import delivery_token
from communications.incoming import webhooks
from communications.incoming.protection import check
from communications.models import DeliveryReport, Suppression
from tests.communications.factories import make_audience, make_communication, make_delivery, make_group, make_release

pytestmark = pytest.mark.django_db
SIGNING_KEY = "a-signing-key-of-mailgun"
SECRET = "somebody:something"
BASIC = {"Authorization": "Basic " + b64encode(SECRET.encode()).decode()}


@pytest.fixture
def provider(settings):
    """`provider("mailgun", MAILGUN_API_KEY="…")`: a client in front of an installation that sends through it."""

    def configured(name, **known):
        settings.MAIL_PROVIDER, settings.ANYMAIL = name, known
        settings.ROOT_URLCONF = tuple(webhooks.urls())
        return Client(enforce_csrf_checks=True)

    return configured


@pytest.fixture
def mailgun(provider):
    client = provider("mailgun", MAILGUN_WEBHOOK_SIGNING_KEY=SIGNING_KEY)
    return lambda event: post(client, "mailgun", event)


@pytest.fixture
def postmark(provider):
    client = provider("postmark", WEBHOOK_SECRET=SECRET)
    return lambda event: post(client, "postmark", event, headers=BASIC)


def post(client, name, event, **more):
    body = event if isinstance(event, bytes | str) else json.dumps(event)
    return client.post(f"/anymail/{name}/tracking/", body, content_type="application/json", **more)


def of_mailgun(delivery, event="failed", key=SIGNING_KEY, by_token=True, **more):
    token, at = "1234567890abcdef1234567890abcdef", "1534110422"
    signature = hmac.new(key.encode(), f"{at}{token}".encode(), hashlib.sha256).hexdigest()
    return {
        "signature": {"token": token, "timestamp": at, "signature": signature},
        "event-data": {
            "event": event,
            "severity": "permanent",
            "reason": "bounce",
            "recipient": delivery.address,
            "timestamp": 1534110422.389832,
            "message": {"headers": {"to": delivery.address, "message-id": delivery.message_id.strip("<>")}},
            "user-variables": {"delivery": delivery_token(delivery.pk)} if by_token else {},
            "delivery-status": {
                "code": 550,
                "message": "5.1.1 The email account that you tried to reach does not exist. Please try\n5.1.1 again",
            },
        }
        | more,
    }


def of_postmark(delivery, record="Bounce", kind="HardBounce", **more):
    return {
        "RecordType": record,
        "ID": 901542550,
        "Type": kind,
        "MessageID": "2706ee8a-737c-4285-b032-ccd317af53ed",
        "Description": "The server was unable to deliver your message (ex: unknown user, mailbox not found).",
        "Details": "smtp;550 5.1.1 The email account that you tried to reach does not exist.",
        "Email": delivery.address,
        "BouncedAt": "2016-04-27T16:28:50.3963933-04:00",
        "Metadata": {"delivery": delivery_token(delivery.pk)},
        "Content": "...",
    } | more


def state_of(delivery):
    delivery.refresh_from_db()
    return delivery.state


def test_a_signed_bounce_is_taken(mailgun, delivery):
    assert mailgun(of_mailgun(delivery)).status_code == 200
    assert state_of(delivery) == "bounced"
    assert delivery.server_said.startswith("5.1.1 The email account that you tried to reach does not exist.")
    assert Suppression.objects.get().reason == "bounced"


@pytest.mark.parametrize("changed", ["key", "body without", "time"])
def test_one_with_a_false_signature_is_not(mailgun, delivery, changed):
    event = of_mailgun(delivery, **({"key": "another"} if changed == "key" else {}))
    if changed == "body without":
        del event["signature"]
    if changed == "time":
        event["signature"]["timestamp"] = "1534110423"
    assert mailgun(event).status_code == 400
    assert state_of(delivery) == "sent"


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Basic " + b64encode(b"somebody:else").decode()}])
def test_nor_is_one_without_the_secret(provider, delivery, headers):
    client = provider("postmark", WEBHOOK_SECRET=SECRET)
    assert post(client, "postmark", of_postmark(delivery), headers=headers).status_code == 400
    assert state_of(delivery) == "sent"


def test_with_the_secret_it_is(postmark, delivery):
    assert postmark(of_postmark(delivery)).status_code == 200
    assert state_of(delivery) == "bounced"
    assert delivery.server_said == "550 5.1.1 The email account that you tried to reach does not exist."


def test_posted_again_it_counts_once(postmark, delivery):
    for _ in range(2):
        postmark(of_postmark(delivery))
    assert DeliveryReport.objects.count() == Suppression.objects.count() == 1


def test_without_a_token_the_message_id_is_enough_where_the_provider_kept_it(mailgun, delivery):
    mailgun(of_mailgun(delivery, by_token=False))
    assert state_of(delivery) == "bounced"


def test_what_is_about_nothing_of_ours_is_accepted_and_ignored(postmark, delivery):
    forged = {"delivery": delivery_token(delivery.pk)[:-4] + "aaaa"}
    for metadata in ({}, forged, {"delivery": 7}, {"delivery": ["x"]}):
        assert postmark(of_postmark(delivery, Metadata=metadata)).status_code == 200
    assert state_of(delivery) == "sent"


@pytest.mark.parametrize(
    ("record", "kind", "more", "state", "report", "reasons"),
    [
        ("Bounce", "SoftBounce", {"Details": ""}, "bounced", "bounced_softly", []),
        ("Bounce", "HardBounce", {"Details": "smtp;552 5.2.2 Mailbox full"}, "bounced", "bounced_softly", []),
        ("Bounce", "BadEmailAddress", {"Details": ""}, "bounced", "bounced", ["bounced"]),
        ("Bounce", "Blocked", {"Details": ""}, "bounced", "bounced_softly", []),
        ("Bounce", "Transient", {}, "sent", "delayed", []),
        ("Bounce", "AutoResponder", {}, "sent", "answered", []),
        ("SpamComplaint", "SpamComplaint", {}, "complained", "complained", ["complained"]),
        ("Delivery", "", {}, "sent", None, []),
        ("Open", "", {}, "sent", None, []),
        (
            "SubscriptionChange",
            "",
            {"SuppressSending": True, "SuppressionReason": "ManualSuppression"},
            "sent",
            None,
            ["unsubscribed"],
        ),
        ("SomethingNew", "", {}, "sent", None, []),
    ],
)
def test_each_event_has_the_same_consequence_as_by_mail(postmark, delivery, record, kind, more, state, report, reasons):
    assert postmark(of_postmark(delivery, record, kind, **more)).status_code == 200
    assert state_of(delivery) == state
    assert list(delivery.reports.values_list("kind", flat=True)) == [report] * bool(report)
    assert [*Suppression.objects.values_list("reason", flat=True)] == reasons


@pytest.mark.parametrize(
    ("event", "more", "state", "report"),
    [
        ("failed", {"severity": "temporary", "reason": "generic"}, "sent", "delayed"),
        (
            "failed",
            {"reason": "suppress-bounce", "delivery-status": {"code": 605, "message": ""}},
            "bounced",
            "bounced",
        ),
        ("complained", {}, "complained", "complained"),
        ("rejected", {"reason": "x", "reject": {"reason": "Sandbox"}}, "bounced", "bounced_softly"),
        ("opened", {}, "sent", None),
    ],
)
def test_those_of_mailgun_too(mailgun, delivery, event, more, state, report):
    assert mailgun(of_mailgun(delivery, event, **more)).status_code == 200
    assert state_of(delivery) == state
    assert list(delivery.reports.values_list("kind", flat=True)) == [report] * bool(report)


def test_nobody_is_unsubscribed_from_a_required_notice(postmark):
    audience = make_audience(group=make_group(required_notice=True))
    delivery = make_delivery(make_release(make_communication(audience, state="released")), state="sent")
    postmark(
        of_postmark(delivery, "SubscriptionChange", "", SuppressSending=True, SuppressionReason="ManualSuppression")
    )
    assert not Suppression.objects.exists()


def test_many_events_in_one_request_are_taken_together(provider, delivery, django_assert_max_num_queries):
    client = provider("sendgrid", WEBHOOK_SECRET=SECRET)
    deliveries = [delivery, *(make_delivery(delivery.release, state="sent") for _ in range(199))]
    events = [
        {
            "event": "bounce",
            "type": "bounce",
            "status": "5.1.1",
            "reason": "550 5.1.1 The email account that you tried to reach does not exist.",
            "email": one.address,
            "timestamp": 1461095246,
            "sg_event_id": f"event-{one.pk}",
            "sg_message_id": "Lli-03HcQ5-JLybO9fXsJg.filter0077p1las1.21536.5717FC482.0",
            "smtp-id": "<wrfRRvF7Q0GgwUo2CvDmEA@ismtpd0006p1sjc2.sendgrid.net>",
            "delivery": delivery_token(one.pk),
        }
        for one in deliveries
    ]
    with django_assert_max_num_queries(40):
        assert post(client, "sendgrid", events, headers=BASIC).status_code == 200
    assert delivery.release.deliveries.filter(state="bounced").count() == Suppression.objects.count() == 200
    assert post(client, "sendgrid", events, headers=BASIC).status_code == 200
    assert DeliveryReport.objects.count() == 200


NONSENSE = [
    "",
    "{",
    "[]",
    "null",
    "7",
    '"x"',
    '{"event-data": null}',
    '{"RecordType": []}',
    "[" * 100_000,
    b"\xff\xfe",
    "{}",
]


@pytest.mark.parametrize("body", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_from_whoever_knows_the_secret_is_refused_or_ignored(postmark, body, caplog):
    assert postmark(body).status_code in (200, 400)
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize("body", NONSENSE, ids=range(len(NONSENSE)))
def test_and_so_is_nonsense_without_a_signature(mailgun, body):
    assert mailgun(body).status_code == 400


def test_an_error_of_our_own_makes_the_provider_post_it_again(postmark, delivery, monkeypatch):
    def broken(reports):
        raise ValueError("ours")

    monkeypatch.setattr(webhooks, "take", broken)
    with pytest.raises(ValueError, match="ours"):
        postmark(of_postmark(delivery))


def test_a_look_changes_nothing(provider, delivery):
    client = provider("postmark", WEBHOOK_SECRET=SECRET)
    assert client.get("/anymail/postmark/tracking/").status_code == 405
    assert client.head("/anymail/postmark/tracking/").status_code == 200


@pytest.mark.parametrize(
    ("name", "known", "paths"),
    [
        ("", {"WEBHOOK_SECRET": SECRET}, []),
        ("postmark", {}, []),
        ("postmark", {"POSTMARK_SERVER_TOKEN": "t"}, []),
        ("postmark", {"WEBHOOK_SECRET": SECRET}, ["anymail/postmark/tracking/"]),
        ("mailgun", {"MAILGUN_API_KEY": "k"}, ["anymail/mailgun/tracking/"]),
        ("sendgrid", {"SENDGRID_API_KEY": "k"}, []),
        ("mandrill", {"MANDRILL_WEBHOOK_KEY": "k"}, ["anymail/mandrill/tracking/"]),
        ("scaleway", {"WEBHOOK_SECRET": SECRET}, []),
    ],
)
def test_only_the_provider_that_is_configured_is_listened_to_and_only_when_it_can_be_told_from_others(
    settings, name, known, paths
):
    settings.MAIL_PROVIDER, settings.ANYMAIL = name, known
    assert [str(found.pattern) for found in webhooks.urls()] == paths
    assert bool(check(None)) == (bool(name) and not known.get("WEBHOOK_SECRET") and not paths)


@pytest.mark.parametrize(
    ("name", "by_tag"), [("postmark", False), ("mailgun", False), ("postal", True), ("mailersend", True)]
)
def test_each_message_carries_its_token_in_the_way_of_its_provider(settings, name, by_tag):
    settings.MAIL_PROVIDER = name
    message = Message(Letter("Subject", "Text", "<p>Text</p>", "Northwind", "incidents@northwind.example"))
    mail = as_django_mail(message, Copy("ana@example.net", "Ana", "<x@y.example>", delivery_id=7))
    carried = mail.tags if by_tag else [mail.metadata["delivery"]]
    assert carried == [delivery_token(7)]
    assert ("X-PM-KeepID" in mail.extra_headers) == (name == "postmark")
    test = as_django_mail(message, Copy("ana@example.net", "Ana", "<x@y.example>"))
    assert not hasattr(test, "tags") and not hasattr(test, "metadata")


@pytest.mark.once
def test_an_installation_that_sends_through_one_has_the_address(tmp_path, settings):
    said = (
        "import django; django.setup(); from django.urls import reverse; print(reverse('communications:mail-events'))"
    )
    sent_through = {"MAIL_PROVIDER": "postmark", "ANYMAIL_WEBHOOK_SECRET": SECRET}
    own = {"DEBUG": "1", "VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "postincident.settings"}
    done = subprocess.run(
        [sys.executable, "-c", said],
        cwd=settings.BASE_DIR,
        env=os.environ | sent_through | own,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "/anymail/postmark/tracking/\n"
