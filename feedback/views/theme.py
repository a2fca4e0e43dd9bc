from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from feedback import pages
from feedback.access import get_theme
from feedback.chain import by_incident
from feedback.forms import ThemeDeclineForm, ThemeForm, ThemeMergeForm, ThemeSplitForm
from feedback.models import Response, Theme, ThemeTag
from feedback.pages import PER_PAGE, lessons_of, themes_with_counts
from feedback.recurring import keep_coming_back
from feedback.verbs import by_rule, rearranging
from feedback.verbs import themes as verbs
from postincident.access import SignedInRequest, may_edit, may_manage, signed_in
from postincident.errors import Refused
from postincident.forms import posted
from postincident.models import in_sight_of


@require_safe
@signed_in
def theme_list(request: SignedInRequest) -> HttpResponse:
    themes = themes_with_counts(request.user)
    flagged = keep_coming_back(request.user, {theme.pk: theme.incidents for theme in themes})
    context = {"themes": themes, "flagged": flagged}
    return render(request, "feedback/theme_list.html", context)


@require_safe
@signed_in
def decided(request: SignedInRequest) -> HttpResponse:
    """As a table, for whoever improves the rules."""
    return pages.decided(request.user)


@require_safe
@signed_in
def theme_detail(request: SignedInRequest, slug: str) -> HttpResponse:
    theme = get_theme(slug)
    tags = ThemeTag.objects.filter(in_sight_of(request.user), theme=theme).order_by()
    responses = Response.objects.filter(in_sight_of(request.user), tags__theme=theme).for_lists()
    incidents = by_incident(request.user, theme)
    paged = Paginator(responses, PER_PAGE)
    paged.count = sum(n for _incident, n in incidents)  # so no response is read to be counted
    context = {
        "theme": theme,
        "page": paged.get_page(request.GET.get("page")),
        "by_rule": tags.filter(by=ThemeTag.By.RULE).count(),
        "incidents": incidents,
        "lessons": lessons_of(request.user, theme),
        "declines": theme.declines.select_related("user"),
        "flagged": theme.pk in keep_coming_back(request.user, {theme.pk: len(incidents)}),
        "others": Theme.objects.in_use().exclude(pk=theme.pk),
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
    try:
        verbs.retire(request.user, theme, retired=not request.POST.get("undo"))
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect(theme)


@require_POST
@may_manage
def theme_by_itself(request: SignedInRequest, slug: str) -> HttpResponse:
    """Have it tag new responses by itself, or (`undo`) ask again."""
    theme = get_theme(slug)
    try:
        by_rule.switch(request.user, theme, on=not request.POST.get("undo"))
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect(theme)


@require_http_methods(["GET", "POST"])
@may_edit
def theme_decline(request: SignedInRequest, slug: str) -> HttpResponse:
    """Say why nothing is changed because of it."""
    theme = get_theme(slug)
    form = ThemeDeclineForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            verbs.decline(request.user, theme, form.cleaned_data["reason"])
        except Refused as refused:
            form.add_refusal(refused, "reason")
        else:
            messages.success(request, _("Noted. It is flagged again when it comes back."))
            return redirect(theme)
    return render(request, "feedback/theme_decline.html", {"form": form, "theme": theme})


@require_http_methods(["GET", "POST"])
@may_edit
def theme_merge(request: SignedInRequest, slug: str) -> HttpResponse:
    theme = get_theme(slug)
    form = ThemeMergeForm(posted(request), theme=theme)
    if request.method == "POST" and form.is_valid():
        try:
            rearranging.merge(request.user, theme, form.cleaned_data["into"])
        except Refused as refused:
            form.add_refusal(refused, "into")
        else:
            messages.success(request, _("Merged."))
            return redirect(form.cleaned_data["into"])
    return render(request, "feedback/theme_merge.html", {"form": form, "theme": theme})


@require_POST
@may_edit
def theme_split(request: SignedInRequest, slug: str) -> HttpResponse:
    """Move the responses chosen on its page to another theme, there already or new."""
    theme = get_theme(slug)
    form = ThemeSplitForm(request.POST, theme=theme, visible=Response.objects.visible_to(request.user))
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return redirect(theme)
    into, name, rows = form.cleaned_data["into"], form.cleaned_data["name"], list(form.cleaned_data["response"])
    try:
        into, moved = rearranging.split(request.user, theme, rows, into=into, name=name)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect(theme)
    messages.success(request, ngettext("%(n)s response moved.", "%(n)s responses moved.", moved) % {"n": moved})
    return redirect(into)
