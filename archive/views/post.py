"""The public pages: published records, and nothing else."""

from __future__ import annotations

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
from archive.pages import glance, page_html, pages_html
from postincident.access import public
from postincident.registry import registry
from postincident.rendering import one_line
from postincident.shared import answer, same_for_all


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


def _listed(publications: QuerySet[Publication]) -> tuple[int, ...]:
    """What stands in a list. A publication never changes but by leaving it, nor does the record."""
    return tuple(publications.values_list("pk", flat=True))


def _page(template: str, context: dict[str, Any]) -> str:
    """Without the request, which knows who asks."""
    return render_to_string(template, {"organisation": settings.ORGANISATION, "more": _more()} | context)


@require_safe
@public
@same_for_all
def post_list(request: HttpRequest) -> HttpResponse:
    def page() -> Page[Publication]:
        return Paginator(_published(), 20).get_page(request.GET.get("page"))

    def standing() -> object:
        shown = page()
        return _listed(shown.object_list), shown.number, shown.paginator.num_pages, _more()  # type: ignore[arg-type]

    return answer(request, standing, lambda: _page("archive/post_list.html", {"page": page()}))


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
    context = {
        "publication": publication,
        "record": record,
        "body_html": page_html(record),
        "glance": glance(record),
        "earlier": _others(record.incident_id, publication.pk),
    }
    return _page("archive/post_detail.html", context)


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
@same_for_all
def post_feed(request: HttpRequest) -> HttpResponse:
    return answer(
        request,
        lambda: _listed(_published()[:30]),
        lambda: PostFeed()(request).text,
        "application/atom+xml; charset=utf-8",
    )
