"""Questions raised during an incident, read out of what people have: pasted words, a table, a mailbox, a chat.

To add a way they come: a module that yields `Question` and `Problem`, a line in `_in_file`, a row in tests/feedback/test_raised.py.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from archive.importers.bundle import has_too_many, is_bundle, is_litter, unpacked
from archive.importers.found import Problem, guarded
from archive.importers.json_file import Unreadable as NotJson
from archive.importers.mail import MailFile
from feedback.raised import mailbox, pasted, slack, transcript
from feedback.raised.found import How, Question, Reading, gathered
from postincident.csv_files import Unreadable
from postincident.models import Incident

_READ = (".json", ".txt", ".mbox", ".eml")

type Found = Iterator[Question | Problem]


def in_words(text: str, incident: Incident, how: How) -> Reading:
    """What was pasted: a chat copied as it stands, or one question a line or block."""
    if transcript.is_transcript(text):
        return gathered(transcript.questions(text, how), incident, is_history=True)
    return gathered(pasted.questions(text, how), incident, is_history=False)


def in_file(name: str, data: bytes, incident: Incident, how: How) -> Reading | None:
    """What is in a chat, a mailbox or a zip of either; None for anything else, such as a table."""
    if is_bundle(data):
        return gathered(guarded(name, _zipped(name, data, how)), incident, is_history=True)
    try:
        found = _in_file(name, data, how)
    except (Unreadable, NotJson) as unreadable:
        return Reading(problems=[Problem(name, str(unreadable))])
    return None if found is None else gathered(guarded(name, found), incident, is_history=True)


def _in_file(name: str, data: bytes, how: How) -> Found | None:
    """Raises either Unreadable."""
    if data.lstrip()[:1] in (b"[", b"{") and (rows := _slack_rows(name, data)) is not None:
        return slack.questions([(name, rows)], {})
    if MailFile().recognises(name, data):
        return mailbox.questions(name, data)
    if name.lower().endswith((".csv", ".tsv")) or not transcript.is_transcript(text := transcript.text_of(data)):
        return None
    return transcript.questions(text, how)


def _slack_rows(name: str, data: bytes) -> slack.Rows | None:
    """A chat copied out of Teams begins with a bracket too."""
    try:
        return slack.rows_of(data)
    except NotJson:
        if name.lower().endswith(".json"):
            raise
        return None


def _zipped(name: str, data: bytes, how: How) -> Found:
    """A Slack export, or what WhatsApp packs together with pictures."""
    chosen, left = _names(data)
    if not chosen:
        yield Problem(name, _("There is no chat and no mailbox in this zip."))
        return
    if left:
        yield Problem(name, _("%(n)s other files in it were not opened.") % {"n": left})
    users: dict[str, str] = {}
    days: list[tuple[str, slack.Rows]] = []
    for one in unpacked(name, data, frozenset(chosen).__contains__):
        if isinstance(one, Problem):
            yield one
            continue
        place, content = one
        if PurePosixPath(place).name == slack.USERS:
            users |= slack.names_of(content)
            continue
        try:
            rows = _slack_rows(place, content) if place.lower().endswith(".json") else None
            found = None if rows is not None else _in_file(place, content, how)
        except (Unreadable, NotJson) as unreadable:
            yield Problem(place, str(unreadable))
            continue
        if rows is not None:
            days.append((place, rows))
        elif found is not None:
            yield from found
        elif "/" in place.removeprefix(f"{name}/"):
            yield Problem(place, _("It is neither a chat nor a mailbox."))
    yield from slack.questions(days, users)


def _names(data: bytes) -> tuple[list[str], int]:
    """Those that may hold something, and how many may not."""
    if has_too_many(data):
        return [], 0
    try:
        with zipfile.ZipFile(BytesIO(data)) as bundle:
            names = [one for one in bundle.namelist() if not one.endswith("/") and not is_litter(PurePosixPath(one))]
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        return [], 0
    chosen = [one for one in names if one.lower().endswith(_READ)]
    return chosen, len(names) - len(chosen)


__all__ = ["How", "Question", "Reading", "in_file", "in_words"]
