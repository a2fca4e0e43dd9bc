"""kill -9 in the middle of many drafts: another worker goes on, and no audience has two."""

import pytest

from tests.communications.delivery.crash.seed_drafts import seed_drafts
from tests.communications.delivery.crash.stage import Stage, original

pytestmark = pytest.mark.django_db
AUDIENCES = 60


@pytest.fixture(scope="module")
def database(tmp_path_factory, django_db_setup):
    return original(tmp_path_factory.mktemp("original"), seed_drafts, AUDIENCES)


def test_a_killed_worker_leaves_no_audience_without_its_draft_and_none_with_two(tmp_path, database):
    stage = Stage(tmp_path, database)

    def drafts():
        return stage.rows("SELECT COUNT(*), COUNT(DISTINCT audience_id) FROM communications_communication")[0]

    stage.kill_when(lambda: drafts()[0] > 0)
    assert 0 < drafts()[0] < AUDIENCES, "the kill must land between two chunks"
    stage.work_until(
        lambda: stage.rows("SELECT COUNT(*) FROM communications_draftrun WHERE finished_at IS NOT NULL") == [(1,)]
    )
    assert drafts() == (AUDIENCES, AUDIENCES)
    assert stage.rows("SELECT COUNT(*) FROM communications_draftrunitem WHERE communication_id IS NULL") == [(0,)]
