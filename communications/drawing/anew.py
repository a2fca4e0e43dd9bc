"""Drawing a communication again from today's facts, beside what people wrote into it."""

from __future__ import annotations

from collections.abc import Iterable

from communications.drawing.draw import DrawnSection, changed_facts, draw_sections
from communications.drawing.values import Source, mentioned, values_for
from communications.models import Communication, RecipientList, Section
from postincident.models import Incident


def draw_anew(communication: Communication, source: Source, sections: Iterable[Section] | None = None) -> int:
    """Of a communication that is locked. A section a person edited keeps their words; the new drawing lies beside it. How
    many sections are drawn otherwise than before. What goes to a few tells of the improvements it was drafted for."""
    if not RecipientList.objects.filter(communication=communication).exists():
        communication.improvements.set(mentioned(source, communication))
    version = communication.template_version
    drawn = draw_sections(version, values_for(source, communication)) if version else []
    rows = {row.key: row for row in drawn}
    wanted = communication.sections.all() if sections is None else sections
    return sum(_drawn_anew(section, rows.get(section.key)) for section in wanted)


def _drawn_anew(section: Section, row: DrawnSection | None) -> bool:
    if row is None or (section.drawn == row.body and section.facts_used == row.used):
        return False
    if is_untouched(section):
        section.body = row.body
    section.drawn, section.facts_used = row.body, row.used
    section.version += 1
    section.save()
    return True


def is_untouched(section: Section) -> bool:
    """Nobody wrote in it: it stands as it was drawn."""
    return section.body == section.drawn


def stale_drafts(incident: Incident, source: Source) -> list[tuple[Communication, list[Section]]]:
    """Drafts with their sections that were drawn from facts which have changed since; two queries for all of them."""
    drafts = (
        Communication.objects.filter(incident=incident, state=Communication.State.DRAFT)
        .select_related("audience__group", "template_version__template", "corrects", "incident")
        .prefetch_related("sections")
    )
    found = []
    for one in drafts:
        drawn = values_for(source, one)
        if sections := [section for section in one.sections.all() if changed_facts(section, drawn)]:
            found.append((one, sections))
    return found
