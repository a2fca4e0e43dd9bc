"""All that is published of one incident, with its public timeline, at one address; and opening and closing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from archive.forms import HistoryForm, WhyForm
from archive.models import Publication, PublicHistory
from archive.pages import below_a_heading, description, language, pages_html
from archive.public import listed, more, published, rendered, url_of
from archive.verbs import histories
from archive.views.post import IN_FEEDS, PostFeed
from postincident.access import SignedInRequest, get_incident, may_manage, public
from postincident.errors import Refused
from postincident.forms import posted
from postincident.links import absolute_url
from postincident.models import Incident, TimelineEntry
from postincident.shared import answer, same_for_all
from postincident.shell import incident_context

SHOWN = 100  # accounts of one incident in full; the newest


def _accounts(incident: int) -> QuerySet[Publication]:
    """Newest first, by when each was said."""
    return published().filter(record__incident=incident).order_by("-record__search_key")


def _timeline(incident: int) -> QuerySet[TimelineEntry]:
    return TimelineEntry.objects.filter(incident=incident, public=True)


def _standing(address: str) -> object:
    """What may change at an address. Raises DoesNotExist when nothing is shown there any more."""
    changing = "pk", "incident", "incident__resolved_at"
    pk, incident, resolved_at = PublicHistory.objects.standing().values_list(*changing).get(address=address)
    entries = tuple(_timeline(incident).values_list("happened_at", "text"))
    return pk, resolved_at, listed(_accounts(incident)), entries, more()


@require_safe
@public
@same_for_all
def history_detail(request: HttpRequest, address: str) -> HttpResponse:
    try:
        return answer(request, lambda: _standing(address), lambda: _page(address))
    except PublicHistory.DoesNotExist:
        gone = get_object_or_404(PublicHistory, address=address)
        return HttpResponse(rendered("archive/history_closed.html", {"history": gone}), status=410)


def _page(address: str) -> str:
    history = PublicHistory.objects.standing().select_related("incident").get(address=address)
    publications = list(_accounts(history.incident_id))
    shown = publications[:SHOWN][::-1]
    bodies = pages_html([publication.record for publication in shown])
    corrections = {each.record.corrects_id: each for each in shown if each.record.corrects_id}
    accounts = [
        {
            "publication": each,
            "record": each.record,
            "language": language(each.record),
            "body_html": below_a_heading(bodies[each.record_id]),
            "corrected_by": corrections.get(each.record_id),
        }
        for each in shown
    ]
    context = {
        "history": history,
        "incident": history.incident,
        "url": url_of(history),
        "description": description(bodies[shown[-1].record_id]),
        "timeline": list(_timeline(history.incident_id)),
        "accounts": accounts,
        "left_out": len(publications) - len(shown),
    }
    return rendered("archive/history_detail.html", context)


class HistoryFeed(PostFeed):
    """What is published of one incident."""

    def __init__(self, history: PublicHistory) -> None:
        self.history = history

    def title(self) -> str:
        return self.history.title

    def link(self) -> str:
        return self.history.get_absolute_url()

    def feed_url(self) -> str:
        return absolute_url(reverse("archive:history-feed", args=[self.history.address]))

    def publications(self) -> QuerySet[Publication]:
        return published().filter(record__incident=self.history.incident_id)


@require_safe
@public
@same_for_all
def history_feed(request: HttpRequest, address: str) -> HttpResponse:
    history = get_object_or_404(PublicHistory.objects.standing(), address=address)
    feed = HistoryFeed(history)
    return answer(
        request,
        lambda: (history.pk, listed(feed.publications()[:IN_FEEDS])),
        lambda: feed(request).text,
        "application/atom+xml; charset=utf-8",
    )


def _about(request: SignedInRequest, incident: Incident) -> dict[str, Any]:
    return incident_context(request.user, incident, "records") | {
        "accounts": list(_accounts(incident.pk)[:SHOWN]),
        "timeline": list(_timeline(incident.pk)),
    }


@require_http_methods(["GET", "POST"])
@may_manage
def history_open(request: SignedInRequest, reference: str) -> HttpResponse:
    incident = get_incident(request.user, reference)
    context = _about(request, incident)
    form = HistoryForm(posted(request), initial={"title": incident.public_title})
    if request.method == "POST" and form.is_valid():
        try:
            histories.open_history(request.user, incident, form.cleaned_data["title"])
        except Refused as refused:
            form.add_refusal(refused, "title")
        else:
            messages.success(request, _("Its public history is open. Whoever reads a post of it finds the way there."))
            return redirect("archive:incident-records", incident.reference)
    return render(request, "archive/history_open.html", context | {"form": form})


@require_http_methods(["GET", "POST"])
@may_manage
def history_close(request: SignedInRequest, reference: str) -> HttpResponse:
    incident = get_incident(request.user, reference)
    history = PublicHistory.objects.filter(incident=incident, closed_at=None).first()
    if history is None:
        raise Http404
    form = WhyForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            histories.close_history(request.user, history, form.cleaned_data["why"])
        except Refused as refused:
            form.add_refusal(refused, "why")
        else:
            messages.success(request, _("Closed. Its address now says so."))
            return redirect("archive:incident-records", incident.reference)
    context = incident_context(request.user, incident, "records") | {"history": history, "form": form}
    return render(request, "archive/history_close.html", context)
