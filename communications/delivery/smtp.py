"""Handing mail to an SMTP server over kept connections. Connecting, TLS and AUTH stay smtplib's own."""

from __future__ import annotations

import select
import smtplib
import socket
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail.utils import DNS_NAME
from django.utils.translation import gettext as _

from communications.delivery.dialogue import Broken, Dialogue, Errands, Job, OutOfStep, said_by
from communications.delivery.mime import Copy, Message
from communications.delivery.outcome import Answer, ServerDown, Verdict

# Messages of one connection that may have ended without an answer: that many a crash leaves unconfirmed.
IN_FLIGHT = 1
_MOST_READY = 1 << 20  # octets of messages that are written before their turn


class Smtp:
    """Says of each message how it went; ServerDown means that nobody's message is at fault."""

    def __init__(self, options: dict[str, Any]) -> None:
        self._options = options
        self._timeout = float(options.get("timeout") or 30)
        self._open: list[Dialogue] = []
        self._most = settings.EMAIL_CONNECTIONS
        self._plainly = False  # since a server that offers PIPELINING got out of step

    def hand_over(self, message: Message, copy: Copy, before_the_end: Callable[[], None]) -> Answer:
        answers: list[Answer] = []
        self.hand_over_all(
            message, [copy], lambda _copy: before_the_end(), lambda _copy, answer: answers.append(answer)
        )
        return answers[0]

    def hand_over_all(
        self,
        message: Message,
        copies: Iterable[Copy],
        before_the_end: Callable[[Copy], None],
        answered: Callable[[Copy, Answer], None],
    ) -> None:
        """On each connection one message's end may be on its way while the next one's envelope is.

        After ServerDown, whatever has no answer was not handed over. After anything else that is raised, that may be so or not.
        """
        run = _Run(message, copies, before_the_end, answered)
        try:
            while self._employ(run) or run.again:
                self._listen(run)
        except BaseException:
            self._drop_all()
            raise

    def _employ(self, run: _Run) -> bool:
        """Gives work to whoever has none. Returns whether anybody has."""
        if len(self._open) == self._most and all(one.is_busy for one in self._open):
            return True
        for idle in [one for one in self._open if not one.is_busy]:
            if (job := run.following()) is None:
                break
            self._do(idle, run, partial(idle.begin, job))
        jobs: list[Job] = []
        while len(self._open) + len(jobs) < self._most and (job := run.following()) is not None:
            jobs.append(job)
        for job, opened in zip(jobs, self._connect_all(len(jobs)), strict=True):
            if isinstance(opened, Dialogue):
                self._open.append(opened)
                self._do(opened, run, partial(opened.begin, job))
            elif self._open:
                run.again.append(job)
                self._most = len(self._open)  # it takes no more connections than these
            else:
                raise opened
        return any(one.is_busy for one in self._open)

    def _connect_all(self, count: int) -> list[Dialogue | ServerDown]:
        """At once, since each greeting has several answers to wait for; those that came about first."""
        if count <= 1:
            return [self._try_to_connect() for _ in range(count)]
        with ThreadPoolExecutor(count) as pool:
            opened = list(pool.map(lambda _number: self._try_to_connect(), range(count)))
        return sorted(opened, key=lambda one: not isinstance(one, Dialogue))

    def _try_to_connect(self) -> Dialogue | ServerDown:
        try:
            return self._connect()
        except ServerDown as down:
            return down

    def _listen(self, run: _Run) -> None:
        if len(self._open) == 1 and self._open[0].is_busy:
            self._do(self._open[0], run, self._open[0].hear)
            return
        busy = {one.sock.fileno(): one for one in self._open if one.is_busy}
        waiting = select.poll()
        for number in busy:
            waiting.register(number, select.POLLIN)
        first = min((one.deadline for one in busy.values()), default=0.0)
        while not (ready := waiting.poll(0)) and run.prepares_one(len(busy)):
            pass
        ready = ready or waiting.poll(max(0.0, first - time.monotonic()) * 1000)
        for number, _event in ready:
            self._do(busy[number], run, busy[number].hear)
        if first <= (now := time.monotonic()):
            for one in busy.values():
                if one in self._open and one.is_busy and one.deadline <= now:
                    self._lose(one, run, OutOfStep(_("The mail server did not answer in time.")))

    def _do(self, dialogue: Dialogue, run: _Run, what: Callable[[Errands], None]) -> None:
        try:
            what(run.errands)
        except Broken as broken:
            self._lose(dialogue, run, broken)

    def _lose(self, dialogue: Dialogue, run: _Run, broken: Broken) -> None:
        """A kept connection may have gone stale: what was certainly not handed over may try once more on another."""
        self._open.remove(dialogue)
        dialogue.server.close()
        misled = isinstance(broken, OutOfStep) and dialogue.may_pipeline
        self._plainly = self._plainly or misled
        is_first = dialogue.is_fresh and dialogue.ending is None and not misled
        for job in dialogue.unfinished():
            if job.ended:
                run.errands.answered(job.copy, Answer(Verdict.UNCONFIRMED, str(broken)))
            elif job.again or is_first:
                run.errands.answered(job.copy, Answer(Verdict.DEFERRED, str(broken)))
            else:
                job.again = True
                run.again.append(job)

    def close(self) -> None:
        """All take leave before the first one waits for the answer."""
        for answer in (False, True):
            for one in self._open:
                with suppress(smtplib.SMTPException, OSError):  # everything had its answer already
                    one.server.getreply() if answer else one.server.putcmd("quit")
        self._drop_all()

    def _drop_all(self) -> None:
        for one in self._open:
            one.server.close()
        self._open = []

    def _connect(self) -> Dialogue:
        options = self._options
        kind = smtplib.SMTP_SSL if options.get("use_ssl") else smtplib.SMTP
        server: smtplib.SMTP | None = None
        try:
            server = kind(
                options["host"],
                options.get("port") or 0,
                local_hostname=DNS_NAME.get_fqdn(),
                timeout=self._timeout,
            )
            if options.get("use_tls"):
                server.starttls()
            if options.get("username"):
                server.login(options["username"], options.get("password") or "")
            server.ehlo_or_helo_if_needed()
            if server.sock is not None:
                # The end of a message is a small packet of its own: it must not wait for the one before.
                server.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        except (smtplib.SMTPException, OSError) as error:
            if server is not None:
                server.close()
            raise ServerDown(said_by(error)) from error
        return Dialogue(server, self._timeout, plainly=self._plainly)


class _Run:
    """The messages of one call: those that lost their connection come first."""

    def __init__(
        self,
        message: Message,
        copies: Iterable[Copy],
        before_the_end: Callable[[Copy], None],
        answered: Callable[[Copy, Answer], None],
    ) -> None:
        self.again: deque[Job] = deque()
        self._ready: deque[Job] = deque()
        self._message = message
        self._copies: Iterator[Copy] = iter(copies)
        self.errands = Errands(message, self.following, before_the_end, answered)

    def following(self) -> Job | None:
        if self.again:
            return self.again.popleft()
        if self._ready:
            return self._ready.popleft()
        copy = next(self._copies, None)
        return Job(copy) if copy is not None else None

    def prepares_one(self, most: int) -> bool:
        """While nobody answers there is time to write what leaves next. Returns whether there was anything to write."""
        if len(self._ready) >= most or sum(len(job.octets) for job in self._ready) > _MOST_READY:
            return False
        copy = next(self._copies, None)
        if copy is None:
            return False
        self._ready.append(Job(copy, self._message.copy(copy)))
        return True
