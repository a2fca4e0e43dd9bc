"""Real processes of the application that begin in milliseconds.

Loading the application takes seconds, and the proofs start dozens of workers. So one process loads it, and each worker is a
fork of that one, which then reads the settings anew and opens a database and a journal of its own.
"""

import importlib
import math
import multiprocessing
import os
import signal
import sys
import threading
import time

import django

MODULE = "tests.communications.delivery.crash.settings"


class Forked:
    """A process, started, in which the application has the settings of this environment.

    `multiprocessing` looks at every process whenever one starts, and only the first thread to look reads how one ended: the
    second takes it for a failure (255). So one thread at a time starts one or looks.
    """

    _one_at_a_time = threading.Lock()

    def __init__(self, environ, function, *arguments):
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([f"{__package__}.loaded"])
        self._begun = context.Event()
        self._process = context.Process(target=_become, args=(self._begun, environ, function, *arguments), daemon=True)
        with self._one_at_a_time:
            self._process.start()
        self.pid = self._process.pid

    @property
    def exitcode(self):
        """None while it lives."""
        with self._one_at_a_time:
            return self._process.exitcode

    def is_alive(self):
        return self.exitcode is None

    def stop(self):
        """Asks it to, as soon as it can be asked."""
        self._begun.wait(60)
        self._process.terminate()

    def kill(self):
        self._process.kill()

    def join(self, seconds=math.inf):
        """Until it has ended, or this long."""
        end = time.monotonic() + seconds
        while self.is_alive() and time.monotonic() < end:
            time.sleep(0.005)


def run(environ, function, *arguments):
    """In a process of its own, waited for."""
    started = Forked(environ, function, *arguments)
    started.join()
    if started.exitcode:
        raise RuntimeError(f"{function.__name__} ended with {started.exitcode}")


def _become(begun, environ, function, *arguments):
    from django.conf import settings
    from django.db import connections
    from django.utils.functional import empty

    os.environ.clear()
    os.environ.update(environ | {"DJANGO_SETTINGS_MODULE": MODULE})
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if "postincident.settings" in sys.modules:
        importlib.reload(sys.modules["postincident.settings"])
    settings._wrapped = empty
    connections._settings = None
    connections.__dict__.pop("settings", None)
    if hasattr(connections._connections, "default"):
        del connections["default"]
    django.setup()
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(0))  # until the application says otherwise
    begun.set()
    function(*arguments)


def worker():
    from django.core.management import call_command

    call_command("worker")
