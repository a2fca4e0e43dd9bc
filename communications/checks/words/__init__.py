"""The lists that ship. Each is a text that people can read and change; README.md says where the words come from."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from communications.checks.context import Term

_FOLDER = Path(__file__).parent
_EVERYDAY = frozenset(["[everyday computing]", "[everyday office]"])
_OF_SPECIALISTS = _EVERYDAY | {"[computing]", "[trades]"}


@cache
def jargon() -> tuple[Term, ...]:
    return tuple(Term(word, replacement) for _section, word, replacement in _jargon())


@cache
def computing() -> frozenset[str]:
    """Those of the jargon that technical people know, or do not mind, folded."""
    return frozenset(word.casefold() for section, word, _is in _jargon() if section in _OF_SPECIALISTS)


@cache
def everyday_computing() -> frozenset[str]:
    """Those of jargon and acronyms that people know, or do not mind, who use web services, folded."""
    return frozenset(word.casefold() for section, word, _is in (*_jargon(), *_acronyms()) if section in _EVERYDAY)


@cache
def acronyms() -> tuple[Term, ...]:
    """Without a replacement: known to everybody."""
    return tuple(Term(word, replacement) for _section, word, replacement in _acronyms())


def _jargon() -> Iterator[tuple[str, str, str]]:
    """Section, word and replacement."""
    section = ""
    for line in lines("jargon.txt"):
        if line.startswith("["):
            section = line
        else:
            word, _is, replacement = line.partition("=")
            yield section, word.strip(), replacement.strip()


def _acronyms() -> Iterator[tuple[str, str, str]]:
    section = ""
    for line in lines("acronyms.txt"):
        word, is_term, replacement = line.partition("=")
        if line.startswith("["):
            section = line
        elif is_term:
            yield section, word.strip(), replacement.strip()
        else:
            yield from ((section, one, "") for one in line.split())


def lines(name: str) -> Iterator[str]:
    for line in (_FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()
