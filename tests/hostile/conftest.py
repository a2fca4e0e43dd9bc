import pytest
from django.db import transaction

from tests.hostile.forms import clients, targets
from tests.test_access import undone
from tests.world import build_world


@pytest.fixture(scope="package")
def world(django_db_setup, django_db_blocker):
    """One world for all: each request is undone, so that none finds what another left."""
    with django_db_blocker.unblock(), undone():
        yield build_world(size=2)
        transaction.set_rollback(True)


@pytest.fixture(scope="package")
def walkers(world):
    return clients(world)


@pytest.fixture(scope="package")
def forms(world, walkers):
    return targets(world, walkers)


@pytest.fixture(autouse=True)
def frame(counted_once):
    """Of every page asked for."""


@pytest.fixture
def ask(walkers, settings):
    """`ask("manager", "post", "/themes/new/", {…})`: the answer, and nothing is left of it."""
    settings.PUBLIC_POSTS_PER_HOUR = 100_000

    def send(role, method, *args, **kwargs):
        with undone():
            response = getattr(walkers[role], method)(*args, **kwargs)
            list(response) if response.streaming else response.content
            transaction.set_rollback(True)
        return response

    return send
