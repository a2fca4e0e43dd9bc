"""Themes that tag by themselves: none unless a manager switched it on, and then only what is new and what nobody has tagged."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from feedback.models import Response, Theme, ThemeTag
from feedback.suggested import suggested
from postincident import events
from postincident.errors import Refused
from postincident.events import APPLICATION
from postincident.models import User

CHUNK = 500


def switch(user: User, theme: Theme, on: bool) -> None:
    """From now on; what was said before is left to people. Off again, what was tagged stays tagged."""
    with transaction.atomic():
        current = Theme.objects.select_for_update().get(pk=theme.pk)
        if current.by_itself == on:
            return
        if current.retired:
            raise Refused("retired", _("“%(theme)s” is retired; choose a theme in use.") % {"theme": current})
        if on and not Theme.objects.filter(by_itself=True).exists():
            Response.objects.filter(to_read=True).update(to_read=False)
        current.by_itself = on
        current.save(update_fields=["by_itself"])
        events.record(user, "theme.by_itself" if on else "theme.by_hand", current)


def sweep(now: datetime) -> int:
    """Returns how many tags are new."""
    done = 0
    while Theme.objects.filter(by_itself=True).exists():
        ids = list(Response.objects.filter(to_read=True).order_by("pk").values_list("pk", flat=True)[:CHUNK])
        if not ids:
            break
        done += _read(ids)
    return done


@transaction.atomic
def _read(ids: list[int]) -> int:
    locked = Response.objects.select_for_update(of=("self",)).filter(pk__in=ids, to_read=True)
    rows = list(locked.select_related("questionnaire").defer("whole").order_by("pk"))
    found = suggested([row for row in rows if row.to_tag])
    new = [
        ThemeTag(response=row, theme=one.theme, by=ThemeTag.By.RULE, incident_id=row.incident_id, said_at=row.said_at)
        for row in rows
        for one in found.get(row.pk, ())
        if one.theme.by_itself
    ]
    ThemeTag.objects.bulk_create(new)
    Response.objects.filter(pk__in={tag.response_id for tag in new}).update(is_tagged=True)
    Response.objects.filter(pk__in=[row.pk for row in rows]).update(to_read=False)
    for tag in new:
        events.record(APPLICATION, "response.tagged", tag.theme, incident=tag.incident_id, response=tag.response_id)
    return len(new)


def read_again(response: Response) -> None:
    """Its words were changed: what a rule found in the old ones goes. Whoever calls this has it locked, and saves it."""
    response.to_read = True
    if not response.is_tagged:
        return
    gone = ThemeTag.objects.filter(response=response, by=ThemeTag.By.RULE)
    for tag in gone.select_related("theme"):
        events.record(APPLICATION, "response.untagged", tag.theme, incident=tag.incident_id, response=response.pk)
    gone.delete()
    response.is_tagged = response.tags.exists()
