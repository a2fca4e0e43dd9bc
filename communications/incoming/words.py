"""What a person wrote in a reply: its own words, without what they quote of ours and without a signature, where that is certain.

Nothing is lost by it: the whole text is kept beside. When in doubt, it stays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import Message
from html import unescape

from django.utils.translation import gettext as _

from communications.incoming.mail import clean, parts, text_of

MOST_WORDS = 5000  # letters of a response
MOST_WHOLE = 50_000
_LONGEST_LINE = 2000
_QUOTED = re.compile(r"\s*[>|]")
_SIGNATURE = re.compile(r"--[ \t]?\Z")  # RFC 3676, 4.3; many programs take its space away
_SIGNATURE_LINES = 12
_DEVICE = re.compile(
    r"\s*(?:sent from (?:my |mail for |outlook for |yahoo)|get outlook for |von meinem .{1,40} gesendet|gesendet von |"
    r"envoyé (?:de mon|depuis mon|à partir de) |enviado desde mi |inviato da |verstuurd vanaf )",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(
    r"\s*[-_*]{2,}\s*(?:original message|original appointment|forwarded message|ursprüngliche nachricht|originalnachricht|"
    r"message d.origine|message original|mensaje original|messaggio originale|oorspronkelijk bericht|mensagem original)"
    r"\s*[-_*]{0,60}\s*\Z",
    re.IGNORECASE,
)
# "On 3 March 2026 at 15:40, Northwind <…> wrote:" in the languages of common mail programs; on one line or two.
_ATTRIBUTION = re.compile(
    r"\s*(?:on|am|le|el|il|op|em|den)\b.{0,300}\d.{0,300}(?:wrote|schrieb|écrit|escribi[óo]|ha scritto|schreef|escreveu|skrev)\b.{0,150}:\s*\Z",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"\s*\*?(?:from|sent|date|to|cc|subject|von|gesendet|datum|an|betreff|de|envoyé|à|objet|enviado|para|asunto|da|inviato|a|"
    r"oggetto|van|verzonden|aan|onderwerp|assunto|reply-to)\*?\s?:\s*\S",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Words:
    own: str
    whole: str


def words_of(message: Message) -> Words:
    """The text part, or the HTML read as text. What is attached is named and not kept."""
    every = [part for part in parts(message) if not part.is_multipart()]
    texts = [part for part in every if part.get_content_maintype() == "text" and not _is_attached(part)]
    plain = [text_of(part) for part in texts if part.get_content_type() == "text/plain"]
    rich = [html_as_text(text_of(part)) for part in texts if part.get_content_type() == "text/html"]
    said = next((text for text in (*plain, *rich) if text.strip()), "")
    whole = _shortened("\n".join(line.rstrip() for line in said.splitlines()).strip(), MOST_WHOLE)
    own = _shortened(own_words(whole), MOST_WORDS)
    left = [one for one in every if one not in texts] + [one for one in parts(message) if _is_enclosed(one)]
    return Words(own, "\n\n".join([whole, *_named(left)]).strip())


def _is_enclosed(part: Message) -> bool:
    return part.get_content_maintype() == "message" and part.is_multipart()


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _named(attached: Sequence[Message]) -> list[str]:
    if not attached:
        return []
    names = [
        " ".join(clean(str(part.get_filename() or part.get_content_type()))[:100].split()) for part in attached[:20]
    ]
    return [_("[Attached and not kept here: %(names)s]") % {"names": ", ".join(names)}]


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def own_words(whole: str) -> str:
    """All of it when nothing would be left: then what was written stands among what is quoted."""
    lines = whole.splitlines()
    end = next((place for place in range(len(lines)) if _begins_the_rest(lines, place)), len(lines))
    kept = _without_quote_at_the_end(lines[:end])
    kept = _without_signature(kept)
    return "\n".join(kept).strip() or whole


def _begins_the_rest(lines: Sequence[str], place: int) -> bool:
    """Below this line stands the earlier mail only: a separator, or the head of a mail as Outlook writes it."""
    line = lines[place][:_LONGEST_LINE]
    if _SEPARATOR.match(line):
        return True
    head = [one[:_LONGEST_LINE] for one in lines[place : place + 6]]
    fields = 0
    for one in head:
        if not _FIELD.match(one):
            break
        fields += 1
    return fields >= 3 and any("@" in one or re.search(r"\d", one) for one in head[:fields])


def _without_quote_at_the_end(lines: Sequence[str]) -> list[str]:
    kept = list(lines)
    quoted = False
    while kept and (not kept[-1].strip() or _QUOTED.match(kept[-1])):
        quoted = quoted or bool(_QUOTED.match(kept[-1]))
        kept.pop()
    # Above a quote stands who wrote it; some programs write that line and quote without a mark.
    for length in (1, 2, 3):
        if len(kept) >= length and _ATTRIBUTION.match(" ".join(kept[-length:])[:_LONGEST_LINE]):
            return kept[:-length]
    if quoted:
        return kept
    return _without_unmarked_quote(kept)


def _without_unmarked_quote(lines: list[str]) -> list[str]:
    """Only when no word of theirs can stand below it: the line that says who wrote is the last of its kind."""
    for place, line in enumerate(lines):
        pair = " ".join(lines[place : place + 2])[:_LONGEST_LINE]
        if _ATTRIBUTION.match(line[:_LONGEST_LINE]):
            rest = lines[place + 1 :]
        elif _ATTRIBUTION.match(pair):
            rest = lines[place + 2 :]
        else:
            continue
        first = next((one for one in rest if one.strip()), "")
        if not _QUOTED.match(first):  # marked quotes in the middle are answered below: they stay
            return lines[:place]
    return lines


def _without_signature(lines: list[str]) -> list[str]:
    for place in range(max(0, len(lines) - _SIGNATURE_LINES), len(lines)):
        if _SIGNATURE.match(lines[place]):
            return lines[:place]
    kept = [*lines]
    while kept and (not kept[-1].strip() or _DEVICE.match(kept[-1][:200])):
        kept.pop()
    return kept


_TAG = re.compile(r"(<[^<>]*>)")
_NAME = re.compile(r"<(/?)\s*([a-z][a-z0-9]{0,20})", re.IGNORECASE)
_BLOCKS = re.compile(r"p|div|br|tr|li|h[1-6]|table|blockquote|ul|ol|pre|hr")
_SILENT = ("script", "style", "head", "title", "template")


def html_as_text(html: str) -> str:
    """Line breaks where blocks end, quotes marked as in plain text, nothing of scripts and styles.

    Not by Python's parser, which takes minutes over what somebody may write on purpose.
    """
    lines, quoted, silent = [""], 0, 0
    for piece in _TAG.split(_without_comments(html[: MOST_WHOLE * 8])):
        tag = _NAME.match(piece)
        if tag is None and not (piece.startswith("<") and piece.endswith(">")):
            if not silent:
                _write(lines, unescape(piece), quoted)
            continue
        ends, name = (bool(tag[1]), tag[2].lower()) if tag else (False, "")
        if _BLOCKS.fullmatch(name) and not (ends and name in ("br", "hr")):
            _new_line(lines)
        if name in _SILENT:
            silent = max(0, silent - 1) if ends else silent + 1
        if name == "blockquote":
            quoted = max(0, quoted - 1) if ends else quoted + 1
    return clean("\n".join(line.strip() for line in lines).strip())


def _without_comments(html: str) -> str:
    kept, place = [], 0
    while (begin := html.find("<!--", place)) >= 0:
        kept.append(html[place:begin])
        end = html.find("-->", begin)
        if end < 0:
            return "".join(kept)
        place = end + 3
    return "".join([*kept, html[place:]])


def _write(lines: list[str], text: str, quoted: int) -> None:
    words = " ".join(text.split())
    if not words:
        return
    if len(lines[-1]) > _LONGEST_LINE:
        lines.append("")
    before = " " if text[:1].isspace() and lines[-1] else ""
    after = " " if text[-1:].isspace() else ""
    lines[-1] += f"{before if lines[-1] else '> ' * bool(quoted)}{words}{after}"


def _new_line(lines: list[str]) -> None:
    if lines[-1].strip() or (len(lines) > 1 and lines[-2].strip()):
        lines.append("")
