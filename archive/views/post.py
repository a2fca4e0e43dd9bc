"""The public pages: published records, and nothing else."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.core.paginator import Page, Paginator
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.models import Publication, PublicHistory
from archive.models.record import hidden_address
from archive.pages import description, glance, language, page_html, pages_html
from archive.public import list_url, listed, more, published, rendered, url_of
from postincident.access import public
from postincident.links import absolute_url
from postincident.prepared import Given, Prepared
from postincident.rendering import one_line
from postincident.shared import answer, same_for_all

IN_FEEDS = 30
IN_SITEMAP = 10_000


def _feed_title() -> str:
    return _("Updates from %(organisation)s") % {"organisation": settings.ORGANISATION}


@require_safe
@public
@same_for_all
def post_list(request: HttpRequest) -> HttpResponse:
    def page() -> Page[Publication]:
        return Paginator(published(), 20).get_page(request.GET.get("page"))

    def standing() -> object:
        shown = page()
        return listed(shown.object_list), shown.number, shown.paginator.num_pages, more()  # type: ignore[arg-type]

    return answer(request, standing, lambda: rendered("archive/post_list.html", {"page": page(), "url": list_url()}))


def _others(incident: int | Given | None, publication: int | Given) -> QuerySet[Publication]:
    """The newest others of the same incident."""
    if incident is None:
        return Publication.objects.none()
    return published().filter(record__incident=incident).exclude(pk=publication)[:20]


def _with_history() -> QuerySet[Publication]:
    """Each with the address where all that is published of its incident stands, if it does."""
    open_one = PublicHistory.objects.filter(incident=OuterRef("record__incident"), closed_at=None)
    return published().annotate(history=Subquery(open_one.values("address")[:1]))


_SHOWN = ("record__incident__resolved_at", "record__incident", "pk", "history")
_CHANGING = Prepared(lambda: _with_history().filter(address=Given("address")).values_list(*_SHOWN))
_OTHERS = Prepared(lambda: _others(Given("incident"), Given("publication")).values_list("pk"))


def _standing(address: str) -> object:
    """What may change at an address. Raises DoesNotExist when nothing is shown there any more."""
    row = _CHANGING.row(address=address)
    if row is None:
        raise Publication.DoesNotExist
    resolved_at, incident, pk, history = row
    others = () if incident is None else tuple(_OTHERS.rows(incident=incident, publication=pk))
    return pk, resolved_at, history, others, more()


@require_safe
@public
@same_for_all
def post_detail(request: HttpRequest, address: str) -> HttpResponse:
    try:
        return answer(request, lambda: _standing(address), lambda: _post(address))
    except Publication.DoesNotExist:
        gone = get_object_or_404(Publication, address__in=[address, hidden_address(address)])
        return HttpResponse(rendered("archive/post_withdrawn.html", {"publication": gone}), status=410)


def _post(address: str) -> str:
    publication = _with_history().get(address=address)
    record = publication.record
    body_html = page_html(record)
    context = {
        "publication": publication,
        "record": record,
        "url": url_of(publication),
        "language": language(record),
        "description": description(body_html),
        "body_html": body_html,
        "glance": glance(record),
        "earlier": _others(record.incident_id, publication.pk),
    }
    return rendered("archive/post_detail.html", context)


class PostFeed(Feed[Publication, None]):
    """The newest of all that is published."""

    feed_type = Atom1Feed

    def title(self) -> str:
        return _feed_title()

    def link(self) -> str:
        return reverse("archive:post-list")

    def feed_url(self) -> str:
        return absolute_url(reverse("archive:post-feed"))

    def publications(self) -> QuerySet[Publication]:
        return published()

    def items(self) -> list[Publication]:
        found = list(self.publications()[:IN_FEEDS])
        self.pages = pages_html([publication.record for publication in found])
        return found

    def item_title(self, item: Any) -> str:
        return one_line(item.record.title)

    def item_description(self, item: Any) -> str:
        return self.pages[item.record_id]

    def item_link(self, item: Any) -> str:
        return url_of(item)

    def item_guid(self, item: Any) -> str:
        return url_of(item)

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
        lambda: listed(published()[:IN_FEEDS]),
        lambda: PostFeed()(request).text,
        "application/atom+xml; charset=utf-8",
    )


def _entry(publication: Publication, body_html: str) -> dict[str, Any]:
    return {
        "id": url_of(publication),
        "url": url_of(publication),
        "title": one_line(publication.record.title),
        "content_html": body_html,
        "summary": description(body_html),
        "date_published": publication.published_at.isoformat(timespec="seconds"),
        "language": language(publication.record),
        "tags": [publication.record.get_kind_display()],
    }


def _json_feed() -> str:
    """https://www.jsonfeed.org/version/1.1/"""
    found = list(published()[:IN_FEEDS])
    bodies = pages_html([publication.record for publication in found])
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _feed_title(),
        "home_page_url": list_url(),
        "feed_url": absolute_url(reverse("archive:post-feed-json")),
        "authors": [{"name": settings.ORGANISATION}],
        "items": [_entry(publication, bodies[publication.record_id]) for publication in found],
    }
    return json.dumps(feed, ensure_ascii=False)


@require_safe
@public
@same_for_all
def post_feed_json(request: HttpRequest) -> HttpResponse:
    return answer(request, lambda: listed(published()[:IN_FEEDS]), _json_feed, "application/feed+json; charset=utf-8")


@require_safe
@public
@same_for_all
def post_sitemap(request: HttpRequest) -> HttpResponse:
    """https://www.sitemaps.org/protocol.html; below it are the only pages that search engines are to find."""
    standing = published()[:IN_SITEMAP]
    histories = PublicHistory.objects.standing()[:IN_SITEMAP]

    def sitemap() -> str:
        posts = [(url_of(post), post.published_at) for post in standing.all()]
        context = {"list_url": list_url(), "posts": posts, "histories": [url_of(each) for each in histories.all()]}
        return render_to_string("archive/post_sitemap.xml", context)

    return answer(
        request,
        lambda: (listed(standing.all()), tuple(histories.values_list("pk", flat=True))),
        sitemap,
        "application/xml; charset=utf-8",
    )


@require_safe
@public
@same_for_all
def robots(request: HttpRequest) -> HttpResponse:
    words = f"User-agent: *\nDisallow:\n\nSitemap: {absolute_url(reverse('archive:post-sitemap'))}\n"
    return answer(request, lambda: None, lambda: words, "text/plain; charset=utf-8")
