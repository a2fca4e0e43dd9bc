"""Two themes that are one, and one that is two. Tags keep who set them and when; what was learned stays learned."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from feedback.models import Lesson, Response, Theme, ThemeRefusal, ThemeTag
from feedback.verbs import themes
from postincident import events
from postincident.errors import Refused
from postincident.models import User


def _locked(*chosen: Theme) -> list[Theme]:
    """In one order, so that two people who rearrange the same themes wait for each other instead of failing."""
    rows = Theme.objects.select_for_update().in_bulk(sorted(theme.pk for theme in chosen))
    return [rows[theme.pk] for theme in chosen]


def _move(old: Theme, new: Theme, responses: Sequence[int] | None = None) -> int:
    """Tags and refusals of these responses, or of all. What has the new theme already keeps that. Returns how many tags the old one loses."""
    n = 0
    for model in (ThemeTag, ThemeRefusal):
        rows = model.objects.filter(theme=old)
        if responses is not None:
            rows = rows.filter(response__in=responses)
        n = n or rows.count()
        there = model.objects.filter(theme=new).values("response")
        rows.filter(response__in=list(there.values_list("response", flat=True))).delete()
        rows.update(theme=new)
    ThemeRefusal.objects.filter(theme=new, response__tags__theme=new).delete()
    return n


def merge(user: User, theme: Theme, into: Theme) -> int:
    """Everything of a theme goes to another, which is used instead from now on. Returns how many responses moved."""
    if theme.pk == into.pk:
        raise Refused("same", _("Choose another theme."))
    with transaction.atomic():
        old, new = _locked(theme, into)
        if new.retired:
            raise Refused("retired", _("“%(theme)s” is retired; choose a theme in use.") % {"theme": new})
        if old.merged_into_id:
            raise Refused("merged", _("It was merged already."))
        moved = _move(old, new)
        old.lessons.update(theme=new)
        old.declines.update(theme=new)
        new.told_back.add(*old.told_back.all())
        old.told_back.clear()
        old.merged.update(merged_into=new)
        old.retired, old.by_itself, old.merged_into = True, False, new
        old.save(update_fields=["retired", "by_itself", "merged_into"])
        events.record(user, "theme.merged", new, merged=old.pk, responses=moved)
    return moved


def _copy_lessons(old: Theme, new: Theme) -> None:
    """With the time at which each was learned."""
    lessons = list(old.lessons.order_by("pk"))
    times = [lesson.at for lesson in lessons]
    for lesson in lessons:
        lesson.pk, lesson.theme = None, new
    for lesson, at in zip(Lesson.objects.bulk_create(lessons), times, strict=True):
        Lesson.objects.filter(pk=lesson.pk).update(at=at)


def split(
    user: User, theme: Theme, responses: Sequence[Response], *, into: Theme | None, name: str = ""
) -> tuple[Theme, int]:
    """These responses belong to another theme, there already or new. A new one was learned from as the old one was, and who of
    them was told what was done about the old one is told of the other.

    Returns the other theme, and how many responses moved.
    """
    with transaction.atomic():
        if into is None:
            into = themes.add(user, name=name, needs_change=theme.needs_change)
            _copy_lessons(theme, into)
        old, new = _locked(theme, into)
        if new.retired or old.pk == new.pk:
            raise Refused("retired", _("“%(theme)s” is retired; choose a theme in use.") % {"theme": new})
        ids = [response.pk for response in responses]
        moved = _move(old, new, ids)
        chosen = ThemeTag.objects.filter(theme=new, response__in=ids, by=ThemeTag.By.RULE)
        chosen.update(by=ThemeTag.By.PERSON, user=user)
        new.told_back.add(*old.told_back.filter(responses__in=ids).distinct())
        events.record(user, "theme.split", new, split=old.pk, responses=moved)
    return new, moved
