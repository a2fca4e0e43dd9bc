"""The checks there are, in the order they are shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from communications.checks import commitments, completeness, consistency, disclosure, plain_language, tone
from communications.checks.context import Context
from communications.checks.finding import Mark
from communications.checks.text import Text


class Check(Protocol):
    SEVERITY: str

    def check(self, text: Text, context: Context) -> Iterator[Mark]: ...


CHECKS: dict[str, Check] = {
    "completeness": completeness,
    "plain_language": plain_language,
    "disclosure": disclosure,
    "consistency": consistency,
    "tone": tone,
    "commitments": commitments,
}
