"""Invented texts in which it is known how often what is searched for occurs. The same ones every time."""

from __future__ import annotations

import random
from itertools import accumulate

_SYLLABLES = (
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ha",
    "je",
    "ki",
    "lo",
    "mu",
    "na",
    "pe",
    "ri",
    "so",
    "tu",
    "va",
    "we",
    "xi",
)
VOCABULARY = 8000
LENGTH = 150

RARE = "quorum"
COMMON = "certificate"
TWO = ("gateway", "latency")
PHRASE = "connection pool exhausted"
PREFIX = "reconc"


class Texts:
    def __init__(self, seed: int = 1) -> None:
        self.random = random.Random(seed)  # noqa: S311 - no secret depends on it
        self.words = ["".join(self.random.choices(_SYLLABLES, k=self.random.randint(2, 4))) for _ in range(VOCABULARY)]
        # As in any language: the n-th word is about n times rarer than the first.
        self.weights = list(accumulate(1 / rank for rank in range(2, VOCABULARY + 2)))

    def one(self, number: int) -> str:
        words = self.random.choices(self.words, cum_weights=self.weights, k=LENGTH)
        for added in self._added(number):
            words.insert(self.random.randrange(LENGTH), added)
        return " ".join(words)

    def _added(self, number: int) -> list[str]:
        chance = self.random.random
        found = [RARE] if number % 4000 == 17 else []
        found += [COMMON] if chance() < 0.3 else []
        found += [word for word in TWO if chance() < 0.3]
        found += [PHRASE] if chance() < 0.05 else []
        return found + ([self.random.choice(["reconcile", "reconciliation"])] if chance() < 0.08 else [])
