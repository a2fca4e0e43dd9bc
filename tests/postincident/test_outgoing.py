"""What leaves over HTTP reaches whom it may, and nothing inside. Real sockets; only the name server is told what to say."""

import ipaddress
import socket
import ssl
import time

import pytest
import trustme

from postincident import outgoing
from postincident.outgoing import NoAnswer, NotAllowed, NotReached, is_public, post
from tests.processes import free_port
from tests.web import LOOPBACK, hangs_up, says, serving


def send(address, before=lambda: None):
    return post(address, b"{}", {"Content-Type": "application/json"}, before)


def test_what_the_administrator_allows_is_reached(settings):
    settings.OUTGOING_ALLOWED = LOOPBACK
    told = []
    with serving(says(200, b"thanks")) as server:
        answer = send(server.address + "?a=b", lambda: told.append(len(server.received)))
    assert (answer.status, answer.body) == (200, b"thanks")
    ((path, headers, body),) = server.received
    assert path == "/in?a=b" and body == b"{}"
    assert headers["Host"] == f"127.0.0.1:{server.server_port}" and headers["Content-Type"] == "application/json"
    assert told == [0]  # before anything left


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("/café?größe=1", "/caf%C3%A9?gr%C3%B6%C3%9Fe=1"),
        ("/a%20b?c=%2F", "/a%20b?c=%2F"),
        ("/T0/B0/x~y.z?a=b&c=d+e", "/T0/B0/x~y.z?a=b&c=d+e"),
        ("/[x]|{y}", "/%5Bx%5D%7C%7By%7D"),
    ],
)
def test_letters_that_a_request_cannot_hold_are_encoded_and_no_others(settings, typed, asked):
    settings.OUTGOING_ALLOWED = LOOPBACK
    with serving(says(200)) as server:
        assert send(f"http://127.0.0.1:{server.server_port}{typed}").status == 200
    assert server.received[0][0] == asked


INSIDE = [
    *("127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1"),  # noqa: S104
    *("169.254.169.254", "100.64.0.1", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.7", "203.0.113.9"),
    *("192.88.99.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255"),
    *("::1", "::", "fe80::1", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1", "3fff::1", "100::1"),
    *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "::10.0.0.1"),
    *(
        "64:ff9b::127.0.0.1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2002:a00:1::",
        "2001::1",
        "2001:20::1",
    ),
]


@pytest.mark.parametrize("address", INSIDE)
def test_no_address_inside_counts_as_public(address):
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_the_internet_does(address):
    assert is_public(ipaddress.ip_address(address))


# Ways of writing an address inside that a name server or the C library takes for one, and ways of hiding it in an address.
WRITTEN = [
    *(
        "http://127.0.0.1:{}/",
        "http://127.1:{}/",
        "http://2130706433:{}/",
        "http://0x7f000001:{}/",
        "http://0177.0.0.1:{}/",
    ),
    *("http://0x7f.1:{}/", "http://0:{}/", "http://0.0.0.0:{}/", "http://localhost:{}/", "http://LOCALHOST:{}/"),
    *("http://localhost.:{}/", "http://[::ffff:127.0.0.1]:{}/", "http://[::ffff:7f00:1]:{}/", "http://[::]:{}/"),
    *("http://127.0.0.1:{}\\@example.com/", "http://example.com@127.0.0.1:{}/", "http://user:pw@127.0.0.1:{}/"),
    *("http://①②⑦.⓪.⓪.①:{}/", "http://127。0。0。1:{}/", "https://127.0.0.1:{}/", "https://localhost:{}/"),
    *(
        "ftp://127.0.0.1:{}/",
        "file:///etc/passwd?{}",
        "gopher://127.0.0.1:{}/",
        "//127.0.0.1:{}/",
        "127.0.0.1:{}",
        "http:{}",
    ),
    *(
        "http://[::1:{}/",
        "http://127.0.0.1:{}99999/",
        "http:///{}",
        "http://127.0.0.1:{}/\r\nX-Evil: 1",
        "http://127.0.0.1 :{}/",
    ),
    *("http://[fe80::1%25lo]:{}/", "http://127.0.0.1%00.example.com:{}/", "javascript://127.0.0.1:{}/%0aalert(1)"),
]


@pytest.mark.parametrize("written", WRITTEN)
def test_nothing_inside_is_reached_however_it_is_written(settings, written):
    assert settings.OUTGOING_ALLOWED == []
    told = []
    with serving(says(200)) as server, pytest.raises((NotAllowed, NotReached)) as refused:
        send(written.format(server.server_port), lambda: told.append(1))
    assert server.received == [] and told == []
    assert str(refused.value)


def name_server(monkeypatch, *answers):
    """Says something else each time it is asked, as one that belongs to an attacker."""
    asked = iter(answers)

    def look_up(host, port, **options):
        found = next(asked)
        family = socket.AF_INET6 if ":" in found[0] else socket.AF_INET
        return [(family, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    monkeypatch.setattr(outgoing.socket, "getaddrinfo", look_up)


@pytest.mark.parametrize("inside", INSIDE)
def test_a_name_that_means_something_inside_is_refused(monkeypatch, inside):
    name_server(monkeypatch, [inside])
    with pytest.raises(NotAllowed, match=r"hooks\.example"):
        send("https://hooks.example/in")


def test_one_address_inside_spoils_the_name(monkeypatch):
    name_server(monkeypatch, ["8.8.8.8", "10.0.0.1"])
    with pytest.raises(NotAllowed):
        send("https://hooks.example/in")


def test_a_name_is_asked_for_once_and_what_it_said_is_connected_to(settings, monkeypatch):
    """DNS rebinding: the second answer, which would lead inside, is never asked for."""
    settings.OUTGOING_ALLOWED = [ipaddress.ip_network("127.0.0.1")]
    name_server(monkeypatch, ["127.0.0.1"], ["127.0.0.2"])
    with serving(says(200)) as server:
        assert send(f"http://hooks.example:{server.server_port}/").status == 200
    assert server.received[0][1]["Host"] == f"hooks.example:{server.server_port}"


def test_a_redirect_is_judged_like_the_first_address(settings):
    settings.OUTGOING_ALLOWED = [ipaddress.ip_network("127.0.0.1")]
    with serving(says(200)) as inside:
        elsewhere = f"http://127.0.0.2:{inside.server_port}/"
        with serving(says(307, Location=elsewhere)) as server, pytest.raises(NotAllowed):
            send(server.address)
        with serving(says(308, Location=inside.address)) as server:
            assert send(server.address).status == 200
        with serving(says(302, Location=inside.address)) as server:
            assert send(server.address).status == 302  # would become a GET
    assert len(inside.received) == 1 and inside.received[0][2] == b"{}"


def test_a_redirect_in_circles_ends(settings):
    settings.OUTGOING_ALLOWED = LOOPBACK
    with serving(says(307, Location="/in")) as server, pytest.raises(NotAllowed):
        send(server.address)
    assert len(server.received) == outgoing.MOST_REDIRECTS + 1


def test_the_internet_is_reached_encrypted_only(monkeypatch):
    name_server(monkeypatch, ["8.8.8.8"])
    with pytest.raises(NotAllowed, match="https"):
        send("http://hooks.example/in")


@pytest.fixture
def authority(monkeypatch):
    authority = trustme.CA()
    default = ssl.create_default_context

    def trusting():
        context = default()
        authority.configure_trust(context)
        return context

    monkeypatch.setattr(outgoing.ssl, "create_default_context", trusting)
    return authority


def test_the_certificate_must_be_that_of_the_name(settings, monkeypatch, authority):
    settings.OUTGOING_ALLOWED = LOOPBACK
    with serving(says(200, b"yes"), authority.issue_cert("hooks.example")) as server:
        name_server(monkeypatch, ["127.0.0.1"], ["127.0.0.1"])
        assert send(f"https://hooks.example:{server.server_port}/").body == b"yes"
        with pytest.raises(NotReached, match="certificate"):
            send(f"https://other.example:{server.server_port}/")
    assert len(server.received) == 1


def test_an_answer_without_end_is_cut(settings):
    settings.OUTGOING_ALLOWED = LOOPBACK
    with serving(says(200, b"x" * 5_000_000)) as server:
        assert len(send(server.address).body) == outgoing.MOST_OCTETS


def drips(handler):
    for letter in b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1000:
        try:
            handler.wfile.write(bytes([letter]))
        except OSError:
            return
        time.sleep(0.05)


@pytest.mark.parametrize("answer", [drips, hangs_up, lambda handler: handler.wfile.write(b"\0\1garbage\r\n\r\n")])
def test_who_took_it_and_never_answers_is_not_waited_for(settings, monkeypatch, answer):
    settings.OUTGOING_ALLOWED = LOOPBACK
    monkeypatch.setattr(outgoing, "WHOLE_SECONDS", 0.5)
    began = time.monotonic()
    with serving(answer) as server, pytest.raises(NoAnswer):
        send(server.address)
    assert time.monotonic() - began < 5
    assert len(server.received) == 1


def test_nobody_there_is_certain(settings):
    settings.OUTGOING_ALLOWED = LOOPBACK
    with pytest.raises(NotReached, match="refused"):
        send(f"http://127.0.0.1:{free_port()}/")


def test_a_name_that_does_not_exist_is_certain(monkeypatch):
    def unknown(*args, **options):
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(outgoing.socket, "getaddrinfo", unknown)
    with pytest.raises(NotReached, match=r"nowhere\.example"):
        send("https://nowhere.example/")
