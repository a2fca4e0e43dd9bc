"""Templates: every version is kept, and each says why it became so."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from archive.models import Change
from archive.verbs.changing import record_change
from communications.drawing.names import ALLOWED
from communications.engine import TemplateError, compile_template
from communications.models import MessageTemplate, StakeholderGroup, TemplateVersion
from communications.shipped.templates import MANDATORY
from postincident import events
from postincident.errors import Refused
from postincident.models import User


def check(template: MessageTemplate, subject: str, sections: list[dict[str, str]]) -> dict[str, str]:
    """What is wrong, by field: "subject" or the key of a section. Empty when all of it compiles."""
    wrong = {}
    for place, source in [("subject", subject), *((row["key"], row["body"]) for row in sections)]:
        try:
            compile_template(source, ALLOWED)
        except TemplateError as error:
            wrong[place] = _("Line %(line)s: %(sentence)s") % {"line": error.line, "sentence": error.sentence}
    missing = set(MANDATORY.get(template.kind, ())) - {row["key"] for row in sections if row["body"].strip()}
    for key in missing:
        wrong.setdefault(key, _("This section is mandatory and cannot be empty."))
    return wrong


def as_text(version: TemplateVersion) -> str:
    """A version as one text, for the change log and for comparing."""
    parts = [f"{row['title']}\n\n{row['body']}" for row in version.sections]
    return "\n\n\n".join([version.subject, *parts])


def write_version(
    user: User, template: MessageTemplate, *, subject: str, sections: list[dict[str, str]], why: str, based_on: int
) -> tuple[TemplateVersion, Change]:
    """Save a new version and record the change. Raises Refused without a reason, or when somebody saved meanwhile."""
    if not why.strip():
        raise Refused("no_reason", _("Say why the template changes, and what was learned."))
    with transaction.atomic():
        current = MessageTemplate.objects.select_for_update(of=("self",)).get(pk=template.pk)
        last = current.versions.order_by("-number").first()
        if last is not None and last.number != based_on:
            raise Refused("changed_meanwhile", _("Somebody else saved a version while you were writing."))
        if last is not None and (last.subject, last.sections) == (subject, sections):
            raise Refused("nothing_changed", _("Nothing was changed."))
        wrong = check(current, subject, sections)
        if wrong:
            raise Refused("does_not_compile", " ".join(wrong.values()))
        version = TemplateVersion.objects.create(
            template=current,
            number=(last.number if last else 0) + 1,
            subject=subject,
            sections=sections,
            why=why.strip(),
            by=user,
        )
        change = record_change(
            user,
            kind=Change.Kind.TEMPLATE,
            what=_("Template “%(template)s”, version %(n)s") % {"template": current, "n": version.number},
            why=why,
            before=as_text(last) if last else "",
            after=as_text(version),
            subject=current,
        )
        events.record(user, "template.changed", current, version=version.number)
    return version, change


def restore(user: User, version: TemplateVersion, why: str) -> tuple[TemplateVersion, Change]:
    """Make an earlier version the newest again, as a version of its own."""
    last = version.template.versions.aggregate(last=Max("number"))["last"] or 0
    return write_version(
        user, version.template, subject=version.subject, sections=version.sections, why=why, based_on=last
    )


def add(user: User, template: MessageTemplate, group: StakeholderGroup) -> MessageTemplate:
    """A group's own copy of a template, to be changed without touching the others'."""
    with transaction.atomic():
        own, is_new = MessageTemplate.objects.get_or_create(
            kind=template.kind, detail_level=group.detail_level, group=group, language=group.language
        )
        last = template.versions.order_by("-number").first()
        if is_new and last is not None:
            TemplateVersion.objects.create(
                template=own,
                number=1,
                subject=last.subject,
                sections=last.sections,
                why=_("Copied to be changed"),
                by=user,
            )
            events.record(user, "template.added", own, group=group.pk)
    return own
