"""How services are called in a text, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from communications.checks.consistency import view
from communications.checks.consistency.view import View
from communications.checks.context import Service
from communications.checks.text import Text

CODE = re.compile(r"[-_.\d]")  # in internal names that are no plain words
_FIRST = re.compile(r"\w+")
_DOINGS = ("upload", "download", "export", "import")
_ENDINGS = (("",), ("", "s", "es"))  # of the first of several words, and of one that stands alone


def plain(name: str) -> str:
    return " ".join(name.lower().split())


def key(name: str) -> str:
    """By which a service is found again where somebody wrote "pull-requests" for "pull requests"."""
    return plain(name.replace("-", " "))


def _doing(name: str) -> list[str]:
    """ "Uploading a package" of "package uploads"."""
    thing, _, done = name.rpartition(" ")
    verb = done[:-1]
    if verb not in _DOINGS:
        return []
    return [f"{verb}s", f"{verb}ing"] + [
        f"{verb}{form}{article} {thing}{end}"
        for form in ("", "ing", "ed")
        for article in ("", " a", " the", " your")
        for end in ("", "s")
    ]


class Names(NamedTuple):
    """How services are called; `heads` are the words that the names begin with, empty where one begins with another sign."""

    pattern: re.Pattern[str] | None
    services: dict[str, Service]
    heads: frozenset[str]


@lru_cache(maxsize=64)
def names(known: tuple[Service, ...]) -> Names:
    services: dict[str, Service] = {}
    for one in known:
        for name in (one.public, one.internal):
            if len(name.strip()) >= 3 and (name == one.public or CODE.search(name) or not one.public):
                services.setdefault(plain(name), one)
                singular = plain(name)
                if singular.endswith("s") and not singular.endswith("ss") and " " in singular and name == one.public:
                    services.setdefault(singular[:-1], one)
                    for doing in _doing(singular):
                        services.setdefault(doing, one)
    if not services:
        return Names(None, {}, frozenset())
    longest = sorted(services, key=len, reverse=True)
    either = "|".join(r"[\s-]{1,3}".join(re.escape(word) for word in name.split()) for name in longest)
    letters = "".join(sorted({re.escape(name[0]) for name in services}))
    pattern = re.compile(rf"(?<![\w-])(?<!\w\.)(?=[{letters}])({either})(?:s|es)?(?![\w-]|\.\w)")
    firsts = [_FIRST.match(name) for name in services]
    heads = frozenset(first[0] + ending for first in firsts if first for ending in _ENDINGS[first[0] in services])
    called = {key(name): service for name, service in reversed(services.items())}
    return Names(pattern, called, heads if all(firsts) else frozenset())


def found_in(said: View, known: tuple[Service, ...]) -> tuple[re.Match[str], ...]:
    """Where services are named, in the text in small letters; looked for once."""
    if known not in said.named:
        said.named[known] = tuple(islice(_found(said.text, names(known)), view.MOST))
    return said.named[known]


def _found(text: Text, called: Names) -> Iterator[re.Match[str]]:
    if called.pattern is None:
        return
    if not called.heads:
        yield from called.pattern.finditer(text.lowered)
        return
    past = 0
    for start in text.places.at_words(called.heads):
        if start >= past and (found := called.pattern.match(text.lowered, start)):
            past = found.end()
            yield found
