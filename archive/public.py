"""What stands on the public pages, and what each of them says."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse

from archive.models import Publication, PublicHistory
from postincident.appearance import look
from postincident.links import absolute_url
from postincident.registry import registry


def published() -> QuerySet[Publication]:
    return Publication.objects.standing().select_related("record", "record__body", "record__incident")


def more() -> list[tuple[str, str]]:
    """What else their reader may do, as far as higher apps say so."""
    return [link for links in registry.public_links for link in links()]


def url_of(shown: Publication | PublicHistory) -> str:
    return absolute_url(shown.get_absolute_url())


def list_url() -> str:
    return absolute_url(reverse("archive:post-list"))


def listed(publications: QuerySet[Publication]) -> tuple[int, ...]:
    """What stands in a list. A publication never changes but by leaving it, nor does the record."""
    return tuple(publications.values_list("pk", flat=True))


def rendered(template: str, context: dict[str, Any]) -> str:
    """Without the request, which knows who asks."""
    shared = {"organisation": settings.ORGANISATION, "look": look(), "more": more()}
    return render_to_string(template, shared | context)
