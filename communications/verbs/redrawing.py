"""Bringing texts up to today's facts. What a person wrote is never overwritten: the new drawing is shown beside it."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from communications.drawing.anew import draw_anew, is_untouched, stale_drafts
from communications.drawing.newest import take_newest
from communications.drawing.values import Source
from communications.models import Communication, Section
from communications.verbs.drafting import edit_section, editable, locked
from postincident import events
from postincident.models import Incident, User


def redraw(user: User, communication: Communication) -> Communication:
    """Draw every section from today's facts, with the template as it is written now."""
    with transaction.atomic():
        current = editable(communication)
        source, before = Source.of(current.incident), current.template_version_id
        newest = take_newest(current, source)
        draw_anew(current, source)
        versions: dict[str, Any] = {"template_version": newest.pk, "before": before} if newest else {}
        events.record(user, "communication.redrawn", current, incident=current.incident_id, **versions)
    return current


def redraw_section(user: User, section: Section) -> None:
    with transaction.atomic():
        current = editable(section.communication)
        draw_anew(current, Source.of(current.incident), current.sections.filter(pk=section.pk))
        events.record(user, "section.redrawn", current, incident=current.incident_id, section=section.pk)


def redraw_untouched(user: User, incident: Incident) -> list[Communication]:
    """In every draft of the incident, the sections that nobody edited and whose facts have changed. Sections that people
    wrote in stay as they are, and go on saying which fact has changed."""
    redrawn = []
    with transaction.atomic():
        source = Source.of(incident)
        for one, changed in stale_drafts(incident, source):
            seen = locked(one)
            theirs = seen.sections.filter(pk__in=[section.pk for section in changed])
            sections = [section for section in theirs if is_untouched(section)]
            if not sections or seen.state != Communication.State.DRAFT:
                continue
            current = editable(seen)
            number = draw_anew(current, source, sections)
            events.record(user, "communication.redrawn", current, incident=incident, sections=number)
            redrawn.append(current)
    return redrawn


def use_drawn(user: User, section: Section, version: int) -> Section:
    """Take the drawing in place of what a person wrote."""
    return edit_section(user, section, body=section.drawn, version=version)
