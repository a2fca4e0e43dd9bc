"""With real web servers and real clients: nothing is lost or doubled in a burst, and floods are damped over all workers."""

import time
from collections import Counter

import pytest

from tests.feedback.burst import Client, Scene, at_once, burst
from tests.processes import empty_database

MOST = 5


pytestmark = pytest.mark.django_db  # has the database made that the original is a copy of


@pytest.fixture(scope="module")
def database(tmp_path_factory, django_db_setup):
    """What all tests begin with, so that nobody migrates again."""
    original = empty_database(tmp_path_factory.mktemp("original"), "burst")
    original.take_over()
    return original


def test_a_burst_from_twenty_clients_loses_nothing_and_doubles_nothing(database, tmp_path):
    burst(Scene(tmp_path, database, PUBLIC_POSTS_PER_HOUR="1000000"), answers=300)


def test_two_web_servers_count_the_same_flood(database, tmp_path):
    scene = Scene(tmp_path, database, personal=3, PUBLIC_POSTS_PER_HOUR=str(MOST))
    with scene.serving(servers=2, workers=1) as ports:
        hours = {time.gmtime().tm_hour}
        said = at_once(10, lambda n: [Client(ports[(n + turn) % 2]).post(scene.shared, words="x") for turn in range(4)])
        hours.add(time.gmtime().tm_hour)
        own = [Client(ports[0]).post(path, words="own") for path in scene.personal]
    answers = [answer for answers in said for answer in answers]
    statuses = Counter(status for status, _later, _text in answers)
    assert set(statuses) == {200, 429}
    assert MOST <= statuses[200] <= MOST * len(hours)
    assert all(later == "3600" and "Yours is still here" in text for status, later, text in answers if status == 429)
    assert scene.rows("SELECT count(*) FROM feedback_response WHERE words = 'x'")[0][0] == statuses[200]
    assert [status for status, _later, _text in own] == [200] * 3, "a personal link is not held up by the others"
