"""How much of everything is measured. Every field is an option of the command."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Sizes:
    contacts: int = 20_000
    many: int = 200_000  # contacts, where it is looked at what many cost
    incidents: int = 10_000
    responses: int = 100_000
    records: int = 20_000
    updates: int = 5_000
    requests: int = 2_000
    times: int = 25  # how often a page, a search or a rendering is timed
    audiences: int = 50
    runs: int = 5  # how often what takes seconds is repeated
