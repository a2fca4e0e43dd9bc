"""The public pages: published records, and nothing else."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.models import Publication
from archive.models.record import hidden_address
from archive.pages import description, glance, language, page_html, pages_html
from postincident.access import public
from postincident.appearance import look
from postincident.links import absolute_url
from postincident.registry import registry
from postincident.rendering import one_line
from postincident.shared import answer, same_for_all

IN_FEEDS = 30
IN_SITEMAP = 10_000


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


def _url(publication: Publication) -> str:
    return absolute_url(publication.get_absolute_url())


def _list_url() -> str:
    return absolute_url(reverse("archive:post-list"))


def _feed_title() -> str:
    return _("Updates from %(organisation)s") % {"organisation": settings.ORGANISATION}


def _listed(publications: QuerySet[Publication]) -> tuple[int, ...]:
    """What stands in a list. A publication never changes but by leaving it, nor does the record."""
    return tuple(publications.values_list("pk", flat=True))


def _page(template: str, context: dict[str, Any]) -> str:
    """Without the request, which knows who asks."""
    return render_to_string(
        template, {"organisation": settings.ORGANISATION, "look": look(), "more": _more()} | context
    )


@require_safe
@public
@same_for_all
def post_list(request: HttpRequest) -> HttpResponse:
    def page() -> Page[Publication]:
        return Paginator(_published(), 20).get_page(request.GET.get("page"))

    def standing() -> object:
        shown = page()
        return _listed(shown.object_list), shown.number, shown.paginator.num_pages, _more()  # type: ignore[arg-type]

    return answer(request, standing, lambda: _page("archive/post_list.html", {"page": page(), "url": _list_url()}))


def _others(incident: int | None, publication: int) -> QuerySet[Publication]:
    """The newest others of the same incident."""
    if incident is None:
        return Publication.objects.none()
    return _published().filter(record__incident=incident).exclude(pk=publication)[:20]


def _standing(address: str) -> object:
    """What may change at an address. Raises DoesNotExist when nothing is shown there any more."""
    changing = "record__incident__resolved_at", "record__incident", "pk"
    resolved_at, incident, pk = _published().values_list(*changing).get(address=address)
    return pk, resolved_at, _listed(_others(incident, pk)), _more()


@require_safe
@public
@same_for_all
def post_detail(request: HttpRequest, address: str) -> HttpResponse:
    try:
        return answer(request, lambda: _standing(address), lambda: _post(address))
    except Publication.DoesNotExist:
        gone = get_object_or_404(Publication, address__in=[address, hidden_address(address)])
        return HttpResponse(_page("archive/post_withdrawn.html", {"publication": gone}), status=410)


def _post(address: str) -> str:
    publication = _published().get(address=address)
    record = publication.record
    body_html = page_html(record)
    context = {
        "publication": publication,
        "record": record,
        "url": _url(publication),
        "language": language(record),
        "description": description(body_html),
        "body_html": body_html,
        "glance": glance(record),
        "earlier": _others(record.incident_id, publication.pk),
    }
    return _page("archive/post_detail.html", context)


class PostFeed(Feed[Publication, None]):
    feed_type = Atom1Feed

    def title(self) -> str:
        return _feed_title()

    def link(self) -> str:
        return reverse("archive:post-list")

    def feed_url(self) -> str:
        return absolute_url(reverse("archive:post-feed"))

    def items(self) -> list[Publication]:
        found = list(_published()[:IN_FEEDS])
        self.pages = pages_html([publication.record for publication in found])
        return found

    def item_title(self, item: Any) -> str:
        return one_line(item.record.title)

    def item_description(self, item: Any) -> str:
        return self.pages[item.record_id]

    def item_link(self, item: Any) -> str:
        return _url(item)

    def item_guid(self, item: Any) -> str:
        return _url(item)

    def item_pubdate(self, item: Any) -> Any:
        return item.published_at

    def item_updateddate(self, item: Any) -> Any:
        return item.published_at


@require_safe
@public
@same_for_all
def post_feed(request: HttpRequest) -> HttpResponse:
    return answer(
        request,
        lambda: _listed(_published()[:IN_FEEDS]),
        lambda: PostFeed()(request).text,
        "application/atom+xml; charset=utf-8",
    )


def _entry(publication: Publication, body_html: str) -> dict[str, Any]:
    return {
        "id": _url(publication),
        "url": _url(publication),
        "title": one_line(publication.record.title),
        "content_html": body_html,
        "summary": description(body_html),
        "date_published": publication.published_at.isoformat(timespec="seconds"),
        "language": language(publication.record),
        "tags": [publication.record.get_kind_display()],
    }


def _json_feed() -> str:
    """https://www.jsonfeed.org/version/1.1/"""
    found = list(_published()[:IN_FEEDS])
    bodies = pages_html([publication.record for publication in found])
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _feed_title(),
        "home_page_url": _list_url(),
        "feed_url": absolute_url(reverse("archive:post-feed-json")),
        "authors": [{"name": settings.ORGANISATION}],
        "items": [_entry(publication, bodies[publication.record_id]) for publication in found],
    }
    return json.dumps(feed, ensure_ascii=False)


@require_safe
@public
@same_for_all
def post_feed_json(request: HttpRequest) -> HttpResponse:
    return answer(request, lambda: _listed(_published()[:IN_FEEDS]), _json_feed, "application/feed+json; charset=utf-8")


@require_safe
@public
@same_for_all
def post_sitemap(request: HttpRequest) -> HttpResponse:
    """https://www.sitemaps.org/protocol.html; below it are the only pages that search engines are to find."""
    standing = _published()[:IN_SITEMAP]
    return answer(
        request,
        lambda: _listed(standing.all()),
        lambda: render_to_string(
            "archive/post_sitemap.xml",
            {"list_url": _list_url(), "posts": [(_url(post), post.published_at) for post in standing.all()]},
        ),
        "application/xml; charset=utf-8",
    )


@require_safe
@public
@same_for_all
def robots(request: HttpRequest) -> HttpResponse:
    words = f"User-agent: *\nDisallow:\n\nSitemap: {absolute_url(reverse('archive:post-sitemap'))}\n"
    return answer(request, lambda: None, lambda: words, "text/plain; charset=utf-8")
