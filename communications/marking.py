"""What is found in a text, marked where its reader sees it: from a place in the Markdown to the same words as they come out.

Two signs that the text itself does not have are put around each place before it is rendered, and come out around the very
words. A place at which they would change what comes out, as within the address of a link, is left unmarked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from postincident.rendering import to_html, to_text

# In a frame, which has no stylesheet of ours.
MARK = '<mark style="background:#ffe9a8">{}</mark>'
_PRIVATE = [chr(code) for code in range(0xE000, 0xE100)]  # what no script writes with
_SLOT = re.compile(r"\[\[[^\[\]\n]{0,80}\]\]")
_TAG = re.compile(r"(<[^>]*>)")
_UNREAD = re.compile(r"<(/?)(style|title)\b")

type Span = tuple[int, int]


@dataclass(frozen=True)
class Signs:
    opening: str
    closing: str

    @classmethod
    def for_texts(cls, *texts: str) -> Signs | None:
        """None for a text that has them all."""
        free = [sign for sign in _PRIVATE if not any(sign in text for text in texts)]
        return cls(free[0], free[1]) if len(free) > 1 else None

    def put(self, text: str, spans: Sequence[Span]) -> str:
        """`spans` in order, none over another."""
        at, pieces = 0, []
        for start, end in spans:
            pieces += [text[at:start], self.opening, text[start:end], self.closing]
            at = end
        return "".join([*pieces, text[at:]])

    def without(self, text: str) -> str:
        return text.replace(self.opening, "").replace(self.closing, "")

    def around(self, text: str, spans: Iterable[Span]) -> str:
        """Of plain text, which comes out as it is."""
        return self.put(text, _apart(text, spans))

    def around_markdown(self, body: str, spans: Iterable[Span]) -> str:
        """Around as many of the places as leave everything else as it was."""
        wanted = _apart(body, spans)
        if not wanted:
            return body
        plain = to_html(body), to_text(body)
        kept = self._sound(body, wanted, plain)
        return self.put(body, kept) if self._holds(body, kept, plain) else body

    def _sound(self, body: str, spans: list[Span], plain: tuple[str, str]) -> list[Span]:
        if self._holds(body, spans, plain):
            return spans
        half = len(spans) // 2
        return [*self._sound(body, spans[:half], plain), *self._sound(body, spans[half:], plain)] if half else []

    def _holds(self, body: str, spans: list[Span], plain: tuple[str, str]) -> bool:
        text = self.put(body, spans)
        out = to_html(text), to_text(text)
        return all(self.without(one) == was and self._in_turn(one) for one, was in zip(out, plain, strict=True))

    def _in_turn(self, text: str) -> bool:
        signs = re.sub(f"[^{self.opening}{self.closing}]+", "", text)
        return not signs.replace(self.opening + self.closing, "")

    def shown(self, html: str, mark: str = MARK) -> str:
        """HTML with what stands between the signs marked where it is read, never in a tag, and the signs gone."""
        pieces, unread, is_open = [], "", False
        for piece in _TAG.split(html):
            for part in re.split(f"([{self.opening}{self.closing}])", piece):
                if part in (self.opening, self.closing):
                    is_open = part == self.opening
                elif is_open and part.strip() and not piece.startswith("<") and not unread:
                    pieces.append(mark.format(part))
                else:
                    pieces.append(part)
            if tag := _UNREAD.match(piece):
                unread = "" if tag[1] else tag[2]
        return "".join(pieces)

    def like(self, shortened: str, signed: str) -> str:
        """The signs of `signed` in a text that is the beginning of it, and goes on in words of its own."""
        at, pieces, is_open = 0, [], False
        for character in signed:
            if character in (self.opening, self.closing):
                is_open = character == self.opening
            elif shortened[at : at + 1] == character:
                at += 1
            else:
                break
            pieces.append(character)
        return "".join([*pieces, self.closing if is_open else "", shortened[at:]])


def _apart(text: str, spans: Iterable[Span]) -> list[Span]:
    """In order, those over one another made one, and none with a part only of what each reader has their own words for."""
    slots = [found.span() for found in _SLOT.finditer(text)]
    apart: list[Span] = []
    for start, end in sorted(spans):
        start = next((first for first, last in slots if first < start < last), start)
        end = next((last for first, last in slots if first < end < last), end)
        if apart and start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        elif start < end:
            apart.append((start, end))
    return apart


def marked_html(body: str, spans: Iterable[Span], mark: str) -> SafeString:
    """A Markdown text as HTML, with these places marked."""
    signs = Signs.for_texts(body)
    if signs is None:
        return to_html(body)
    signed = signs.around_markdown(body, spans)
    return mark_safe(signs.shown(to_html(signed), mark))  # noqa: S308 - to_html made it, and marks are put around text only
