"""kill -9 in the middle of a release: nobody is lost, and nobody is written to twice without being asked."""

import random

import pytest

from tests.communications.delivery.crash.stage import Stage, original

RECIPIENTS = 300
SEEDS = (1, 2, 3, 4, 5)
IN_FLIGHT = 1  # connections × messages that may be ended before an answer came


@pytest.fixture(scope="module")
def database(tmp_path_factory, django_db_setup):
    return original(tmp_path_factory.mktemp("original"), RECIPIENTS)


def kill_once(seed, folder, database):
    """Returns how many had arrived at the kill."""
    chance = random.Random(seed)
    stage = Stage(folder, database)
    with stage.mail_server():
        arrived = stage.kill_after(chance.randint(5, RECIPIENTS - 40), chance.uniform(0, 0.02))
        stage.finish()
    check(stage)
    return arrived


def check(stage):
    states, received = stage.states(), stage.received()
    sent, unconfirmed = set(states.pop("sent")), set(states.pop("unconfirmed", []))
    assert not states, "everybody is in one of the two states"
    assert len(sent) + len(unconfirmed) == RECIPIENTS
    assert sent <= set(received) <= sent | unconfirmed
    assert len(unconfirmed) <= IN_FLIGHT
    assert len(received) == len(set(received)), "nobody got it twice"
    assert stage.rows("SELECT COUNT(*) FROM archive_record") == [(1,)]


def test_it_loses_nobody_and_repeats_nothing_when_killed(tmp_path, database):
    arrived = []
    for seed in SEEDS:
        folder = tmp_path / str(seed)
        folder.mkdir()
        arrived.append(kill_once(seed, folder, database))
    assert sum(0 < count < RECIPIENTS for count in arrived) >= 4, f"kills must land mid-send: {arrived}"
