"""One message to many contacts: released by the verb, handed over by the worker, every delivery written down.

Baseline: smtplib sending as many ready-made messages of 4 kB over one connection to the same sink, Postfix's smtp-sink where the
machine has it. Sink and sender share one core in both cases; a database server of its own runs where it likes.
"""

from __future__ import annotations

import smtplib
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from importlib.util import find_spec

from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from bench.figure import Figure, median, ms, per_second, seconds
from bench.pinning import last_core, pinned
from bench.processes import POSTFIX, Worker, postfix_sink, sink, worker
from bench.scene import add_contacts, approved_communication, customers, declared_incident, group_of, people
from bench.sizes import Sizes
from communications.delivery.letters import letter_of, values_for
from communications.delivery.mime import Copy, Message
from communications.models import Delivery, Release, StakeholderGroup
from communications.verbs.releasing import release
from postincident import events

READY = (
    b"From: incidents@northwind.example\r\nTo: reader@customer.example\r\nSubject: Ready made\r\n\r\n"
    + (b"x" * 76 + b"\r\n") * 51
)
PATIENCE_SECONDS = 900
POST_OFFICE_MOST = 2000  # it takes its time
LATE = ((5, (1, 8, 32)), (20, (1, 8, 32)))  # milliseconds, connections
LATE_SECONDS = 4  # of sending, were it as quick as it can be


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


def post_office(port: int, count: int) -> float | None:
    """Messages a second, or None where it is not installed."""
    if find_spec("post_office") is None:
        return None
    command = [sys.executable, "-m", "bench.post_office", str(port), str(count)]
    with pinned(last_core()):
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    return float(done.stdout.splitlines()[-1])


def wait_until_finished(released: Release, by: Worker) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while not Release.objects.filter(pk=released.pk, state=Release.State.FINISHED).exists():
        if time.monotonic() > end:
            raise TimeoutError(f"not finished after {PATIENCE_SECONDS} s; the worker said: {by.said[-2000:]}")
        time.sleep(0.02)


def let_go(group: StakeholderGroup) -> tuple[float, Release]:
    """Seconds to freeze the recipients, and the release."""
    lena, _amara = people()
    communication = approved_communication(group)
    frozen = seconds(lambda: release(lena, [communication]))
    return frozen, Release.objects.get(communication=communication)


def send_one(group: StakeholderGroup, by: Worker) -> tuple[float, float, Release]:
    """Seconds to freeze the recipients, messages a second from then on, and the release."""
    count = group.memberships.count()
    frozen, released = let_go(group)
    sending = seconds(lambda: wait_until_finished(released, by))
    sent = released.deliveries.filter(state=Delivery.State.SENT).count()
    if sent != count:
        raise AssertionError(f"{count} to send, {sent} sent; the worker said: {by.said[-2000:]}")
    return frozen, count / sending, released


def octets_of(released: Release) -> int:
    one = released.deliveries.order_by("pk")[0]
    letter = Message(letter_of(released))
    return len(letter.copy(Copy(one.address, one.name, one.message_id, values_for([one.pk])[one.pk])))


def measure(sizes: Sizes) -> Iterator[Figure]:
    add_contacts(customers(), sizes.contacts)
    yield from against_smtplib(sizes)
    yield from through_a_late_relay(sizes)
    add_contacts(customers(), sizes.many - sizes.contacts)
    yield from many_against_few(sizes)
    yield from while_many_leave(sizes)


def against_smtplib(sizes: Sizes) -> Iterator[Figure]:
    group, core = customers(), last_core()
    ratios, rates, raws, freezes = [], [], [], []
    with postfix_sink(core) as port, worker(port, core) as by:
        for _ in range(sizes.runs):
            raws.append(raw(port, sizes.contacts))
            frozen, rate, released = send_one(group, by)
            freezes.append(frozen)
            rates.append(rate)
            ratios.append(rate / raws[-1])
        theirs = post_office(port, min(sizes.contacts, POST_OFFICE_MOST))
    to = "smtp-sink" if POSTFIX else "our own sink"
    what = f"send {sizes.contacts:,} of {octets_of(released) / 1000:.1f} kB to {to}"
    yield Figure(what, per_second(median(rates)), per_second(median(raws)), median(ratios), "≥ 0.7")
    if theirs:
        what = f"send {sizes.contacts:,} against django-post-office"
        yield Figure(what, per_second(median(rates)), per_second(theirs), median(rates) / theirs, "≥ 15")
    else:
        yield Figure("django-post-office: not installed, see requirements/bench.txt", "")
    yield Figure(f"freeze {sizes.contacts:,} recipients on release", f"{median(freezes):.2f} s")


def through_a_late_relay(sizes: Sizes) -> Iterator[Figure]:
    """The most there can be: each connection hands over a message in one wait for the answer."""
    core = last_core()
    for milliseconds, several in LATE:
        for connections in several:
            most = connections * 1000 / milliseconds
            group = group_of(min(sizes.contacts, round(most * LATE_SECONDS)))
            with sink(None, milliseconds) as port, worker(port, core, connections) as by:
                rate = median([send_one(group, by)[1] for _ in range(sizes.runs)])
            what = f"relay that answers after {milliseconds} ms, {connections} connections"
            yield Figure(what, per_second(rate), per_second(most), rate / most, "≥ 0.75")


def many_against_few(sizes: Sizes) -> Iterator[Figure]:
    """A worker of its own for each, so that the memory is its own."""
    core, taken, peaks = last_core(), [], []
    for count in (sizes.contacts, sizes.many):
        group = group_of(count)
        with postfix_sink(core) as port, worker(port, core) as by:
            rates = [send_one(group, by)[1]]
            peaks.append(by.peak_mib)  # of one release
            rates += [send_one(group, by)[1] for _ in range(sizes.runs - 1)]
            taken.append(1 / median(rates))
    counts = f"{sizes.many:,} : {sizes.contacts:,} recipients"
    few, many = (f"{one * 1e6:,.0f} µs" for one in taken)
    yield Figure(f"each of {counts}", many, few, taken[1] / taken[0], "≤ 1.15")
    few, many = (f"{one:,.0f} MiB" for one in peaks)
    yield Figure(f"worker's memory, {counts}: MiB more", many, few, peaks[1] - peaks[0], "≤ 32")


def while_many_leave(sizes: Sizes) -> Iterator[Figure]:
    """Staff pages, and something written down each time, in this process; worker and sink share the other core."""
    core, group = last_core(), group_of(max(1, sizes.many // 2))
    pages = Pages()
    pages.look()  # once before: caches are warm
    idle = [pages.look() for _ in range(4 * sizes.times)]
    busy = []
    with postfix_sink(core) as port, worker(port, core) as by:
        _frozen, released = let_go(group)
        unfinished = Release.objects.filter(pk=released.pk).exclude(state=Release.State.FINISHED)
        while len(busy) < sizes.times or unfinished.exists():
            busy.append(pages.look())
        locked = pages.locked + by.said.count("database is locked")
    before, during = p95(idle), p95(busy)
    what = f"pages while {group.memberships.count():,} leave, p95, {locked} × database is locked"
    yield Figure(what, ms(during), ms(before), during / before, "≤ 2", holds=not locked)


class Pages:
    """What a person does meanwhile."""

    def __init__(self) -> None:
        self.lena, _amara = people()
        self.client = Client(SERVER_NAME="127.0.0.1")
        self.client.force_login(self.lena)
        self.incident = declared_incident()
        self.locked = 0
        addresses = (("postincident:incident-list", []), ("postincident:incident-detail", [self.incident.reference]))
        self.addresses = [reverse(name, args=args) for name, args in addresses]

    def look(self) -> float:
        """Seconds for the pages; what is written is not timed, but must succeed."""
        taken = seconds(lambda: [self._get(address) for address in self.addresses])
        try:
            events.record(self.lena, "incident.edited", self.incident, incident=self.incident.pk)
        except OperationalError as error:
            self.locked += "locked" in str(error)
        return taken

    def _get(self, address: str) -> None:
        response = self.client.get(address)
        if response.status_code != 200:
            raise AssertionError(f"{address} answered {response.status_code}")


def p95(values: Sequence[float]) -> float:
    return sorted(values)[min(len(values) - 1, round(len(values) * 0.95))]
