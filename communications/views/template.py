from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, Max
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from archive.diff import lines_changed
from archive.learning import learn
from archive.models import Change
from communications.drawing.names import DESCRIBED, FACTS, MANY
from communications.drawing.trying import groups_for, try_on
from communications.languages import name_of
from communications.looking import due_on, waiting
from communications.models import Communication, MessageTemplate, TemplateVersion
from communications.template_forms import EntrustForm, OwnTemplateForm, TemplateForm, TryForm
from communications.verbs import templates as verbs
from postincident import clock
from postincident.access import SignedInRequest, may_configure, signed_in
from postincident.errors import Refused
from postincident.forms import posted
from postincident.models import User
from postincident.vocabulary import DetailLevel, Kind


@require_safe
@signed_in
def template_list(request: SignedInRequest) -> HttpResponse:
    templates = MessageTemplate.objects.select_related("group", "owner").annotate(
        number=Max("versions__number"), changed_at=Max("versions__at")
    )
    if (kind := request.GET.get("kind", "")) in Kind.values:
        templates = templates.filter(kind=kind)
    if (level := request.GET.get("level", "")) in DetailLevel.values:
        templates = templates.filter(detail_level=level)
    if request.GET.get("due"):
        templates = templates.filter(pk__in=[template.pk for _due, template in waiting()])
    used = dict(_used(request.user).values_list("template_version__template").annotate(n=Count("pk")))
    rows = [
        {
            "template": one,
            "due": _due(one),
            "used": used.get(one.pk, 0),
            "lang": name_of(one.language),
        }
        for one in templates
    ]
    context = {"rows": rows, "kinds": Kind.choices, "levels": DetailLevel.choices, "today": clock.today()}
    return render(request, "communications/template_list.html", context)


def _due(template: Any) -> date | None:
    return due_on(template, template.changed_at)


def _used(user: User) -> Any:
    """Communications drawn from a template, without those of incidents this person may not see."""
    return Communication.objects.visible_to(user).exclude(template_version=None).order_by()


def newest(pk: int) -> TemplateVersion:
    rows = TemplateVersion.objects.filter(template__id=pk).select_related("template__group", "template__owner")
    version = rows.order_by("-number").first()
    if version is None:
        template = get_object_or_404(MessageTemplate.objects.select_related("group", "owner"), pk=pk)
        version = TemplateVersion(template=template, number=0, sections=[])
    return version


@require_http_methods(["GET", "POST"])
@signed_in
def template_detail(request: SignedInRequest, pk: int) -> HttpResponse:
    """Read by everybody; changed by those who may configure, with a reason. `do=preview` shows what is typed."""
    version = newest(pk)
    if request.method == "POST" and not request.user.can_configure:
        raise PermissionDenied
    form = TemplateForm(posted(request), version=version, user=request.user)
    previews = request.POST.get("do") == "preview"
    if previews:
        form.fields["why"].required = False
    if form.is_bound and form.is_valid() and not previews:
        try:
            return redirect(_write(request, version, form))
        except Refused as refused:
            form.add_refusal(refused, "why" if refused.code == "no_reason" else None)
            if refused.code == "changed_meanwhile":
                form.carry(version.number)
    context = _tried(request, version, form)
    if previews and request.htmx:  # type: ignore[attr-defined]
        return render(request, "communications/_template_tried.html", context | {"live": True})
    return render(request, "communications/template_detail.html", context | _beside(request, version))


def _write(request: SignedInRequest, version: TemplateVersion, form: TemplateForm) -> Change:
    said = form.cleaned_data
    with transaction.atomic():
        _version, change = verbs.write_version(
            request.user,
            version.template,
            subject=said["subject"],
            sections=form.sections(),
            why=said["why"],
            based_on=said["based_on"],
        )
        learn(request.user, change, said.get("lesson", ""))
    messages.success(request, _("Saved as a new version, and recorded as a change."))
    return change


def _tried(request: SignedInRequest, version: TemplateVersion, form: TemplateForm) -> dict[str, Any]:
    """What is typed, or else what is saved, as one audience of a real incident would have read it; and what differs."""
    trying = TryForm(posted(request) or request.GET or None, template=version.template, user=request.user)
    incident, group = trying.chosen()
    typed = version
    if form.is_bound:
        subject = str(form.cleaned_data.get("subject", form.data.get("subject", "")))
        typed = TemplateVersion(template=version.template, subject=subject, sections=form.sections())
    differs = (typed.subject, typed.sections) != (version.subject, version.sections)
    return {
        "template": version.template,
        "version": version,
        "form": form,
        "trying": trying,
        "tried": try_on(version.template, typed.subject, typed.sections, incident, group) if incident else None,
        "pairs": lines_changed(verbs.as_text(version), verbs.as_text(typed)) if form.is_bound and differs else [],
    }


def _beside(request: SignedInRequest, version: TemplateVersion) -> dict[str, Any]:
    template = version.template
    versions = list(template.versions.select_related("by", "restores"))
    used = _used(request.user).filter(template_version__template=template)
    counts = dict(used.values_list("template_version").annotate(n=Count("pk")))
    return {
        "versions": [(row, counts.get(row.pk, 0)) for row in versions],
        "names": [
            (name, f"{{{{ {name} }}}}", words, name in FACTS or name in MANY)
            for name, words in sorted(DESCRIBED.items())
        ],
        "groups": groups_for(template),
        "language": name_of(template.language),
        "due": due_on(template, version.at if version.pk else None),
        "today": clock.today(),
        "own": OwnTemplateForm(),
    }


@require_POST
@may_configure
def template_add(request: SignedInRequest, pk: int) -> HttpResponse:
    """A copy of this template for one group, for another language, or for both."""
    template = get_object_or_404(MessageTemplate, pk=pk)
    form = OwnTemplateForm(request.POST)
    if not form.is_valid() or not any(form.cleaned_data.values()):
        messages.error(request, _("Choose the group or the language that is to have a template of its own."))
        return redirect(template)
    try:
        own = verbs.add(request.user, template, form.cleaned_data["group"], form.cleaned_data["language"])
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect(template)
    messages.success(request, _("Copied. What you change here leaves the other as it is."))
    return redirect(own)


@require_POST
@may_configure
def template_look(request: SignedInRequest, pk: int) -> HttpResponse:
    """Somebody read it and found that it still holds."""
    template = verbs.looked_at(request.user, get_object_or_404(MessageTemplate, pk=pk))
    messages.success(
        request, _("Noted. You are asked again in %(n)s days, or when you say so.") % {"n": template.review_every}
    )
    return redirect(template)


@require_http_methods(["GET", "POST"])
@may_configure
def template_entrust(request: SignedInRequest, pk: int) -> HttpResponse:
    template = get_object_or_404(MessageTemplate.objects.select_related("group", "owner"), pk=pk)
    initial = {"owner": template.owner_id, "review_every": template.review_every}
    form = EntrustForm(posted(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        verbs.entrust(request.user, template, form.cleaned_data["owner"], form.cleaned_data["review_every"])
        messages.success(request, _("Saved."))
        return redirect(template)
    return render(request, "communications/template_entrust.html", {"template": template, "form": form})
