from datetime import timedelta

import pytest
from django.utils import timezone

from communications.matrix import matrices
from tests.communications.factories import make_audience, make_communication
from tests.factories import make_incident

pytestmark = pytest.mark.django_db


@pytest.fixture
def audience():
    audience = make_audience(make_incident())
    hours = {"acknowledgement": -2, "resolution": -1, "root_cause": 5}
    audience.due = {kind: (timezone.now() + timedelta(hours=n)).isoformat() for kind, n in hours.items()}
    audience.save()
    return audience


def late(user, audience):
    return [
        cell.kind for cell in matrices(user, [audience.incident_id])[audience.incident_id].rows[0].cells if cell.is_late
    ]


def test_what_should_have_left_is_overdue(vera, audience):
    assert late(vera, audience) == ["acknowledgement", "resolution"]


def test_what_is_begun_or_behind_is_not(vera, audience):
    make_communication(audience, kind="update", state="draft")
    assert late(vera, audience) == ["resolution"]
    make_communication(audience, kind="root_cause", state="released")
    assert late(vera, audience) == []


def test_the_workspace_says_so(sign_in, vera, audience):
    page = sign_in(vera).get(audience.incident.get_absolute_url())
    assert page.text.count('<span class="sub">was due') == 2
