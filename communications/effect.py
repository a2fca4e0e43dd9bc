"""What was so before a change and after it: which texts it concerns, and what checks found in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from archive.models import Change
from communications.models import MessageTemplate, Release, StakeholderGroup, TemplateVersion
from postincident.models import User, in_sight_of
from postincident.registry import Effect, Figure

WINDOW = timedelta(days=90)
MOST_TEXTS = 2000


def _subject(change: Change) -> Q:
    if change.subject_type == MessageTemplate._meta.label_lower:
        return Q(communication__template_version__template=change.subject_id)
    if change.subject_type == StakeholderGroup._meta.label_lower:
        return Q(communication__audience__group=change.subject_id)
    return Q()


def scope(change: Change) -> str:
    """Which texts are looked at."""
    if change.subject_type == MessageTemplate._meta.label_lower:
        return _("Texts drawn from this template, with its versions before and since")
    if change.subject_type == StakeholderGroup._meta.label_lower:
        return _("Texts to this group")
    return _("All texts, since it is not recorded which of them it concerns")


def _is_after(change: Change) -> Q:
    """A text drawn from an earlier version is one from before, whenever it was released."""
    if change.subject_type != MessageTemplate._meta.label_lower:
        return Q(released_at__gte=change.at)
    versions = TemplateVersion.objects.filter(template=change.subject_id, at__lte=change.at)
    number = versions.order_by("-number").values_list("number", flat=True).first()
    return Q(communication__template_version__number__gte=number or 0)


def released(user: User, change: Change, since: bool) -> QuerySet[Release]:
    """What was released within 90 days before the change, or within 90 days since, of incidents that the user may see."""
    is_after = _is_after(change)
    return (
        Release.objects.filter(in_sight_of(user), _subject(change), is_after if since else ~is_after)
        .filter(released_at__gte=change.at - WINDOW, released_at__lt=change.at + WINDOW)
        .exclude(state__in=[Release.State.SCHEDULED, Release.State.CANCELLED])
    )


def _mean(user: User, change: Change, since: bool) -> Figure:
    rows = released(user, change, since).filter(revision__found__isnull=False).order_by("-pk")
    found = rows.values_list("revision__found", flat=True)[:MOST_TEXTS]
    counts = [sum(n for rules in one.values() for n in rules.values()) for one in found if one is not None]
    return Figure(sum(counts) / len(counts) if counts else None, len(counts))


def findings(user: User, change: Change) -> Sequence[Effect]:
    """How many findings a text had, kept or not, as it was submitted. At most four queries. Texts from before it was
    counted are left out."""
    return [Effect(_("Findings in a text"), _("texts"), _mean(user, change, False), _mean(user, change, True))]
