"""What every way of handing mail over promises, in one table: what happens there × what is said of the delivery.

To add a channel: a line in WAYS and its rows in TABLE. What the worker can open and the table does not know fails.
"""

import http.server
import inspect
import json
import re
import threading
from contextlib import contextmanager
from dataclasses import replace

import pytest

from communications.delivery.channels import AUTOMATIC
from communications.delivery.channels import WAYS as WORK
from communications.delivery.channels.mail import open_mail
from communications.delivery.mime import Copy, Letter, Message
from communications.delivery.outcome import ServerDown
from communications.models import Endpoint
from tests.communications.delivery.servers import Mailbox, mailer, smtp_server
from tests.communications.factories import make_group_endpoint
from tests.processes import free_port
from tests.web import LOOPBACK, hangs_up, says, serving

LETTER = Letter(
    "Ärger mit Karten", "Dear [[contact_name]]", "<p>Dear [[contact_name]]</p>", "Northwind", "a@nw.example"
)
COPY = Copy("ana@example.net", "Ana", "<1@nw.example>", {"contact_name": "Ana"})
DOWN = "the release pauses"


@contextmanager
def smtp(settings, happens):
    box = Mailbox()
    box.data["ana@example.net"] = happens
    with smtp_server(box):
        settings.MAILERS = mailer(box.port)
        yield lambda: box.received


@contextmanager
def smtp_nobody(settings, happens):
    settings.MAILERS = mailer(free_port())
    yield list


@contextmanager
def outbox(settings, happens):
    settings.MAILERS = {"default": {"BACKEND": "communications.delivery.eml.EmlBackend"}}
    yield lambda: [re.search(rb"<(.*?)>", path.read_bytes().split(b"To:")[1])[1].decode() for path in found(settings)]


def found(settings):
    return list(settings.OUTBOX_DIR.glob("*.eml"))


@contextmanager
def provider(settings, happens):
    received = []

    class Api(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if happens == "close":
                received.append("ana@example.net")
                self.connection.close()
                return
            if happens == "200":
                received.append(re.search(r"<(.*)>", said["To"])[1])
            answer = {
                "ErrorCode": 0 if happens == "200" else 300,
                "Message": "words",
                "MessageID": "1",
                "To": said["To"],
            }
            self.send_response(int(happens))
            self.end_headers()
            self.wfile.write(json.dumps(answer).encode())

        def log_message(self, *args):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Api) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        use_provider(settings, server.server_port)
        yield lambda: received
        server.shutdown()


@contextmanager
def provider_nobody(settings, happens):
    use_provider(settings, free_port())
    yield list


def posted_to(kind):
    """A chat or a webhook: what it accepted, and who was meant."""

    @contextmanager
    def way(settings, happens):
        settings.OUTGOING_ALLOWED = LOOPBACK
        answer = hangs_up if happens == "close" else says(int(happens[:3]), happens[4:].encode(), Location="/elsewhere")
        with serving(answer) as server:
            took = happens == "close" or happens.startswith("2")
            yield lambda: ["ana@example.net" for _ in server.received if took], kind, server.address

    @contextmanager
    def nobody(settings, happens):
        settings.OUTGOING_ALLOWED = LOOPBACK
        yield list, kind, f"http://127.0.0.1:{free_port()}/"

    @contextmanager
    def inside(settings, happens):
        with serving(says(200)) as server:
            yield lambda: [""] * len(server.received), kind, server.address

    for one, name in ((way, ""), (nobody, "_nobody"), (inside, "_inside")):
        one.__name__ = f"{kind}{name}"
    return way, nobody, inside


slack, slack_nobody, slack_inside = posted_to("slack")
teams, teams_nobody, teams_inside = posted_to("teams")
webhook, webhook_nobody, webhook_inside = posted_to("webhook")


def use_provider(settings, port):
    settings.MAILERS = {"default": {"BACKEND": "anymail.backends.postmark.EmailBackend"}}
    settings.ANYMAIL = {"POSTMARK_SERVER_TOKEN": "t", "POSTMARK_API_URL": f"http://127.0.0.1:{port}/"}


WAYS = {
    "Smtp": (smtp, smtp_nobody),
    "Outbox": (outbox,),
    "Provider": (provider, provider_nobody),
    "Slack": (slack, slack_nobody, slack_inside),
    "Teams": (teams, teams_nobody, teams_inside),
    "Webhook": (webhook, webhook_nobody, webhook_inside),
}
TABLE = [
    (smtp, "250 Ok", "sent"),
    (smtp, "550 No such user", "failed"),
    (smtp, "451 Greylisted", "deferred"),
    (smtp, "close", "unconfirmed"),
    (smtp_nobody, "", DOWN),
    (outbox, "", "kept_locally"),
    (provider, "200", "sent"),
    (provider, "422", "failed"),
    (provider, "429", "deferred"),
    (provider, "500", "deferred"),
    (provider, "401", DOWN),
    (provider, "close", "unconfirmed"),
    (provider_nobody, "", DOWN),
    *(
        (way, happens, verdict)
        for way in (slack, teams, webhook)
        for happens, verdict in [
            ("200 ok", "sent"),
            ("202", "sent"),
            ("302", "failed"),
            ("400 invalid_payload", "failed"),
            ("404 no_service", "failed"),
            ("408", "deferred"),
            ("429 slow down", "deferred"),
            ("500", "deferred"),
        ]
    ),
    (slack, "close", "unconfirmed"),
    (teams, "close", "unconfirmed"),
    (slack_nobody, "", "deferred"),
    (teams_nobody, "", "deferred"),
    (webhook_nobody, "", "deferred"),
    (slack_inside, "", "failed"),
    (teams_inside, "", "failed"),
    (webhook_inside, "", "failed"),
]


@pytest.mark.parametrize(("way", "happens", "verdict"), TABLE, ids=[f"{w.__name__} {h}" for w, h, _v in TABLE])
def test_what_it_says_is_what_happened(settings, request, way, happens, verdict):
    noted = []
    with way(settings, happens) as opened:
        received, kind, address = opened if isinstance(opened, tuple) else (opened, "mail", COPY.address)
        copy = replace(COPY, address=address)
        if kind == "webhook":
            copy = replace(copy, endpoint_id=request.getfixturevalue("signing_endpoint"))
        channel = WORK[kind].open()
        try:
            said = channel.hand_over(Message(LETTER), copy, lambda: noted.append(list(received()))).verdict.value
        except ServerDown:
            said = DOWN
        finally:
            channel.close()
        assert said == verdict
        if verdict in ("sent", "unconfirmed", "kept_locally"):
            assert received() == ["ana@example.net"]
            assert noted == [[]]  # the journal heard of it once, and before it left
        else:
            assert received() == []


@pytest.fixture
def signing_endpoint(db):
    return make_group_endpoint("webhook").pk


def test_a_webhook_that_says_nothing_is_tried_again_with_the_same_id(settings, signing_endpoint):
    """It may have arrived: the receiver knows a repeat by its id, so no person is asked."""
    settings.OUTGOING_ALLOWED = LOOPBACK
    with serving(hangs_up) as server:
        copy = replace(COPY, address=server.address, endpoint_id=signing_endpoint)
        verdicts = [WORK["webhook"].open().hand_over(Message(LETTER), copy, lambda: None).verdict for _ in range(2)]
    assert verdicts == ["deferred", "deferred"]
    assert len({headers["webhook-id"] for _path, headers, _body in server.received}) == 1


def test_every_way_there_is_stands_in_the_table():
    mail = {node.strip() for node in re.findall(r"return (\w+)\(", inspect.getsource(open_mail))}
    others = {WORK[kind].open.__name__ for kind in AUTOMATIC if kind != "mail"}
    assert mail | others == set(WAYS)
    assert {way for way, _happens, _verdict in TABLE} == {way for ways in WAYS.values() for way in ways}


def test_every_kind_of_endpoint_has_a_way():
    assert set(WORK) == set(Endpoint.Kind)
