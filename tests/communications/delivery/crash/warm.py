"""Real processes of the application that begin in milliseconds.

Loading the application takes seconds, and the proofs start dozens of workers. So one process loads it, and each worker is a
fork of that one, which then reads the settings anew and opens a database and a journal of its own.
"""

import importlib
import multiprocessing
import os
import signal
import sys

import django

MODULE = "tests.communications.delivery.crash.settings"


def process(environ, function, *arguments):
    """A process, started, in which the application has the settings of this environment. It can be asked to stop once
    its `begun` is set."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([f"{__package__}.loaded"])
    begun = context.Event()
    started = context.Process(target=_become, args=(begun, environ, function, *arguments), daemon=True)
    started.begun = begun
    started.start()
    return started


def run(environ, function, *arguments):
    """The same, waited for."""
    started = process(environ, function, *arguments)
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
