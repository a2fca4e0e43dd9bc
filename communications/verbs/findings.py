"""What a manager decides about findings: to keep the words all the same, with a reason; to take that back; and one press for
a suggestion."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from communications.checking import Found, findings, same, text_kept
from communications.models import Communication, FindingOverride, Section
from communications.pieces import SUBJECT
from communications.verbs.drafting import edit_details, edit_section, locked
from postincident import clock, events
from postincident.errors import Refused
from postincident.models import User


def override_finding(user: User, communication: Communication, key: str, reason: str) -> FindingOverride:
    """Keep what a blocking finding is about. It holds for these words in this section, through later revisions."""
    reason = reason.strip()
    if not user.can_manage:
        raise Refused("not_allowed", _("Only a manager keeps what blocks submission."))
    if not reason:
        raise Refused("no_reason", _("Say why it stays; the reviewer will read it, and the record keeps it."))
    with transaction.atomic():
        current = _draft(communication)
        found = _standing(current, key)
        if found.override is not None:
            return found.override
        if not found.is_blocking:
            raise Refused("advice", _("It is advice and blocks nothing, so there is nothing to decide."))
        row = FindingOverride.objects.create(
            communication=current,
            check_name=found.finding.check,
            rule=found.finding.rule,
            text=text_kept(found.finding.text),
            section=found.section,
            reason=reason,
            by=user,
        )
        _record(user, "finding.overridden", current, row)
    return row


def withdraw_override(user: User, override: FindingOverride) -> None:
    """The finding blocks again."""
    if not user.can_manage:
        raise Refused("not_allowed", _("Only a manager takes back what was kept with a reason."))
    with transaction.atomic():
        current = _draft(override.communication)
        row = FindingOverride.objects.select_for_update().get(pk=override.pk)
        if row.withdrawn_at is not None:
            return
        row.withdrawn_at = clock.now()
        row.save(update_fields=["withdrawn_at"])
        _record(user, "finding.override_withdrawn", current, row)


def use_suggestion(user: User, communication: Communication, key: str) -> Section | None:
    """Write the suggestion in place of the words the finding is about. The section, or None when it was the subject."""
    with transaction.atomic():
        current = _draft(communication)
        found = _standing(current, key)
        words = found.finding.suggestion
        if not words or not found.has_place:
            raise Refused("no_suggestion", _("There is no suggestion for it; only a person can say it better."))
        if found.section == SUBJECT:
            subject = _replaced(current.subject, found)
            edit_details(user, current, subject=subject, next_update_at=current.next_update_at, version=current.version)
            return None
        section = current.sections.get(key=found.section)
        return edit_section(user, section, body=_replaced(section.body, found), version=section.version)


def _replaced(text: str, found: Found) -> str:
    return text[: found.start] + found.finding.suggestion + text[found.end :]


def _draft(communication: Communication) -> Communication:
    current = locked(communication)
    if current.state != Communication.State.DRAFT:
        raise Refused(
            "not_draft",
            _("It is %(state)s, so findings stay as they were decided. Take it back to write on first.")
            % {"state": current.get_state_display().lower()},
        )
    return current


def _standing(communication: Communication, key: str) -> Found:
    found = same(findings(communication), key)
    if found is None:
        raise Refused("not_found", _("That finding is not there any more: the text around it has changed."))
    return found


def _record(user: User, verb: str, communication: Communication, row: FindingOverride) -> None:
    events.record(
        user,
        verb,
        communication,
        incident=communication.incident_id,
        override=row.pk,
        check=row.check_name,
        rule=row.rule,
    )
