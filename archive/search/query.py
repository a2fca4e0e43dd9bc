"""Reading what somebody typed into the one box. No input is an error: whatever it is, it searches for something sensible.

word            that word, in any of its forms
"two words"     that phrase
-word           without it
pre*            words that begin so
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from archive.search.stems import safe, stem, stems, words

MOST_TERMS = 16
_PART = re.compile(r'(-?)"([^"]*)"?|(-?)(\S+)')


@dataclass(frozen=True)
class Term:
    tokens: tuple[str, ...]
    shown: str
    without: bool = False
    prefix: bool = False


@dataclass
class Query:
    terms: list[Term] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)

    @property
    def wanted(self) -> list[Term]:
        return [term for term in self.terms if not term.without]

    @property
    def is_empty(self) -> bool:
        """Nothing to look for: a search without words shows the newest, and so does one with only unwanted words."""
        return not self.wanted

    @property
    def as_fts5(self) -> str:
        wanted = " AND ".join(_fts5(term) for term in self.wanted)
        without = "".join(f" NOT {_fts5(term)}" for term in self.terms if term.without)
        return f"({wanted}){without}"

    @property
    def as_tsquery(self) -> str:
        return " & ".join(("!" if term.without else "") + _tsquery(term) for term in self.terms)


def _fts5(term: Term) -> str:
    # Tokens are ASCII letters and digits only: no quote a person typed can get here.
    return f'"{" ".join(term.tokens)}"' + ("*" if term.prefix else "")


def _tsquery(term: Term) -> str:
    last = len(term.tokens) - 1
    parts = [f"'{t}'" + (":*" if term.prefix and i == last else "") for i, t in enumerate(term.tokens)]
    return f"({' <-> '.join(parts)})"


def parse(typed: str) -> Query:
    query = Query()
    for match in _PART.finditer(typed.replace("\x00", " ")[:1000]):
        minus, phrase, word_minus, word = match.groups()
        term = _phrase(phrase, bool(minus)) if phrase is not None else _word(word, bool(word_minus))
        if term is None or len(query.terms) >= MOST_TERMS:
            query.ignored.append(match.group())
        elif term not in query.terms:
            query.terms.append(term)
    return query


def _phrase(text: str, without: bool) -> Term | None:
    tokens = tuple(stems(text))[:MOST_TERMS]
    return Term(tokens, f"“{' '.join(words(text)[:MOST_TERMS])}”", without) if tokens else None


def _word(text: str, without: bool) -> Term | None:
    found = words(text)
    if not found:
        return None
    if text.endswith("*") and len(found) == 1:
        return Term((safe(found[0]),), f"{found[0]}…", without, prefix=True)
    # "card-auth" is two words that stand together.
    return Term(tuple(stem(word) for word in found), " ".join(found), without)
