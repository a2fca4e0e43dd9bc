"""A release of which something is killed, cut off or refused on the way: nobody is lost, nobody gets it twice unasked."""

from functools import partial

import pytest

from tests.communications.delivery.crash import proof
from tests.communications.delivery.crash.seed import seed
from tests.communications.delivery.crash.stage import original

pytestmark = pytest.mark.django_db  # has the database made that the original is a copy of
RECIPIENTS = 2000
CONNECTIONS = (1, 4)
KILLS = [proof.Play(seed, workers, RECIPIENTS, CONNECTIONS[seed % 2]) for workers in (1, 2) for seed in (1, 2, 3, 4, 5)]
MACHINES = [proof.Play(8, 2, RECIPIENTS), proof.Play(9, 2, RECIPIENTS, 4)]
PAIR = [proof.Play(6, 1, RECIPIENTS, 4), proof.Play(7, 2, RECIPIENTS, 2)]


@pytest.fixture(scope="module")
def database(tmp_path_factory, django_db_setup):
    return original(tmp_path_factory.mktemp("original"), seed, RECIPIENTS)


def test_it_survives_workers_killed_in_the_middle(tmp_path, database):
    landed = proof.in_turn(partial(proof.killed, tmp_path, database), KILLS)
    assert sum(landed) >= 9, f"kills must land mid-send: {landed} of {list(map(str, KILLS))}"


def test_it_survives_mail_servers_that_refuse_stall_and_die(tmp_path, database):
    proof.in_turn(partial(proof.misbehaved, tmp_path, database), PAIR)


def test_it_survives_a_database_that_fails(tmp_path, database):
    proof.in_turn(partial(proof.without_database, tmp_path, database), PAIR)


def test_it_survives_a_machine_that_is_away_with_its_journal(tmp_path, database):
    held = proof.in_turn(partial(proof.without_a_machine, tmp_path, database), MACHINES)
    assert all(held), f"it must be gone mid-send: {held}"
