from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from archive.learning import learn
from communications.glossary_csv import COLUMNS, Row, lines_of, read
from communications.glossary_forms import ConfirmGlossaryForm, GlossaryFileForm, TermActiveForm, TermForm
from communications.models import GlossaryTerm
from communications.verbs import glossary as verbs
from communications.verbs.glossary import as_line
from postincident.access import SignedInRequest, may_configure, signed_in
from postincident.csv_files import MOST_BYTES, Unreadable
from postincident.errors import Refused
from postincident.export import csv_response
from postincident.forms import posted

REFUSED_AT = {"there": "word", "no_reason": "why", "no_lesson": "lesson"}
SORTS = {"word": ("word", "kind"), "-word": ("-word", "kind"), "kind": ("kind", "word"), "-kind": ("-kind", "word")}


def _filtered(request: SignedInRequest) -> Any:
    rows = GlossaryTerm.objects.order_by(*SORTS.get(request.GET.get("sort", ""), SORTS["word"]))
    if words := request.GET.get("q", "").replace("\x00", "")[:200].strip():
        rows = rows.filter(Q(word__icontains=words) | Q(replacement__icontains=words))
    if (kind := request.GET.get("kind", "")) in GlossaryTerm.Kind.values:
        rows = rows.filter(kind=kind)
    if not request.GET.get("retired"):
        rows = rows.filter(active=True)
    return rows


@require_safe
@signed_in
def glossary_list(request: SignedInRequest) -> HttpResponse:
    rows = _filtered(request)
    if request.GET.get("export") == "csv":
        return csv_response("glossary", COLUMNS, lines_of(rows))
    context = {
        "page": Paginator(rows, 50).get_page(request.GET.get("page")),
        "kinds": GlossaryTerm.Kind.choices,
        "any": GlossaryTerm.objects.exists(),
    }
    return render(request, "communications/glossary_list.html", context)


@require_http_methods(["GET", "POST"])
@may_configure
def glossary_add(request: SignedInRequest) -> HttpResponse:
    form = TermForm(posted(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data | {}
        said.pop("version")
        lesson = said.pop("lesson", "")
        try:
            with transaction.atomic():
                learn(request.user, verbs.add(request.user, **said)[1], lesson)
        except Refused as refused:
            form.add_refusal(refused, REFUSED_AT.get(refused.code))
        else:
            messages.success(request, _("Added: %(word)s.") % {"word": said["word"]})
            return redirect("communications:glossary-list")
    return render(request, "communications/glossary_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
@may_configure
def glossary_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    term = get_object_or_404(GlossaryTerm, pk=pk)
    form = TermForm(posted(request), instance=term, user=request.user)
    conflicts: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data | {}
        version, lesson = said.pop("version"), said.pop("lesson", "")
        try:
            with transaction.atomic():
                changed = verbs.change(request.user, term, version=-1 if version is None else version, **said)
                learn(request.user, changed[1], lesson)
        except Refused as refused:
            form.add_refusal(refused, REFUSED_AT.get(refused.code))
            if refused.code == "changed_meanwhile":
                conflicts = _theirs(form, term)
        else:
            messages.success(request, _("Saved, and recorded as a change."))
            return redirect("communications:glossary-list")
    context = {"form": form, "term": term, "conflicts": conflicts}
    return render(request, "communications/glossary_form.html", context, status=409 if conflicts else 200)


def _theirs(form: TermForm, term: GlossaryTerm) -> list[dict[str, Any]]:
    term.refresh_from_db()
    form.carry_version(term.version)
    return [{"label": form.fields["word"].label, "text": as_line(term)}]


@require_http_methods(["GET", "POST"])
@may_configure
def glossary_retire(request: SignedInRequest, pk: int) -> HttpResponse:
    """Retires a word that is in use, and takes back one that is retired."""
    term = get_object_or_404(GlossaryTerm, pk=pk)
    form = TermActiveForm(posted(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                change = verbs.set_active(request.user, term, not term.active, form.cleaned_data["why"])
                learn(request.user, change, form.cleaned_data.get("lesson", ""))
        except Refused as refused:
            form.add_refusal(refused, REFUSED_AT.get(refused.code, "why"))
        else:
            said = _("Retired: %(word)s.") if term.active else _("Taken back: %(word)s.")
            messages.success(request, said % {"word": term.word})
            return redirect("communications:glossary-list")
    return render(request, "communications/glossary_retire.html", {"form": form, "term": term})


@require_http_methods(["GET", "POST"])
@may_configure
def glossary_import(request: SignedInRequest) -> HttpResponse:
    """First the file, then every row of it, then only on confirmation and with a reason the good ones."""
    if request.method == "POST" and "rows" in request.POST:
        return _confirmed(request)
    form = GlossaryFileForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            rows = read(form.cleaned_data["file"].read(MOST_BYTES + 1))
        except Unreadable as unreadable:
            form.add_error("file", str(unreadable))
        else:
            return _preview(request, rows)
    return render(request, "communications/glossary_import.html", {"form": form})


def _preview(request: SignedInRequest, rows: list[Row], confirm: ConfirmGlossaryForm | None = None) -> HttpResponse:
    good = [row for row in rows if row.does in ("new", "changed")]
    initial = {"rows": ConfirmGlossaryForm.carry(good)}
    context = {
        "rows": rows,
        "good": len(good),
        "bad": sum(bool(row.problem) for row in rows),
        "same": sum(row.does == "same" for row in rows),
        "form": confirm or ConfirmGlossaryForm(initial=initial, user=request.user),
    }
    return render(request, "communications/glossary_import_preview.html", context)


def _confirmed(request: SignedInRequest) -> HttpResponse:
    form = ConfirmGlossaryForm(request.POST, user=request.user)
    if form.is_valid():
        try:
            with transaction.atomic():
                change = verbs.import_rows(request.user, form.cleaned_data["rows"], form.cleaned_data["why"])
                learn(request.user, change, form.cleaned_data.get("lesson", ""))
        except Refused as refused:
            form.add_refusal(refused, REFUSED_AT.get(refused.code, "why"))
        else:
            messages.success(request, _("Taken over, and recorded as one change."))
            return redirect(change)
    if "rows" not in form.cleaned_data:
        messages.error(request, _("The preview was damaged on its way. Choose the file again."))
        return redirect("communications:glossary-import")
    return _preview(request, form.cleaned_data["rows"], form)
