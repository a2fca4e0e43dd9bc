"""Who may open what. Fetching is the permission check: a stranger gets 404, somebody without the right 403.

Every view carries one of the decorators below; a test walks all URLs and fails when one has none.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from postincident.models import Incident, User

type View[**P] = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class SignedInRequest(HttpRequest):
    user: User


def _requires(name: str, allowed: Callable[[User], bool]) -> Callable[[Callable[..., HttpResponseBase]], View[...]]:
    def decorate(view: Callable[..., HttpResponseBase]) -> View[...]:
        @login_required
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not allowed(request.user):  # type: ignore[arg-type]
                raise PermissionDenied
            return view(request, *args, **kwargs)

        checked.access = name  # type: ignore[attr-defined]
        return checked

    return decorate


signed_in = _requires("signed_in", lambda user: True)
may_edit = _requires("may_edit", lambda user: user.can_edit)
may_review = _requires("may_review", lambda user: user.can_review)
may_manage = _requires("may_manage", lambda user: user.can_manage)
may_configure = _requires("may_configure", lambda user: user.can_configure)
may_administer = _requires("may_administer", lambda user: user.can_administer)


def public(view: Callable[..., HttpResponseBase]) -> View[...]:
    """Anyone may open it; what it shows is decided by a token or a publication, never by who asks."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    checked.access = "public"  # type: ignore[attr-defined]
    return checked


def get_incident(user: User, reference: str) -> Incident:
    return get_object_or_404(Incident.objects.visible_to(user).select_related("lead"), reference=reference)
