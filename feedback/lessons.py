"""The lesson field on the form of a change: what was it learned from?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from archive.models import Change
from feedback.models import Lesson, Response, Theme
from postincident import events, registry
from postincident.errors import Refused
from postincident.models import Improvement, Incident, User, in_sight_of

NEWEST = 50
NEWEST_SAID = 30


def _theme(theme: Theme) -> str:
    return _("Theme: %(name)s") % {"name": theme.name}


def _said(response: Response) -> str:
    """The first words of somebody, and about which incident."""
    words = Truncator(" ".join(response.words.split())).chars(70) or response.get_source_display()
    return _("“%(words)s” (%(incident)s)") % {"words": words, "incident": response.incident.reference}


def _improvement(improvement: Improvement) -> str:
    what = Truncator(improvement.what).chars(90)
    return _("%(what)s (%(incident)s)") % {"what": what, "incident": improvement.incident.reference}


def _responses(user: User) -> Any:
    return Response.objects.visible_to(user).select_related("incident")


def _improvements(user: User) -> Any:
    return Improvement.objects.filter(in_sight_of(user)).select_related("incident")


def choices(user: User) -> list[tuple[str, Any]]:
    """Themes in use, and the newest incidents, words and improvements of those that the user may see. Four queries."""
    incidents = Incident.objects.visible_to(user).order_by("-id")[:NEWEST]
    said = _responses(user).exclude(words="").defer("whole").order_by("-said_at", "-id")[:NEWEST_SAID]
    improvements = _improvements(user).order_by("-id")[:NEWEST_SAID]
    offered = [
        (_("Themes"), [(f"theme:{theme.slug}", _theme(theme)) for theme in Theme.objects.in_use()]),
        (_("Incidents"), [(f"incident:{incident.pk}", str(incident)) for incident in incidents]),
        (_("What somebody said"), [(f"response:{response.pk}", _said(response)) for response in said]),
        (_("Improvements"), [(f"improvement:{row.pk}", _improvement(row)) for row in improvements]),
    ]
    return [(heading, rows) for heading, rows in offered if rows]


def _found(user: User, value: str) -> Theme | Incident | Response | Improvement | None:
    kind, _colon, key = value.replace("\x00", "").partition(":")
    if kind == "theme":
        return Theme.objects.filter(slug=key[:80]).first()
    if not (key.isascii() and key.isdigit() and len(key) < 18):
        return None
    rows = {"incident": Incident.objects.visible_to, "response": _responses, "improvement": _improvements}
    found: Incident | Response | Improvement | None = (
        rows[kind](user).filter(pk=int(key)).first() if kind in rows else None
    )
    return found


def named(user: User, value: str) -> str:
    found = _found(user, value)
    if isinstance(found, Theme):
        return _theme(found)
    if isinstance(found, Response):
        return _said(found)
    if isinstance(found, Improvement):
        return _improvement(found)
    return str(found or "")


def attach_improvement(user: User, improvement: Improvement, learned_from: Theme | Response) -> Lesson:
    of = {"theme": learned_from} if isinstance(learned_from, Theme) else {"response": learned_from}
    lesson = Lesson.objects.create(improvement=improvement, by=user, **of)
    events.record(user, "lesson.learned", lesson, incident=improvement.incident_id)
    return lesson


def attach(user: User, change: Change, value: str) -> None:
    """Record what a change was learned from. Raises Refused when that is gone or not theirs to see.

    Learned from an improvement means from its incident, which led to both.
    """
    found = _found(user, value)
    if found is None:
        raise Refused("no_lesson", _("Choose what it was learned from again: that is not there any more."))
    source: dict[str, Any] = {type(found)._meta.model_name or "": found}
    if isinstance(found, Improvement):
        source["incident"] = found.incident
    lesson = Lesson.objects.create(change=change, by=user, **source)
    of = found if isinstance(found, Incident) else getattr(found, "incident", None)
    events.record(user, "lesson.learned", lesson, incident=of or change.incident_id)


def _words(lesson: Lesson) -> str:
    if lesson.theme:
        return _theme(lesson.theme)
    if lesson.response:
        return _said(lesson.response)
    return _improvement(lesson.improvement) if lesson.improvement else str(lesson.incident)


def describe(user: User, change_ids: Sequence[int]) -> dict[int, str]:
    """Change id → "Theme: Too late", as far as the user may know."""
    lessons = Lesson.objects.visible_to(user).filter(change__in=change_ids).order_by("change", "id")
    words: dict[int, list[str]] = {}
    for lesson in lessons.select_related("theme", "incident", "response__incident", "improvement__incident"):
        words.setdefault(lesson.change_id or 0, []).append(_words(lesson))
    return {pk: ", ".join(said) for pk, said in words.items()}


LESSON = registry.Lesson(choices=choices, named=named, attach=attach, describe=describe)
