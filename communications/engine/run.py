from __future__ import annotations

import re
from collections.abc import Mapping

from communications.engine.parse import Compiled, Condition, For, If, Node, Text, Value

type Values = Mapping[str, str | bool | list[str] | None]

MOST_ITEMS = 50
MOST_OUTPUT = 40_000


class _Run:
    def __init__(self, values: Values) -> None:
        self.values = dict(values)
        self.used: set[str] = set()
        self.out: list[str] = []
        self.room = MOST_OUTPUT

    def write(self, text: str) -> None:
        text = text[: self.room]
        self.room -= len(text)
        self.out.append(text)

    def look_up(self, name: str) -> str | bool | list[str] | None:
        self.used.add(name)
        return self.values.get(name)

    def nodes(self, nodes: list[Node]) -> None:
        for node in nodes:
            if self.room <= 0:
                return
            if isinstance(node, Text):
                self.write(node.text)
            elif isinstance(node, Value):
                self.write(_filtered(_as_text(self.look_up(node.name)), node.filter))
            elif isinstance(node, If):
                self.choose(node)
            else:
                self.repeat(node)

    def choose(self, block: If) -> None:
        for condition, body in block.branches:
            if condition is None or self.holds(condition):
                self.nodes(body)
                return

    def holds(self, condition: Condition) -> bool:
        said = [bool(self.look_up(name)) != negated for name, negated in condition.parts]
        return any(said) if condition.any_of else all(said)

    def repeat(self, block: For) -> None:
        items = self.look_up(block.source)
        before = self.values.get(block.item)
        for item in (items if isinstance(items, list) else [])[:MOST_ITEMS]:
            self.values[block.item] = item
            self.nodes(block.body)
        self.values[block.item] = before
        self.used.discard(block.item)


def _as_text(value: str | bool | list[str] | None) -> str:
    if isinstance(value, list):
        return ", ".join(value)
    return value if isinstance(value, str) else ""


def _filtered(text: str, name: str) -> str:
    text = text.strip()
    if name == "lower_first":
        # An abbreviation keeps its capitals: "DNS" is not "dNS".
        return text if text[1:2].isupper() else text[:1].lower() + text[1:]
    if name == "upper_first":
        return text[:1].upper() + text[1:]
    if name == "sentence":
        return text + "." if text and text[-1] not in ".!?:…" else text
    return text


# From the beginning of a run of spaces only: 30,000 of them would otherwise be looked at from each.
_BLANK_LINES = re.compile(r"(?<![ \t])[ \t]*\n(?:[ \t]*\n)+")


def render(compiled: Compiled, values: Values) -> tuple[str, set[str]]:
    """The text, and the names it looked at. At most MOST_OUTPUT characters; unknown names are empty."""
    run = _Run(values)
    run.nodes(compiled.nodes)
    return _BLANK_LINES.sub("\n\n", "".join(run.out)).strip(), run.used
