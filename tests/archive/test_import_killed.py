"""kill -9 in the middle of an import: what was filed stays, another worker files the rest, and nothing is filed twice."""

import pytest

from tests.archive.seed_import import seed_accepted
from tests.communications.delivery.crash.stage import Stage, original

pytestmark = pytest.mark.django_db
INCIDENTS, RECORDS = 900, 2700


@pytest.fixture(scope="module")
def database(tmp_path_factory, django_db_setup):
    return original(tmp_path_factory.mktemp("original"), seed_accepted, INCIDENTS)


def test_another_worker_files_what_a_killed_one_left(tmp_path, database):
    stage = Stage(tmp_path, database)

    def filed():
        return stage.rows("SELECT COUNT(*), COUNT(DISTINCT origin), MAX(number) FROM archive_record")[0]

    stage.kill_when(lambda: filed()[0])
    assert 0 < filed()[0] < RECORDS, "the kill must land between two lots"
    assert stage.rows("SELECT state FROM archive_import") == [("accepting",)]
    stage.work_until(lambda: stage.rows("SELECT state FROM archive_import") == [("accepted",)])
    assert filed() == (RECORDS, RECORDS, RECORDS)
    assert stage.rows("SELECT COUNT(*) FROM postincident_incident") == [(INCIDENTS,)]
    assert stage.rows("SELECT DISTINCT state FROM archive_importentry") == [("filed",)]
    assert stage.rows("SELECT COUNT(*) FROM archive_search") == [(RECORDS,)]
