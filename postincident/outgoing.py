"""HTTP that leaves this installation: chat and webhooks of a group. Nothing inside is reached by it unless the administrator says so.

Whoever may type an address here must not gain a look at what only this machine can reach (server-side request forgery,
CWE-918). So a name is looked up once, each address it stands for is judged, and the connection is made to that very
address: a name that means another one a moment later (DNS rebinding) gains nothing. A redirect is judged the same way.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

CONNECT_SECONDS = 5.0
WHOLE_SECONDS = 15.0  # from the first byte sent to the last one read
MOST_OCTETS = 64 * 1024  # of an answer; what a server says beyond it is not read
MOST_REDIRECTS = 3
_SAME_METHOD = (307, 308)
type Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_COMPATIBLE = ipaddress.ip_network("::/96")
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # NAT64, RFC 6052
# Of IANA's special-purpose registries what `is_global` takes for public: relays of 6to4, documentation, ORCHIDs.
_SPECIAL = [ipaddress.ip_network(one) for one in ("192.88.99.0/24", "2002::/16", "3fff::/20", "2001:20::/28")]


class NotAllowed(Exception):
    """The address is one that is not reached from here, and trying again changes nothing. In words for a person."""


class NotReached(Exception):
    """No connection came about: certainly nothing arrived."""


class NoAnswer(Exception):
    """The request left, at least in part, and no answer came: nobody can know whether it arrived."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: bytes  # at most MOST_OCTETS


def post(address: str, body: bytes, headers: Mapping[str, str], before_sending: Callable[[], None]) -> Answer:
    """`before_sending` is called once a connection stands and before anything of the request leaves.

    Raises NotAllowed, NotReached or NoAnswer. Only redirects that keep the method are followed (RFC 9110, 15.4.8 and 15.4.9).
    """
    for _hop in range(MOST_REDIRECTS + 1):
        answer, location = _exchange(split(address), body, headers, before_sending)
        if answer.status not in _SAME_METHOD or not location:
            return answer
        address = urljoin(address, location)
    raise NotAllowed(_("It is redirected too often."))


def split(address: str) -> SplitResult:
    """The parts of an address that can be reached over HTTP at all. Raises NotAllowed."""
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError as error:
        raise NotAllowed(_("This is not an address of the web.")) from error
    if parts.scheme not in ("http", "https") or not host or port == 0:
        raise NotAllowed(_("This is not an address of the web: it begins with “https://”."))
    if parts.username is not None or parts.password is not None:
        raise NotAllowed(_("Name and password in an address are not used; leave them out."))
    if any(ord(letter) < 33 or ord(letter) == 127 for letter in address):
        raise NotAllowed(_("An address has no spaces and no line ends."))
    return parts


def check(address: str) -> None:
    """What can be said of an address before anybody asks where its host is. Raises NotAllowed."""
    parts = split(address)
    with contextlib.suppress(ValueError):
        _judge(parts, ipaddress.ip_address(parts.hostname or ""))


def is_public(address: Address) -> bool:
    """Whether it is an address of the public internet, whichever way it is written or wrapped in another."""
    if isinstance(address, ipaddress.IPv6Address):
        if (inner := _inner(address)) is not None:
            return is_public(inner)
        if address.is_site_local:
            return False
    if address.is_multicast or address.is_reserved or any(address in network for network in _SPECIAL):
        return False
    return address.is_global


def _inner(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that packets to this one end at."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address in _TRANSLATED or (address in _COMPATIBLE and int(address) > 1):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def is_allowed(address: Address, *, encrypted: bool) -> bool:
    """What the administrator named is reached by any scheme, the public internet only encrypted."""
    mapped = address.ipv4_mapped if isinstance(address, ipaddress.IPv6Address) else None
    if any((mapped or address) in network for network in settings.OUTGOING_ALLOWED):
        return True
    return encrypted and is_public(address)


def _places(parts: SplitResult) -> list[tuple[socket.AddressFamily, Any]]:
    """Where a host is, each judged. One bad address spoils the name, since nobody says which would be taken."""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    try:
        found = socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotReached(_("There is no host “%(host)s”.") % {"host": parts.hostname}) from error
    for *_kind, place in found:
        _judge(parts, ipaddress.ip_address(str(place[0]).partition("%")[0]))
    return [(family, place) for family, *_kind, place in found]


def _judge(parts: SplitResult, address: Address) -> None:
    if is_allowed(address, encrypted=parts.scheme == "https"):
        return
    if is_public(address):
        raise NotAllowed(_("Only encrypted addresses are written to: it must begin with “https://”."))
    raise NotAllowed(
        _("“%(host)s” is an address inside a network. The administrator decides which of those may be reached.")
        % {"host": parts.hostname}
    )


def _connect(parts: SplitResult) -> socket.socket:
    failed: OSError | None = None
    for family, place in _places(parts):
        sock = socket.socket(family, socket.SOCK_STREAM)
        sock.settimeout(CONNECT_SECONDS)
        try:
            sock.connect(place)
        except OSError as error:
            sock.close()
            failed = error
        else:
            return sock
    raise NotReached(_said(failed)) from failed


@contextlib.contextmanager
def _no_longer_than(seconds: float, sock: socket.socket) -> Iterator[None]:
    """A socket's own timeout begins anew with each byte that drips in; this one does not."""
    # A second handle to the same connection: TLS takes the first one away.
    handle = sock.dup()

    def cut() -> None:
        with contextlib.suppress(OSError):
            handle.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        handle.close()


def _exchange(
    parts: SplitResult, body: bytes, headers: Mapping[str, str], before_sending: Callable[[], None]
) -> tuple[Answer, str]:
    raw = _connect(parts)
    with contextlib.closing(raw), _no_longer_than(WHOLE_SECONDS, raw):
        connection = http.client.HTTPConnection(parts.hostname or "", parts.port)
        if parts.scheme == "https":
            connection.default_port = 443  # what the Host header leaves out
        with contextlib.closing(_encrypted(raw, parts.hostname) if parts.scheme == "https" else raw) as sock:
            sock.settimeout(WHOLE_SECONDS)
            connection.sock = sock
            before_sending()
            return _answer(connection, parts, body, headers)


def _encrypted(raw: socket.socket, host: str | None) -> ssl.SSLSocket:
    try:
        return ssl.create_default_context().wrap_socket(raw, server_hostname=host)
    except (OSError, ValueError) as error:
        raise NotReached(_said(error)) from error


def _answer(
    connection: http.client.HTTPConnection, parts: SplitResult, body: bytes, headers: Mapping[str, str]
) -> tuple[Answer, str]:
    # What is typed may hold letters that a request cannot (RFC 3986, 2.1); what is encoded already stays as it is.
    target = quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), safe="%/?:@!$&'()*+,;=~-._")
    try:
        connection.request("POST", target, body, {"User-Agent": "Postincident", "Connection": "close", **headers})
        response = connection.getresponse()
        said = response.read(MOST_OCTETS)
    except (OSError, http.client.HTTPException) as error:
        raise NoAnswer(_said(error)) from error
    return Answer(response.status, said), response.getheader("Location", "")


def _said(error: BaseException | None) -> str:
    if isinstance(error, TimeoutError):
        return _("It did not answer in time.")
    if isinstance(error, ssl.SSLCertVerificationError):
        return _("Its certificate is not to be trusted: %(why)s") % {"why": error.verify_message}
    if isinstance(error, ConnectionRefusedError):
        return _("It refused the connection.")
    return (str(error) or type(error).__name__)[:300]
