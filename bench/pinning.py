"""Keeping processes on one core, where the system knows how: two that wake each other swing by a factor of three otherwise."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager


def last_core() -> int | None:
    return max(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else None


def pin(pid: int, core: int | None) -> None:
    if core is not None:
        os.sched_setaffinity(pid, {core})


@contextmanager
def pinned(core: int | None) -> Iterator[None]:
    """This process, for a while."""
    if core is None:
        yield
        return
    before = os.sched_getaffinity(0)
    pin(0, core)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)
