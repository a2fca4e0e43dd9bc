from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """A rule, and where in the View. `named` is what readers would call it, if that is known."""

    rule: str
    start: int
    end: int
    named: str = ""
