"""A group that reads another language than the template was written in: what of the text nobody has written anew for them."""

from __future__ import annotations

from dataclasses import dataclass

from communications.drawing.anew import is_untouched
from communications.languages import name_of
from communications.models import Communication


@dataclass(frozen=True)
class Untranslated:
    language: str  # of the template, in words
    readers: str
    headings: list[str]


def untranslated(communication: Communication) -> Untranslated | None:
    """None where the languages are one, varieties of it included, or every section was written on since it was drawn."""
    version, readers = communication.template_version, communication.audience.group.language
    if version is None or _base(version.template.language) == _base(readers):
        return None
    headings = [section.title for section in communication.sections.all() if section.body and is_untouched(section)]
    return Untranslated(name_of(version.template.language), name_of(readers), headings) if headings else None


def _base(language: str) -> str:
    return language.split("-")[0]
