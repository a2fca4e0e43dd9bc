"""A template tried on a real incident: what one audience would have read, and where it cannot be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from communications.drawing.names import ALLOWED
from communications.drawing.values import Drawn, Source, values_for
from communications.engine import TemplateError, compile_template, render
from communications.models import Audience, Communication, MessageTemplate, StakeholderGroup, TemplateVersion
from postincident.models import Incident
from postincident.rendering import to_html
from postincident.vocabulary import Kind


@dataclass(frozen=True)
class TriedSection:
    title: str
    html: SafeString | str
    problem: str = ""


@dataclass(frozen=True)
class Tried:
    incident: Incident
    group: StakeholderGroup
    subject: str
    sections: list[TriedSection]


def groups_for(template: MessageTemplate) -> list[StakeholderGroup]:
    """The groups in use that are written to with it: its own, or those of its level that have none of their own."""
    if template.group is not None:
        return [template.group]
    own = MessageTemplate.objects.filter(
        kind=template.kind, detail_level=template.detail_level, language__in=[template.language, "en"]
    )
    groups = StakeholderGroup.objects.in_use().filter(detail_level=template.detail_level)
    groups = groups.exclude(pk__in=own.exclude(group=None).values("group"))
    if template.language != "en":
        groups = groups.filter(language=template.language)
    return [group for group in groups if template.kind != Kind.TALKING_POINTS or not group.is_outside]


def try_on(
    template: MessageTemplate,
    subject: str,
    sections: Sequence[dict[str, str]],
    incident: Incident,
    group: StakeholderGroup | None,
) -> Tried:
    """Without a group, as somebody outside would read it at this level."""
    group = group or StakeholderGroup(detail_level=template.detail_level, kind=StakeholderGroup.Kind.EXTERNAL)
    audience = Audience(incident=incident, group=group)
    version = TemplateVersion(template=template)
    drawn = values_for(
        Source.of(incident),
        Communication(incident=incident, audience=audience, kind=template.kind, template_version=version),
    )
    rows = [_section(row, drawn) for row in sections]
    try:
        said, _used = render(compile_template(subject, ALLOWED), drawn.values)
    except TemplateError:
        said = ""
    return Tried(incident, group, " ".join(said.split()), [row for row in rows if row.html or row.problem])


def why_not_drawn(source: str) -> str:
    """Line and reason; empty when a draft can be drawn from it."""
    try:
        compile_template(source, ALLOWED)
    except TemplateError as error:
        return _("Line %(line)s: %(sentence)s") % {"line": error.line, "sentence": error.sentence}
    return ""


def why_no_heading(heading: str) -> str:
    """A heading stands in every draft as it is typed: it is drawn from nothing."""
    if "{{" not in heading and "{%" not in heading:
        return ""
    return why_not_drawn(heading) or _("A heading is plain words: facts are filled in in the text below it.")


def _section(row: dict[str, str], drawn: Drawn) -> TriedSection:
    if problem := why_no_heading(row["title"]) or why_not_drawn(row["body"]):
        return TriedSection(row["title"], "", problem)
    text, _used = render(compile_template(row["body"], ALLOWED), drawn.values)
    return TriedSection(row["title"], to_html(text) if text else "")
