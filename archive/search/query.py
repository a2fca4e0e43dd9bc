"""Reading what somebody typed into the one box. No input is an error: whatever it is, it searches for something sensible.

word            that word, in any of its forms
"two words"     that phrase
-word           without it
pre*            words that begin so
this OR that    one of them; AND is what words mean anyhow, NOT is a minus
kind:update     a field word (`archive/search/fields.py` knows what it means); -kind:update for all others
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from archive.search.stems import safe, stem, stems, words

MOST_TERMS = 16
MOST_TYPED = 1000
_PART = re.compile(
    r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<name>[A-Za-z]+):(?:"(?P<quoted>[^"]*)"?|(?P<value>(?![":/])\S*))|(?P<word>\S+))'
)
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))  # as phones and other keyboards write them


@dataclass(frozen=True)
class Term:
    """A word, a phrase or the beginning of words. `stems`: of the words that begin so, where they are known; `has_all` of them."""

    tokens: tuple[str, ...]
    shown: str
    prefix: bool = False
    stems: tuple[str, ...] = ()
    has_all: bool = False


@dataclass(frozen=True)
class FieldWord:
    name: str
    value: str
    without: bool
    is_quoted: bool
    joined: bool  # by OR with the same field just before
    typed: str


@dataclass
class Query:
    """Of each of `groups` one term has to be there, of `without` none may. `notes`: how what is odd was read."""

    groups: list[list[Term]] = field(default_factory=list)
    without: list[Term] = field(default_factory=list)
    fields: list[FieldWord] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def wanted(self) -> list[Term]:
        return [term for group in self.groups for term in group]

    @property
    def terms(self) -> list[Term]:
        return self.wanted + self.without

    @property
    def is_full(self) -> bool:
        return len(self.terms) + len(self.fields) >= MOST_TERMS

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
    return _one_of([*_beginning(term, f'"{term.tokens[0]}"*'), *(f'"{stem}"' for stem in term.stems)], " OR ")


def _tsquery(term: Term) -> str:
    if not term.prefix:
        return _one_of((f"'{token}'" for token in term.tokens), " <-> ")
    return _one_of([*_beginning(term, f"'{term.tokens[0]}':*"), *(f"'{stem}'" for stem in term.stems)], " | ")


def _beginning(term: Term, asked: str) -> list[str]:
    """An index that is asked for a beginning collects all it finds first; asked for whole stems, it stops when there is enough."""
    return [] if term.has_all else [asked]


type _Before = list[Term] | FieldWord | None


def parse(typed: str) -> Query:
    query = Query()
    # What stands just before: a wanted word with those it is joined with, or a field word.
    before: _Before = None
    joins = denies = False
    for match in _PART.finditer(as_typed(typed)):
        joining = "" if match["minus"] or match["word"] is None else match["word"].lstrip("(")
        if joining == "OR":
            if joins or before is None:
                query.ignored.append("OR")
            joins = before is not None
            continue
        if joining in ("AND", "NOT"):
            query.ignored += ["AND"] if joining == "AND" else []
            denies = denies or joining == "NOT"
            continue
        read = _field if match["name"] else _words
        now = read(query, match, denies or bool(match["minus"]), before, joins)
        denies = False
        joined = (isinstance(now, FieldWord) and now.joined) or (now is not None and now is before)
        query.ignored += ["OR"] if joins and not joined else []
        before, joins = now, False
    query.ignored += ["OR"] * joins + ["NOT"] * denies
    query.groups = [group for i, group in enumerate(query.groups) if group not in query.groups[:i]]
    return query


def as_typed(typed: str) -> str:
    """As much of it as is read, each letter in its place."""
    return typed.replace("\x00", " ").translate(_QUOTES)[:MOST_TYPED]


def without_field(typed: str, name: str) -> str:
    """What was typed but for this field word; "-name:" stays."""
    return _PART.sub(lambda m: "" if (m["name"] or "").lower() == name and not m["minus"] else m.group(), typed).strip()


def _field(query: Query, match: re.Match[str], without: bool, before: _Before, joins: bool) -> FieldWord | None:
    if query.is_full:
        query.ignored.append(match.group())
        return None
    name = match["name"].lower()
    joined = joins and isinstance(before, FieldWord) and before.name == name and not without
    value = match["quoted"] if match["quoted"] is not None else match["value"]
    word = FieldWord(name, value.strip(), without, match["quoted"] is not None, joined, match.group())
    query.fields.append(word)
    return None if without else word


def _words(query: Query, match: re.Match[str], without: bool, before: _Before, joins: bool) -> _Before:
    term = read_word(match["word"]) if match["phrase"] is None else read_phrase(match["phrase"])
    if term is None or query.is_full:
        query.ignored.append(match.group())
        return before
    if without:
        query.without += [term] if term not in query.without else []
        return None
    if joins and isinstance(before, list):
        before += [term] if term not in before else []
        return before
    query.groups.append([term])
    return query.groups[-1]


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
