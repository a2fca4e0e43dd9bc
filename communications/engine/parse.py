from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

MOST_CHARACTERS = 30_000
MOST_NODES = 500
DEEPEST = 6
FILTERS = ("lower_first", "upper_first", "sentence")

_OPENING = re.compile(r"\{[{%]")
_CLOSING = {"{{": "}}", "{%": "%}"}
_NAME = re.compile(r"[a-z][a-z0-9_]{0,60}")
_VALUE = re.compile(rf"\{{\{{\s*({_NAME.pattern})(?:\s*\|\s*([a-z_]+))?\s*\}}\}}")
_FOR = re.compile(rf"for\s+({_NAME.pattern})\s+in\s+({_NAME.pattern})")


class TemplateError(Exception):
    """What is wrong with a template, and in which line (the first is 1)."""

    def __init__(self, line: int, sentence: str) -> None:
        super().__init__(line, sentence)
        self.line = line
        self.sentence = sentence


@dataclass(frozen=True)
class Text:
    text: str


@dataclass(frozen=True)
class Value:
    name: str
    filter: str


@dataclass(frozen=True)
class Condition:
    """Names that must be true (or false, where `negated`), all of them or any of them."""

    parts: tuple[tuple[str, bool], ...]
    any_of: bool = False


@dataclass
class If:
    branches: list[tuple[Condition | None, list[Node]]] = field(default_factory=list)


@dataclass
class For:
    item: str
    source: str
    body: list[Node] = field(default_factory=list)


type Node = Text | Value | If | For


@dataclass
class Compiled:
    nodes: list[Node]
    names: frozenset[str]


def _split(source: str) -> Iterator[str]:
    """Text, values and tags in turn. What is opened and never closed comes with the rest: nothing is looked for twice."""
    at = 0
    while opening := _OPENING.search(source, at):
        closing = source.find(_CLOSING[opening[0]], opening.end())
        if closing < 0:
            break
        if opening.start() > at:
            yield source[at : opening.start()]
        at = closing + 2
        yield source[opening.start() : at]
    if at < len(source):
        yield source[at:]


class _Parser:
    def __init__(self, source: str, allowed: Collection[str] | None) -> None:
        self.allowed = allowed
        self.names: set[str] = set()
        self.items: list[str] = []
        self.count = 0
        self.line = 1
        self.tokens = self._tokens(source)

    def _tokens(self, source: str) -> Iterator[str]:
        for token in _split(source):
            yield token
            self.line += token.count("\n")

    def wrong(self, sentence: str) -> TemplateError:
        return TemplateError(self.line, sentence)

    def _unknown(self, name: str) -> str:
        near = difflib.get_close_matches(name, sorted([*(self.allowed or ()), *self.items]), n=1, cutoff=0.7)
        if not near:
            return _("There is no fact or value called “%(name)s”.") % {"name": name}
        return _("There is no fact or value called “%(name)s”. Did you mean “%(near)s”?") % {
            "name": name,
            "near": near[0],
        }

    def use(self, name: str) -> str:
        if name in self.items:
            return name
        if self.allowed is not None and name not in self.allowed:
            raise self.wrong(self._unknown(name))
        self.names.add(name)
        return name

    def nodes(self, depth: int, ends: tuple[str, ...]) -> tuple[list[Node], str]:
        """Reads until one of `ends`, or to the end of the template where there are none."""
        if depth > DEEPEST:
            raise self.wrong(_("Conditions stand inside one another more than %(n)s deep.") % {"n": DEEPEST})
        found: list[Node] = []
        for token in self.tokens:
            self.count += 1
            if self.count > MOST_NODES:
                raise self.wrong(_("The template has more than %(n)s parts.") % {"n": MOST_NODES})
            if token.startswith("{{") and token.endswith("}}"):
                found.append(self.value(token))
            elif token.startswith("{%") and token.endswith("%}"):
                words = token[2:-2].strip()
                if words.split(" ")[0] in ends:
                    return found, words
                found.append(self.block(words, depth))
            elif "{{" in token or "{%" in token:
                self.line += token[: min(i for i in (token.find("{{"), token.find("{%")) if i >= 0)].count("\n")
                raise self.wrong(_("A “{{” or “{%” is not closed."))
            else:
                found.append(Text(token))
        if ends:
            raise self.wrong(_("A block is not closed: %(ends)s is missing.") % {"ends": ends[-1]})
        return found, ""

    def value(self, token: str) -> Value:
        match = _VALUE.fullmatch(token)
        if match is None:
            raise self.wrong(_("“%(token)s” is not a value. Write {{ name }}.") % {"token": token[:60]})
        name, wanted = match.groups()
        if wanted and wanted not in FILTERS:
            raise self.wrong(
                _("There is no filter “%(name)s”; there are %(all)s.") % {"name": wanted, "all": ", ".join(FILTERS)}
            )
        return Value(self.use(name), wanted or "")

    def block(self, words: str, depth: int) -> Node:
        if words.startswith("if "):
            return self.if_block(words[3:], depth)
        match = _FOR.fullmatch(words)
        if match is None:
            raise self.wrong(_("“%(words)s” is not understood here.") % {"words": words[:60]})
        return self.for_block(match[1], match[2], depth)

    def if_block(self, words: str, depth: int) -> If:
        block = If()
        condition: Condition | None = self.condition(words)
        while True:
            body, end = self.nodes(depth + 1, ("elif", "else", "endif"))
            block.branches.append((condition, body))
            if end == "endif":
                return block
            if condition is None:
                raise self.wrong(_("Nothing may follow “else” but “endif”."))
            condition = self.condition(end[5:]) if end.startswith("elif ") else None

    def for_block(self, item: str, source: str, depth: int) -> For:
        if self.items:
            raise self.wrong(_("A “for” cannot stand inside another."))
        block = For(item, self.use(source))
        self.items.append(item)
        block.body, _end = self.nodes(depth + 1, ("endfor",))
        self.items.pop()
        return block

    def condition(self, words: str) -> Condition:
        both, either = re.split(r"\s+and\s+", words.strip()), re.split(r"\s+or\s+", words.strip())
        if len(both) > 1 and len(either) > 1:
            raise self.wrong(_("Use “and” or “or” in one condition, not both."))
        parts = []
        for part in either if len(either) > 1 else both:
            name, negated = (part[4:].strip(), True) if part.startswith("not ") else (part.strip(), False)
            if not _NAME.fullmatch(name):
                raise self.wrong(_("“%(name)s” is not a name.") % {"name": name[:60]})
            parts.append((self.use(name), negated))
        return Condition(tuple(parts), any_of=len(either) > 1)


def compile_template(source: str, allowed: Collection[str] | None = None) -> Compiled:
    """Reads a template. Raises TemplateError for what it cannot read, or for a name that is not in `allowed`."""
    if len(source) > MOST_CHARACTERS:
        raise TemplateError(1, _("The template is longer than %(n)s characters.") % {"n": MOST_CHARACTERS})
    parser = _Parser(source, allowed)
    nodes, _end = parser.nodes(0, ())
    return Compiled(nodes, frozenset(parser.names))
