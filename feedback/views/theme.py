from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from feedback.access import get_theme
from feedback.forms import ThemeForm
from feedback.models import Response
from feedback.pages import PER_PAGE, lessons_of, themes_with_counts
from feedback.recurring import recurring
from feedback.verbs import themes as verbs
from postincident.access import SignedInRequest, may_edit, signed_in
from postincident.errors import Refused
from postincident.forms import posted
from postincident.models import Incident


@require_safe
@signed_in
def theme_list(request: SignedInRequest) -> HttpResponse:
    flagged = {row.theme.pk for row in recurring(request.user)}
    context = {"themes": themes_with_counts(request.user), "flagged": flagged}
    return render(request, "feedback/theme_list.html", context)


@require_safe
@signed_in
def theme_detail(request: SignedInRequest, slug: str) -> HttpResponse:
    theme = get_theme(slug)
    visible = Incident.objects.visible_to(request.user)
    responses = Response.objects.filter(incident__in=visible, tags__theme=theme).for_lists()
    context = {
        "theme": theme,
        "page": Paginator(responses, PER_PAGE).get_page(request.GET.get("page")),
        "incidents": visible.filter(responses__tags__theme=theme).annotate(n=Count("pk")).order_by("-id"),
        "lessons": lessons_of(request.user, theme),
        "flagged": any(row.theme == theme for row in recurring(request.user)),
    }
    return render(request, "feedback/theme_detail.html", context)


@require_http_methods(["GET", "POST"])
@may_edit
def theme_add(request: SignedInRequest) -> HttpResponse:
    form = ThemeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            theme = verbs.add(request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_refusal(refused, "name")
        else:
            messages.success(request, _("Added."))
            return redirect(theme)
    return render(request, "feedback/theme_form.html", {"form": form})


@require_http_methods(["GET", "POST"])
@may_edit
def theme_edit(request: SignedInRequest, slug: str) -> HttpResponse:
    theme = get_theme(slug)
    form = ThemeForm(posted(request), instance=theme)
    if request.method == "POST" and form.is_valid():
        try:
            verbs.edit(request.user, theme, **form.cleaned_data)
        except Refused as refused:
            form.add_refusal(refused, "name")
        else:
            messages.success(request, _("Saved."))
            return redirect(theme)
    return render(request, "feedback/theme_form.html", {"form": form, "theme": theme})


@require_POST
@may_edit
def theme_retire(request: SignedInRequest, slug: str) -> HttpResponse:
    """Retire it, or (`undo`) take it into use again."""
    theme = get_theme(slug)
    verbs.retire(request.user, theme, retired=not request.POST.get("undo"))
    return redirect(theme)
