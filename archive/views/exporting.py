"""What may be seen, taken along: as a zip that can be checked, or a record as a mail."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from archive.access import get_record
from archive.exporting import searched
from archive.exporting.eml import as_eml
from archive.exporting.records import Export
from archive.files import stored_files
from archive.models import PreparedExport, Record
from archive.search_forms import SearchForm
from archive.verbs import preparing
from postincident import clock
from postincident.access import SignedInRequest, get_incident, signed_in


@require_safe
@signed_in
def record_export(request: SignedInRequest, number: int) -> HttpResponseBase:
    record = get_record(request.user, number)
    heading = _("Record %(number)s: %(title)s") % {"number": number, "title": record.heading}
    return _download(f"record-{number}", Export(heading, Record.objects.visible_to(request.user), [record.pk]).stream())


@require_safe
@signed_in
def record_mail(request: SignedInRequest, number: int) -> HttpResponse:
    record = get_record(request.user, number)
    body = getattr(record, "body", None)
    if body is None:
        raise Http404  # it was redacted: there is nothing that was sent
    mail = as_eml(record, body, stored_files([record]).get(record.pk, {}))
    response = HttpResponse(mail, content_type="message/rfc822")
    response["Content-Disposition"] = f'attachment; filename="record-{number}.eml"'
    return response


@require_safe
@signed_in
def incident_export(request: SignedInRequest, reference: str) -> HttpResponseBase:
    incident = get_incident(request.user, reference)
    visible = Record.objects.visible_to(request.user)
    ids = list(visible.filter(incident=incident).order_by("number").values_list("pk", flat=True))
    return _download(
        f"{incident.reference}-records", Export(f"{incident.reference}: {incident.title}", visible, ids).stream()
    )


@require_safe
@signed_in
def search_export(request: SignedInRequest) -> HttpResponseBase:
    """All that the search found, whichever page of it is looked at. What is too much for a request has to be ordered."""
    form = SearchForm(request.GET)
    wanted = form.wanted()
    if searched.is_too_much(request.user, wanted):
        return redirect(f"{reverse('archive:export-order')}?{form.as_query()}")
    return _download("archive-search", searched.of_search(request.user, wanted).stream())


def _download(name: str, stream: Iterator[bytes]) -> HttpResponseBase:
    response = StreamingHttpResponse(stream, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{name}.zip"'
    return response


@require_http_methods(["GET", "POST"])
@signed_in
def export_order(request: SignedInRequest) -> HttpResponse:
    """The search is in the address, as on its own page."""
    query = SearchForm(request.GET).as_query()
    if request.method == "POST":
        preparing.order(request.user, query)
        return redirect("archive:export-detail")
    before = PreparedExport.objects.filter(pk=request.user.pk).first()
    context = {"query": query, "before": before, "at_once": searched.AT_ONCE, "at_most": searched.AT_MOST}
    return render(request, "archive/export_order.html", context)


@require_safe
@signed_in
def export_detail(request: SignedInRequest) -> HttpResponse:
    export = PreparedExport.objects.filter(pk=request.user.pk).first()
    context = {"export": export, "now": clock.now(), "until": export and export.ordered_at + preparing.KEPT}
    if not request.htmx:  # type: ignore[attr-defined]
        return render(request, "archive/export_detail.html", context)
    response = render(request, "archive/_export_progress.html", context)
    if export is None or export.state != PreparedExport.State.WAITING:
        response["HX-Refresh"] = "true"  # what came of it is another page
    return response


@require_safe
@signed_in
def export_download(request: SignedInRequest) -> HttpResponseBase:
    export = get_object_or_404(PreparedExport, pk=request.user.pk, state=PreparedExport.State.READY)
    response = _download("archive-search", preparing.pieces_of(export))
    response["Content-Length"] = str(export.size)
    return response
