"""Changes of templates, processes and documents, with the reason; and what an incident suggests to change."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from django.db import models, transaction
from django.utils.translation import gettext as _

from archive import documents
from archive.models import Change, ChangeFile, Suggestion
from postincident import clock, events
from postincident.errors import Refused
from postincident.models import Incident, User


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest() if text else ""


def _keep(change: Change, side: str, name: str, content: bytes) -> None:
    ChangeFile.objects.create(
        change=change,
        side=side,
        name=documents.named(name),
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
        content=content,
    )


def record_change(
    user: User,
    *,
    kind: str,
    what: str,
    why: str,
    before: str = "",
    after: str = "",
    link: str = "",
    files: Mapping[str, tuple[str, bytes]] | None = None,
    subject: models.Model | None = None,
    incident: Incident | None = None,
) -> Change:
    """Append to the change log. `files` are (name, content) by side; what one says in plain text is compared, unless a
    text of that side is given. Raises Refused without a reason, and for a file that is empty or too large."""
    if not why.strip():
        raise Refused("no_reason", _("Say why it was changed, and what was learned."))
    files = files or {}
    for _name, content in files.values():
        documents.check(content)
    said = {side: documents.text_in(content) for side, (_name, content) in files.items()}
    before, after = before or said.get("before", ""), after or said.get("after", "")
    with transaction.atomic():
        change = Change.objects.create(
            kind=kind,
            what=what,
            why=why.strip(),
            before=before,
            after=after,
            before_digest=_digest(before),
            after_digest=_digest(after),
            link=link,
            subject_type=subject._meta.label_lower if subject is not None else "",
            subject_id=subject.pk if subject is not None else None,
            incident=incident,
            by=user,
        )
        for side, (name, content) in files.items():
            _keep(change, side, name, content)
        events.record(user, "change.recorded", change, incident=incident, kind=kind)
    return change


def suggest(incident: Incident, code: str, text: str) -> Suggestion:
    """Suggest a change once; suggested again it stays as it was decided."""
    with transaction.atomic():
        suggestion, is_new = Suggestion.objects.get_or_create(
            incident=incident, code=code, defaults={"text": text[:500]}
        )
        if is_new:
            events.record(None, "suggestion.raised", suggestion, incident=incident)
    return suggestion


def _decide(user: User, suggestion: Suggestion, state: str, change: Change | None, reason: str) -> None:
    with transaction.atomic():
        current = Suggestion.objects.select_for_update().get(pk=suggestion.pk)
        if current.state != Suggestion.State.OPEN:
            raise Refused("decided", _("This suggestion was decided before."))
        current.state, current.change, current.reason = state, change, reason
        current.decided_by, current.decided_at = user, clock.now()
        current.save()
        events.record(user, f"suggestion.{state}", current, incident=current.incident_id)


def make(user: User, suggestion: Suggestion, change: Change) -> None:
    """The change was made."""
    _decide(user, suggestion, Suggestion.State.MADE, change, "")


def decline(user: User, suggestion: Suggestion, reason: str) -> None:
    if not reason.strip():
        raise Refused("no_reason", _("Say why not; the reason is kept with the suggestion."))
    _decide(user, suggestion, Suggestion.State.DECLINED, None, reason.strip())
