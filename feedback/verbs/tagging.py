from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from feedback.models import Response, Theme, ThemeRefusal, ThemeTag
from feedback.suggested import Suggested, suggested
from postincident import events
from postincident.errors import Refused
from postincident.models import User


def tag(user: User, responses: Iterable[Response], *themes: Theme, by: ThemeTag.By = ThemeTag.By.PERSON) -> int:
    """Tag many responses with themes at once. What is tagged already stays as it is. Returns how many tags are new.

    Who refused a suggestion of such a theme before has thought again. What a rule tagged alone is confirmed, and counted as new.
    """
    for theme in themes:
        if theme.retired:
            raise Refused("retired", _("“%(theme)s” is retired; choose a theme in use.") % {"theme": theme})
    with transaction.atomic():
        locked = _locked(responses)
        have = set(ThemeTag.objects.filter(response__in=list(locked)).values_list("response", "theme"))
        new = [
            ThemeTag(response=row, theme=theme, user=user, by=by, incident_id=row.incident_id, said_at=row.said_at)
            for row in locked
            for theme in themes
            if (row.pk, theme.pk) not in have
        ]
        confirmed = _confirm(user, list(locked), themes, by)
        ThemeTag.objects.bulk_create(new)
        ThemeRefusal.objects.filter(response__in=list(locked), theme__in=themes).delete()
        Response.objects.filter(pk__in={made.response_id for made in new}).update(is_tagged=True)
        for made in [*new, *confirmed]:
            events.record(user, "response.tagged", made.theme, incident=made.incident_id, response=made.response_id)
    return len(new) + len(confirmed)


def _confirm(user: User, responses: Sequence[Response], themes: Sequence[Theme], by: ThemeTag.By) -> list[ThemeTag]:
    rows = ThemeTag.objects.filter(response__in=responses, theme__in=themes, by=ThemeTag.By.RULE)
    confirmed = list(rows.select_related("theme"))
    ThemeTag.objects.filter(pk__in=[tag.pk for tag in confirmed]).update(by=by, user=user)
    return confirmed


def _locked(responses: Iterable[Response]) -> QuerySet[Response]:
    """In one order, so that two people tagging the same list wait for each other instead of failing."""
    return Response.objects.select_for_update().filter(pk__in=[row.pk for row in responses]).order_by("pk")


def untag(user: User, responses: Iterable[Response], *themes: Theme) -> int:
    """What a rule tagged alone was wrong there: it is kept as a refusal."""
    with transaction.atomic():
        ids = list(_locked(responses).values_list("pk", flat=True))
        tags = list(ThemeTag.objects.filter(response__in=ids, theme__in=themes).select_related("theme"))
        for gone in tags:
            events.record(user, "response.untagged", gone.theme, incident=gone.incident_id, response=gone.response_id)
        ThemeTag.objects.filter(pk__in=[gone.pk for gone in tags]).delete()
        Response.objects.filter(pk__in=ids, tags=None).update(is_tagged=False)
        _keep_as_refused(user, [gone for gone in tags if gone.is_by_rule])
    return len(tags)


def _keep_as_refused(user: User, tags: Sequence[ThemeTag]) -> None:
    if not tags:
        return
    rows = Response.objects.filter(pk__in={gone.response_id for gone in tags}).select_related("questionnaire")
    found = suggested(list(rows))
    ThemeRefusal.objects.bulk_create(
        ThemeRefusal(
            response_id=gone.response_id,
            theme=gone.theme,
            user=user,
            signs=_signs(found.get(gone.response_id, ()), gone.theme),
        )
        for gone in tags
    )
    for gone in tags:
        events.record(user, "suggestion.refused", gone.theme, incident=gone.incident_id, response=gone.response_id)


def _signs(found: Sequence[Suggested], theme: Theme) -> str:
    return ", ".join(sign for one in found if one.theme == theme for sign in one.because.signs)[:500]


def set_themes(user: User, response: Response, themes: Sequence[Theme]) -> None:
    """These themes and no others. A retired one that was tagged before may stay."""
    with transaction.atomic():
        now = set(Theme.objects.filter(tags__response=response))
        untag(user, [response], *(now - set(themes)))
        tag(user, [response], *(theme for theme in themes if theme not in now))
        for kept in _confirm(user, [response], themes, ThemeTag.By.PERSON):
            events.record(user, "response.tagged", kept.theme, incident=kept.incident_id, response=response.pk)


def accept(user: User, response: Response, theme: Theme) -> None:
    """What was suggested is right."""
    tag(user, [response], theme, by=ThemeTag.By.SUGGESTION)


def refuse(user: User, response: Response, theme: Theme) -> None:
    """What was suggested, or tagged by a rule alone, is wrong: it is not suggested again, and what decided is kept for who improves
    the rules."""
    with transaction.atomic():
        row = Response.objects.select_for_update(of=("self",)).select_related("questionnaire").get(pk=response.pk)
        tagged = ThemeTag.objects.filter(response=row, theme=theme).first()
        if tagged is not None and tagged.is_by_rule:
            untag(user, [row], theme)
            return
        if tagged is not None:
            raise Refused("tagged", _("It is tagged with “%(theme)s” by now: take the theme off.") % {"theme": theme})
        signs = _signs(suggested([row]).get(row.pk, ()), theme)
        _refusal, is_new = ThemeRefusal.objects.get_or_create(
            response=row, theme=theme, defaults={"user": user, "signs": signs}
        )
        if is_new:
            events.record(user, "suggestion.refused", theme, incident=row.incident_id, response=row.pk)
