"""The worker's errand: take a chunk of a release, hand each message over, write down what became of it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings

from communications.delivery.channels import AUTOMATIC, WAYS, Channel, hand_over_all
from communications.delivery.claim import Claimed, Worker, claim, give_back, renew
from communications.delivery.letters import letter_of, values_for, wanting_text
from communications.delivery.mime import Copy, Message
from communications.delivery.outcome import Answer, Outcome, ServerDown, Verdict
from communications.delivery.outcomes import finish, settle
from communications.delivery.pace import allowance
from communications.delivery.pausing import pause_for
from communications.delivery.refusals import Refusals, TooManyRefused
from communications.delivery.threads import Told, goes_back_to, references
from communications.hours import closed_sentence, closed_until
from communications.models import Delivery, Endpoint, Release
from postincident import clock
from postincident.work import stopping

CHUNK = 1000
RUN = 5000  # after so many, all answers are waited for and the journal begins anew
LOOK_UP_SECONDS = 1.0  # how often a chunk under way is settled, its lease renewed, and a pause noticed


@dataclass(frozen=True)
class Errand:
    """`goes_back_to`: what the message corrects or follows, and its mails refer to."""

    release: Release
    message: Message
    goes_back_to: Sequence[Told]

    @property
    def is_out_of_hours(self) -> bool:
        return closed_until(self.release, clock.now()) is not None

    def copies(self, claimed: Sequence[Claimed]) -> Iterator[Copy]:
        """Everything that differs is asked once for all of them."""
        ids = [one.id for one in claimed]
        values, in_text = values_for(ids), wanting_text(ids)
        earlier = references(self.release.incident_id, self.goes_back_to, [one.address for one in claimed])
        for one in claimed:
            own, refers_to = values[one.id], earlier.get(one.address, ())
            yield Copy(
                one.address, one.name, one.message_id, own, one.id, one.endpoint_id, refers_to, one.id in in_text
            )


@contextmanager
def a_worker() -> Iterator[Worker]:
    worker = Worker()
    try:
        yield worker
    finally:
        worker.journal.close()


def send_release(release_id: int, most: int | None = None) -> int:
    """Sends what is due until nothing is, the release pauses, or the worker stops. Returns how many answers came.

    `most`: give way to others after about so many.
    """
    release = (
        Release.objects.select_related("communication__audience__group", "revision", "incident")
        .filter(pk=release_id, state=Release.State.SENDING)
        .first()
    )
    if release is None:
        return 0
    errand = Errand(release, Message(letter_of(release)), goes_back_to(release.communication))
    answered = 0
    with a_worker() as worker:
        for kind in _kinds_due(release):
            answered += _send_by(kind, worker, errand, None if most is None else most - answered)
    if not finish(release_id) and (opens := closed_until(release, clock.now())):
        pause_for(release_id, closed_sentence(release), opens)
    return answered


def _kinds_due(release: Release) -> list[str]:
    """Mail, and before it what is written to the group itself. Asked by endpoint, since a release may have 100,000 rows."""
    own = Endpoint.objects.filter(group=release.communication.audience.group_id).values("pk")
    waiting = [Delivery.State.QUEUED, Delivery.State.DEFERRED]
    kinds = Delivery.objects.filter(release=release, endpoint__in=own, state__in=waiting).values_list("channel")
    due = {Endpoint.Kind.MAIL.value, *(kind for (kind,) in kinds.distinct())}
    return [kind for kind in AUTOMATIC if kind in due]


def _send_by(kind: str, worker: Worker, errand: Errand, most: int | None) -> int:
    open_channel = WAYS[kind].open
    assert open_channel is not None  # noqa: S101 - AUTOMATIC holds those that have one
    channel, answered, refusals, release_id = open_channel(), 0, Refusals(), errand.release.pk
    try:
        while not stopping.is_set() and (most is None or answered < most) and not errand.is_out_of_hours:
            run = _Run(worker, channel, errand, refusals, kind)
            answered += run.send()
            if not run.has_more:
                break
    except ServerDown as down:
        pause_for(release_id, str(down), clock.now() + timedelta(seconds=settings.DELIVERY_RETRY_SECONDS))
    except TooManyRefused as refused:
        pause_for(release_id, str(refused), None)
    finally:
        channel.close()
    return answered


class _Run:
    """A few thousand messages, taken chunk by chunk, so that those under way never wait for the end of a chunk."""

    def __init__(self, worker: Worker, channel: Channel, errand: Errand, refusals: Refusals, kind: str) -> None:
        self.worker, self.channel, self.errand, self.refusals, self.kind = worker, channel, errand, refusals, kind
        self.unanswered: dict[int, Claimed] = {}
        self.ending: set[int] = set()  # of these, which may have left
        self.outcomes: list[Outcome] = []
        self.taken = self.answered = 0
        self.has_more, self.is_taking = True, False
        self.too_many: TooManyRefused | None = None
        self.looked_up = time.monotonic()

    def send(self) -> int:
        try:
            hand_over_all(self.channel, self.errand.message, self._copies(), self._before_the_end, self._note)
        except ServerDown:
            raise
        except BaseException as error:
            for one in self.ending & self.unanswered.keys():  # whatever went wrong, it may have arrived
                self._write_down(self.unanswered.pop(one), Answer(Verdict.UNCONFIRMED, _words(error)))
            raise
        finally:
            # Also when the server went down: what was answered is written, the rest waits again.
            self._settle()
            give_back(self.worker, list(self.unanswered.values()))
            if not self.is_taking:
                self.worker.journal.forget()
        if self.too_many is not None:
            raise self.too_many
        return self.answered

    def _copies(self) -> Iterator[Copy]:
        while self.taken < RUN and not self.errand.is_out_of_hours:
            self._settle()
            most = allowance(self.kind, CHUNK)
            claimed = self._take(most) if most else []
            self.has_more = bool(claimed)
            if not claimed:
                return
            self.taken += len(claimed)
            self.unanswered.update((one.id, one) for one in claimed)
            for copy in self.errand.copies(claimed):
                if not self._may_go_on():
                    return
                yield copy

    def _take(self, most: int) -> list[Claimed]:
        """Should the database fail now, nobody knows whether they are taken: then the journal has to stay."""
        self.worker.journal.keep()
        self.is_taking = True
        claimed = claim(self.errand.release.pk, self.worker, most, self.kind)
        self.is_taking = False
        return claimed

    def _before_the_end(self, copy: Copy) -> None:
        one = self.unanswered[copy.delivery_id]
        self.worker.journal.handing_over(one.id, one.attempt)
        self.ending.add(one.id)

    def _note(self, copy: Copy, answer: Answer) -> None:
        self._write_down(self.unanswered.pop(copy.delivery_id), answer)
        try:
            self.refusals.note(answer)
        except TooManyRefused as refused:
            self.too_many = refused  # what is under way is waited for

    def _write_down(self, one: Claimed, answer: Answer) -> None:
        outcome = Outcome(one.id, one.attempt, answer.verdict, answer.said, clock.now())
        self.worker.journal.replied(outcome)
        self.outcomes.append(outcome)
        self.answered += 1

    def _may_go_on(self) -> bool:
        if self.too_many is not None or stopping.is_set():
            return False
        if time.monotonic() - self.looked_up < LOOK_UP_SECONDS:
            return True
        self._settle()
        renew(self.worker, self.unanswered)
        self.looked_up = time.monotonic()
        still_going = Release.objects.filter(pk=self.errand.release.pk, state=Release.State.SENDING)
        return not self.errand.is_out_of_hours and still_going.exists()

    def _settle(self) -> None:
        settle(self.worker.name, self.outcomes)
        self.outcomes = []


def _words(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:500]
