"""Searches that somebody keeps for themselves."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from archive.models import SavedSearch
from archive.search_forms import SavedSearchForm, SearchForm
from archive.verbs import saving
from postincident.access import SignedInRequest, signed_in
from postincident.errors import Refused
from postincident.forms import posted


def _own(request: SignedInRequest, pk: int) -> SavedSearch:
    return get_object_or_404(SavedSearch, user=request.user, pk=pk)


@require_safe
@signed_in
def saved_list(request: SignedInRequest) -> HttpResponse:
    return render(request, "archive/saved_list.html", {"saved": SavedSearch.objects.filter(user=request.user)})


@require_http_methods(["GET", "POST"])
@signed_in
def saved_add(request: SignedInRequest) -> HttpResponse:
    """The search is in the address, as on its own page; the form asks for its name."""
    search = SearchForm(request.GET)
    query = search.as_query()
    form = SavedSearchForm(posted(request), initial={"name": search.said.get("q", "")[:100]})
    if request.method == "POST" and form.is_valid():
        try:
            saved = saving.save(request.user, form.cleaned_data["name"], query)
        except Refused as refused:
            form.add_refusal(refused, "name" if refused.code == "name_taken" else None)
        else:
            messages.success(request, _("Saved: %(name)s.") % {"name": saved.name})
            return redirect(saved)
    return render(request, "archive/saved_form.html", {"form": form, "query": query})


@require_http_methods(["GET", "POST"])
@signed_in
def saved_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    saved = _own(request, pk)
    form = SavedSearchForm(posted(request), initial={"name": saved.name})
    if request.method == "POST" and form.is_valid():
        try:
            saving.rename(request.user, saved, form.cleaned_data["name"])
        except Refused as refused:
            form.add_refusal(refused, "name")
        else:
            messages.success(request, _("Renamed."))
            return redirect("archive:saved-list")
    return render(request, "archive/saved_form.html", {"form": form, "saved": saved})


@require_POST
@signed_in
def saved_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    saving.remove(request.user, _own(request, pk))
    messages.success(request, _("Removed. The records it found are where they were."))
    return redirect("archive:saved-list")
