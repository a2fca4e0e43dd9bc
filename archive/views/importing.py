from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from archive.importers.found import moment
from archive.models import Import, ImportEntry, Record, Redaction
from archive.verbs import importing, naming
from postincident import clock
from postincident.access import SignedInRequest, may_manage
from postincident.errors import Refused
from postincident.export import csv_response
from postincident.forms import Form, posted
from postincident.models import User
from postincident.vocabulary import Kind

State = ImportEntry.State
SHOWN = {
    "coming": Q(state__in=[State.STAGED, State.FILED]),
    "there": Q(state=State.ALREADY_THERE),
    "problems": Q(state=State.PROBLEM),
    "remarks": ~Q(problem="") & ~Q(state=State.PROBLEM),
}
_PREVIEW = 240


class SomeFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    widget = SomeFiles

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        chosen = [one for one in (data if isinstance(data, (list, tuple)) else [data]) if one]
        found = [super(FilesField, self).clean(one, initial) for one in chosen or [None]]
        if sum(one.size or 0 for one in found) > settings.IMPORT_BYTES:
            most = filesizeformat(settings.IMPORT_BYTES)
            raise forms.ValidationError(
                _("That is more than %(most)s, so nothing was kept. Import it in parts.") % {"most": most}
            )
        return found


class ImportForm(Form):
    history = FilesField(
        label=gettext_lazy("Files"),
        help_text=gettext_lazy("One or several, or a zip of them. How they are written is found out by itself."),
    )
    audience = forms.CharField(
        label=gettext_lazy("Who was told"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "By texts that do not say it themselves, as post-mortems in Markdown: such as Public, Internal or Customers. "
            "Left empty, their records name nobody."
        ),
    )


@require_safe
@may_manage
def import_list(request: SignedInRequest) -> HttpResponse:
    imports = Import.objects.select_related("started_by").order_by("-pk")[:100]
    return render(request, "archive/import_list.html", {"imports": imports})


@require_http_methods(["GET", "POST"])
@may_manage
def import_add(request: SignedInRequest) -> HttpResponse:
    form = ImportForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        files = [(one.name or "", one.read()) for one in form.cleaned_data["history"]]
        return redirect(naming.upload(request.user, files, form.cleaned_data["audience"]))
    return render(request, "archive/import_form.html", {"form": form, "most": settings.IMPORT_BYTES})


@require_safe
@may_manage
def import_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    run = get_object_or_404(Import.objects.select_related("started_by", "accepted_by", "withdrawn_by"), pk=pk)
    if run.state == Import.State.COLUMNS:
        return redirect("archive:import-columns", run.pk)
    context = {"run": run, "now": clock.now(), "filed": run.entries.filter(state=State.FILED).count()}
    if request.htmx:  # type: ignore[attr-defined]
        response = render(request, "archive/_import_progress.html", context)
        if not run.is_moving:
            response["HX-Refresh"] = "true"  # what came of it is another page
        return response
    if not run.is_moving:
        context |= _entries(request, run)
    return render(request, "archive/import_detail.html", context)


def _entries(request: SignedInRequest, run: Import) -> dict[str, Any]:
    counts = run.entries.aggregate(**{name: Count("pk", filter=which) for name, which in SHOWN.items()})
    asked = request.GET.get("show", "")
    first = next((name for name in ("coming", "problems", "there") if counts[name]), "problems")
    show = asked if asked in SHOWN else first
    page = Paginator(run.entries.filter(SHOWN[show]).order_by("pk"), 50).get_page(request.GET.get("page"))
    labels = {
        "coming": _("Records"),
        "there": _("Already there"),
        "problems": _("Problems"),
        "remarks": _("Remarks"),
    }
    tabs = [(name, label, counts[name]) for name, label in labels.items()]
    return {"tabs": tabs, "show": show, "page": page, "rows": _rows(request.user, page)}


def _rows(user: User, entries: Iterable[ImportEntry]) -> list[dict[str, Any]]:
    """Each with what it will be, as long as that stands in the staging, or with the record it became."""
    entries = list(entries)
    numbers = [entry.record_number for entry in entries if entry.record_number]
    filed = Record.objects.visible_to(user).filter(number__in=numbers)
    records = {record.number: record for record in filed}
    redacted = set(Redaction.objects.filter(record__number__in=numbers).values_list("record__number", flat=True))
    return [
        {"entry": entry, "redacted": entry.record_number in redacted}
        | (_as_filed(record) if (record := records.get(entry.record_number or 0)) else _as_staged(entry))
        for entry in entries
    ]


def _as_filed(record: Record) -> dict[str, Any]:
    said = {"title": record.title, "kind": record.get_kind_display()}
    return said | {"at": record.sent_at, "audience": record.audience, "text": ""}


def _as_staged(entry: ImportEntry) -> dict[str, Any]:
    about, update = entry.staged.get("incident", {}), entry.staged.get("update", {})
    kind, text = update.get("kind", ""), update.get("text", "")
    return {
        "title": about.get("title", ""),
        "kind": Kind(kind).label if kind in Kind.values else "",
        "at": moment(update.get("at")),
        "audience": update.get("audience", ""),
        "text": text[:_PREVIEW] + ("…" if len(text) > _PREVIEW else ""),
    }


@require_safe
@may_manage
def import_report(request: SignedInRequest, pk: int) -> HttpResponse:
    """What became of every entry, for a spreadsheet."""
    run = get_object_or_404(Import, pk=pk)
    entries = run.entries.order_by("pk").defer("staged").iterator(chunk_size=2000)
    rows = ([one.place, one.get_state_display(), one.problem, one.record_number, one.origin] for one in entries)
    return csv_response(f"import-{run.pk}", [_("where"), _("result"), _("remark"), _("record"), _("origin")], rows)


@require_POST
@may_manage
def import_accept(request: SignedInRequest, pk: int) -> HttpResponse:
    run = get_object_or_404(Import, pk=pk)
    try:
        importing.begin_accepting(request.user, run)
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        records = run.counts.get("records", 0)
        said = ngettext("Accepted: one record is being filed.", "Accepted: %(n)s records are being filed.", records)
        messages.success(request, said % {"n": records})
    return redirect(run)


@require_POST
@may_manage
def import_discard(request: SignedInRequest, pk: int) -> HttpResponse:
    run = get_object_or_404(Import, pk=pk)
    try:
        importing.discard(request.user, run)
    except Refused as refused:
        messages.error(request, refused.sentence)
    else:
        messages.success(request, _("Discarded. Nothing of it is kept; the same files can be imported again."))
    return redirect(run)
