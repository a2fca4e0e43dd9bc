"""Rules as a person writes them, in a file or as the words of a theme."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from feedback.suggestions.signs import EVERY, Index, Lists, RulesError, Sign, read_sign
from feedback.suggestions.tokens import of_word

SHIPPED = Path(__file__).with_name("rules.toml")
SURE, HINT = 0.8, 0.5
KEYS = {"sure": SURE, "hint": HINT, "unless": 0.0}


@dataclass(frozen=True)
class Rules:
    threshold: float
    negators: frozenset[str]
    not_negators: frozenset[str]  # "not only": what follows is said all the same
    stops: frozenset[str]  # words that a negation does not reach past
    reach: int
    lists: Lists
    indexes: tuple[Index, ...] = ()

    @property
    def themes(self) -> set[str]:
        return {sign.theme for index in self.indexes for sign in index.signs} - {EVERY}

    def signs(self, theme: str, written: Iterable[str], weight: float) -> Iterator[Sign]:
        """Raises RulesError."""
        for said in written:
            for parts in read_sign(said, self.lists):
                yield Sign(theme, said, weight, parts, not self.negators & parts[0].phrases.keys())

    def extended(self, words: Mapping[str, Sequence[str]]) -> Rules:
        """With what people wrote for their themes."""
        own = Index(sign for theme, written in words.items() for sign in self.signs(theme, written, SURE))
        return replace(self, indexes=(*self.indexes, own))


def parse_rules(content: str) -> Rules:
    """Raises RulesError."""
    try:
        source = tomllib.loads(content)
        negation = source.get("negation", {})
        rules = Rules(
            threshold=float(source.get("threshold", 0.7)),
            negators=_tokens(negation, "words"),
            not_negators=_tokens(negation, "not_before"),
            stops=_tokens(negation, "stops"),
            reach=int(negation.get("reach", 3)),
            lists={name: [word.replace(" ", "_") for word in words] for name, words in source.get("lists", {}).items()},
        )
        return replace(rules, indexes=(Index(_signs(rules, source)),))
    except RulesError:
        raise
    except (ValueError, TypeError, AttributeError, IndexError) as error:
        raise RulesError(f"These are no rules: {error}.") from error


def _signs(rules: Rules, source: Mapping[str, Any]) -> Iterator[Sign]:
    yield from rules.signs(EVERY, _listed(source, "unless"), 0)
    for theme, signs in source.get("themes", {}).items():
        for key, weight in KEYS.items():
            yield from rules.signs(theme, _listed(signs, key), weight)


def _tokens(source: Mapping[str, Any], key: str) -> frozenset[str]:
    return frozenset(token for word in _listed(source, key) for token in of_word(word))


def _listed(source: Mapping[str, Any], key: str) -> list[str]:
    found = source.get(key, [])
    if not isinstance(found, list):
        raise RulesError(f"{key} is no list.")
    return found


def read_rules(path: Path) -> Rules:
    """Raises RulesError, or OSError where it cannot be read."""
    return parse_rules(path.read_text(encoding="utf-8-sig"))


@cache
def shipped_rules() -> Rules:
    return read_rules(SHIPPED)
