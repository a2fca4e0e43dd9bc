"""What an administrator sets of the public pages, and what those pages load of it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from postincident.access import SignedInRequest, may_administer, public
from postincident.appearance import look
from postincident.appearance_forms import AppearanceForm
from postincident.errors import Refused
from postincident.forms import posted
from postincident.models import Appearance
from postincident.shared import answer, same_for_all
from postincident.verbs.appearance import set_appearance


@require_http_methods(["GET", "POST"])
@may_administer
def appearance(request: SignedInRequest) -> HttpResponse:
    current = Appearance.objects.defer("logo").first() or Appearance()
    form = AppearanceForm(posted(request), request.FILES or None, instance=current)
    conflicts: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        try:
            set_appearance(request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_refusal(refused)
            conflicts = _theirs(form)
        else:
            messages.success(request, _("Saved. The public pages show it within a minute."))
            return redirect("postincident:appearance")
    context = {"form": form, "current": current, "conflicts": conflicts}
    return render(request, "postincident/appearance.html", context, status=409 if conflicts else 200)


def _theirs(form: AppearanceForm) -> list[dict[str, Any]]:
    current = Appearance.objects.defer("logo").get()
    form.carry_version(current.version)
    return [
        {"label": form.fields[name].label, "text": getattr(current, name) or "–"}
        for name in ("accent", "accent_dark", "footer")
    ]


@require_safe
@public
@same_for_all
def appearance_css(request: HttpRequest) -> HttpResponse:
    return answer(
        request, look, lambda: render_to_string("appearance.css", {"look": look()}), "text/css; charset=utf-8"
    )


@require_safe
@public
@same_for_all
def appearance_logo(request: HttpRequest) -> HttpResponse:
    logo = Appearance.objects.values_list("logo", flat=True).exclude(logo=None).first()
    if logo is None:
        raise Http404
    return HttpResponse(bytes(logo), content_type="image/png", headers={"Cache-Control": "public, max-age=60"})
