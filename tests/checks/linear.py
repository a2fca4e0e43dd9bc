"""How long a text takes that is eight times as long: by the processor's time, whatever else the machine does meanwhile."""

import gc
import time

SHORT, LONG = 25_000, 200_000
CLEAR = 0.05  # seconds from which on a measure is more than noise


def assert_it_is_linear(do):
    """`do(size)`: eight times the size takes eight times as long, and 64 times if it grew by the square. The least of several
    measures counts, since a processor that others share is slower at times."""
    do(2_000)  # what is made once is made before
    long = _seconds(do, LONG)
    if long >= 24 * CLEAR:
        most = 24 * max(min(_seconds(do, SHORT) for _ in range(3)), CLEAR)
        assert long < most or _seconds(do, LONG) < most


def _seconds(do, size):
    gc.disable()  # what other tests left behind is none of its time
    try:
        began = time.process_time()
        do(size)
        return time.process_time() - began
    finally:
        gc.enable()
