import pytest

from feedback.models import Theme


@pytest.fixture
def theme(db) -> Theme:
    return Theme.objects.get(slug="too-late")
