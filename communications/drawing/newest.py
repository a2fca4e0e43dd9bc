"""Bringing a draft over to the template as it is written now, before it is drawn anew."""

from __future__ import annotations

from collections.abc import Mapping

from communications.drawing.anew import is_untouched
from communications.drawing.draw import subject_drawn, template_for
from communications.drawing.values import Source, values_for
from communications.models import Communication, Section, TemplateVersion


def newer_for(communication: Communication) -> TemplateVersion | None:
    """The version a draft begun now would be drawn with, where it is another than this one's."""
    newest = template_for(communication)
    return newest if newest is not None and newest.pk != communication.template_version_id else None


def take_newest(communication: Communication, source: Source) -> TemplateVersion | None:
    """Of a communication that is locked. Sections that came to the template are added, those that went from it go where
    nobody wrote in them, headings and subject follow where they are as drawn. What people removed stays away. None where
    there is nothing newer."""
    newest = newer_for(communication)
    if newest is None:
        return None
    before = communication.template_version
    is_drawn = before is not None and communication.subject == _subject(communication, before, source)
    communication.template_version = newest
    if is_drawn:
        communication.subject = _subject(communication, newest, source)
    communication.save(update_fields=["template_version", "subject"])
    _bring_over(
        communication,
        {row["key"]: row["title"] for row in before.sections} if before else {},
        {row["key"]: row["title"] for row in newest.sections},
    )
    return newest


def _subject(communication: Communication, version: TemplateVersion, source: Source) -> str:
    return subject_drawn(communication, version, values_for(source, communication))


def _bring_over(communication: Communication, was: Mapping[str, str], now: Mapping[str, str]) -> None:
    asked = {row["key"] for row in communication.audience.group.required_sections}
    standing: list[Section] = []
    for section in communication.sections.all():
        if section.key in was.keys() - now.keys() - asked and is_untouched(section):
            section.delete()
        else:
            standing.append(section)
    have = {section.key: section for section in standing}
    for key in now.keys() - was.keys() - have.keys():
        have[key] = Section(communication=communication, key=key, title=now[key])
    for place, key in enumerate(_in_order([section.key for section in standing], [key for key in now if key in have])):
        section = have[key]
        title = now[key] if key in now and section.title == was.get(key) else section.title
        if section.pk is None or (section.title, section.position) != (title, place):
            section.version += section.title != title
            section.title, section.position = title, place
            section.save()


def _in_order(standing: list[str], wanted: list[str]) -> list[str]:
    """The template's order; what is not of it stays behind what it stood behind."""
    order = list(wanted)
    for place, key in enumerate(standing):
        if key not in order:
            order.insert(order.index(standing[place - 1]) + 1 if place else 0, key)
    return order
