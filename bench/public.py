"""What people outside open: a published post, the feedback form, an answer stored.

Baseline: a view that reads one row and returns a constant, behind the same middleware, on the same server (granian with one
worker, on one core), asked in turn. Both are kept busy by a few connections, so that the server is what is measured.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from urllib.parse import urlencode, urlsplit

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from archive.models import Publication
from archive.verbs.filing import Filing, file
from archive.verbs.publishing import publish
from bench.figure import Figure, median, per_second, seconds
from bench.pinning import last_core, pin
from bench.scene import FACTS, add_contacts, approved_communication, customers, declared_incident, people
from bench.sizes import Sizes
from communications.models import Delivery
from communications.verbs.releasing import release
from feedback.links import placeholders
from feedback.models import Response
from postincident.rendering import to_html
from postincident.vocabulary import Kind, Source

CONNECTIONS = 4
ROUNDS = 10
PATIENCE_SECONDS = 30
ANSWER = urlencode({"clear": "4", "timely": "2", "complete": "5", "words": "We heard it from our own shoppers first."})
_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)\r\n", re.IGNORECASE)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server() -> Iterator[int]:
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--workers", "1", "--blocking-threads", "1", "--log-level", "error", "postincident.wsgi:application"]
    environ = os.environ | {"BASE_URL": f"http://127.0.0.1:{port}"}
    with subprocess.Popen(command, env=environ) as process:
        pin(process.pid, last_core())
        try:
            wait_for(port, process)
            yield port
        finally:
            process.terminate()


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("The web server did not start.")


def request(method: str, path: str, body: str = "") -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1"]
    if body:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", body]).encode()


def answer(line: socket.socket) -> bytes:
    """Head and body of one answer. Raises when it is not 200."""
    octets = b""
    while (end := octets.find(b"\r\n\r\n")) < 0:
        octets += _more(line)
    found = _LENGTH.search(octets[: end + 2])
    whole = end + 4 + int(found[1] if found else 0)
    while len(octets) < whole:
        octets += _more(line)
    if not octets.startswith(b"HTTP/1.1 200"):
        raise AssertionError(octets[:500].decode("utf-8", "replace"))
    return octets


def _more(line: socket.socket) -> bytes:
    octets = line.recv(1 << 16)
    if not octets:
        raise ConnectionError("The web server closed the connection.")
    return octets


def ask_all(port: int, requests: Sequence[bytes]) -> None:
    """Each connection has one request on its way; the next one leaves when the answer is there."""
    with ExitStack() as open_lines:
        lines = [open_lines.enter_context(socket.create_connection(("127.0.0.1", port))) for _ in range(CONNECTIONS)]
        for place, one in enumerate(requests):
            line = lines[place % CONNECTIONS]
            if place >= CONNECTIONS:
                answer(line)
            line.sendall(one)
        for place in range(max(0, len(requests) - CONNECTIONS), len(requests)):
            answer(lines[place % CONNECTIONS])


def published() -> Publication:
    lena, _amara = people()
    text = "\n\n".join(plain for _technical, plain in FACTS.values())
    record = file(
        lena,
        Filing(
            incident=declared_incident(timezone.now() - timedelta(days=2)),
            kind=Kind.PUBLIC_POST,
            audience="Public",
            audience_kind="public",
            services=["Card payments"],
            severity="major",
            title="Why card payments were declined",
            sent_at=timezone.now(),
            source=Source.HERE,
            subject="Why card payments were declined",
            text=text,
            html=to_html(text),
            extra={"html_for": "page"},
        ),
    )
    return publish(lena, record)


def form_paths(count: int) -> list[str]:
    """As many personal links, each of a delivery that has left."""
    lena, _amara = people()
    add_contacts(customers(), count)
    (released,) = release(lena, [approved_communication(customers())])
    released.deliveries.update(state=Delivery.State.SENT, handed_over_at=timezone.now(), attempts=1)
    values = placeholders(list(released.deliveries.values_list("pk", flat=True)))
    return [urlsplit(value["feedback_link"]).path for value in values.values()]


def split(rows: Sequence[bytes], parts: int) -> list[Sequence[bytes]]:
    size = max(1, len(rows) // parts)
    return [rows[start : start + size] for start in range(0, size * parts, size) if rows[start : start + size]]


def measure(sizes: Sizes) -> Iterator[Figure]:
    count = sizes.requests
    paths = form_paths(count)
    address = reverse("archive:post-detail", args=[published().address])
    baseline = [request("GET", "/bench/one-row/")] * count
    # Forms are looked at before they are answered: a personal link opens only until it has been.
    asked = (
        ("public post page", "≥ 0.8", [request("GET", address)] * count),
        ("feedback form", "≥ 0.35", [request("GET", path) for path in paths]),
        (
            "feedback answer stored",
            "≥ 0.4" if connection.vendor == "postgresql" else "≥ 0.6",
            [request("POST", path, ANSWER) for path in paths],
        ),
    )
    with server() as port:
        ask_all(port, baseline[: CONNECTIONS * 5])
        for what, aim, rows in asked:
            yield compare(port, what, aim, rows, baseline)
    stored = Response.objects.count()
    if stored != count:
        raise AssertionError(f"{count} answers sent, {stored} stored")


def compare(port: int, what: str, aim: str, rows: Sequence[bytes], baseline: Sequence[bytes]) -> Figure:
    ours, theirs = [], []
    for mine, constant in zip(split(rows, ROUNDS), split(baseline, ROUNDS), strict=True):
        theirs.append(len(constant) / seconds(lambda asked=constant: ask_all(port, asked)))
        ours.append(len(mine) / seconds(lambda asked=mine: ask_all(port, asked)))
    ratio = median(a / b for a, b in zip(ours, theirs, strict=True))
    return Figure(what, per_second(median(ours)), per_second(median(theirs)), ratio, aim)
