import runpy
import sys

import pytest

from communications import checks
from communications.checks import registry

NAMES = ["completeness", "plain_language", "disclosure", "consistency", "tone", "commitments"]


def test_there_are_six_checks_in_the_order_they_are_shown():
    assert list(registry.CHECKS) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_check_that_is_missing_is_not_passed_over(monkeypatch, name):
    monkeypatch.delattr(checks, name)
    monkeypatch.setitem(sys.modules, f"communications.checks.{name}", None)
    with pytest.raises(ImportError, match=name):
        runpy.run_path(registry.__file__)
