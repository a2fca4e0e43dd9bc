"""A group's rules as one text, a line each, so that a change of them can be read line by line.

Who is in the group is no rule of it and stays out, and so do the addresses it is written to.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from communications.explaining import CHECKS, SERIOUS, dues_of, rules_of
from communications.hours import hours_of
from communications.models import StakeholderGroup


def _yes(value: bool) -> str:
    return _("yes") if value else _("no")


def _identity(group: StakeholderGroup) -> Iterator[tuple[str, str]]:
    yield _("Name"), group.name
    yield _("Kind"), group.get_kind_display()
    yield _("Priority"), str(group.priority)
    yield _("In use"), _yes(group.active)


def _writing(group: StakeholderGroup) -> Iterator[tuple[str, str]]:
    yield _("Detail level"), group.get_detail_level_display()
    yield _("Tone"), group.get_tone_display()
    yield _("Language"), group.language
    yield _("Time zone"), group.time_zone
    yield _("Sender's name"), group.from_name
    yield _("Replies go to"), group.reply_to
    for line in group.signature.splitlines() or [""]:
        yield _("Signature"), line
    for row in group.required_sections:
        yield _("Section required besides the usual ones"), row["title"]
    yield _("Word limit"), str(group.word_limit or "")
    yield _("Reading grade limit"), f"{group.grade_limit:.1f}" if group.grade_limit is not None else ""
    for name, severity in sorted(group.check_severities.items()):
        label = CHECKS[name][0] if name in CHECKS else name
        yield _("Findings of %(check)s") % {"check": label}, str(SERIOUS.get(severity, severity))


def _review(group: StakeholderGroup) -> Iterator[tuple[str, str]]:
    yield _("Reviewers needed"), str(group.reviewers_needed)
    yield _("Who may review"), group.get_reviewer_role_display()
    yield _("Assigned reviewers"), ", ".join(sorted(str(person) for person in group.reviewers.all()))
    yield _("Hours for a review"), str(group.review_hours)


def _reach(group: StakeholderGroup) -> Iterator[tuple[str, str]]:
    yield _("Open for sign-up"), _yes(group.sign_up_open)
    yield _("Required by law or contract"), _yes(group.required_notice)
    yield _("Ask for feedback"), _yes(group.feedback_on)
    yield _("Named contact for feedback"), group.feedback_contact
    hours = hours_of(group)
    yield _("Written to"), str(hours) if hours else _("at any hour")
    for rule in rules_of(group) or [pgettext("concerned by", "nothing: it is included by hand")]:
        yield _("Concerned by"), rule
    for label, time in dues_of(group):
        yield _("Told: %(kind)s") % {"kind": label}, time


def as_text(group: StakeholderGroup) -> str:
    """Reads the services and reviewers as they stand in the database, whatever was prefetched before."""
    parts = (_identity, _writing, _review, _reach)
    return "\n".join(f"{label}: {value or '–'}" for part in parts for label, value in part(group))
