"""Pages that are the same for whoever opens them: put together once for as long as what they show stands."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.html import escape
from django.utils.http import http_date
from django.utils.translation import get_language

from postincident import clock
from postincident.appearance import look

# How long a reader's browser, or a cache on the way, may show a page without asking whether it still stands.
READERS_SECONDS = 60
KEPT_SECONDS = 24 * 60 * 60
HOLE = "\ufdd0"  # never a character of a text: where `filled` puts what differs
HTML = "text/html; charset=utf-8"


def same_for_all[**P](view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Marks a view that asks nothing about who opens it, their time zone included, so that no answer varies by cookie."""
    view.same_for_all = True  # type: ignore[attr-defined]
    return view


def _key(*shown: object) -> str:
    words = repr((settings.ORGANISATION, look(), get_language(), *shown))
    return f"shared:{hashlib.sha256(words.encode()).hexdigest()}"


def filled(shown: object, make: Callable[[], str], filling: str = "") -> str:
    """What `make` returns, with `filling` where it left a HOLE: put together once for all whose page shows the same beside it.

    `shown` is everything else that `make` shows, and nothing that it looks up itself.
    """
    key = _key("filled", shown)
    pieces: list[str] | None = cache.get(key)
    if pieces is None:
        pieces = make().split(HOLE)
        cache.set(key, pieces, KEPT_SECONDS)
    return escape(filling).join(pieces)


def answer(
    request: HttpRequest, standing: Callable[[], object], make: Callable[[], str], content_type: str = HTML
) -> HttpResponse:
    """What `make` returns, with its ETag; nothing when the reader has it already.

    `standing` tells, in few queries, everything beside the address that may change what is made. It is asked anew each time, so that what is
    taken back is gone at once. Last-Modified is when this process first put it together: no state that came before is newer.
    """
    shown = standing()
    key = _key(request.path, shown)
    kept: tuple[bytes, str, int] | None = cache.get(key)
    if kept is None:
        body = make().encode()
        kept = body, f'"{hashlib.sha256(body).hexdigest()[:32]}"', int(clock.now().timestamp())
        if standing() == shown:  # else it may show what came in between, under the name of what stood before
            cache.set(key, kept, KEPT_SECONDS)
    body, etag, made_at = kept
    headers = {
        "ETag": etag,
        "Last-Modified": http_date(made_at),
        "Cache-Control": f"public, max-age={READERS_SECONDS}",
    }
    response = HttpResponse(body, content_type=content_type, headers=headers)
    # Never None: it is the response where it is not needed less.
    return get_conditional_response(request, etag, made_at, response) or response
