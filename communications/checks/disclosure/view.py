"""A source as a reader would see it, with what Markdown and addresses put between the letters undone."""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import NamedTuple, overload
from urllib.parse import unquote_to_bytes

from communications.checks.places import words_of

# One for one: hyphens, blanks and quotation marks of all kinds.
_SAME = {**dict.fromkeys("‐‑‒", "-"), **dict.fromkeys("\u00a0\u2007\u202f\u2009", " "), "’": "'", "ʼ": "'"}
_GONE = "*\u200b-\u200d\u2060\ufeff\u00ad"
_WRITTEN = re.compile(
    rf"[\\%&{_GONE}](?:(?<=\\)(?P<escaped>[!-/:-@\[-`{{-~])|(?<=%)(?P<percent>[0-9A-Fa-f]{{2}}(?:%[0-9A-Fa-f]{{2}})*)"
    rf"|(?<=&)(?P<entity>(?:#\d{{1,7}}|#[xX][0-9a-fA-F]{{1,6}}|[a-zA-Z]{{2,8}});)|(?<=[{_GONE}])(?P<gone>[{_GONE}]*+))"
)
_SCHEME = re.compile(r"(?<![^\W_])[A-Za-z][A-Za-z0-9+.-]{1,15}\Z")
_AFTER_SCHEME = re.compile(r"://[^\s<>\"`|]++")
_FOREIGN = re.compile(r"[^\x00-\x7f]")
_LETTERS = dict(zip("øØłŁđĐıßæÆœŒ", "oOlLdDisaAoO", strict=True))


def fold(text: str) -> str:
    """Without case and accents, as long as it was, with words where words were."""
    if text.isascii():
        return text.lower()
    return _FOREIGN.sub(_plain, _exchanged(text, _LETTERS)).lower()


def _exchanged(text: str, letters: Mapping[str, str]) -> str:
    """As `translate` would, which takes a hundred times as long where there are few of them."""
    for one, other in letters.items():
        if one in text:
            text = text.replace(one, other)
    return text


def _plain(found: re.Match[str]) -> str:
    plain = unicodedata.normalize("NFKD", found[0])[0].lower()[0]
    return plain if plain.isalnum() == found[0].isalnum() else found[0]


class Token(NamedTuple):
    start: int
    end: int
    folded: str


@dataclass(frozen=True)
class Tokens(Sequence[Token]):
    """Each is made when it is asked for, as few are."""

    starts: list[int]
    folded: list[str]

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, at: int) -> Token: ...

    @overload
    def __getitem__(self, at: slice) -> list[Token]: ...

    def __getitem__(self, at: int | slice) -> Token | list[Token]:
        if isinstance(at, int):
            return self._made(self.starts[at], self.folded[at])
        return list(map(self._made, self.starts[at], self.folded[at]))

    def _made(self, start: int, folded: str) -> Token:
        return Token(start, start + len(folded), folded)


@dataclass(frozen=True)
class View:
    """`text`, and for each of its pieces where it begins here and in the source, and how it is mapped back."""

    source: str
    text: str
    _here: list[int] = field(default_factory=lambda: [0])
    _there: list[tuple[int, int]] = field(default_factory=lambda: [(0, 1)])  # begin, code points of source for one here

    @classmethod
    def of(cls, source: str) -> View:
        text = source if source.isascii() else _exchanged(source, _SAME)
        pieces: list[str] = []
        here, there = [0], [(0, 1)]
        length = past = 0
        for found in _WRITTEN.finditer(text):
            if found["gone"] is not None and not _is_emphasis(text, found):
                continue
            pieces.append(text[past : found.start()])
            length += found.start() - past
            past = found.end()
            for piece, start, width in _read(found):
                here.append(length)
                there.append((start, width))
                pieces.append(piece)
                length += len(piece)
            here.append(length)
            there.append((past, 1))
        if not pieces:
            return cls(source, text)
        pieces.append(text[past:])
        return cls(source, "".join(pieces), here, there)

    def in_source(self, start: int, end: int) -> tuple[int, int]:
        return self._begin(start), self._end(end - 1)

    def _begin(self, at: int) -> int:
        piece = bisect_right(self._here, at) - 1
        start, width = self._there[piece]
        return start + (at - self._here[piece]) * width

    def _end(self, at: int) -> int:
        piece = bisect_right(self._here, at) - 1
        start, width = self._there[piece]
        return start + (at - self._here[piece] + 1) * width

    @cached_property
    def lower(self) -> str:
        lower = self.text.lower()
        return lower if len(lower) == len(self.text) else fold(self.text)

    def near(self, pattern: re.Pattern[str], spots: Iterable[int], before: int, after: int) -> Iterator[re.Match[str]]:
        """What is told by a word is looked for around it only. `spots` are in order."""
        for start, end in _windows(spots, before, after):
            yield from pattern.finditer(self.text, start, end)

    def _spots(self, words: tuple[str, ...]) -> list[int]:
        found = []
        for word in words:
            at = self.lower.find(word)
            while at >= 0:
                found.append(at)
                at = self.lower.find(word, at + len(word))
        return sorted(found)

    def matches(
        self, pattern: re.Pattern[str], words: tuple[str, ...], before: int, after: int
    ) -> Iterator[re.Match[str]]:
        yield from self.near(pattern, self._spots(words), before, after)

    @cached_property
    def addresses(self) -> list[tuple[int, int]]:
        """Where an address with a scheme stands, without what the sentence put behind it."""
        found, past = [], 0
        for colon in _AFTER_SCHEME.finditer(self.text):
            if scheme := _SCHEME.search(self.text, max(past, colon.start() - 16), colon.start()):
                found.append((scheme.start(), scheme.start() + _length(self.text[scheme.start() : colon.end()])))
                past = colon.end()
        return found

    @cached_property
    def targets(self) -> list[tuple[int, int]]:
        """Addresses, and what stands in the brackets of a link or an image without a scheme."""
        found = [*self.addresses, *(one.span(1) for one in _BRACKETS.finditer(self.text))]
        return sorted(found)

    def in_address(self, at: int) -> bool:
        place = bisect_right(self._target_starts, at) - 1
        return place >= 0 and at < self.targets[place][1]

    @cached_property
    def _target_starts(self) -> list[int]:
        return [start for start, _end in self.targets]

    @cached_property
    def tokens(self) -> Tokens:
        folded, starts = words_of(fold(self.text))
        return Tokens(starts, folded)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """A token → which tokens it is; also without the s of a plural or a genitive."""
        found = dict(self._exactly)
        for word in [word for word in found if word[-1] == "s" and len(word) > 4]:
            found[word[:-1]] = sorted([*self._exactly.get(word[:-1], ()), *self._exactly[word]])
        return found

    @cached_property
    def _exactly(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = defaultdict(list)
        for at, folded in enumerate(self.tokens.folded):
            found[folded].append(at)
        return dict(found)

    @cached_property
    def joined(self) -> list[int]:
        """Where a token begins to which another is joined by a hyphen or a low line."""
        starts, found = self.tokens.starts, []
        for at in sorted((*self.signs("-"), *self.signs("_"))):
            place = bisect_right(starts, at)
            if 0 < place < len(starts) and starts[place] == at + 1 and self.tokens[place - 1].end == at:
                found.append(starts[place - 1])
        return found

    @cached_property
    def numbered(self) -> list[int]:
        """Where a token begins that goes from letters to something else: "web01"."""
        starts = self.tokens.starts
        words = (word for word in self._exactly if not word.isalpha() and word[0].isalpha())
        return sorted(starts[at] for word in words for at in self._exactly[word])

    def signs(self, sign: str) -> list[int]:
        found, at = [], self.text.find(sign)
        while at >= 0:
            found.append(at)
            at = self.text.find(sign, at + 1)
        return found

    def begun(self, pattern: re.Pattern[str], starts: Iterable[int]) -> Iterator[re.Match[str]]:
        """As `pattern.finditer` finds them, where one can begin at these places only."""
        past = 0
        for start in starts:
            if start >= past and (found := pattern.match(self.text, start)):
                past = found.end()
                yield found

    def headed(self, heads: frozenset[str]) -> list[int]:
        """Where a token begins whose first three letters are one of `heads`."""
        words = chain.from_iterable(self._heads.get(head, ()) for head in heads)
        starts = self.tokens.starts
        return sorted(starts[at] for word in words for at in self._exactly[word])

    @cached_property
    def _heads(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for word in self._exactly:
            found[word[:3]].append(word)
        return dict(found)

    def told_by(self, words: frozenset[str], endings: tuple[str, ...] = ()) -> list[int]:
        """Where a token begins that is one of these words, or ends as one of these does."""
        starts = self.tokens.starts
        chosen = {token for token in self.places if token in words or token.endswith(endings)}
        return sorted({starts[at] for token in chosen for at in self.places[token]})

    def place(self, token: Token) -> int:
        """Which of the tokens it is."""
        return bisect_left(self.tokens.starts, token.start)

    def is_lowered(self, word: str) -> bool:
        """Whether it stands here in small letters too, and so is a word, not only a name."""
        return any(
            self.text[token.start].islower() and not self.in_address(token.start) and not self._is_joined(token)
            for token in (self.tokens[at] for at in self.places.get(word, ())[:50])
        )

    def _is_joined(self, token: Token) -> bool:
        around = self.text[max(0, token.start - 1) : token.start] + self.text[token.end : token.end + 1]
        return any(one in "-_./@`" for one in around[:1] + around[-1:]) and not around.endswith(". ")

    def begins_sentence(self, at: int) -> bool:
        """Whether a word at `at` would have a capital anyway."""
        before = self.text[max(0, at - 60) : at].rstrip(" \t*_\"“„'‘«([>#")
        if not before:
            return True
        if before[-1] == "\n":
            lines = before.rstrip()
            return not lines or before.count("\n", len(lines)) > 1 or lines[-1] in ".!?:…" or self.text[at - 1] in " #"
        return before[-1] in ".!?…" or (before[-1] in "-+" and before[:-1].rstrip(" \t")[-1:] in ("\n", ""))


def _windows(spots: Iterable[int], before: int, after: int) -> Iterator[tuple[int, int]]:
    begin = end = -1
    for at in spots:
        if at - before > end:
            if end >= 0:
                yield begin, end
            begin = max(0, at - before)
        end = at + after
    if end >= 0:
        yield begin, end


_BRACKETS = re.compile(r"\]\([ \t]*+<?((?![A-Za-z][A-Za-z0-9+.-]{1,15}://)[^\s<>\")]++)")


def _length(address: str) -> int:
    """Up to where the sentence, or the Markdown around it, goes on."""
    depth = 0
    for at, one in enumerate(address):
        if one in "([":
            depth += 1
        elif one in ")]":
            depth -= 1
            if depth < 0:
                return len(address[:at].rstrip(".,;:!?'*_~"))
    return len(address.rstrip(".,;:!?'*_~"))


def _is_emphasis(text: str, found: re.Match[str]) -> bool:
    """Not the star that stands for any number."""
    if "*" not in found[0]:
        return True
    return text[found.end() : found.end() + 1].isalnum() or text[max(0, found.start() - 1) : found.start()].isalnum()


def _read(found: re.Match[str]) -> list[tuple[str, int, int]]:
    """[(what it says, where it begins in the source, code points for each)]"""
    start, end = found.span()
    if found["escaped"]:
        return [(found["escaped"], start, 2)]
    if found["entity"]:
        said = html.unescape(found[0])
        return [(said, start, end - start)] if len(said) == 1 else [(found[0], start, 1)]
    if found["percent"]:
        said = unquote_to_bytes(found[0]).decode("utf-8", "replace")
        if len(said.encode()) * 3 != end - start:  # what is no UTF-8 is left as it is
            return [(found[0], start, 1)]
        pieces, at = [], start
        for one in said:
            width = 3 * len(one.encode())
            pieces.append((one, at, width))
            at += width
        return pieces
    return []
