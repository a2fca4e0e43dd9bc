"""The checks there are, in the order they are shown."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol, cast

from communications.checks.context import Context
from communications.checks.finding import Mark
from communications.checks.text import Text

NAMES = ("completeness", "plain_language", "disclosure", "consistency", "tone", "commitments")


class Check(Protocol):
    SEVERITY: str

    def check(self, text: Text, context: Context) -> Iterator[Mark]: ...


def _load() -> dict[str, Check]:
    places = {name: f"communications.checks.{name}" for name in NAMES}
    return {name: cast(Check, import_module(place)) for name, place in places.items() if find_spec(place)}


CHECKS = _load()
