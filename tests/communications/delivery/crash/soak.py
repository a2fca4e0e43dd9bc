"""The proofs of delivery with larger figures: python -m tests.communications.delivery.crash.soak [--instants N] …

Says a line for each run; the first that does not hold stops it with the sentence that failed.
"""

import argparse
import os
import tempfile
import time
from functools import partial
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "postincident.settings")
django.setup()

from tests.communications.delivery.crash import proof  # noqa: E402
from tests.communications.delivery.crash.seed import seed  # noqa: E402
from tests.communications.delivery.crash.stage import original  # noqa: E402

HOUR = 3600
CONNECTIONS = (1, 2, 8)


def read_arguments():
    parser = argparse.ArgumentParser(prog="make soak", description=__doc__.partition("\n")[0])
    parser.add_argument("--instants", type=int, default=20, help="kills for each number of workers (20)")
    parser.add_argument("--workers", type=int, nargs="+", default=[2, 4], help="how many at once (2 4)")
    parser.add_argument("--recipients", type=int, default=2000, help="of the runs with one kill each (2000)")
    parser.add_argument(
        "--many", type=int, default=100_000, help="of the runs with all kills in one, 0 for none (100000)"
    )
    parser.add_argument("--seed", type=int, default=1, help="the first seed (1)")
    return parser.parse_args()


def told(function, play):
    begun = time.monotonic()
    said = function(play)
    landed = f", {said} of {play.kills} kills mid-send" if function.func is proof.killed else ""
    print(f"{function.func.__name__}: {play}{landed}, {time.monotonic() - begun:.0f} s", flush=True)  # noqa: T201
    return said or 0


def soak(folder, asked):
    first = asked.seed
    plays = [
        proof.Play(first + instant, workers, asked.recipients, CONNECTIONS[instant % 3], patience=HOUR)
        for workers in asked.workers
        for instant in range(asked.instants)
    ]
    landed = _together(folder / "one", asked.recipients, proof.killed, plays)
    assert landed * 10 >= len(plays) * 9, f"only {landed} of {len(plays)} kills landed mid-send"
    _each(folder / "other", asked.recipients, asked.workers, proof.misbehaved, proof.without_database, first=first)
    _each(folder / "machines", asked.recipients, [2], proof.without_a_machine, first=first)
    if asked.many:
        kills = {"kills": asked.instants}
        everything = (proof.killed, proof.misbehaved, proof.without_database)
        _each(folder / "many", asked.many, asked.workers, *everything, first=first, **kills)


def _each(folder, recipients, workers, *functions, first, **more):
    for function in functions:
        plays = [proof.Play(first, count, recipients, max(CONNECTIONS), patience=HOUR, **more) for count in workers]
        _together(folder / function.__name__, recipients, function, plays)


def _together(folder, recipients, function, plays):
    folder.mkdir(parents=True)
    database = original(folder, seed, recipients, migrate=True)
    return sum(proof.in_turn(partial(told, partial(function, folder, database)), plays))


def main():
    with tempfile.TemporaryDirectory(prefix="postincident-soak-") as folder:
        soak(Path(folder), read_arguments())


if __name__ == "__main__":
    main()
