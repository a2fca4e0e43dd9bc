from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from archive.diff import lines_changed
from archive.learning import learn
from communications.models import Communication, MessageTemplate, TemplateVersion
from communications.template_forms import CompareForm, RestoreForm
from communications.verbs import templates as verbs
from postincident.access import SignedInRequest, signed_in
from postincident.errors import Refused
from postincident.forms import posted

MOST_SHOWN = 50


@require_http_methods(["GET", "POST"])
@signed_in
def template_version(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    version = get_object_or_404(
        TemplateVersion.objects.select_related("template__group", "by", "restores"), template__id=pk, number=number
    )
    if request.method == "POST" and not request.user.can_configure:
        raise PermissionDenied
    form = RestoreForm(posted(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            _restore(request, version, form)
        except Refused as refused:
            form.add_refusal(refused, "why")
        else:
            messages.success(request, _("Restored as a new version."))
            return redirect(version.template)
    before = version.template.versions.filter(number__lt=number).order_by("-number").first()
    used = Communication.objects.visible_to(request.user).filter(template_version=version)
    context = {
        "template": version.template,
        "version": version,
        "before": before,
        "pairs": lines_changed(verbs.as_text(before), verbs.as_text(version)) if before else [],
        "version_text": verbs.as_text(version),
        "form": form,
        "used": used.select_related("incident", "audience__group").order_by("-pk")[:MOST_SHOWN],
        "times": used.count(),
        "is_newest": not version.template.versions.filter(number__gt=number).exists(),
    }
    return render(request, "communications/template_version.html", context)


def _restore(request: SignedInRequest, version: TemplateVersion, form: RestoreForm) -> None:
    with transaction.atomic():
        _version, change = verbs.restore(request.user, version, form.cleaned_data["why"])
        learn(request.user, change, form.cleaned_data.get("lesson", ""))


@require_safe
@signed_in
def template_compare(request: SignedInRequest, pk: int) -> HttpResponse:
    """Any two versions of a template, line by line."""
    template = get_object_or_404(MessageTemplate.objects.select_related("group"), pk=pk)
    versions = {row.number: row for row in template.versions.select_related("by")}
    numbers = sorted(versions)
    usual = {"old": numbers[-2] if len(numbers) > 1 else numbers[0], "new": numbers[-1]} if numbers else {}
    form = CompareForm({**usual, **request.GET.dict()}, numbers=numbers)
    chosen = form.cleaned_data if form.is_valid() else usual
    old, new = (versions.get(chosen.get(name, 0)) for name in ("old", "new"))
    context = {
        "template": template,
        "form": form,
        "both": [old, new] if old and new else [],
        "old": old,
        "new": new,
        "pairs": lines_changed(verbs.as_text(old), verbs.as_text(new)) if old and new else [],
    }
    return render(request, "communications/template_compare.html", context)
