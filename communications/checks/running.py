from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from communications.checks.context import Context
from communications.checks.finding import Finding, Mark
from communications.checks.registry import CHECKS
from communications.checks.text import Text


def run(source: str, context: Context, only: Iterable[str] = ()) -> list[Finding]:
    """Every check's findings (or those of `only`) in order of place; what is absent comes first."""
    text = Text.of(source, context)
    names = tuple(only) or tuple(CHECKS)
    found = [finding for name in names for finding in _of_check(name, text, context)]
    return sorted(found, key=lambda one: (one.end > 0, one.start, one.end, names.index(one.check), one.rule))


def _of_check(name: str, text: Text, context: Context) -> Iterator[Finding]:
    module = CHECKS[name]
    severity = context.severities.get(name) or module.SEVERITY
    for mark in _merged(module.check(text, context)):
        yield Finding(
            name,
            mark.rule,
            severity,
            mark.start,
            mark.end,
            text.source[mark.start : mark.end],
            mark.message,
            mark.suggestion,
            mark.section or (text.section_at(mark.start).key if mark.end else ""),
        )


def _merged(marks: Iterable[Mark]) -> list[Mark]:
    """Of marks of one rule that overlap one remains, as wide as they are together; the first has the word. Where something
    is absent there is no place, and each remains."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda one: (one.rule, one.end > 0, one.start, -one.end)):
        last = kept[-1] if kept else None
        if last and mark.end and last.rule == mark.rule and mark.start < last.end:
            if mark.end > last.end:
                kept[-1] = replace(last, end=mark.end, suggestion="")
        elif mark not in kept[-1:]:
            kept.append(mark)
    return kept
