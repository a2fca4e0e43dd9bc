from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from archive.change_filter import ChangeFilter
from archive.diff import lines_changed, words_changed
from archive.forms import ChangeForm, MadeForm, WhyForm
from archive.learning import learn
from archive.models import Change, ChangeFile, Suggestion
from archive.verbs import changing
from postincident import clock
from postincident.access import SignedInRequest, get_incident, may_edit, signed_in
from postincident.checklist import settle
from postincident.errors import Refused
from postincident.export import csv_response
from postincident.forms import posted
from postincident.models import Incident, User
from postincident.registry import registry
from postincident.shell import incident_context


def _learned(user: User, changes: Iterable[Change]) -> list[tuple[Change, str]]:
    """Each with what it was learned from, as far as the user may know."""
    rows = list(changes)
    lessons = registry.lesson.describe(user, [change.pk for change in rows]) if registry.lesson else {}
    return [(change, lessons.get(change.pk, "")) for change in rows]


@require_safe
@signed_in
def change_list(request: SignedInRequest) -> HttpResponse:
    visible = Change.objects.visible_to(request.user)
    filtered = ChangeFilter(request.GET, queryset=visible)  # what makes no sense is said, the rest holds
    changes = filtered.qs.select_related("by", "incident")
    if request.GET.get("export") == "csv":
        return _export(request, changes)
    page = Paginator(changes, 25).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": _learned(request.user, page),
        "filter": filtered,
        "any": page.paginator.count or visible.exists(),
    }
    return render(request, "archive/change_list.html", context)


def _export(request: SignedInRequest, changes: QuerySet[Change]) -> HttpResponse:
    """Texts before and after are left out: a cell could not hold them."""
    heading = [
        _("When"),
        _("Kind"),
        _("What"),
        _("Why"),
        _("Learned from"),
        _("Incident"),
        _("By"),
        _("Link"),
        _("Address"),
    ]
    cells = (
        [
            change.at.isoformat(),
            change.get_kind_display(),
            change.what,
            change.why,
            lesson,
            change.incident.reference if change.incident else "",
            change.by,
            change.link,
            request.build_absolute_uri(change.get_absolute_url()),
        ]
        for change, lesson in _learned(request.user, changes.defer("before", "after"))
    )
    return csv_response("changes", heading, cells)


@require_safe
@signed_in
def change_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    change = get_object_or_404(Change.objects.visible_to(request.user).select_related("by", "incident"), pk=pk)
    [(_change, lesson)] = _learned(request.user, [change])
    files = list(change.files.defer("content"))
    in_lines = bool(files) or change.kind not in (Change.Kind.PROCESS, Change.Kind.DOCUMENT)
    context = {
        "change": change,
        "lesson": lesson,
        "effects": [effect for measure in registry.effects for effect in measure(request.user, change)],
        "scope": registry.effect_scope(change) if registry.effect_scope else "",
        "days_since": min((clock.now() - change.at).days, 90),
        "files": files,
        "pairs": lines_changed(change.before, change.after) if in_lines else [],
        "difference": "" if in_lines else words_changed(change.before, change.after),
    }
    return render(request, "archive/change_detail.html", context)


@require_safe
@signed_in
def change_file(request: SignedInRequest, pk: int, side: str) -> HttpResponse:
    """The file, to be kept and never to be shown by the browser in the application's name."""
    change = get_object_or_404(Change.objects.visible_to(request.user), pk=pk)
    file = get_object_or_404(change.files, side=side)
    response = HttpResponse(
        bytes(file.content),
        content_type="application/octet-stream",
        headers={"Content-Disposition": content_disposition_header(True, file.name) or "attachment"},
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _record(request: SignedInRequest, form: ChangeForm, incident: Incident | None) -> Change:
    """Raises Refused, and then records neither the change nor what it was learned from."""
    fields = dict(form.cleaned_data)
    lesson = fields.pop("lesson", "")
    for side in ChangeFile.Side.values:
        fields.pop(f"file_{side}")
    with transaction.atomic():
        change = changing.record_change(request.user, incident=incident, files=form.documents(), **fields)
        learn(request.user, change, lesson)
    return change


REFUSED_AT = {"no_reason": "why", "no_lesson": "lesson"}


@require_http_methods(["GET", "POST"])
@may_edit
def change_add(request: SignedInRequest) -> HttpResponse:
    """`?incident=` is the one whose page it was asked from: the change is listed there, and seen by whoever may see that."""
    reference = request.GET.get("incident", "").replace("\x00", "")
    incident = get_incident(request.user, reference) if reference else None
    form = ChangeForm(
        posted(request), request.FILES or None, user=request.user, initial={"lesson": request.GET.get("lesson", "")}
    )
    if request.method == "POST" and form.is_valid():
        try:
            change = _record(request, form, incident)
        except Refused as refused:
            form.add_refusal(refused, REFUSED_AT.get(refused.code))
        else:
            messages.success(request, _("Recorded."))
            return redirect(change)
    return render(request, "archive/change_form.html", {"form": form, "incident": incident})


@require_safe
@signed_in
def incident_changes(request: SignedInRequest, reference: str) -> HttpResponse:
    incident = get_incident(request.user, reference)
    context = incident_context(request.user, incident, "changes") | {
        "suggestions": _suggestions(request.user, incident),
        "changes": _learned(request.user, Change.objects.filter(incident=incident).select_related("by")),
    }
    return render(request, "archive/incident_changes.html", context)


def _suggestions(user: User, incident: Incident) -> list[tuple[Suggestion, Change | None]]:
    """Each with the change that made it, unless that is of a restricted incident and not theirs to see."""
    rows = list(Suggestion.objects.filter(incident=incident).select_related("decided_by"))
    made = Change.objects.visible_to(user).in_bulk([row.change_id for row in rows if row.change_id])
    return [(row, made.get(row.change_id or 0)) for row in rows]


def _made_by(user: User, suggestion: Suggestion) -> Change | None:
    return Change.objects.visible_to(user).filter(suggestions=suggestion).first()


def _suggested(suggestion: Suggestion) -> dict[str, str]:
    """A theme that suggests a change is what it was learned from."""
    return {"kind": "process", "lesson": suggestion.code}


def _make_page(
    request: SignedInRequest, suggestion: Suggestion, form: ChangeForm | None = None, made: MadeForm | None = None
) -> HttpResponse:
    """Both ways to have made a suggested change: to record one now, or to name one that is recorded already."""
    context = incident_context(request.user, suggestion.incident, "changes") | {
        "form": form or ChangeForm(user=request.user, initial=_suggested(suggestion)),
        "made": made or MadeForm(changes=Change.objects.visible_to(request.user)),
        "suggestion": suggestion,
        "change": _made_by(request.user, suggestion),
    }
    return render(request, "archive/suggestion_make.html", context)


def _made(request: SignedInRequest, suggestion: Suggestion, change: Change) -> HttpResponse:
    changing.make(request.user, suggestion, change)
    settle([suggestion.incident_id])
    messages.success(request, _("Recorded as made."))
    return redirect("archive:incident-changes", suggestion.incident.reference)


@require_http_methods(["GET", "POST"])
@may_edit
def suggestion_make(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    incident = get_incident(request.user, reference)
    suggestion = get_object_or_404(Suggestion, incident=incident, pk=pk)
    form = ChangeForm(posted(request), request.FILES or None, user=request.user, initial=_suggested(suggestion))
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():  # a change is not recorded twice because its suggestion was decided meanwhile
                return _made(request, suggestion, _record(request, form, incident))
        except Refused as refused:
            form.add_refusal(refused, REFUSED_AT.get(refused.code))
            suggestion.refresh_from_db()
    return _make_page(request, suggestion, form)


@require_POST
@may_edit
def suggestion_made(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    incident = get_incident(request.user, reference)
    suggestion = get_object_or_404(Suggestion, incident=incident, pk=pk)
    form = MadeForm(request.POST, changes=Change.objects.visible_to(request.user))
    if form.is_valid():
        try:
            return _made(request, suggestion, form.cleaned_data["change"])
        except Refused as refused:
            form.add_refusal(refused)
            suggestion.refresh_from_db()
    return _make_page(request, suggestion, made=form)


@require_http_methods(["GET", "POST"])
@may_edit
def suggestion_decline(request: SignedInRequest, reference: str, pk: int) -> HttpResponse:
    incident = get_incident(request.user, reference)
    suggestion = get_object_or_404(Suggestion, incident=incident, pk=pk)
    form = WhyForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            changing.decline(request.user, suggestion, form.cleaned_data["why"])
        except Refused as refused:
            form.add_refusal(refused, "why")
            suggestion.refresh_from_db()
        else:
            settle([incident.pk])
            messages.success(request, _("Declined, with the reason."))
            return redirect("archive:incident-changes", incident.reference)
    context = incident_context(request.user, incident, "changes") | {
        "form": form,
        "suggestion": suggestion,
        "change": _made_by(request.user, suggestion),
    }
    return render(request, "archive/suggestion_decline.html", context)
