"""Templates: every version is kept, and each says why it became so."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from archive.models import Change
from archive.verbs.changing import record_change
from communications.affected import unknown_names
from communications.affected_csv import placeholder_name
from communications.drawing.trying import why_no_heading, why_not_drawn
from communications.models import MessageTemplate, RecipientList, StakeholderGroup, TemplateVersion
from communications.shipped.templates import MANDATORY
from postincident import clock, events
from postincident.errors import Refused
from postincident.models import User
from postincident.placeholders import WORDS
from postincident.vocabulary import Kind

# Before the key of a section, for what is wrong with its heading. No key has a colon.
HEADING = "heading:"


def check(template: MessageTemplate, subject: str, sections: list[dict[str, str]]) -> dict[str, str]:
    """What is wrong, by field: "subject", the key of a section, or HEADING and the key. Empty when all of it compiles."""
    bodies = {"subject": subject} | {row["key"]: row["body"] for row in sections}
    headings = {HEADING + row["key"]: row["title"] for row in sections}
    wrong = {place: said for place, source in bodies.items() if (said := why_not_drawn(source))}
    wrong |= {place: said for place, heading in headings.items() if (said := why_no_heading(heading))}
    wrong = _mistyped(bodies | headings) | wrong
    missing = set(MANDATORY.get(template.kind, ())) - {row["key"] for row in sections if row["body"].strip()}
    for key in missing:
        wrong.setdefault(key, _("This section is mandatory and cannot be empty."))
    return wrong


def _mistyped(texts: Mapping[str, str]) -> dict[str, str]:
    """What looks like the place of a reader's own words and cannot be one, by field. A column that an incident's list may
    have is taken, unless it differs from one of the fixed names by a slip of the fingers and no list has it."""
    unknown = {name for text in texts.values() for name in unknown_names(text)}
    slips = {name: near for name in unknown if (near := _meant(name))}
    if slips:
        lists = RecipientList.objects.values_list("columns", flat=True)
        slips = {name: slips[name] for name in slips.keys() - {one["name"] for columns in lists for one in columns}}
    wrong: dict[str, str] = {}
    for place, text in texts.items():
        for line, words in enumerate(text.splitlines(), 1):
            for name in unknown_names(words):
                if sentence := _never_filled(name, slips.get(name, "")):
                    wrong.setdefault(place, _("Line %(line)s: %(sentence)s") % {"line": line, "sentence": sentence})
    return wrong


def _meant(name: str) -> str:
    return next(iter(difflib.get_close_matches(name, list(WORDS), n=1, cutoff=0.85)), "")


def _never_filled(name: str, near: str) -> str:
    if near:
        return _("Nothing fills in [[%(name)s]]. Did you mean [[%(near)s]]?") % {"name": name, "near": near}
    if name != placeholder_name(name):
        return _(
            "Nothing fills in [[%(name)s]]. Use one of %(known)s, or a list's column, in small letters, digits and _."
        ) % {"name": name, "known": ", ".join(f"[[{one}]]" for one in WORDS)}
    return ""


def as_text(version: TemplateVersion) -> str:
    """A version as one text, for the change log and for comparing."""
    parts = [f"{row['title']}\n\n{row['body']}" for row in version.sections]
    return "\n\n\n".join([version.subject, *parts])


def write_version(
    user: User,
    template: MessageTemplate,
    *,
    subject: str,
    sections: list[dict[str, str]],
    why: str,
    based_on: int,
    restores: TemplateVersion | None = None,
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
            restores=restores,
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
        _looked_at(current)
        events.record(user, "template.changed", current, version=version.number)
    return version, change


def restore(user: User, version: TemplateVersion, why: str) -> tuple[TemplateVersion, Change]:
    """Make an earlier version the newest again, as a version of its own that says which it restores."""
    last = version.template.versions.aggregate(last=Max("number"))["last"] or 0
    return write_version(
        user,
        version.template,
        subject=version.subject,
        sections=version.sections,
        why=why,
        based_on=last,
        restores=version,
    )


def add(
    user: User, template: MessageTemplate, group: StakeholderGroup | None = None, language: str = ""
) -> MessageTemplate:
    """A copy for one group, for another language or for both, to be changed without touching this one.

    Raises Refused when there is one already, and for talking points of a group outside.
    """
    if group is not None and group.is_outside and template.kind == Kind.TALKING_POINTS:
        raise Refused(
            "inside_only", _("Talking points are for colleagues, and %(group)s is outside.") % {"group": group}
        )
    language = language or (group.language if group else template.language)
    level = group.detail_level if group else template.detail_level
    with transaction.atomic():
        own, is_new = MessageTemplate.objects.get_or_create(
            kind=template.kind,
            detail_level=level,
            group=group,
            language=language,
            defaults={"owner": template.owner, "review_every": template.review_every},
        )
        if not is_new:
            raise Refused("there", _("There is one already, and it was left as it is."))
        last = template.versions.order_by("-number").first()
        if last is not None:
            TemplateVersion.objects.create(
                template=own,
                number=1,
                subject=last.subject,
                sections=last.sections,
                why=_("Copied to be changed"),
                by=user,
            )
        events.record(user, "template.added", own, group=group.pk if group else None, language=language)
    return own


def _looked_at(template: MessageTemplate) -> None:
    template.review_due = clock.today() + timedelta(days=template.review_every)
    template.save(update_fields=["review_due"])


def looked_at(user: User, template: MessageTemplate) -> MessageTemplate:
    """Somebody read it and found that it still holds: asked again after as many days as it says."""
    with transaction.atomic():
        current = MessageTemplate.objects.select_for_update(of=("self",)).get(pk=template.pk)
        _looked_at(current)
        events.record(user, "template.looked_at", current)
    return current


def entrust(user: User, template: MessageTemplate, owner: User | None, review_every: int) -> MessageTemplate:
    """Who looks after it, and how often. The next look counts from the last one."""
    with transaction.atomic():
        current = MessageTemplate.objects.select_for_update(of=("self",)).get(pk=template.pk)
        if current.review_due is not None:
            current.review_due += timedelta(days=review_every - current.review_every)
        current.owner, current.review_every = owner, review_every
        current.save(update_fields=["owner", "review_every", "review_due"])
        events.record(user, "template.entrusted", current, owner=owner.pk if owner else None)
    return current
