"""The worker ends when it is asked to, at whatever instant that is."""

import os
import subprocess
import sys

# Asks a thousand times, each at another instant of a loop that does nothing but wait.
ASKED_AT_ANY_INSTANT = """
import signal
import django
django.setup()
from postincident.work import Stop

stop, asked = Stop(), 0

def ask(number, frame):
    global asked
    asked += 1
    stop.set()
    if asked < 1000:
        signal.setitimer(signal.ITIMER_REAL, 0.0001 + asked % 97 / 1e6)

signal.signal(signal.SIGALRM, ask)
signal.setitimer(signal.ITIMER_REAL, 0.0001)
while asked < 1000:
    stop.wait(0.00001)
    stop = Stop()
print(asked)
"""


def test_a_signal_that_comes_while_it_waits_is_not_waited_for_forever():
    command = [sys.executable, "-c", ASKED_AT_ANY_INSTANT]
    environ = dict(os.environ, DJANGO_SETTINGS_MODULE="postincident.settings", DEBUG="1")
    ended = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=60, check=True)
    assert ended.stdout == "1000\n"
