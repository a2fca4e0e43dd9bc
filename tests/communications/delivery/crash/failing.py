"""A database that fails for a moment, under workers that have it open."""

import resource
import time

from django.db import connection

from tests.processes import until

BYTES = (0, 1 << 16)  # a full disk: for all that is written, or for the database but not for the short journal
SECONDS = 0.3


def fail_once(stage, workers, number):
    """PostgreSQL ends every session. SQLite has none: there the disk is full, the other way to fail in the middle of work."""
    if connection.vendor == "postgresql":
        until(lambda: stage.database.end_sessions(stage.url))  # shortly after the one before there may be none
        return
    for worker in workers:
        resource.prlimit(worker.pid, resource.RLIMIT_FSIZE, (BYTES[number % 2], resource.RLIM_INFINITY))
    time.sleep(SECONDS)
    for worker in workers:
        resource.prlimit(worker.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
