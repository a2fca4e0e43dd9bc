"""The public pages: published records, and nothing else."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.models import Publication
from archive.pages import glance, page_html, pages_html
from postincident.access import public
from postincident.registry import registry
from postincident.rendering import one_line


def _published() -> QuerySet[Publication]:
    """Standing publications of records that still have their words, of incidents open to all."""
    return (
        Publication.objects.filter(withdrawn_at=None, record__redaction=None)
        .exclude(record__incident__restricted=True)
        .select_related("record", "record__body", "record__incident")
    )


def _more() -> list[tuple[str, str]]:
    """What else their reader may do, as far as higher apps say so."""
    return [link for links in registry.public_links for link in links()]


@require_safe
@public
def post_list(request: HttpRequest) -> HttpResponse:
    page = Paginator(_published(), 20).get_page(request.GET.get("page"))
    return render(request, "archive/post_list.html", {"page": page, "more": _more()})


@require_safe
@public
def post_detail(request: HttpRequest, address: str) -> HttpResponse:
    publication = _published().filter(address=address).first()
    if publication is None:
        gone = get_object_or_404(Publication, address=address)
        return render(request, "archive/post_withdrawn.html", {"publication": gone}, status=410)
    record = publication.record
    earlier = _published().filter(record__incident=record.incident_id).exclude(pk=publication.pk)[:20]
    context = {
        "publication": publication,
        "record": record,
        "body_html": page_html(record),
        "glance": glance(record),
        "earlier": earlier if record.incident_id else [],
        "more": _more(),
    }
    return render(request, "archive/post_detail.html", context)


class PostFeed(Feed[Publication, None]):
    feed_type = Atom1Feed

    def title(self) -> str:
        return _("Updates from %(organisation)s") % {"organisation": settings.ORGANISATION}

    def link(self) -> str:
        return reverse("archive:post-list")

    def feed_url(self) -> str:
        return settings.BASE_URL + reverse("archive:post-feed")

    def items(self) -> list[Publication]:
        found = list(_published()[:30])
        self.pages = pages_html([publication.record for publication in found])
        return found

    def item_title(self, item: Any) -> str:
        return one_line(item.record.title)

    def item_description(self, item: Any) -> str:
        return self.pages[item.record_id]

    def item_link(self, item: Any) -> str:
        return settings.BASE_URL + item.get_absolute_url()

    def item_guid(self, item: Any) -> str:
        return settings.BASE_URL + item.get_absolute_url()

    def item_pubdate(self, item: Any) -> Any:
        return item.published_at

    def item_updateddate(self, item: Any) -> Any:
        return item.published_at


@require_safe
@public
def post_feed(request: HttpRequest) -> HttpResponse:
    return PostFeed()(request)
