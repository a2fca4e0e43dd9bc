"""The worker: one process that runs queued tasks and every app's sweep. Run as many as you like."""

from __future__ import annotations

import logging
import queue
import signal
import time
from contextlib import suppress
from types import FrameType

from django.conf import settings
from django.db import close_old_connections
from django_tasks_db.management.commands.db_worker import Worker as TaskWorker

from postincident import clock
from postincident.registry import registry

logger = logging.getLogger("postincident.worker")


class Stop:
    """A `threading.Event` that a signal handler may set: the lock of that one may be held by what the signal interrupted,
    which is then never given back. `queue.SimpleQueue.put` is reentrant."""

    def __init__(self) -> None:
        self._is_set = False
        self._wake: queue.SimpleQueue[None] = queue.SimpleQueue()

    def set(self) -> None:
        self._is_set = True
        self._wake.put(None)

    def is_set(self) -> bool:
        return self._is_set

    def wait(self, seconds: float) -> None:
        """Until it is set, or this long. For one thread."""
        if not self._is_set:
            with suppress(queue.Empty):
                self._wake.get(timeout=seconds)


# Set on SIGTERM or SIGINT; long work looks at it and leaves off at the next safe point.
stopping = Stop()


def run(*, once: bool = False) -> None:
    """Tasks say "go" at once; the sweep finds whatever is due, so nothing hangs on a task that was lost."""
    tasks = TaskWorker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"worker-{time.time_ns()}",
    )

    def stop(number: int, frame: FrameType | None) -> None:
        stopping.set()
        tasks.running = False

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    not_before: dict[str, float] = {}
    while not stopping.is_set():
        _turn(tasks, not_before)
        if once:
            return
        stopping.wait(settings.WORKER_POLL_SECONDS)


def _turn(tasks: TaskWorker, not_before: dict[str, float]) -> None:
    close_old_connections()
    try:
        tasks.run()
    except Exception:
        logger.exception("The task queue could not be read; trying again")
    sweep(not_before)


def sweep(not_before: dict[str, float] | None = None) -> None:
    """One app's failing sweep is logged and does not keep the others from theirs.

    With `not_before`, an unhurried sweep that took a second runs again fifty seconds later.
    """
    for name, one in registry.sweeps.items():
        if stopping.is_set():
            return
        begun = time.monotonic()
        if not_before is not None and begun < not_before.get(name, 0.0):
            continue
        close_old_connections()
        try:
            one(clock.now())
        except Exception:
            logger.exception("The sweep %r failed; it runs again in a moment", name)
        if not_before is not None and name in registry.unhurried:
            ended = time.monotonic()
            not_before[name] = ended + 50 * (ended - begun)
