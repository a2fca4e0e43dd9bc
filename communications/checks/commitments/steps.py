"""What a section announces, step by step: items of lists, rows of tables, clauses of paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from communications.checks.commitments import when
from communications.checks.commitments.past import happened
from communications.checks.commitments.said import STEPS
from communications.checks.span import Span
from communications.checks.text import Part, Text
from communications.checks.words import steps as words
from communications.checks.words import telling

_ITEM = re.compile(
    r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+(?=(?P<bullet>)))?(?:\[(?P<box>[ xX])\][ \t]+|(?(bullet)|(?!)))"
)
_RULE = re.compile(r"[\s|:-]+\Z")
_LABELS = re.compile(
    r"^\W*(?:(?:owners?|who|responsible|assignee|assigned to|lead|due|when|by|deadline|target|eta|date):[^.!?]{0,60}|(?:due|deadline|target|eta|owner|by)(?: is)? (?:the )?[\dA-Z][^.!?,]{0,40}(?:, (?:due|deadline|target|eta|owner|by|until|lead)\b[^.!?,]{0,40})?)[.!?]?\s*$",
    re.IGNORECASE,
)
_OF_ITEM = re.compile(  # "  - Owner: Ines" below an item
    r"[ \t]+[-*+][ \t]+\W{0,3}(?:owners?|who|responsible|assignee|assigned to|lead|due|when|by|deadline|target|eta|date|status)\W{0,3}:",
    re.IGNORECASE,
)
_FOR_ALL = re.compile(
    r"^\W*(?:owners?|who|responsible|assignee|assigned to|lead)(?: (?:for|of) (?:both|all|everything|these|them|each|the following|what follows)[^:.]{0,50})\s*:\s*",
    re.IGNORECASE,
)
_NEXT_CLAUSE = re.compile(
    r";\s+|,\s+(?:and|but|while|whereas|then|and then)\s+|:\s+(?=(?:it was|we|the|there)\b)", re.IGNORECASE
)
_END = re.compile(r"[,;]\s+(?:and|but|while|whereas|then|and then)\s*\Z")
_NOTHING = re.compile(r"\b(?:nothing|no (?:further|more|other))\b", re.IGNORECASE)
_FROM = re.compile(r"\b(?:from|as of) (?:the )?\d")
_BY_DAY = re.compile(
    r"\b(?:by|due|before|effective|as of|starting|target(?:ed)?(?: for)?|deadline(?: is)?|planned for|eta|from|on|for|in|at)\s+(?:the )?[\dA-Z]|\b(?:release|version|build|deployment|sprint|window|rollout|update|night|week|weekend|maintenance) of (?:the )?\d|[:,;(–—-]\s?(?:\w+ ){0,2}\d{1,2} [A-Z]",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    rf"^\W*(?:also |then )?(?:{words.ACTS}|{words.BASE}|will|shall|owners?|responsible|assignee|assigned|lead|who|(?:he|she|they|we) (?:does?|will do) (?:so|it|this|that)|target|deadline|due|eta|planned|ready|to be done|dates?|timing|effort|estimate[ds]?|cost|status|prio(?:rity)?|latest|finished|starting|at the latest)\b",
    re.IGNORECASE,
)
_OF_ONE = re.compile(r"^\W*(?:[Hh]e|[Ss]he)\b")
_TAKES_IT = re.compile(
    r"^\W*(?:[A-Z@][\w.-]*|[Tt]he|[Ss]he|[Hh]e|[Tt]hey)\b[^,;]{0,60}? (?:it|this|that(?= *(?:$|[.,;]|by|on|in|before))|these|them|so|both)\b(?! (?:is|are|was|were|will)\b)"
)
_NAME_ONLY = re.compile(rf"^\W*(?:{words.PERSON}|@[\w.-]+|(?:[Tt]he )?(?:[\w-]+ ){{0,2}}{words.TEAM})\W*$")
_DONE_SO = re.compile(
    r"^\W*(?:done|completed|finished|shipped|merged|closed|deployed|live since|in place since)\b(?! by \d|[^.;:]{0,60}:)",
    re.IGNORECASE,
)
_LONGEST = 1000  # what is longer is no step


@dataclass(frozen=True, slots=True)
class Step:
    """`owner` and `due` are cells of a table, None outside of tables or where the table has no such column."""

    start: int
    end: int
    words: str
    is_item: bool = False
    owner: str | None = None
    due: str | None = None
    is_guess: bool = False  # whether it only neither was nor is
    lead: str = ""  # what stands over the list: "Owner for both: storage on-call.", "By 4 May we will:"


def read(text: Text) -> Iterator[Step]:
    starts = [sentence.start for sentence in text.sentences]
    for part in text.parts:
        if part.key in STEPS:
            yield from _of_part(text, part, starts)


def _of_part(text: Text, part: Part, starts: list[int]) -> Iterator[Step]:
    heads: list[str] = []
    lead = ""
    for start, end in _blocks(text.source, part):
        line = text.source[start:end]
        if line.startswith("###"):
            lead = text.source[start:end].strip("# *\n")
            continue
        if line.lstrip().startswith("|"):
            cells = _cells(line, start)
            if not _RULE.match(line) and heads:
                yield from _of_row(text, heads, cells)
            heads = heads or [text.source[slice(*cell)].strip(" *_").lower() for cell in cells]
            continue
        heads = []
        if item := _ITEM.match(line):
            if item["box"] not in ("x", "X"):
                yield from (replace(one, lead=lead) for one in _of_item(text, start + item.end(), end))
        else:
            said = text.prose[start:end].strip()
            lead = said if len(said) <= _LONGEST and (said.endswith(":") or _FOR_ALL.match(said)) else ""
            yield from _of_paragraph(text, start, end, starts)


def _blocks(source: str, part: Part) -> Iterator[tuple[int, int]]:
    """Rows, items with the lines that belong to them, paragraphs."""
    begin, at = None, part.start
    for line in source[part.start : part.end].splitlines(keepends=True):
        is_row, is_item = line.lstrip().startswith("|"), bool(_ITEM.match(line)) and not _OF_ITEM.match(line)
        if begin is not None and (is_row or is_item or not line.strip() or line.startswith("#")):
            yield begin, at
            begin = None
        if is_row or line.startswith("###"):
            yield at, at + len(line.rstrip())
        elif begin is None and line.strip() and not line.startswith("#"):
            begin = at
        at += len(line)
    if begin is not None:
        yield begin, at


def _cells(line: str, start: int) -> list[tuple[int, int]]:
    bars = [at for at, one in enumerate(line) if one == "|"]
    edges = [*bars, len(line)] if line[bars[-1] + 1 :].strip() else bars
    return [(start + one + 1, start + other) for one, other in pairwise(edges)]


def _of_row(text: Text, heads: list[str], cells: list[tuple[int, int]]) -> Iterator[Step]:
    named = dict(zip(heads, [text.source[slice(*cell)].strip() for cell in cells], strict=False))
    owner = next((value for head, value in named.items() if words.OWNER_COLUMN.search(head)), None)
    due = next((value for head, value in named.items() if words.DUE_COLUMN.search(head)), None)
    if not cells or any(words.DONE.search(value) for head, value in named.items() if "stat" in head or value == due):
        return
    start, end = cells[0][0], cells[-1][1]
    said = text.source[start:end]
    start += len(said) - len(said.lstrip())
    yield Step(start, start + len(said.strip()), said.strip(), True, owner, due)


def _of_item(text: Text, start: int, end: int) -> Iterator[Step]:
    said = text.prose[start:end].rstrip()
    if len(said) > _LONGEST:
        return
    if said.strip() and not _is_done(said) and (is_announced(said) or not _tells(said)):
        start += len(said) - len(said.lstrip())
        yield Step(start, start + len(said.strip()), said.strip(), True)


def _tells(said: str) -> bool:
    """What is or was, in a list of what is to be done."""
    return (
        words.STATES.search(said) is not None
        or telling.ENDS.search(said) is not None
        or telling.META.search(said) is not None
        or words.DID.search(said) is not None
    )


def _of_paragraph(text: Text, start: int, end: int, starts: list[int]) -> Iterator[Step]:
    label: Span | None = None
    owner: str | None = None
    last: Step | None = None
    for sentence in text.sentences[bisect_left(starts, start) : bisect_left(starts, end)]:
        said = text.prose[sentence.start : sentence.end]
        if len(said) > _LONGEST or text.is_quoted(sentence.start, sentence.end):
            continue
        if found := _FOR_ALL.match(said):  # "Owner for both: storage on-call."
            owner = said[found.end() :]
        elif last and _belongs(said):
            last = replace(last, end=sentence.end, words=text.prose[last.start : sentence.end])
        elif _LABELS.match(said):  # "Owner: payments core. Keys are kept for 72 h."
            label = Span(label.start, sentence.end) if label else sentence
        elif last and _DONE_SO.match(said):
            last = None
        elif label:
            yield Step(label.start, sentence.end, text.prose[label.start : sentence.end])
            label = None
        else:
            found_here = [replace(one, owner=owner) for one in _of_sentence(said, sentence.start)]
            if found_here and last:
                yield last
            yield from found_here[:-1]
            last = found_here[-1] if found_here else last
    yield from _left(text, last, label)


def _belongs(said: str) -> bool:
    """To the step before: "Owner: payments core.", "Lotte de Wit.", "Abebe builds it."."""
    if _LABELS.match(said) or _NAME_ONLY.match(said):
        return True
    return len(said.split()) <= 6 and _TAKES_IT.match(said) is not None and not happened(said)


def _left(text: Text, last: Step | None, label: Span | None) -> Iterator[Step]:
    """What nothing followed that belongs to it. "Due 1 May - a VLAN for the badge readers" is a label and a step."""
    if last:
        yield last
    if label and len(text.prose[label.start : label.end].split()) > 5:
        yield Step(label.start, label.end, text.prose[label.start : label.end])


def _of_sentence(said: str, start: int) -> Iterator[Step]:
    """Clauses that announce something each are a step each; what only adds to one ("deadline is 1 December") is part of it."""
    edges = [0, *(one.end() for one in _NEXT_CLAUSE.finditer(said) if not _is_label(said, one)), len(said)]
    steps: list[tuple[int, int]] = []
    for begin, end in pairwise(edges):
        if steps and steps[-1][1] == begin and _only_adds(said[begin:end], said[:begin].rstrip()[-1:]):
            steps[-1] = (steps[-1][0], end)
        elif is_announced(said[begin:end]):
            steps.append((begin, end))
        elif steps and steps[-1][1] == begin and not words.PAST.search(said[begin:end]):
            steps[-1] = (steps[-1][0], end)
    for begin, end in steps:
        clause = said[begin:end].rstrip(" ,;:\n")
        clause = _END.sub("", clause)
        guess = not (words.ANNOUNCES.search(clause) or telling.PLANNED.search(clause) or telling.ASKED.match(clause))
        yield Step(start + begin, start + begin + len(clause), clause, is_guess=guess)


def _is_label(said: str, stop: re.Match[str]) -> bool:
    """ "Ines: the hour is kept by the pipeline"."""
    return stop[0].startswith(":") and len(said[: stop.start()].split()) <= 3


def _only_adds(clause: str, stop: str) -> bool:
    """Whether it goes on with the step before: "and removes the old one", "target 25 November", "he does so on Monday"."""
    if _GOES_ON.match(clause) or _TAKES_IT.match(clause) or (stop == ";" and _OF_ONE.match(clause)):
        return True
    return len(clause.split()) <= 6 and words.ANNOUNCES.search(clause) is None and when.is_said(clause)


def is_announced(clause: str) -> bool:
    if (
        len(_END.sub("", clause).split()) < 3
        or _is_done(clause)
        or (_NOTHING.search(clause) and not _FROM.search(clause))
        or telling.META.search(clause)
    ):
        return False
    if telling.DROPPED.search(telling.ASIDE.sub(" ", clause)):
        return False
    return words.ANNOUNCES.search(clause) is not None or _is_dated_phrase(clause) or _is_left_to_do(clause)


def _is_left_to_do(clause: str) -> bool:
    """Whatever neither was nor is: among steps it is one, however it is put."""
    if telling.ASKED.match(clause):
        return True
    main = telling.ASIDE.sub(" ", clause).strip()
    if main.endswith(("?", ":")) or len(main.split()) < 2:
        return False
    if telling.PLANNED.search(main):
        return True
    return not (telling.TO_READERS.search(main) or happened(main) or telling.IS_SO.search(main))


def _is_dated_phrase(clause: str) -> bool:
    """Whatever comes to pass on a day: "Increase of the heap to 8 GB by 3 March", "the limit drops to 60 s on 11 May"."""
    main = words.EXPLAINS.sub(" ", clause)
    if not _BY_DAY.search(main) or happened(main):
        return False
    if (words.STANDS.search(main) or telling.STANDS.search(main)) and not words.FROM_A_DAY.match(clause):
        return False
    return when.is_said(main)


def _is_done(said: str) -> bool:
    said = words.EXPLAINS.sub(" ", telling.HAVING.sub("", said))
    return words.DONE.search(said) is not None and words.WILL.search(said) is None
