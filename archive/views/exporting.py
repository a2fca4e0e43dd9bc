"""What may be seen, taken along: as a zip that can be checked, or a record as a mail."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from archive.access import get_record
from archive.exporting.eml import as_eml
from archive.exporting.records import Export
from archive.files import stored_files
from archive.models import Record
from archive.search.find import NEWEST, matching
from archive.search_forms import SearchForm
from postincident.access import SignedInRequest, get_incident, signed_in


@require_safe
@signed_in
def record_export(request: SignedInRequest, number: int) -> HttpResponseBase:
    record = get_record(request.user, number)
    heading = _("Record %(number)s: %(title)s") % {"number": number, "title": record.heading}
    return _zip(request, f"record-{number}", heading, [record.pk])


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
    records = Record.objects.visible_to(request.user).filter(incident=incident).order_by("number")
    heading = f"{incident.reference}: {incident.title}"
    return _zip(request, f"{incident.reference}-records", heading, list(records.values_list("pk", flat=True)))


@require_safe
@signed_in
def search_export(request: SignedInRequest) -> HttpResponseBase:
    """What the search found, up to the newest so many, whichever page of it is looked at."""
    wanted = SearchForm(request.GET).wanted()
    ids = list(matching(request.user, wanted).values_list("pk", flat=True)[: NEWEST + 1])
    remark = ""
    if len(ids) > NEWEST:
        remark = _("There are more: these are the newest %(n)s that were found.") % {"n": NEWEST}
    heading = _("Archive, searched for: %(words)s") % {"words": wanted.typed} if wanted.typed else _("Archive")
    return _zip(request, "archive-search", heading, ids[:NEWEST], remark)


def _zip(request: SignedInRequest, name: str, heading: str, ids: Sequence[int], remark: str = "") -> HttpResponseBase:
    visible = Record.objects.visible_to(request.user)
    stream = Export(heading, visible, ids, remark).stream()
    response = StreamingHttpResponse(stream, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{name}.zip"'
    return response
