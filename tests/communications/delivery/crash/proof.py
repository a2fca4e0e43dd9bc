"""What has to hold of a release whatever happened to it on the way: `check`. And the ways to make something happen."""

import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from communications.delivery.smtp import IN_FLIGHT
from tests.communications.delivery.crash.failing import fail_once
from tests.communications.delivery.crash.mail_server import GOES_ON, MOODS, REFUSE
from tests.communications.delivery.crash.seed import address_of
from tests.communications.delivery.crash.stage import Stage
from tests.processes import until

AT_ONCE = 2  # stages: while one waits for a lease to run out, another works
FAILURES = 3  # of the database in one run
# How many recipients of 2,000 meet with what; what takes a sender's patience is as rare for more of them.
MOODY = {
    "busy": 40,
    "unknown": 30,
    "closing": 5,
    "silent": 2,
    "hangs up": 5,
    "local error": 40,
    "rejected": 20,
    "closing after": 5,
    "silent after": 2,
    "accepts and is silent": 2,
    "accepts and hangs up": 5,
    "accepts and dies": 2,
}


@dataclass(frozen=True)
class Play:
    """One run: the same seed kills and misbehaves in the same way, as far as the machine lets it."""

    seed: int
    workers: int
    recipients: int
    connections: int = 1  # of each worker
    kills: int = 1
    patience: int = 120

    def __str__(self):
        each = f"{self.workers} workers of {self.connections} connections"
        return f"{self.recipients} recipients, {each}, seed {self.seed}"

    @property
    def in_flight(self):
        """Of one worker: what may have ended without an answer."""
        return self.connections * IN_FLIGHT

    def chance(self):
        return random.Random(f"{self.seed} {self.workers}")

    def stage(self, folder, database):
        return Stage(folder / f"{self.workers}-{self.seed}", database, self.connections)


def in_turn(function, plays):
    """What each gave, in their order."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(function, plays))


def killed(folder, database, play):
    """SIGKILL at instants that the seed chooses. Returns how many landed mid-send."""
    stage, chance = play.stage(folder, database), play.chance()
    instants = sorted(chance.sample(range(play.recipients // 20, play.recipients * 9 // 10), play.kills))
    landed = 0
    with stage.mail_server():
        with stage.workers(play.workers) as started:
            for left, arrived in zip(reversed(range(play.kills)), instants, strict=True):
                wait_for(stage, play, arrived)
                time.sleep(chance.uniform(0, 0.02))
                landed += _kill(stage, play, chance.choice(_senders(stage, started) or started), started)
                if left or not started:
                    started.append(stage.start_worker())
            until(stage.is_finished, play.patience, every=0.05)
        check(stage, play, play.kills * play.in_flight)
        decide(stage, play)
    return landed


def _kill(stage, play, victim, started):
    """Whether it landed mid-send: some had arrived, some had not, and the one that was killed held some."""
    victim.kill()
    victim.join()
    started.remove(victim)
    arrived = len(stage.arrivals())
    return 0 < arrived < play.recipients and len(_held(stage, victim)) > 0


def _senders(stage, started):
    """A release of a few chunks leaves some of many workers with nothing to send, and nothing to lose."""
    return [one for one in started if _held(stage, one)]


def _held(stage, victim):
    leased = f"state = 'sending' AND lease_worker LIKE '%-{victim.pid}-%'"
    return {address for (address,) in stage.rows(f"SELECT address FROM communications_delivery WHERE {leased}")}


def wait_for(stage, play, arrived):
    until(lambda: len(stage.arrivals()) >= arrived, play.patience, every=0.001)


def misbehaved(folder, database, play):
    """The mail server refuses, puts off, hangs up, falls silent and dies, as the seed says."""
    stage, chance = play.stage(folder, database), play.chance()
    stage.mail_patience = 1  # some answers never come
    moods = [mood for mood, count in MOODY.items() for _ in range(_share(mood, count, play))]
    numbers = chance.sample(range(play.recipients), len(moods))
    with stage.mail_server(dict(zip(map(address_of, numbers), moods, strict=True))):
        stage.work_until(stage.is_finished, play.workers, play.patience)
        faults = Counter(stage.faults().values())
        assert faults.keys() == MOODS.keys(), f"{play}: everything went wrong that can"
        gone = sum(count for mood, count in faults.items() if mood not in GOES_ON)  # connections, one each
        all_gone = faults["accepts and dies"] * play.workers * play.in_flight
        check(stage, play, gone * IN_FLIGHT + all_gone)
        decide(stage, play)


def _share(mood, count, play):
    return count * play.recipients // 2000 if mood in GOES_ON else count


def without_database(folder, database, play):
    """The database fails under the workers, which go on when it is back."""
    stage, chance = play.stage(folder, database), play.chance()
    instants = sorted(chance.sample(range(play.recipients // 20, play.recipients * 9 // 10), FAILURES))
    with stage.mail_server():
        with stage.workers(play.workers) as started:
            for number, arrived in enumerate(instants):
                wait_for(stage, play, arrived)
                fail_once(stage, started, number)
            until(stage.is_finished, play.patience, every=0.05)
            assert all(worker.is_alive() for worker in started), str(play)
        check(stage, play, FAILURES * play.workers * play.in_flight)
        decide(stage, play)


def without_a_machine(folder, database, play):
    """One of two machines is away with its journal: what it held is for a person, until it comes back and tells."""
    stage, chance = play.stage(folder, database), play.chance()
    away = chance.randrange(2)
    with stage.mail_server():
        with stage.workers(2, machines=(0, 1)) as started:
            wait_for(stage, play, chance.randint(play.recipients // 20, play.recipients // 2))
            started[away].kill()
            started[away].join()
            held = _held(stage, started[away])
            until(stage.is_finished, play.patience, every=0.05)
        check(stage, play, len(held))
        assert stage.states()["unconfirmed"] == held, f"{play}: nobody else can tell"
        with stage.workers(1, machines=(away,)):
            until(lambda: len(stage.states()["unconfirmed"] & stage.received().keys()) <= play.in_flight, play.patience)
        check(stage, play, len(held))
        decide(stage, play)
    return len(held)


def check(stage, play, most_unconfirmed):
    states, received = stage.states(), stage.received()
    sent, unconfirmed, failed = (states.pop(state, set()) for state in ("sent", "unconfirmed", "failed"))
    assert not states, f"{play}: nobody may be in another state"
    everybody = {address_of(number) for number in range(play.recipients)}
    assert sent | unconfirmed | failed == everybody, f"{play}: nobody is lost"
    assert len(sent) + len(unconfirmed) + len(failed) == play.recipients, f"{play}: in one state each"
    assert stage.rows("SELECT COUNT(*) FROM communications_delivery") == [(play.recipients,)], str(play)
    assert sent <= received.keys() <= sent | unconfirmed, str(play)
    assert failed <= refused(stage) <= failed | unconfirmed, f"{play}: failed is what was refused for good, and heard"
    assert len(unconfirmed) <= most_unconfirmed, f"{play}: {len(unconfirmed)} unconfirmed"
    repeated = [recipient for recipient, ids in received.items() if len(ids) > 1]
    assert not repeated, f"{play}: nobody is written to again without being asked"
    assert stage.rows("SELECT COUNT(*) FROM archive_record") == [(1,)], f"{play}: one record"


def refused(stage):
    return {recipient for recipient, mood in stage.faults().items() if mood in REFUSE}


def decide(stage, play):
    """A person has the unconfirmed sent again: they alone may get it twice, under the same Message-ID."""
    asked_for = set()
    while unconfirmed := stage.states()["unconfirmed"]:
        asked_for |= unconfirmed
        stage.send_unconfirmed_again()
        stage.work_until(stage.is_finished, patience=play.patience)
    received, states = stage.received(), stage.states()
    assert states["sent"] == received.keys(), str(play)
    assert states["sent"] | refused(stage) == {address_of(number) for number in range(play.recipients)}, str(play)
    assert {recipient for recipient, ids in received.items() if len(ids) > 1} <= asked_for, str(play)
    assert all(len(set(ids)) == 1 for ids in received.values()), f"{play}: one Message-ID each"
