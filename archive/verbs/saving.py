"""Searches that somebody keeps for themselves. Nobody else sees them, and what they find is what may be seen at that time."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from archive.models import SavedSearch
from postincident import events
from postincident.errors import Refused
from postincident.models import User

MOST_SAVED = 50
MOST_ASKED = SavedSearch._meta.get_field("query").max_length or 0


def save(user: User, name: str, query: str) -> SavedSearch:
    if len(query) > MOST_ASKED:
        raise Refused("too_long", _("This search is too long to be saved. Take some of its words away first."))
    with transaction.atomic():
        _require_free(user, name)
        if SavedSearch.objects.filter(user=user).count() >= MOST_SAVED:
            most = {"number": MOST_SAVED}
            raise Refused("too_many", _("You have %(number)s saved searches. Remove one, and save this then.") % most)
        saved = SavedSearch.objects.create(user=user, name=name, query=query)
        events.record(user, "search.saved", saved)
    return saved


def rename(user: User, saved: SavedSearch, name: str) -> None:
    with transaction.atomic():
        _require_free(user, name, saved)
        saved.name = name
        saved.save(update_fields=["name"])
        events.record(user, "search.renamed", saved)


def remove(user: User, saved: SavedSearch) -> None:
    with transaction.atomic():
        events.record(user, "search.removed", saved)
        saved.delete()


def _require_free(user: User, name: str, but: SavedSearch | None = None) -> None:
    User.objects.select_for_update().get(pk=user.pk)  # two at once would each find the name free
    if SavedSearch.objects.filter(user=user, name=name).exclude(pk=but.pk if but else 0).exists():
        raise Refused("name_taken", _("You have a saved search of this name. Choose another."))
