"""What waits for one person: the home page shows it, reminders mail it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import groupby

from django.core.cache import cache
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from postincident import clock
from postincident.models import ChecklistTask, Fact, Improvement, Incident, User
from postincident.registry import Need, registry, thing_of
from postincident.vocabulary import TaskKey

ORDER = ["overdue", "gap", "approved", "review", "due", "feedback"]
MOST = 30
COUNTED_FOR = 60  # seconds


def needs_of(user: User, now: datetime) -> list[Need]:
    """Overdue first, then by kind and date. At most MOST, so that the page stays a page."""
    needs = _one_a_thing([need for source in registry.needs for need in source(user, now)])
    far = now + timedelta(days=36_500)
    return sorted(needs, key=lambda need: (ORDER.index(need.why), need.due_at or far))[:MOST]


def count_of(user: User, now: datetime) -> int:
    """How many things need this person, for every page's frame: looked up again after a minute, or after they did something."""
    count = cache.get_or_set(_key(user.pk), lambda: len(needs_of(user, now)), COUNTED_FOR)
    return int(count or 0)


def remember_count(user: User, count: int) -> None:
    cache.set(_key(user.pk), count, COUNTED_FOR)


def forget_count(user: User) -> None:
    cache.delete(_key(user.pk))


def _key(user_id: int | None) -> str:
    return f"needs-of-{user_id}"


def _one_a_thing(needs: list[Need]) -> list[Need]:
    """The most specific wins: of a task, of the message it waits for and of its review, only what can be done now."""
    said_better = {thing for need in needs for thing in need.instead_of}
    return [need for need in needs if need.thing not in said_better]


def stands_in_for(user: User) -> Q:
    """Users whose work falls to this one: themselves, and absent ones who named them as delegate."""
    today = clock.today()
    return Q(pk=user.pk) | Q(delegate=user, absent_until__gte=today)


def core_needs(user: User, now: datetime) -> Iterator[Need]:
    people = list(User.objects.filter(stands_in_for(user)).values_list("pk", flat=True))
    visible = Incident.objects.visible_to(user)
    tasks = (
        ChecklistTask.objects.filter(
            incident__in=visible.filter(lead__in=people, resolved_at__isnull=False),
            state=ChecklistTask.State.OPEN,
            due_at__lt=now + timedelta(days=1),
        )
        .select_related("incident__lead")
        .order_by("due_at")[:MOST]
    )
    for task in tasks:
        late = task.due_at is not None and task.due_at < now
        yield Need(
            why="overdue" if late else "due",
            label=_("Overdue") if late else _("Due soon"),
            title=str(TaskKey(task.key).label),
            url=f"{task.incident.get_absolute_url()}#task-{task.key}",
            detail=" · ".join([task.incident.reference, task.incident.title, *_instead_of(task.incident.lead, user)]),
            action=_("Look at the next step"),
            due_at=task.due_at,
            incident_id=task.incident_id,
            thing=thing_of("task", task.incident_id, task.key),
        )
    yield from _gap_needs(user, people, visible)
    yield from _improvement_needs(user, people, visible)


def _gap_needs(user: User, people: list[int], visible: QuerySet[Incident]) -> Iterator[Need]:
    """Facts nobody has said of an incident of mine that is over and not yet told of: they keep messages back."""
    owed = ChecklistTask.objects.filter(incident=OuterRef("incident"), key=TaskKey.TELL, state=ChecklistTask.State.OPEN)
    gaps = (
        Fact.objects.filter(
            Exists(owed),
            state=Fact.State.GAP,
            incident__in=visible.filter(lead__in=people, resolved_at__isnull=False, completed_at=None),
        )
        .select_related("incident__lead")
        .order_by("incident", "position", "pk")
    )
    for incident, rows in groupby(gaps[: MOST * 10], key=lambda fact: fact.incident):
        missing = list(dict.fromkeys(str(fact.get_key_display()).lower() for fact in rows))
        yield Need(
            why="gap",
            label=_("Fact missing"),
            title=_("Not said yet: %(facts)s") % {"facts": ", ".join(missing)},
            url=reverse("postincident:incident-facts", args=[incident.reference]),
            detail=" · ".join(
                [incident.reference, _("messages that need it cannot be submitted"), *_instead_of(incident.lead, user)]
            ),
            action=_("Add the fact"),
            incident_id=incident.pk,
        )


def _instead_of(owner: User | None, user: User) -> list[str]:
    """Said to the delegate, who would otherwise wonder."""
    return [_("for %(name)s, who is absent") % {"name": owner}] if owner is not None and owner != user else []


def _improvement_needs(user: User, people: list[int], visible: QuerySet[Incident]) -> Iterator[Need]:
    today = clock.today()
    open_states = [Improvement.State.OPEN, Improvement.State.IN_PROGRESS]
    mine = Improvement.objects.filter(
        owner__in=people, incident__in=visible, state__in=open_states, due_on__lte=today + timedelta(days=3)
    ).select_related("incident", "owner")[:MOST]
    for improvement in mine:
        due_on = improvement.due_on or today
        late = due_on < today
        yield Need(
            why="overdue" if late else "due",
            label=_("Late") if late else _("Due soon"),
            title=improvement.what,
            url=reverse("postincident:improvement-edit", args=[improvement.incident.reference, improvement.pk]),
            detail=" · ".join(
                [
                    improvement.incident.reference,
                    _("improvement, due %(day)s") % {"day": date_format(due_on, "j M Y")},
                    *_instead_of(improvement.owner, user),
                ]
            ),
            action=_("Say where it stands"),
            incident_id=improvement.incident_id,
            thing=thing_of("improvement", improvement.pk),
        )
