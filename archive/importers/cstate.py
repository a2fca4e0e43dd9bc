"""cState: one incident a file, Markdown with front matter, later messages set off in it in the writers' own way.

Such a message begins with a line like `[Final message]`, `[Update - 2023-03-29 15h50 UTC]`, `**2021-04-19T21:12:00**` or
`* *2020-11-19: …*`. What begins the incident is dated by `date`, what ends it by `resolvedWhen`. HTML comments hide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import PurePath

from django.utils.translation import gettext as _

from archive.importers.found import Found, Importer, Problem, guarded
from archive.importers.front_matter import Page, page_of, stem, why_not
from archive.importers.times import typed
from archive.importers.whole import Message, Reading, incident, severity_of
from postincident.vocabulary import Kind, Severity

SEVERITIES = {"down": Severity.MAJOR, "disrupted": Severity.MINOR, "notice": Severity.NONE}
_HIDDEN = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_LABEL = r"(?P<first>initial|open(?:ing)?)|(?P<last>final|clos(?:e|ing)|end of)|updated?|edit"
_BRACKETS = re.compile(rf"[ \t]*\[[ \t]*(?:{_LABEL})\b(?P<when>[^\]\n]*)\](?!\()[ \t]*(?P<rest>.*)", re.IGNORECASE)
_BOLD = re.compile(
    rf"\*\*[ \t]*(?:(?:{_LABEL})\b[^\d*\n]*)?(?P<when>\d{{4}}-\d\d-\d\d[^*\n]*)(?:\*\*)?[ \t]*(?P<rest>.*)",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\*[ \t]+\*(?P<when>\d{4}-\d\d-\d\d)[ \t]*:(?P<rest>.*?)\*?[ \t]*$")
_RULE = re.compile(r"(?:\s*^-{3,}[ \t]*$)+\s*\Z", re.MULTILINE)


class CState(Importer):
    name = "cstate"

    def recognises(self, name: str, data: bytes) -> bool:
        page = page_of(data) if data.lstrip(b"\xef\xbb\xbf").startswith(b"---") else None
        return page is not None and ("resolvedwhen" in page.fields or page.fields.get("section") == "issue")

    def finds(self, name: str, data: bytes) -> Iterator[Found]:
        page = page_of(data)
        if page is None or why_not(page):
            yield Problem(name, why_not(page))
        else:
            yield from guarded(name, _incident(name, page))


def reading_of(format: str, name: str, page: Page, services: str) -> Reading:
    """What the front matter of either kind of page says of an incident."""
    reading = Reading(name, "", page.fields.get("title", ""), time_in(page, "date"))
    reading.origin = f"{format}:{stem(name)}"
    if reading.started_at is None:
        reading.started_at = _dated_by_name(name)
        reading.flag("started_at_unreadable", _("Its date cannot be read; it is kept as found."))
    elif f"{reading.started_at:%Y-%m-%d}" not in PurePath(name).name:
        reading.origin += f"@{reading.started_at:%Y-%m-%d}"
    named = page.fields.get(services, "")
    reading.services = page.lists.get(services, (named,) if named else ())
    reading.as_found = {**page.fields, **{key: "\n".join(items) for key, items in page.lists.items()}}
    if page.unread:
        reading.flag("front_matter_unread", _("Some lines of its front matter could not be read."))
    return reading


def time_in(page: Page, name: str) -> datetime | None:
    try:
        return typed(page.fields.get(name, ""))
    except ValueError:
        return None


def _dated_by_name(name: str) -> datetime | None:
    try:
        return typed(PurePath(name).name[:10])
    except ValueError:
        return None


def _incident(name: str, page: Page) -> Iterator[Found]:
    reading = reading_of("cstate", name, page, "affected")
    severity_of(reading, page.fields.get("severity", ""), SEVERITIES)
    if page.fields.get("resolved", "true").lower() != "false":
        reading.resolved_at = time_in(page, "resolvedwhen")
        if reading.resolved_at is None and page.fields.get("resolvedwhen"):
            reading.flag("resolved_at_unreadable", _("When it was resolved cannot be read; it is kept as found."))
    if any("link-check" not in hidden for hidden in _HIDDEN.findall(page.body)):
        reading.flag("hidden_text")
    yield from incident(reading, _messages(reading, _HIDDEN.sub("", page.body)))


def _messages(reading: Reading, body: str) -> list[Message]:
    """In the order in which they were written, which is often that of the file turned round."""
    blocks = _blocks(body)
    dated = [at for _role, when, _text in blocks if (at := _stated(when))]
    if len(blocks) > 1 and len(dated) == len(blocks) and not any(role == "first" for role, _when, _text in blocks):
        oldest = dated.index(min(dated))
        blocks[oldest] = ("first", *blocks[oldest][1:])
    if not any(role == "first" for role, _when, _text in blocks):
        if len(blocks) > 1 or blocks[0][0]:
            reading.flag("messages_together")
        return [Message(body, reading.started_at, found={"status": ""})] if body.strip() else []
    if blocks[-1][0] == "first":
        blocks.reverse()
    messages: list[Message] = []
    for block in blocks:
        messages.append(_message(reading, *block, messages[-1].at if messages else reading.started_at))
    return messages


def _blocks(body: str) -> list[tuple[str, str, str]]:
    """Parts as (role, time as typed, text); what no line sets off begins the incident."""
    blocks: list[tuple[str, str, list[str]]] = [("", "", [])]
    for line in body.split("\n"):
        head = _BRACKETS.match(line) or _BOLD.match(line) or _BULLET.match(line)
        if head is None:
            if blocks[-1][0] == "bullet" and line.strip():
                blocks.append(("", "", []))
            blocks[-1][2].append(line)
            continue
        said = head.groupdict()
        role = "first" if said.get("first") else "last" if said.get("last") else "later"
        blocks.append(("bullet" if head.re is _BULLET else role, said["when"], [said["rest"]]))
    whole = [(role, when, _RULE.sub("", "\n".join(lines)).strip()) for role, when, lines in blocks]
    if not any(role == "first" for role, _when, _text in whole):
        whole = [("first" if not role and text else role, when, text) for role, when, text in whole]
    return [block for block in whole if block[0] or block[2]] or [("", "", "")]


def _stated(when: str) -> datetime | None:
    try:
        return typed(when)
    except ValueError:
        return None


def _message(reading: Reading, role: str, when: str, text: str, before: datetime | None) -> Message:
    """Without a time of its own, a message stands where the page says; else beside the one `before` it."""
    kind = {"first": Kind.ACKNOWLEDGEMENT, "last": Kind.RESOLUTION}.get(role, Kind.UPDATE)
    at = _stated(when)
    if at is None and role == "last" and reading.resolved_at and before and reading.resolved_at >= before:
        at = reading.resolved_at
    if at is None and role != "first":
        reading.flag("times_assumed")
    return Message(text, at or before, kind, {"status": {"first": "initial", "last": "final"}.get(role, "update")})
