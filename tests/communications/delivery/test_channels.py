"""What every way of handing mail over promises, in one table: what happens there × what is said of the delivery.

To add a channel: a line in WAYS and its rows in TABLE. A way that open_mail() knows and the table does not fails.
"""

import http.server
import inspect
import json
import re
import threading
from contextlib import contextmanager

import pytest

from communications.delivery import sending
from communications.delivery.mime import Copy, Letter, Message
from communications.delivery.outcome import ServerDown
from tests.communications.delivery.servers import Mailbox, mailer, smtp_server
from tests.processes import free_port

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


def use_provider(settings, port):
    settings.MAILERS = {"default": {"BACKEND": "anymail.backends.postmark.EmailBackend"}}
    settings.ANYMAIL = {"POSTMARK_SERVER_TOKEN": "t", "POSTMARK_API_URL": f"http://127.0.0.1:{port}/"}


WAYS = {"Smtp": (smtp, smtp_nobody), "Outbox": (outbox,), "Provider": (provider, provider_nobody)}
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
]


@pytest.mark.parametrize(("way", "happens", "verdict"), TABLE, ids=[f"{w.__name__} {h}" for w, h, _v in TABLE])
def test_what_it_says_is_what_happened(settings, way, happens, verdict):
    noted = []
    with way(settings, happens) as received:
        channel = sending.open_mail()
        try:
            said = channel.hand_over(Message(LETTER), COPY, lambda: noted.append(list(received()))).verdict.value
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


def test_every_way_there_is_stands_in_the_table():
    known = {node.strip() for node in re.findall(r"return (\w+)\(", inspect.getsource(sending.open_mail))}
    assert known == set(WAYS)
    assert {way for way, _happens, _verdict in TABLE} == {way for ways in WAYS.values() for way in ways}
