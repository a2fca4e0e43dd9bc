"""Drawing sections: template version × values → text, with the values each section used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from communications.drawing.names import CALLED, STATES, state_asked
from communications.drawing.values import Drawn, Source, values_for
from communications.engine import compile_template, render
from communications.models import Communication, MessageTemplate, Section, TemplateVersion
from postincident.vocabulary import Kind


@dataclass(frozen=True)
class DrawnSection:
    key: str
    title: str
    body: str
    used: dict[str, Any]  # name → the value it had


def template_for(communication: Communication) -> TemplateVersion | None:
    """The group's own template, else the one for its level; the newest version."""
    group = communication.audience.group
    choices = MessageTemplate.objects.filter(
        kind=communication.kind, detail_level=group.detail_level, language__in=[group.language, "en"]
    )
    ranked = sorted(
        choices.filter(group=group) | choices.filter(group=None),
        key=lambda template: (template.group_id is None, template.language != group.language),
    )
    return ranked[0].versions.order_by("-number").first() if ranked else None


def draw_subject(version: TemplateVersion, drawn: Drawn) -> str:
    text, _used = render(compile_template(version.subject), drawn.values)
    return " ".join(text.split())[:300]


def subject_drawn(communication: Communication, version: TemplateVersion, drawn: Drawn) -> str:
    subject = draw_subject(version, drawn)
    if communication.corrects:
        subject = _("Correction: %(subject)s") % {"subject": subject}
    return subject[:300] or str(Kind(communication.kind).label)


def draw_sections(version: TemplateVersion, drawn: Drawn) -> list[DrawnSection]:
    sections = []
    for row in version.sections:
        body, used = render(compile_template(row["body"]), drawn.values)
        sections.append(
            DrawnSection(row["key"], row["title"], body, {name: drawn.values.get(name) for name in sorted(used)})
        )
    return sections


@dataclass(frozen=True)
class ChangedFact:
    name: str
    label: str
    old: str
    new: str


def changed_facts(section: Section, drawn: Drawn) -> list[ChangedFact]:
    """What the section was drawn from and is no longer so. Of a fact whose state is another, the states in words, once."""
    found: dict[str, ChangedFact] = {}
    for name, old in section.facts_used.items():
        new = drawn.values.get(name)
        if (old or None) == (new or None):
            continue
        fact, state = state_asked(name)
        if not state:
            found[name] = ChangedFact(name, str(CALLED.get(name, name)), _shown(old), _shown(new))
        elif old or f"{fact}_state" not in found:
            was = str(STATES[state]) if old else _("not %(state)s") % {"state": STATES[state]}
            found[f"{fact}_state"] = ChangedFact(f"{fact}_state", str(CALLED[fact]), was, _state_of(fact, drawn))
    return list(found.values())


def _state_of(fact: str, drawn: Drawn) -> str:
    said = (str(words) for state, words in STATES.items() if drawn.values.get(f"{fact}_{state}"))
    return next(said, _("missing") if fact in drawn.gaps else _("not stated"))


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return value if isinstance(value, str) else ""


def facts_since(communication: Communication) -> list[ChangedFact]:
    """What changed after it was submitted: whoever approves or releases it decides whether the text still holds."""
    if communication.state not in (Communication.State.IN_REVIEW, Communication.State.APPROVED):
        return []
    drawn = drawn_for(communication)
    changed = (one for section in communication.sections.all() for one in changed_facts(section, drawn))
    return list({one.name: one for one in changed if one.old or one.new}.values())


def drawn_for(communication: Communication) -> Drawn:
    return values_for(Source.of(communication.incident), communication)
