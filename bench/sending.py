"""One message to many contacts: released by the verb, handed over by the worker, every delivery written down.

Baseline: smtplib sending as many ready-made messages of 4 kB over one connection to the same sink. Sink and sender share one
core in both cases; a database server of its own runs where it likes.
"""

from __future__ import annotations

import os
import smtplib
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from bench.figure import Figure, median, per_second, seconds
from bench.pinning import last_core, pin, pinned
from bench.scene import add_contacts, approved_communication, customers, people
from bench.sizes import Sizes
from communications.delivery.letters import letter_of, values_for
from communications.delivery.mime import Copy, Message
from communications.models import Delivery, Release
from communications.verbs.releasing import release

READY = (
    b"From: incidents@northwind.example\r\nTo: reader@customer.example\r\nSubject: Ready made\r\n\r\n"
    + (b"x" * 76 + b"\r\n") * 51
)
PATIENCE_SECONDS = 900


@contextmanager
def sink() -> Iterator[int]:
    with subprocess.Popen([sys.executable, "-m", "bench.sink"], stdout=subprocess.PIPE, text=True) as process:
        pin(process.pid, last_core())
        try:
            yield int((process.stdout or sys.stdin).readline())
        finally:
            process.terminate()


@contextmanager
def worker(port: int) -> Iterator[None]:
    environ = os.environ | {"EMAIL_URL": f"smtp://127.0.0.1:{port}"}
    command = [sys.executable, "manage.py", "worker"]
    log = settings.VAR_DIR / "worker.log"
    with (
        log.open("w") as said,
        subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=said, text=True) as process,
    ):
        pin(process.pid, last_core())
        try:
            if not (process.stdout and process.stdout.readline()):  # "Working."
                raise RuntimeError(f"The worker ended at once: {log.read_text()[-2000:]}")
            yield
        finally:
            process.terminate()


def accepted(port: int) -> int:
    with smtplib.SMTP("127.0.0.1", port) as server:
        return int(server.docmd("XCOUNT")[1])


def raw(port: int, count: int) -> float:
    """Messages a second."""
    with pinned(last_core()), smtplib.SMTP("127.0.0.1", port) as server:
        server.ehlo()
        taken = seconds(
            lambda: [
                server.sendmail("incidents@northwind.example", ["reader@customer.example"], READY) for _ in range(count)
            ]
        )
    return count / taken


def wait_until_finished(released: Release) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not Release.objects.filter(pk=released.pk, state=Release.State.FINISHED).exists():
        if time.monotonic() > end:
            said = (settings.VAR_DIR / "worker.log").read_text()[-2000:]
            raise TimeoutError(f"not finished after {PATIENCE_SECONDS} s; the worker said: {said}")
        time.sleep(0.02)


def send_one(port: int, count: int) -> tuple[float, float, Release]:
    """Seconds to freeze the recipients, messages a second from then on, and the release."""
    lena, _amara = people()
    communication = approved_communication(customers())
    before = accepted(port)
    frozen = seconds(lambda: release(lena, [communication]))
    released = Release.objects.get(communication=communication)
    sending = seconds(lambda: wait_until_finished(released))
    sent = released.deliveries.filter(state=Delivery.State.SENT).count()
    if not sent == accepted(port) - before == count:
        raise AssertionError(f"{count} to send, {sent} sent, {accepted(port) - before} accepted")
    return frozen, count / sending, released


def octets_of(released: Release) -> int:
    one = released.deliveries.order_by("pk")[0]
    letter = Message(letter_of(released))
    return len(letter.copy(Copy(one.address, one.name, one.message_id, values_for([one.pk])[one.pk])))


def measure(sizes: Sizes) -> Iterator[Figure]:
    add_contacts(customers(), sizes.contacts)
    ratios, rates, raws, freezes = [], [], [], []
    with sink() as port, worker(port):
        for _ in range(sizes.runs):
            raws.append(raw(port, sizes.contacts))
            frozen, rate, released = send_one(port, sizes.contacts)
            freezes.append(frozen)
            rates.append(rate)
            ratios.append(rate / raws[-1])
    count = f"{sizes.contacts:,}"
    what = f"send {count}, messages of {octets_of(released) / 1000:.1f} kB"
    yield Figure(what, per_second(median(rates)), per_second(median(raws)), median(ratios), "≥ 0.7")
    yield Figure(f"freeze {count} recipients on release", f"{median(freezes):.2f} s")
