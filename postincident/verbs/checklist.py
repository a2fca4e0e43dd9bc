from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from postincident import clock, events
from postincident.errors import Refused
from postincident.models import ChecklistTask, Confirmation, Incident, User


def override(user: User, task: ChecklistTask, reason: str) -> None:
    """Call a task not needed, with a reason that is recorded and shown."""
    if not reason.strip():
        raise Refused("no_reason", _("Say why this task is not needed; the reason is recorded and shown."))
    with transaction.atomic():
        current = ChecklistTask.objects.select_for_update().get(pk=task.pk)
        current.state = ChecklistTask.State.NOT_NEEDED
        current.overridden_by, current.override_reason, current.overridden_at = user, reason.strip(), clock.now()
        current.save()
        events.record(user, "task.overridden", current, incident=current.incident_id, key=current.key)


def restore(user: User, task: ChecklistTask) -> None:
    """Take an override back: the data decides again."""
    with transaction.atomic():
        current = ChecklistTask.objects.select_for_update().get(pk=task.pk)
        if current.state != ChecklistTask.State.NOT_NEEDED:
            return
        current.state = ChecklistTask.State.OPEN
        current.overridden_by, current.override_reason, current.overridden_at = None, "", None
        current.save()
        Incident.objects.filter(pk=current.incident_id).update(completed_at=None)
        events.record(user, "task.restored", current, incident=current.incident_id, key=current.key)


def confirm(user: User, incident: Incident, key: str, reason: str = "") -> Confirmation:
    """Say what only a person can know. Saying it twice says it once."""
    if key in Confirmation.NEEDS_REASON and not reason.strip():
        raise Refused("no_reason", _("Say why; the reason is recorded and shown."))
    with transaction.atomic():
        Incident.objects.select_for_update(of=("self",)).get(pk=incident.pk)
        confirmation, is_new = Confirmation.objects.get_or_create(
            incident=incident, key=key, withdrawn_at=None, defaults={"by": user, "reason": reason.strip()}
        )
        if is_new:
            events.record(user, "confirmation.made", confirmation, incident=incident, key=key)
    return confirmation


def withdraw_confirmation(user: User, confirmation: Confirmation) -> None:
    """Take back what was said. A completed incident is looked at again: a person says that it was not."""
    with transaction.atomic():
        Incident.objects.select_for_update(of=("self",)).get(pk=confirmation.incident_id)
        current = Confirmation.objects.select_for_update().get(pk=confirmation.pk)
        if current.withdrawn_at is not None:
            return
        Incident.objects.filter(pk=current.incident_id).update(completed_at=None)
        current.withdrawn_at = clock.now()
        current.save(update_fields=["withdrawn_at"])
        events.record(user, "confirmation.withdrawn", current, incident=current.incident_id, key=current.key)
