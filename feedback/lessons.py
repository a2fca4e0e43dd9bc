"""The lesson field on the form of a change: what was it learned from?"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from archive.models import Change
from feedback.models import Lesson, Theme
from postincident import events, registry
from postincident.errors import Refused
from postincident.models import Incident, User

NEWEST = 50


def choices(user: User) -> list[tuple[str, str]]:
    """Themes in use, and the newest incidents the user may see."""
    themes = [(f"theme:{theme.slug}", _("Theme: %(name)s") % {"name": theme.name}) for theme in Theme.objects.in_use()]
    incidents = Incident.objects.visible_to(user).order_by("-id")[:NEWEST]
    return themes + [(f"incident:{incident.pk}", str(incident)) for incident in incidents]


def attach(user: User, change: Change, value: str) -> None:
    """Record what a change was learned from. Raises Refused when that is gone or not theirs to see."""
    kind, _colon, key = value.partition(":")
    theme = Theme.objects.filter(slug=key).first() if kind == "theme" else None
    incident = (
        Incident.objects.visible_to(user).filter(pk=int(key)).first()
        if kind == "incident" and key.isascii() and key.isdigit() and len(key) < 18
        else None
    )
    if theme is None and incident is None:
        raise Refused("no_lesson", _("Choose a theme or an incident from the list."))
    lesson = Lesson.objects.create(theme=theme, incident=incident, change=change, by=user)
    events.record(user, "lesson.learned", lesson, incident=incident or change.incident_id)


def describe(change_ids: Sequence[int]) -> dict[int, str]:
    """Change id → "Theme: Too late". Restricted incidents are left out: nobody says here who is asking."""
    lessons = Lesson.objects.filter(change__in=change_ids).select_related("theme", "incident").order_by("change", "id")
    words: dict[int, list[str]] = {}
    for lesson in lessons:
        if lesson.theme:
            words.setdefault(lesson.change_id or 0, []).append(_("Theme: %(name)s") % {"name": lesson.theme.name})
        elif lesson.incident and not lesson.incident.restricted:
            words.setdefault(lesson.change_id or 0, []).append(str(lesson.incident))
    return {pk: ", ".join(said) for pk, said in words.items()}


LESSON = registry.Lesson(choices=choices, attach=attach, describe=describe)
