from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from communications.languages import accepted, said_in
from communications.verbs.unsubscribing import find_delivery, is_unsubscribed, unsubscribe
from postincident.access import public


# RFC 8058: the mail program posts without cookie or token, and is never redirected. A GET only shows the page, because
# scanners open every link of a mail.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public
def unsubscribe_page(request: HttpRequest, token: str) -> HttpResponse:
    delivery = find_delivery(token)
    if delivery is None:
        return said_in(accepted(request), render, request, "communications/unsubscribe_unknown.html", status=404)
    group = delivery.communication.audience.group
    if request.method == "POST" and not group.required_notice:
        unsubscribe(delivery)
    context = {"group": group, "done": is_unsubscribed(delivery)}
    return said_in(group.language, render, request, "communications/unsubscribe.html", context)
