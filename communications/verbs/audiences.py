"""Which groups an incident concerns: by rule, and by people, who always win over the rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from communications.due import COUNTED, Counted, after
from communications.models import Audience, StakeholderGroup
from postincident import events
from postincident.errors import Refused
from postincident.models import Incident, User
from postincident.vocabulary import Kind, Severity


@dataclass(frozen=True)
class Matched:
    """One rule of a group that holds for an incident: why it does, and what the rule says."""

    because: str
    rule: str


def matched_rules(incident: Incident, group: StakeholderGroup, service_ids: set[int]) -> list[Matched]:
    """Every rule that makes the group relevant; none when it is not."""
    found = []
    if group.always_relevant:
        found.append(Matched(_("it is told of every incident"), _("always")))
    if group.relevant_on_broad_impact and incident.broad_impact:
        found.append(Matched(_("the impact was broad"), _("when the impact is broad")))
    if group.relevant_severity:
        least = Severity(group.relevant_severity)
        if Severity(incident.severity).rank >= least.rank:
            because = _("the severity is %(severity)s") % {"severity": incident.get_severity_display().lower()}
            found.append(Matched(because, _("from severity %(severity)s on") % {"severity": str(least.label).lower()}))
    names = [service.name for service in group.relevant_services.all() if service.pk in service_ids]
    if names:
        services = {"services": ", ".join(names)}
        found.append(Matched(_("it uses %(services)s") % services, _("for %(services)s") % services))
    return found


def unmatched(incident: Incident, group: StakeholderGroup) -> list[str]:
    """Why each of its rules does not hold, for a group of which none does."""
    found = []
    if group.relevant_severity:
        severities = {
            "least": group.get_relevant_severity_display().lower(),
            "severity": incident.get_severity_display().lower(),
        }
        found.append(_("its rule asks for severity %(least)s, and this is %(severity)s") % severities)
    if group.relevant_on_broad_impact:
        found.append(_("the impact is not broad"))
    if names := [service.name for service in group.relevant_services.all()]:
        found.append(_("nothing it uses was disturbed (%(services)s)") % {"services": ", ".join(names)})
    return found


def relevant_because(incident: Incident, group: StakeholderGroup, service_ids: set[int]) -> str:
    """Why the group is relevant by its rules; empty when it is not."""
    return next((one.because for one in matched_rules(incident, group, service_ids)), "")[:300]


def due_times(incident: Incident, group: StakeholderGroup) -> dict[str, str]:
    """Kind → ISO instant. Only of what has a due time by now: see `Counted`."""
    begun = {COUNTED[kind]: _began(incident, COUNTED[kind]) for kind in Kind}
    times = {}
    for kind, due in group.due_hours.items():
        start = begun[COUNTED[Kind(kind)]]
        if start is not None:
            start = max(start, incident.adopted_at) if incident.adopted_at else start
            times[kind] = after(start, due, group.time_zone).isoformat()
    return times


def _began(incident: Incident, counted: Counted) -> datetime | None:
    """The moment from which it counts; none where that has not come, or nothing of the sort is due any more."""
    if counted == Counted.FROM_END:
        return incident.resolved_at
    if counted == Counted.WHILE_IT_LASTS and incident.resolved_at:
        return None
    return incident.detected_at or incident.started_at or incident.created_at


def due_at(audience: Audience, kind: str) -> datetime | None:
    said = audience.due.get(kind)
    return datetime.fromisoformat(said) if said else None


def ensure_audiences(incident: Incident) -> list[Audience]:
    """Bring the audiences in line with the rules, leaving alone what a person decided and what was told."""
    if not incident.has_checklist:
        return []
    with transaction.atomic():
        Incident.objects.select_for_update().get(pk=incident.pk)
        have = {audience.group_id: audience for audience in Audience.objects.filter(incident=incident)}
        service_ids = set(incident.services.values_list("pk", flat=True))
        groups = StakeholderGroup.objects.in_use().prefetch_related("relevant_services")
        done = [
            _ensure(incident, group, have.get(group.pk), relevant_because(incident, group, service_ids))
            for group in groups
        ]
        added, removed = done.count("added"), done.count("removed")
        if added or removed:
            events.record(None, "audiences.followed_rules", incident, incident=incident, added=added, removed=removed)
    return list(Audience.objects.filter(incident=incident).select_related("group"))


def _ensure(incident: Incident, group: StakeholderGroup, audience: Audience | None, because: str) -> str:
    """Returns "added" or "removed", else nothing."""
    due = due_times(incident, group)
    if audience is None:
        if because:
            Audience.objects.create(incident=incident, group=group, because=because, due=due)
        return "added" if because else ""
    if audience.told_at is not None:
        # It stays as it was told, but what counts from the end has a due time only since there is one.
        if incident.resolved_at and audience.told_at < incident.resolved_at and audience.due != due:
            audience.due = due
            audience.save(update_fields=["due"])
        return ""
    if audience.decided_by_id is None:
        if not because and not audience.communications.exists():
            audience.delete()
            return "removed"
        audience.because = because or audience.because
    audience.due = due
    audience.save()
    return ""


def include(user: User, incident: Incident, group: StakeholderGroup, reason: str) -> Audience:
    """Include a group that no rule names, or one that was excluded."""
    if not reason.strip():
        raise Refused("no_reason", _("Say why this group is concerned."))
    with transaction.atomic():
        audience, _new = Audience.objects.select_for_update().get_or_create(
            incident=incident, group=group, defaults={"due": due_times(incident, group)}
        )
        audience.state, audience.reason = Audience.State.INCLUDED, reason.strip()
        audience.because = audience.because or reason.strip()[:300]
        audience.decided_by = user
        audience.due = audience.due or due_times(incident, group)
        audience.save()
        events.record(user, "audience.included", audience, incident=incident, group=group.pk)
    return audience


def exclude(user: User, audience: Audience, reason: str) -> None:
    """Leave a relevant group out, with a reason. Refused once it was told."""
    if not reason.strip():
        raise Refused("no_reason", _("Say why this group is not told."))
    with transaction.atomic():
        current = Audience.objects.select_for_update().get(pk=audience.pk)
        if current.told_at is not None:
            raise Refused("told", _("This audience was told already; it stays."))
        if current.communications.exclude(state__in=["draft", "cancelled"]).exists():
            raise Refused("on_its_way", _("A communication to it is in review or approved. Cancel that first."))
        current.state, current.reason, current.decided_by = Audience.State.EXCLUDED, reason.strip(), user
        current.save()
        events.record(user, "audience.excluded", current, incident=current.incident_id, group=current.group_id)


def ensure_all(incidents: Iterable[Incident]) -> None:
    for incident in incidents:
        ensure_audiences(incident)


def sweep(now: datetime) -> int:
    """Groups come and go: look again at incidents that are not complete and whose audiences were never decided."""
    bare = Incident.objects.with_checklist().filter(completed_at=None, audiences=None)[:100]
    ensure_all(bare)
    return len(bare)
