from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from feedback.models import Theme, ThemeDecline
from postincident import events
from postincident.errors import Refused
from postincident.models import User


def _free_slug(name: str) -> str:
    base = slugify(name)[:70] or "theme"
    taken = {"new", "decided", *Theme.objects.filter(slug__startswith=base).values_list("slug", flat=True)}
    return next(
        slug for number in range(1, len(taken) + 3) if (slug := f"{base}-{number}" if number > 1 else base) not in taken
    )


def _refuse_same_name(name: str, but: int = 0) -> None:
    if Theme.objects.filter(name__iexact=name).exclude(pk=but).exists():
        raise Refused("name_taken", _("There is a theme of this name already."))


def add(
    user: User, *, name: str, description: str = "", examples: str = "", words: str = "", needs_change: bool = True
) -> Theme:
    name = name.strip()
    _refuse_same_name(name)
    try:
        with transaction.atomic():
            theme = Theme.objects.create(
                name=name,
                slug=_free_slug(name),
                description=description.strip(),
                examples=examples,
                words=words,
                needs_change=needs_change,
            )
            events.record(user, "theme.added", theme)
    except IntegrityError:
        raise Refused("name_taken", _("There is a theme of this name already.")) from None
    return theme


def edit(
    user: User, theme: Theme, *, name: str, description: str, needs_change: bool, examples: str = "", words: str = ""
) -> Theme:
    """The address of the theme stays, so that links to it keep working."""
    _refuse_same_name(name.strip(), theme.pk)
    with transaction.atomic():
        current = Theme.objects.select_for_update().get(pk=theme.pk)
        current.name, current.description, current.needs_change = name.strip(), description.strip(), needs_change
        current.examples, current.words = examples, words
        current.save()
        events.record(user, "theme.changed", current)
    return current


def retire(user: User, theme: Theme, retired: bool) -> None:
    """A retired theme is no longer offered; what is tagged with it stays tagged."""
    with transaction.atomic():
        current = Theme.objects.select_for_update().get(pk=theme.pk)
        if current.retired == retired:
            return
        if current.merged_into:
            raise Refused(
                "merged", _("It was merged into “%(theme)s”, which is used instead.") % {"theme": current.merged_into}
            )
        current.retired, current.by_itself = retired, False
        current.save(update_fields=["retired", "by_itself"])
        events.record(user, "theme.retired" if retired else "theme.restored", current)


def decline(user: User, theme: Theme, reason: str) -> ThemeDecline:
    """Nothing is changed because of it, for a reason that everybody reads. Said again since, it is flagged again."""
    if theme.retired or not theme.needs_change:
        raise Refused("calls_for_nothing", _("It does not call for a change."))
    with transaction.atomic():
        declined = ThemeDecline.objects.create(theme=theme, reason=reason, user=user)
        events.record(user, "theme.declined", theme)
    return declined
