"""Two texts of one incident beside each other: what two audiences are told, or two states of what one is told."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from archive.diff import words_changed
from communications.affected import name_columns
from communications.checking import Found, findings, whole_of
from communications.checks.consistency import view
from communications.checks.consistency.view import View
from communications.checks.plain_language.sentences import LEAST_WORDS_FOR_GRADE
from communications.checks.text import Text
from communications.circumstances import context_of
from communications.comparing_quantities import compared
from communications.drawing.phrasing import Phrasing
from communications.marking import marked_html
from communications.models import Communication, Revision, Section
from communications.revisioning import kept_html, terms_of
from postincident.models import Incident, User

DIFFERS = '<mark class="differ">{}</mark>'


@dataclass(frozen=True)
class Choice:
    """What can stand on a side: a communication as it is now, or one revision of it."""

    communication: Communication
    revision: Revision | None = None

    @property
    def key(self) -> str:
        return f"{self.communication.pk}.{self.revision.number}" if self.revision else str(self.communication.pk)

    @property
    def label(self) -> str:
        one = self.communication
        kind = f"{one.get_kind_display()} {one.round}" if one.round > 1 else one.get_kind_display()
        return _("%(group)s: %(kind)s, %(state)s") % {"group": one.audience.group, "kind": kind, "state": self.state}

    @property
    def state(self) -> str:
        """Which state of its text this is."""
        if self.revision:
            return _("revision %(n)s") % {"n": self.revision.number}
        return self.communication.get_state_display().lower()


@dataclass
class Side:
    choice: Choice
    subject: str
    besides: dict[str, str]  # what leaves with the words: next update, files, list
    sections: dict[str, tuple[str, str, SafeString]]  # key → title, Markdown, HTML
    words: int
    grade: float | None  # None: too few words to tell
    minutes: int
    view: View
    found: list[Found] | None = None  # None: frozen, so that no check was asked


@dataclass(frozen=True)
class Row:
    title: SafeString | str
    left: SafeString
    right: SafeString
    difference: SafeString | str = ""


def choices(user: User, incident: Incident) -> list[Choice]:
    """Everything written of the incident, each with its revisions, newest first. Two queries."""
    rows = (
        Communication.objects.visible_to(user)
        .live()
        .filter(incident=incident)
        .select_related("audience__group", "incident")
        .order_by("kind", "-round", "audience__group__priority", "pk")
    )
    revisions: dict[int, list[Revision]] = {}
    for revision in Revision.objects.filter(communication__in=rows).defer("text", "html", "canonical", "source"):
        revisions.setdefault(revision.communication_id, []).append(revision)
    found = []
    for communication in rows:
        found.append(Choice(communication))
        found += [Choice(communication, revision) for revision in revisions.get(communication.pk, [])]
    return found


def chosen(found: Sequence[Choice], left: str, right: str) -> tuple[Choice, Choice] | None:
    """The two asked for; else the first, beside another audience's text of the same kind and round. None without two."""
    by_key = {one.key: one for one in found}
    first = by_key.get(left) or (found[0] if found else None)
    if first is None:
        return None
    second = by_key.get(right) or _partner(found, first)
    return (first, second) if second is not None and second.key != first.key else None


def _partner(found: Sequence[Choice], first: Choice) -> Choice | None:
    def nearness(one: Choice) -> tuple[bool, bool, bool]:
        theirs, ours = one.communication, first.communication
        return (theirs.kind != ours.kind, theirs.round != ours.round, theirs.pk == ours.pk or one.revision is not None)

    return min((one for one in found if one.key != first.key), key=nearness, default=None)


def side_of(choice: Choice) -> Side:
    communication, revision = choice.communication, _frozen(choice)
    context = context_of(communication)
    if revision:
        kept = json.loads(revision.canonical)
        subject = revision.subject.removeprefix(f"[{communication.incident.reference}] ")
        sections = {row["key"]: (row["title"], row["body"], kept_html(row)) for row in revision.source}
        source = "\n\n".join(f"## {title}\n\n{body}" for title, body, _html in sections.values())
        found: list[Found] | None = None
    else:
        rows = list(communication.sections.all())
        kept = terms_of(communication) | {"next_update_at": communication.next_update_at}
        subject = name_columns(communication.subject, kept.get("listed", {}).get("columns", []))
        source = whole_of(communication, rows).source
        found = [one for one in findings(communication, rows, context=context) if one.finding.check == "consistency"]
        sections = {one.key: (one.title, one.body, _marked(one, found)) for one in rows}
    text = Text.of(source, context)
    minutes = max(1, round(text.reading_time() / 60))
    words = len(text.words())
    grade = text.grade() if words >= LEAST_WORDS_FOR_GRADE else None
    seen = view.of(text, context.time_zone, context)
    return Side(choice, subject, _besides(kept, communication), sections, words, grade, minutes, seen, found)


def _besides(kept: Mapping[str, Any], communication: Communication) -> dict[str, str]:
    at, listed = kept.get("next_update_at"), kept.get("listed")
    at = datetime.fromisoformat(at) if isinstance(at, str) else at
    files = [f"{name} ({digest[:8]})" for digest, name in kept.get("attachments", ())]
    names = ", ".join(listed["columns"]) if listed else ""
    return {
        _("Next update"): Phrasing.of(communication).clock_and_day(at) if at else "",
        _("Attachments"): ", ".join(files),
        _("Only the affected"): f"{_('list')} {listed['digest'][:8]}{': ' if names else ''}{names}" if listed else "",
    }


def _marked(section: Section, found: Sequence[Found]) -> SafeString:
    places = [(one.start, one.end) for one in found if one.section == section.key and one.has_place]
    return marked_html(section.body, places, DIFFERS)


def _frozen(choice: Choice) -> Revision | None:
    """What was submitted is shown as it was frozen; a draft as it is written now."""
    if choice.revision:
        return Revision.objects.get(pk=choice.revision.pk)
    if choice.communication.state == Communication.State.DRAFT:
        return None
    return choice.communication.revisions.order_by("-number").first()


def rows_of(left: Side, right: Side) -> list[Row]:
    """The subject, section by section in the left one's order, then what only the right one has; what leaves besides."""
    is_same = left.choice.communication.pk == right.choice.communication.pk
    keys = [*left.sections, *(key for key in right.sections if key not in left.sections)]
    rows = [_plain(_("Subject"), left.subject, right.subject, is_same)]
    for key in keys:
        ours, theirs = left.sections.get(key), right.sections.get(key)
        title: SafeString | str = (ours or theirs or ("", "", ""))[0]
        if is_same and ours and theirs:
            title = words_changed(ours[0], theirs[0])
        difference = words_changed(ours[1] if ours else "", theirs[1] if theirs else "") if is_same else ""
        rows.append(Row(title, _shown(left, key), _shown(right, key), difference))
    both = ((name, left.besides[name], right.besides[name]) for name in left.besides)
    return rows + [_plain(name, ours, theirs, is_same) for name, ours, theirs in both if ours or theirs]


def _plain(title: str, ours: str, theirs: str, is_same: bool) -> Row:
    left, right = (format_html("<p>{}</p>", one) if one else mark_safe("") for one in (ours, theirs))
    return Row(title, left, right, words_changed(ours, theirs) if is_same else "")


def _shown(side: Side, key: str) -> SafeString:
    return side.sections[key][2] if key in side.sections else mark_safe("")


def summary(left: Side, right: Side) -> dict[str, object]:
    found = [(side.choice.communication, one) for side in (left, right) for one in side.found or ()]
    wrong = [[(one.finding.start, one.finding.end) for one in side.found or ()] for side in (left, right)]
    return {
        "found": found,
        "checked": left.found is not None or right.found is not None,
        "blocking": any(one.is_blocking for _communication, one in found),
        "compared": compared(left.view, right.view, *wrong),
    }
