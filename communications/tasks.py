"""What says "go". Each is safe to run twice: the work itself is rows, and the worker's sweep finds whatever is due."""

from __future__ import annotations

from django.tasks import task

from communications.delivery import sending
from communications.drawing import runs


@task()
def go(release_id: int) -> int:
    return sending.send_release(release_id)


@task()
def draw(run_id: int) -> int:
    return runs.work(run_id)
