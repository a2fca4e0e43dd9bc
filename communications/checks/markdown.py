"""Where in a Markdown source there is prose, and where there is something else. Every step is linear in the source's length."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from communications.checks.span import Link, Part, Span

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+|$)")
_MARKER = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])(?:[ \t]+(?:\[[ xX]\][ \t]+)?|$)")
_QUOTE = re.compile(r" {0,3}(?:>[ \t]?)+")
_RULE = re.compile(r"[ \t]*+(?:[-=_*][ \t]*+){3,}+$|[ \t]*+[-=]++[ \t]*+$")
_TABLE_RULE = re.compile(r"[ \t]*+\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-*+:?[ \t]*+)*+$")
_DEFINITION = re.compile(r" {0,3}\[([^\[\]\n]{1,200})\]:[ \t]*<?([^\s<>]{1,4000})>?")
_BACKTICKS = re.compile(r"`+")
_COMMENT = re.compile(r"<!--")
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,2000}>")
_AUTOLINK = re.compile(r"<([a-zA-Z][a-zA-Z0-9+.-]{1,31}:[^\s<>]{1,4000}|[^\s<>@]{1,100}@[^\s<>@]{1,200})>")
# Begins with a set of letters and looks back after the first, which is many times as fast as looking back everywhere.
_URL = re.compile(
    r"[HhFfSsGgWw](?<![\w/].)(?i:(?:(?<=h)ttps?|(?<=f)(?:tp|ile)|(?<=s)(?:ftp|sh)|(?<=g)it)://|(?<=w)ww\.)[^\s<>|]{1,4000}",
    re.DOTALL,
)
_BRACKET = re.compile(r"\\.|!?\[|\]", re.DOTALL)
_TARGET = re.compile(
    r"\([ \t\n]{0,20}(?:<([^<>\n]{0,4000})>|((?:[^\s()<]|\([^\s()]{0,500}\)){0,4000}+))"
    r"(?:[ \t\n]{1,20}(?:\"([^\"]{0,500})\"|'([^']{0,500})'))?[ \t\n]{0,20}\)"
)
_PLACEHOLDER = re.compile(r"\[\[[a-z][a-z_]{0,60}\]\]")
# As r"\*+|~~+|(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w)|\\(?=[^\w\s])", but begins with a set of signs, which is quicker.
_EMPHASIS = re.compile(r"[*~_\\](?:(?<=\*)\**|(?<=~)~+|(?<=_)(?:(?<!\w_)_*(?=\S)|(?<=\S_)_*(?!\w))|(?<=\\)(?=[^\w\s]))")


@dataclass
class Reading:
    """What was found on the way; `prose` is the source with all that is not prose blanked."""

    source: str
    links: list[Link] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    quotes: list[Span] = field(default_factory=list)  # quoted blocks
    code: list[Span] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)  # where a block begins, so that no sentence runs across it
    _prose: str = ""
    _holes: list[tuple[int, int]] = field(default_factory=list)  # what has been blanked since, in any order

    def __post_init__(self) -> None:
        self._prose = self.source

    @property
    def prose(self) -> str:
        if self._holes:
            pieces: list[str] = []
            past = 0
            for start, end in sorted(self._holes):
                if end > past:
                    pieces += self._prose[past:start], _blanked(self._prose[max(past, start) : end])
                    past = end
            self._prose = "".join([*pieces, self._prose[past:]])
            self._holes = []
        return self._prose

    def blank(self, start: int, end: int) -> None:
        if start < end:
            self._holes.append((start, end))


def _blanked(piece: str) -> str:
    return "\n".join([" " * len(line) for line in piece.split("\n")])


def read(source: str, titles: Mapping[str, str]) -> Reading:
    """`titles`: a heading as it stands, folded → the key of the section it begins."""
    reading = Reading(source)
    _read_lines(reading, titles)
    for signs, step in _STEPS:
        if any(sign in source for sign in signs):
            step(reading)
    reading.links.sort(key=lambda link: (link.start, link.end))
    return reading


def _blank_all(reading: Reading, pattern: re.Pattern[str]) -> None:
    for found in pattern.finditer(reading.prose):
        reading.blank(found.start(), found.end())


# Lines: headings, lists, quotes, fences, tables.


def _read_lines(reading: Reading, titles: Mapping[str, str]) -> None:
    fence, opened, was_blank = "", 0, True
    before, width = 0, 45  # of the line before; of the paragraph: who broke it earlier than that did so on purpose
    headings: list[Part] = []
    end = -1
    for line in reading.source.split("\n"):
        start = end + 1
        end = start + len(line)
        if fence:
            if (closing := _FENCE.match(line)) and closing[1].startswith(fence) and not line[closing.end() :].strip():
                _close_fence(reading, opened, end)
                fence = ""
            continue
        if line[:1].isalpha():  # most lines: they can be nothing but words
            if was_blank or (line[0].isupper() and before + line.find(" ") < width):
                reading.breaks.append(start)
            was_blank, before = False, len(line)
            width = max(width, before)
            continue
        if not line:
            was_blank, before, width = True, 0, 45
            continue
        if opening := _FENCE.match(line):
            fence, opened = opening[1], start
            reading.breaks.append(start)
            continue
        begins = _read_line(reading, line, start, end, titles, headings)
        if begins or was_blank or (line[:1].isupper() and before + line.find(" ") < width):
            reading.breaks.append(start)
        was_blank = begins is None or not line.strip()
        before = len(line)
        width = 45 if was_blank else max(width, before)
    if fence:
        _close_fence(reading, opened, len(reading.source))
    _put_parts(reading, headings)


def _close_fence(reading: Reading, start: int, end: int) -> None:
    reading.code.append(Span(start, end))
    reading.blank(start, end)
    reading.breaks.append(end)


def _read_line(
    reading: Reading, line: str, start: int, end: int, titles: Mapping[str, str], headings: list[Part]
) -> bool | None:
    """Whether a block begins with this line; None where the line is a block of its own."""
    at = 0
    if quoted := _QUOTE.match(line):
        at = quoted.end()
        reading.quotes.append(Span(start + at, end))
    if heading := _HEADING.match(line, at):
        _read_heading(reading, heading, start, end, titles, headings)
        return None
    if _RULE.match(line, at) or ("|" in line and "-" in line and _TABLE_RULE.match(line, at)):
        reading.blank(start, end)
        return None
    if definition := _DEFINITION.match(line, at):
        label, target = definition.span(1), definition.span(2)
        reading.links.append(
            Link(start, end, start + label[0], start + label[1], definition[2], start + target[0], start + target[1])
        )
        reading.blank(start, end)
        return None
    if marker := _MARKER.match(line, at):
        reading.blank(start, start + marker.end())
        return True
    reading.blank(start, start + at)
    if is_row := line.lstrip().startswith("|"):
        _read_row(reading, line, start)
    return is_row


def _read_heading(
    reading: Reading,
    heading: re.Match[str],
    start: int,
    end: int,
    titles: Mapping[str, str],
    headings: list[Part],
) -> None:
    title = heading.string[heading.end() :].strip().rstrip("#").strip()
    key = titles.get(title.strip("*_: ").casefold(), "") if len(heading[1]) <= 2 else ""
    reading.blank(start, end if key else start + heading.end())
    if key:
        headings.append(Part(key, title, min(end + 1, len(reading.source)), start))


def _read_row(reading: Reading, line: str, start: int) -> None:
    for at, one in enumerate(line):
        if one == "|":
            reading.blank(start + at, start + at + 1)
            reading.breaks.append(start + at + 1)


def _put_parts(reading: Reading, headings: list[Part]) -> None:
    """Of the headings that came in, `end` is where their line begins."""
    first = headings[0].end if headings else len(reading.source)
    reading.parts.append(Part("", "", 0, first))
    for one, following in zip(headings, [*headings[1:], None][: len(headings)], strict=True):
        end = following.end if following else len(reading.source)
        reading.parts.append(Part(one.key, one.title, one.start, max(one.start, end)))


# Within lines: code, links, tags.


def _read_code(reading: Reading) -> None:
    prose = reading.prose
    runs: dict[int, list[int]] = {}
    found = list(_BACKTICKS.finditer(prose))
    for one in found:
        runs.setdefault(len(one[0]), []).append(one.start())
    for starts in runs.values():
        starts.reverse()
    past = 0
    for one in found:
        if one.start() < past:
            continue
        waiting = runs[len(one[0])]
        while waiting and waiting[-1] <= one.start():
            waiting.pop()
        if waiting and "\n\n" not in prose[one.start() : min(waiting[-1], one.start() + 2000)]:
            past = waiting[-1] + len(one[0])
            reading.code.append(Span(one.start(), past))
            reading.blank(one.start(), past)


def _read_placeholders(reading: Reading) -> None:
    _blank_all(reading, _PLACEHOLDER)


def _read_links(reading: Reading) -> None:
    for link in list(_bracketed(reading.prose)):
        reading.links.append(link)
        reading.blank(link.start, link.label_start)
        reading.blank(link.label_end, link.end)


def _read_autolinks(reading: Reading) -> None:
    for found in _AUTOLINK.finditer(reading.prose):
        start, end = found.span(1)
        reading.links.append(Link(found.start(), found.end(), start, end, found[1], start, end))
        reading.blank(found.start(), found.end())


def _read_addresses(reading: Reading) -> None:
    for found in _URL.finditer(reading.prose):
        address = found[0].rstrip(".,;:!?'\"*_~")
        if address.endswith(")") and "(" not in address:
            address = address.rstrip(").")
        start, end = found.start(), found.start() + len(address)
        reading.links.append(Link(start, end, start, end, address, start, end))
        reading.blank(start, end)


def _bracketed(prose: str) -> Iterator[Link]:
    opened: list[re.Match[str]] = []
    for found in _BRACKET.finditer(prose):
        if found[0][0] == "\\":
            continue
        if found[0] != "]":
            opened.append(found)
        elif opened:
            opening = opened.pop()
            if target := _TARGET.match(prose, found.end()):
                where = target.span(1) if target[1] is not None else target.span(2)
                title = next((target.span(n) for n in (3, 4) if target[n] is not None), (0, 0))
                yield Link(
                    opening.start(),
                    target.end(),
                    opening.end(),
                    found.start(),
                    prose[slice(*where)],
                    *where,
                    opening[0][0] == "!",
                    *title,
                )


def _read_tags(reading: Reading) -> None:
    prose, past = reading.prose, 0
    for found in _COMMENT.finditer(prose):
        if found.start() < past:
            continue
        if (closing := prose.find("-->", found.end())) < 0:
            break
        past = closing + 3
        reading.blank(found.start(), past)
    _blank_all(reading, _TAG)


def _read_emphasis(reading: Reading) -> None:
    _blank_all(reading, _EMPHASIS)


# What each step looks for: a text without it is spared the step.
_STEPS: tuple[tuple[tuple[str, ...], Callable[[Reading], None]], ...] = (
    (("`",), _read_code),
    (("[[",), _read_placeholders),
    (("<",), _read_autolinks),
    (("](",), _read_links),
    (("://", "www.", "WWW.", "Www."), _read_addresses),
    (("<",), _read_tags),
    (("*", "~", "_", "\\"), _read_emphasis),
)
