from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from feedback.access import get_theme
from feedback.chain import chain_context
from feedback.spread import BY, spread
from postincident.access import SignedInRequest, signed_in


@require_safe
@signed_in
def theme_chain(request: SignedInRequest, slug: str) -> HttpResponse:
    theme = get_theme(slug)
    context = chain_context(request.user, theme, request.GET.get("since", ""))
    context |= {"theme": theme, "spread": spread(request.user, theme, request.GET.get("by", "")), "bys": BY}
    return render(request, "feedback/theme_chain.html", context)
