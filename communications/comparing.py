"""Two texts of one incident beside each other: what two audiences are told, or two states of what one is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from archive.diff import words_changed
from communications.checking import Found, findings, whole_of
from communications.checks.consistency import view
from communications.checks.consistency.view import View
from communications.checks.text import Text
from communications.circumstances import context_of
from communications.comparing_quantities import compared
from communications.marking import marked_html
from communications.models import Communication, Revision, Section
from communications.revisioning import kept_html
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
        state = _("revision %(n)s") % {"n": self.revision.number} if self.revision else one.get_state_display().lower()
        kind = f"{one.get_kind_display()} {one.round}" if one.round > 1 else one.get_kind_display()
        return _("%(group)s: %(kind)s, %(state)s") % {"group": one.audience.group, "kind": kind, "state": state}


@dataclass
class Side:
    choice: Choice
    sections: dict[str, tuple[str, str, SafeString]]  # key → title, Markdown, HTML
    words: int
    grade: float
    minutes: int
    view: View
    found: list[Found] | None = None  # None: frozen, so that no check was asked


@dataclass(frozen=True)
class Row:
    title: str
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
        sections = {row["key"]: (row["title"], row["body"], kept_html(row)) for row in revision.source}
        source = "\n\n".join(f"## {title}\n\n{body}" for title, body, _html in sections.values())
        found: list[Found] | None = None
    else:
        rows = list(communication.sections.all())
        source = whole_of(communication, rows).source
        found = [one for one in findings(communication, rows, context=context) if one.finding.check == "consistency"]
        sections = {one.key: (one.title, one.body, _marked(one, found)) for one in rows}
    text = Text.of(source, context)
    minutes = max(1, round(text.reading_time() / 60))
    return Side(
        choice, sections, len(text.words()), text.grade(), minutes, view.of(text, context.time_zone, context), found
    )


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
    """Section by section, in the left one's order, then what only the right one has."""
    is_same = left.choice.communication.pk == right.choice.communication.pk
    keys = [*left.sections, *(key for key in right.sections if key not in left.sections)]
    rows = []
    for key in keys:
        ours, theirs = left.sections.get(key), right.sections.get(key)
        title = (ours or theirs or ("", "", ""))[0]
        difference = words_changed(ours[1] if ours else "", theirs[1] if theirs else "") if is_same else ""
        rows.append(Row(title, _shown(left, key), _shown(right, key), difference))
    return rows


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
