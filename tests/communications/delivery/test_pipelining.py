"""Several messages on their way at once: each answer is read as what it is, and nothing counts as sent that was not."""

import email
import email.policy
import itertools
from collections import Counter

import pytest
from django.utils import timezone

from communications.delivery.journal import Journal
from communications.delivery.mime import Message
from communications.delivery.recovery import sweep
from communications.delivery.sending import send_release
from communications.models import Delivery
from tests.communications.delivery.pipelined import CLOSE, FIRST, STALL, pipelining_server
from tests.communications.delivery.servers import mailer
from tests.communications.factories import make_attachment, make_delivery, make_release

pytestmark = pytest.mark.django_db

NAMES = ("ana", "bea", "cid", "dov", "eva")
ADDRESSES = [f"{name}@example.net" for name in NAMES]


@pytest.fixture
def server(settings):
    settings.MAIL_DOMAIN = "northwind.example"
    settings.DEFAULT_FROM_EMAIL = "incidents@northwind.example"
    with pipelining_server() as one:
        use(settings, one)
        yield one


def use(settings, server, timeout=1):
    settings.MAILERS = mailer(server.port)
    settings.MAILERS["default"]["OPTIONS"]["timeout"] = timeout


def send(addresses=ADDRESSES):
    release = make_release()
    for address in addresses:
        make_delivery(release, address)
    send_release(release.pk)
    return release


def states(release):
    return {address.partition("@")[0]: state for address, state in release.deliveries.values_list("address", "state")}


def all_sent_but(**others):
    return dict.fromkeys(NAMES, "sent") | others


def test_the_end_of_each_leaves_with_the_envelope_of_the_next(server):
    release = send()
    assert states(release) == all_sent_but()
    assert server.received == ADDRESSES
    ehlo, first, *texts, last, _quit = server.reads
    assert ehlo.startswith(b"ehlo")
    assert [line[:4] for line in first.splitlines()] == [b"MAIL", b"RCPT", b"DATA"]
    assert len(texts) == 4
    for text in texts:
        assert [line[:4] for line in text.partition(b"\r\n.\r\n")[2].splitlines()] == [b"MAIL", b"RCPT", b"DATA"]
    assert last.endswith(b"\r\n.\r\n")


def test_without_the_offer_it_waits_for_each_answer(settings, server):
    server.offers = ()
    assert states(send()) == all_sent_but()
    assert max(octets.count(b"RCPT TO") + octets.count(b"MAIL FROM") for octets in server.reads) == 1


# What happens at the third of five → what becomes of it, and whether it arrived. The others are sent, each once.
AT_THE_THIRD = {
    "MAIL is refused": ({"mail": "550 5.7.1 not you"}, "failed", 0),
    "MAIL is refused for now": ({"mail": "452 4.3.1 full"}, "deferred", 0),
    "RCPT is refused": ({"rcpt": "550 5.1.1 unknown"}, "failed", 0),
    "RCPT is refused for now": ({"rcpt": "450 4.2.1 busy"}, "deferred", 0),
    "RCPT is refused and DATA taken all the same": ({"rcpt": "550 5.1.1 unknown", "data": "354 go on"}, "failed", 0),
    "DATA is refused": ({"data": "451 4.3.0 later"}, "deferred", 0),
    "the text is refused": ({"end": "554 5.6.0 no"}, "failed", 0),
    "the text is refused for now": ({"end": "451 4.3.0 later"}, "deferred", 0),
    "421 instead of an answer to the text": ({"end": "421 4.3.2 going down"}, "deferred", 0),
    "421 at MAIL": ({"mail": "421 4.7.0 that was enough"}, "sent", 1),
    "421 at RCPT": ({"rcpt": "421 4.7.0 that was enough"}, "sent", 1),
    "421 at DATA": ({"data": "421 4.7.0 that was enough"}, "sent", 1),
    "it closes at RCPT": ({"rcpt": CLOSE}, "sent", 1),
    "it closes amid the text": ({"text": CLOSE}, "unconfirmed", 0),
    "it takes the text and closes before it answers": ({"end": CLOSE}, "unconfirmed", 1),
    "it answers the text and closes": ({"ended": CLOSE}, "sent", 1),
    "it takes the text and says nothing": ({"end": STALL}, "unconfirmed", 1),
    "it says nothing to RCPT": ({"rcpt": STALL}, "sent", 1),
    "it answers RCPT twice": ({"rcpt": f"{FIRST}250 2.1.5 Ok"}, "sent", 1),
    "it answers DATA as if it were done": ({"data": "250 2.0.0 Ok: queued"}, "sent", 1),
    "it says more after 354": ({"data": "354 go on\r\n250 2.0.0 Ok: queued"}, "sent", 1),
    "it answers the text with 354": ({"end": "354 go on"}, "unconfirmed", 0),
    "it answers the text with words": ({"end": "fine, thank you"}, "unconfirmed", 0),
    "its answer has several lines": ({"end": "250-2.0.0 Ok\r\n250 queued"}, "sent", 1),
}


@pytest.mark.parametrize("what", AT_THE_THIRD)
def test_what_happens_to_one_is_read_right_and_the_others_are_sent_once(settings, server, what):
    at, verdict, arrived = AT_THE_THIRD[what]
    server.at = {("cid@example.net", where): told for where, told in at.items()}
    release = send()
    assert states(release) == all_sent_but(cid=verdict)
    assert Counter(server.received) == Counter({one: 1 for one in ADDRESSES} | {"cid@example.net": arrived})
    if verdict == "sent":
        assert release.deliveries.get(address="cid@example.net").attempts == 1


def test_a_refused_recipient_whose_data_is_taken_gets_a_lone_dot(server):
    server.at = {("cid@example.net", "rcpt"): "550 5.1.1 unknown", ("cid@example.net", "data"): "354 go on"}
    release = send()
    assert b".\r\n" in server.reads
    assert release.deliveries.get(address="cid@example.net").server_said == "550 5.1.1 unknown"


def test_a_server_that_got_out_of_step_is_spoken_to_plainly_from_then_on(server):
    server.at = {("ana@example.net", "rcpt"): f"{FIRST}250 2.1.5 Ok"}
    assert states(send()) == all_sent_but()
    after = b"".join(server.reads).count(b"MAIL FROM")
    plain = [octets for octets in server.reads if octets.startswith(b"RCPT TO")]
    assert (after, len(plain)) == (6, 5)


def test_a_connection_that_breaks_each_time_uses_up_one_try(server):
    server.at = {("ana@example.net", "rcpt"): CLOSE}
    release = send(["ana@example.net"])
    delivery = release.deliveries.get()
    assert (delivery.state, delivery.attempts) == ("deferred", 1)
    Delivery.objects.update(next_attempt_at=None)
    sweep(timezone.now())
    assert states(release) == {"ana": "sent"}


def test_a_large_message_that_breaks_before_its_end_left_did_not_arrive(server):
    release = make_release()
    make_attachment(release.communication, content=b"%PDF" + bytes(6_000_000))
    make_delivery(release, "ana@example.net")
    server.at = {("ana@example.net", "text"): CLOSE}
    send_release(release.pk)
    assert states(release) == {"ana": "deferred"}


def test_lines_that_begin_with_a_dot_arrive_as_they_were(server):
    release = make_release()
    release.revision.text = ".\n..\n.hidden\n"
    release.revision.save()
    for address in ADDRESSES[:2]:
        make_delivery(release, address)
    send_release(release.pk)
    texts = [email.message_from_bytes(octets, policy=email.policy.default) for octets in server.octets]
    assert [one.get_body(("plain",)).get_content() for one in texts] == [".\r\n..\r\n.hidden\r\n"] * 2


def test_it_keeps_so_many_connections_busy(settings):
    settings.EMAIL_CONNECTIONS = 4
    addresses = [f"reader{number}@example.net" for number in range(40)]
    with pipelining_server(latency=0.01) as server:
        use(settings, server)
        release = send(addresses)
    assert set(states(release).values()) == {"sent"}
    assert sorted(server.received) == sorted(addresses)
    assert (server.peak, server.connections) == (4, 4)


def test_connections_take_leave_together(settings):
    settings.EMAIL_CONNECTIONS = 4
    with pipelining_server(latency=0.01, leave=4) as server:
        use(settings, server, timeout=20)
        release = send([f"reader{number}@example.net" for number in range(8)])
    assert set(states(release).values()) == {"sent"}
    assert not server.leaving.broken


def test_while_nobody_answers_the_next_messages_are_written(settings, monkeypatch):
    """Of each connection one more than is under way: what is written is not asked again whether it may leave."""
    settings.EMAIL_CONNECTIONS = 2
    written, ended = [], []
    monkeypatch.setattr(Message, "copy", noting(written, Message.copy))
    with pipelining_server(latency=0.05) as server:
        use(settings, server)
        monkeypatch.setattr(Journal, "handing_over", lambda self, *attempt: ended.append(len(written)))
        release = send([f"reader{number}@example.net" for number in range(12)])
    assert set(states(release).values()) == {"sent"}
    ahead = [before - number for number, before in enumerate(ended, 1)]
    assert 2 <= max(ahead) <= 4 and ahead[-1] == 0


def noting(written, make):
    def made(self, copy):
        written.append(copy)
        return make(self, copy)

    return made


def test_it_makes_do_with_the_connections_it_gets(settings):
    settings.EMAIL_CONNECTIONS = 4
    with pipelining_server(latency=0.01, most=2) as server:
        use(settings, server)
        release = send([f"reader{number}@example.net" for number in range(20)])
    assert set(states(release).values()) == {"sent"}
    assert release.deliveries.filter(attempts=1).count() == 20


def test_with_several_connections_each_breaks_for_itself(settings):
    settings.EMAIL_CONNECTIONS = 3
    addresses = [f"reader{number}@example.net" for number in range(30)]
    with pipelining_server(latency=0.002) as server:
        use(settings, server)
        for number, (where, told) in enumerate(itertools.product(("end", "rcpt"), (CLOSE, "550 no", "451 wait"))):
            server.at[addresses[4 * number + 3], where] = told
        release = send(addresses)
    found = Counter(release.deliveries.values_list("state", flat=True))
    assert found == {"sent": 25, "failed": 2, "deferred": 2, "unconfirmed": 1}
    sent = set(release.deliveries.filter(state="sent").values_list("address", flat=True))
    assert len(server.received) == len(set(server.received)) == 26
    assert sent < set(server.received)
