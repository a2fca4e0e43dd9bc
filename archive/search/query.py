"""Reading what somebody typed into the one box. No input is an error: whatever it is, it searches for something sensible.

word            that word, in any of its forms
"two words"     that phrase
-word           without it
pre*            words that begin so
this OR that    one of them
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from archive.search.stems import safe, stem, stems, words

MOST_TERMS = 16
_PART = re.compile(r'(-?)"([^"]*)"?|(-?)(\S+)')


@dataclass(frozen=True)
class Term:
    """A word, a phrase or the beginning of words. `stems`: of the words that begin so, where they are known."""

    tokens: tuple[str, ...]
    shown: str
    prefix: bool = False
    stems: tuple[str, ...] = ()


@dataclass
class Query:
    """Of each of `groups` one term has to be there, of `without` none may."""

    groups: list[list[Term]] = field(default_factory=list)
    without: list[Term] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)

    @property
    def wanted(self) -> list[Term]:
        return [term for group in self.groups for term in group]

    @property
    def terms(self) -> list[Term]:
        return self.wanted + self.without

    @property
    def is_empty(self) -> bool:
        """No word to look for. There may be some to do without."""
        return not self.groups

    @property
    def as_fts5(self) -> str:
        wanted = " AND ".join(_one_of(map(_fts5, group), " OR ") for group in self.groups)
        return f"({wanted})" + "".join(f" NOT {_fts5(term)}" for term in self.without)

    @property
    def as_tsquery(self) -> str:
        wanted = [_one_of(map(_tsquery, group), " | ") for group in self.groups]
        return " & ".join(wanted + [f"!{_tsquery(term)}" for term in self.without])

    @property
    def unwanted_as_fts5(self) -> str:
        return _one_of(map(_fts5, self.without), " OR ")

    @property
    def unwanted_as_tsquery(self) -> str:
        return _one_of(map(_tsquery, self.without), " | ")


def _one_of(alternatives: Iterable[str], joined_by: str) -> str:
    return f"({joined_by.join(alternatives)})"


def _fts5(term: Term) -> str:
    # Tokens are ASCII letters and digits only: no quote a person typed can get here.
    if not term.prefix:
        return f'"{" ".join(term.tokens)}"'
    return _one_of([f'"{term.tokens[0]}"*', *(f'"{stem}"' for stem in term.stems)], " OR ")


def _tsquery(term: Term) -> str:
    if not term.prefix:
        return _one_of((f"'{token}'" for token in term.tokens), " <-> ")
    return _one_of([f"'{term.tokens[0]}':*", *(f"'{stem}'" for stem in term.stems)], " | ")


def parse(typed: str) -> Query:
    query = Query()
    group: list[Term] | None = None  # the wanted word just before, and those it is joined with
    joins = False
    for match in _PART.finditer(typed.replace("\x00", " ")[:1000]):
        minus, phrase, word_minus, word = match.groups()
        if word == "OR" and not word_minus:
            if joins or group is None:
                query.ignored.append("OR")
            joins = group is not None
            continue
        term = read_phrase(phrase) if phrase is not None else read_word(word)
        if term is None or len(query.terms) >= MOST_TERMS:
            query.ignored.append(match.group())
        elif minus or word_minus:
            group = None
            query.without += [term] if term not in query.without else []
            query.ignored += ["OR"] if joins else []
        elif joins and group is not None:
            group += [term] if term not in group else []
        else:
            group = [term]
            query.groups.append(group)
        joins = False
    query.ignored += ["OR"] if joins else []
    query.groups = [group for i, group in enumerate(query.groups) if group not in query.groups[:i]]
    return query


def read_phrase(text: str) -> Term | None:
    tokens = tuple(stems(text))[:MOST_TERMS]
    return Term(tokens, f"“{' '.join(words(text)[:MOST_TERMS])}”") if tokens else None


def read_word(text: str) -> Term | None:
    found = words(text)
    if not found:
        return None
    if text.endswith("*") and len(found) == 1:
        return Term((safe(found[0]),), f"{found[0]}…", prefix=True)
    # "card-auth" is two words that stand together.
    return Term(tuple(stem(word) for word in found), " ".join(found))
