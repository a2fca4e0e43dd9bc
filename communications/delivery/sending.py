"""The worker's errand: take a chunk of a release, hand each message over, write down what became of it."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext as _

from communications.delivery.channels import AUTOMATIC, WAYS, Channel
from communications.delivery.claim import Claimed, Worker, claim, give_back, renew
from communications.delivery.letters import letter_of, values_for, wanting_text
from communications.delivery.mime import Copy, Message
from communications.delivery.outcome import Answer, Outcome, ServerDown, Verdict
from communications.delivery.outcomes import finish, settle
from communications.delivery.pausing import pause_for
from communications.delivery.threads import Told, goes_back_to, references
from communications.hours import closed_sentence, closed_until
from communications.models import Delivery, Endpoint, Release
from postincident import clock
from postincident.work import stopping

CHUNK = 500
LATEST, FEWEST = 200, 40  # answers by which it is judged whether too many are refused
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
            claimed = claim(release_id, worker, CHUNK, kind)
            if not claimed:
                break
            answered += _Chunk(worker, channel, errand, refusals).send(claimed)
    except ServerDown as down:
        pause_for(release_id, str(down), clock.now() + timedelta(seconds=settings.DELIVERY_RETRY_SECONDS))
    except TooManyRefused as refused:
        pause_for(release_id, str(refused), None)
    finally:
        channel.close()
    return answered


class TooManyRefused(Exception):
    """So many were refused for good that something is wrong with the list, or with what is sent."""


class Refusals:
    """How many of the latest answers refused a message for good."""

    def __init__(self) -> None:
        self._latest: deque[bool] = deque(maxlen=LATEST)

    def note(self, answer: Answer) -> None:
        """Raises TooManyRefused."""
        is_refused = answer.verdict == Verdict.FAILED
        self._latest.append(is_refused)
        refused, of = sum(self._latest), len(self._latest)
        if is_refused and of >= FEWEST and refused * 100 >= settings.DELIVERY_FAILURE_PERCENT * of:
            raise TooManyRefused(
                _("%(n)s of the last %(of)s messages were refused, the latest with: %(said)s")
                % {"n": refused, "of": of, "said": answer.said}
            )


class _Chunk:
    def __init__(self, worker: Worker, channel: Channel, errand: Errand, refusals: Refusals) -> None:
        self.worker, self.channel, self.errand, self.refusals = worker, channel, errand, refusals
        self.outcomes: list[Outcome] = []
        self.answered = 0
        self.looked_up = time.monotonic()

    def send(self, claimed: list[Claimed]) -> int:
        try:
            for one, copy in zip(claimed, self.errand.copies(claimed), strict=True):
                if not self._may_go_on():
                    break
                self._hand_over(one, copy)
        finally:
            # Also when the server went down: what was answered is written, the rest waits again.
            self._settle()
            give_back(self.worker, claimed[self.answered :])
            self.worker.journal.forget()
        return self.answered

    def _hand_over(self, one: Claimed, copy: Copy) -> None:
        ending = False

        def before_the_end() -> None:
            nonlocal ending
            self.worker.journal.handing_over(one.id, one.attempt)
            ending = True

        try:
            answer = self.channel.hand_over(self.errand.message, copy, before_the_end)
        except ServerDown:
            raise
        except BaseException as error:
            if ending:  # whatever went wrong, it may have arrived
                self._note(one, Answer(Verdict.UNCONFIRMED, f"{type(error).__name__}: {error}"[:500]))
            raise
        self._note(one, answer)

    def _note(self, one: Claimed, answer: Answer) -> None:
        outcome = Outcome(one.id, one.attempt, answer.verdict, answer.said, clock.now())
        self.worker.journal.replied(outcome)
        self.outcomes.append(outcome)
        self.answered += 1
        self.refusals.note(answer)

    def _may_go_on(self) -> bool:
        if time.monotonic() - self.looked_up < LOOK_UP_SECONDS:
            return not stopping.is_set()
        self._settle()
        renew(self.worker)
        self.looked_up = time.monotonic()
        return (
            not stopping.is_set()
            and not self.errand.is_out_of_hours
            and Release.objects.filter(pk=self.errand.release.pk, state=Release.State.SENDING).exists()
        )

    def _settle(self) -> None:
        settle(self.worker.name, self.outcomes)
        self.outcomes = []
