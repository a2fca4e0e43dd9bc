"""Templates that somebody has to look at again: when, and who."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from communications.models import MessageTemplate
from postincident import clock
from postincident.models import User
from postincident.registry import Need

# Nobody who could change it looks after it.
UNOWNED = (
    Q(owner=None) | Q(owner__is_active=False) | (Q(owner__is_administrator=False) & ~Q(owner__role=User.Role.MANAGER))
)


def due_on(template: MessageTemplate, changed_at: datetime | None) -> date | None:
    """The day that was set; for one that nobody has looked at yet, so many days after its newest version."""
    if template.review_due is not None or changed_at is None:
        return template.review_due
    return timezone.localdate(changed_at) + timedelta(days=template.review_every)


def waiting(whose: Q | None = None) -> list[tuple[date, MessageTemplate]]:
    """Templates in use on which the day has come, the longest waiting first."""
    today = clock.today()
    rows = (
        MessageTemplate.objects.in_use()
        .filter(whose or Q(), Q(review_due=None) | Q(review_due__lte=today))
        .select_related("group")
        .annotate(changed_at=Max("versions__at"))
    )
    found = [(due_on(row, row.changed_at), row) for row in rows]  # type: ignore[attr-defined]
    return sorted(((due, row) for due, row in found if due and due <= today), key=lambda pair: (pair[0], pair[1].pk))


def needs(user: User, people: Sequence[int]) -> Iterator[Need]:
    """One row, however many: for their owner, and for managers where nobody looks after them."""
    found = waiting(Q(owner__in=people) | UNOWNED if user.can_manage else Q(owner__in=people))
    if not found:
        return
    first, template = found[0]
    n = len(found)
    yield Need(
        why="due",
        label=_("Review due"),
        title=ngettext(
            "Does the template still hold? %(template)s", "Do %(n)s templates still hold? First: %(template)s", n
        )
        % {"template": template, "n": n},
        url=template.get_absolute_url() if n == 1 else f"{reverse('communications:template-list')}?due=1",
        detail=_("Nobody has looked at it for %(n)s days.")
        % {"n": (clock.today() - first).days + template.review_every},
        action=_("Look at it") if n == 1 else _("Look at them"),
        due_at=timezone.make_aware(datetime.combine(first, time.min)),
    )
