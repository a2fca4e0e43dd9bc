from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from archive.diff import lines_changed
from communications.drawing.draw import draw_sections, draw_subject
from communications.drawing.names import DESCRIBED
from communications.drawing.values import Source, values_for
from communications.models import Audience, Communication, MessageTemplate, StakeholderGroup, TemplateVersion
from communications.shipped.templates import MANDATORY
from communications.template_forms import OwnTemplateForm, PreviewForm, RestoreForm, TemplateForm
from communications.verbs import templates as verbs
from postincident.access import SignedInRequest, may_configure, signed_in
from postincident.errors import Refused
from postincident.forms import posted
from postincident.models import Incident
from postincident.registry import registry
from postincident.rendering import to_html


@require_safe
@signed_in
def template_list(request: SignedInRequest) -> HttpResponse:
    templates = MessageTemplate.objects.select_related("group", "owner").annotate(
        number=Max("versions__number"), changed_at=Max("versions__at"), used=Count("versions__used_by", distinct=True)
    )
    return render(request, "communications/template_list.html", {"templates": templates, "form": OwnTemplateForm()})


def _newest(pk: int) -> TemplateVersion:
    rows = TemplateVersion.objects.filter(template__id=pk).select_related("template__group").order_by("-number")
    version = rows.first()
    if version is None:
        get_object_or_404(MessageTemplate, pk=pk)
        version = TemplateVersion(template_id=pk, number=0, sections=[])
    return version


@require_http_methods(["GET", "POST"])
@signed_in
def template_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Read by everybody; changed by those who may configure, with a reason."""
    version = _newest(get_object_or_404(MessageTemplate, pk=pk).pk)
    form = TemplateForm(posted(request), version=version, user=request.user)
    if request.method == "POST":
        if not request.user.can_configure:
            raise PermissionDenied
        if form.is_valid():
            try:
                change = _write(request, version, form)
            except Refused as refused:
                form.add_refusal(refused, "why" if refused.code == "no_reason" else None)
            else:
                messages.success(request, _("Saved as a new version, and recorded as a change."))
                return redirect(change)
    return render(request, "communications/template_detail.html", _context(request, version, form))


def _write(request: SignedInRequest, version: TemplateVersion, form: TemplateForm) -> Any:
    said = form.cleaned_data
    _version, change = verbs.write_version(
        request.user,
        version.template,
        subject=said["subject"],
        sections=form.sections(),
        why=said["why"],
        based_on=said["based_on"],
    )
    if said.get("lesson") and registry.lesson is not None:
        registry.lesson.attach(request.user, change, said["lesson"])
    return change


def _context(request: SignedInRequest, version: TemplateVersion, form: TemplateForm) -> dict[str, Any]:
    preview = PreviewForm(request.GET or None, user=request.user)
    chosen = preview.cleaned_data["incident"] if preview.is_bound and preview.is_valid() else None
    incident = chosen or Incident.objects.visible_to(request.user).with_checklist().first()
    return {
        "template": version.template,
        "version": version,
        "form": form,
        "mandatory": MANDATORY.get(version.template.kind, ()),
        "names": sorted((f"{{{{ {name} }}}}", words) for name, words in DESCRIBED.items()),
        "preview": preview,
        "shown": _preview(version, incident) if incident else None,
        "versions": version.template.versions.select_related("by").annotate(used=Count("used_by")),
    }


def _preview(version: TemplateVersion, incident: Incident) -> dict[str, Any]:
    """The saved version as one audience of a real incident would read it."""
    template = version.template
    group = template.group or StakeholderGroup.objects.filter(detail_level=template.detail_level).first()
    audience = Audience(incident=incident, group=group or StakeholderGroup(detail_level=template.detail_level))
    communication = Communication(incident=incident, audience=audience, kind=template.kind)
    drawn = values_for(Source.of(incident), communication)
    rows = [(row.title, to_html(row.body)) for row in draw_sections(version, drawn) if row.body]
    return {"incident": incident, "group": group, "subject": draw_subject(version, drawn), "rows": rows}


@require_http_methods(["GET", "POST"])
@signed_in
def template_version(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    version = get_object_or_404(
        TemplateVersion.objects.select_related("template__group", "by"), template__id=pk, number=number
    )
    before = version.template.versions.filter(number__lt=number).order_by("-number").first()
    form = RestoreForm(posted(request))
    if request.method == "POST":
        if not request.user.can_configure:
            raise PermissionDenied
        if form.is_valid():
            try:
                verbs.restore(request.user, version, form.cleaned_data["why"])
            except Refused as refused:
                form.add_refusal(refused, "why")
            else:
                messages.success(request, _("Restored as a new version."))
                return redirect(version.template)
    used = Communication.objects.visible_to(request.user).filter(template_version=version)
    context = {
        "template": version.template,
        "version": version,
        "before": before,
        "pairs": lines_changed(verbs.as_text(before), verbs.as_text(version)) if before else [],
        "version_text": verbs.as_text(version),
        "form": form,
        "used": used.select_related("incident", "audience__group")[:50],
        "is_newest": not version.template.versions.filter(number__gt=number).exists(),
    }
    return render(request, "communications/template_version.html", context)


@require_POST
@may_configure
def template_add(request: SignedInRequest, pk: int) -> HttpResponse:
    """A group's own copy of this template."""
    template = get_object_or_404(MessageTemplate, pk=pk)
    form = OwnTemplateForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose the group that is to have a template of its own."))
        return redirect(template)
    return redirect(verbs.add(request.user, template, form.cleaned_data["group"]))
