"""What a mail provider tells by webhook, read by anymail: signed, many events at once, and the same verbs as for mail."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable, Sequence
from contextvars import ContextVar

from anymail import urls as anymail_urls
from anymail.signals import AnymailTrackingEvent, EventType, RejectReason, tracking
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from communications.delivery.provider import DELIVERY
from communications.delivery.verp import read_token
from communications.incoming.protection import is_protected
from communications.incoming.status import code_in, is_for_good
from communications.models import Delivery, DeliveryReport
from communications.verbs.returned import Report, take
from communications.verbs.unsubscribing import unsubscribe
from postincident.access import public
from postincident.registry import registry

logger = logging.getLogger(__name__)
Kind = DeliveryReport.Kind
type Event = AnymailTrackingEvent
_KINDS = {
    EventType.DEFERRED: Kind.DELAYED,
    EventType.COMPLAINED: Kind.COMPLAINED,
    EventType.AUTORESPONDED: Kind.ANSWERED,
    EventType.FAILED: Kind.BOUNCED_SOFTLY,
}
_DEAD = (RejectReason.BOUNCED, RejectReason.INVALID)
# Where providers say that a bounce may pass, and how; anymail does not tell the two apart.
_SAYS_IF_PASSING = ("Type", "type", "event", "bounceType", "bounce_type", "bounce_class_name", "severity")
_PASSING = ("soft", "transient", "temporary")
_events: ContextVar[list[Event] | None] = ContextVar("events", default=None)


def urls() -> list[URLPattern]:
    """Of the provider that is configured, and only where its requests can be told from anybody's."""
    if not settings.MAIL_PROVIDER or not is_protected():
        return []
    wanted = f"{settings.MAIL_PROVIDER}_tracking_webhook"
    found = [pattern for pattern in anymail_urls.urlpatterns if pattern.name == wanted]
    return [path(f"anymail/{pattern.pattern}", _bulk(pattern.callback), name="mail-events") for pattern in found]


def _note(sender: object, event: Event, esp_name: str, **more: object) -> None:
    if (noted := _events.get()) is not None:
        noted.append(event)


tracking.connect(_note, dispatch_uid="communications.incoming.webhooks")


def _bulk(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """anymail checks who posts, then signals event by event: they are gathered, and taken together."""

    @csrf_exempt
    @never_cache
    @public
    def taken(request: HttpRequest) -> HttpResponse:
        noted: list[Event] = []
        mark = _events.set(noted)
        try:
            response = view(request)
        except (ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
            logger.warning("A provider's webhook could not be read: %s", type(error).__name__)
            return HttpResponseBadRequest("This cannot be read.", content_type="text/plain")
        finally:
            _events.reset(mark)
        take_events(noted)
        return response

    return taken


def take_events(events: Sequence[Event]) -> int:
    """Returns how many were news of mails of ours."""
    about = _deliveries(events)
    new = take(
        Report(about[place], kind, _said(event), _digest(event))
        for place, event in enumerate(events)
        if place in about and (kind := _kind(event)) is not None
    )
    _unsubscribe(about[place] for place, event in enumerate(events) if place in about and _is_leaving(event))
    return new + _of_letters([event for place, event in enumerate(events) if place not in about])


def _of_letters(events: Sequence[Event]) -> int:
    """Of what higher apps sent to one person."""
    new = 0
    for letters in registry.letters:
        known = letters.addressed([str(event.message_id)[:200] for event in events if event.message_id])
        for event in events:
            kind, message_id = _kind(event), str(event.message_id)[:200]
            if kind is not None and message_id in known:
                new += letters.returned(message_id, kind, _said(event))
    return new


def _deliveries(events: Sequence[Event]) -> dict[int, int]:
    """Place among the events → delivery. By the token, else by the Message-ID where the provider kept ours."""
    found = {place: pk for place, event in enumerate(events) if (pk := _by_token(event)) is not None}
    ids = {str(event.message_id)[:200]: place for place, event in enumerate(events) if event.message_id}
    rows = Delivery.objects.filter(message_id__in=[one for one in ids if one.startswith("<")])
    by_id = dict(rows.values_list("message_id", "pk"))
    for place, event in enumerate(events):
        if place not in found and (pk := by_id.get(str(event.message_id)[:200])):
            found[place] = pk
    return found


def _by_token(event: Event) -> int | None:
    metadata = event.metadata if isinstance(event.metadata, dict) else {}
    tags = event.tags if isinstance(event.tags, list) else []
    candidates = [metadata.get(DELIVERY), *tags[:10]]
    return next((pk for one in candidates if isinstance(one, str) and (pk := read_token(one[:100])) is not None), None)


def _said(event: Event) -> str:
    said = event.mta_response or event.description or ""
    return " ".join(str(said).removeprefix("smtp;").split())[:500]


def _digest(event: Event) -> str:
    """Of what stays the same when the provider posts it again."""
    when = event.timestamp.isoformat() if event.timestamp else event.event_id
    said = f"{event.message_id}|{event.event_type}|{when}|{event.recipient}|{event.reject_reason}"
    return hashlib.sha256(said.encode(errors="replace")).hexdigest()


def _kind(event: Event) -> Kind | None:
    """None for what changes nothing: delivered, opened, clicked."""
    if event.event_type not in (EventType.BOUNCED, EventType.REJECTED):
        return _KINDS.get(event.event_type)
    said = _said(event)
    code = code_in(said)
    if event.event_type == EventType.BOUNCED and code:
        return Kind.BOUNCED if is_for_good(code, said) and not _may_pass(event) else Kind.BOUNCED_SOFTLY
    is_dead = event.reject_reason in _DEAD and not _may_pass(event)
    return Kind.BOUNCED if is_dead else Kind.BOUNCED_SOFTLY


def _may_pass(event: Event) -> bool:
    raw = event.esp_event if isinstance(event.esp_event, dict) else {}
    inner = raw.get("event-data")
    said = [one.get(name) for one in (raw, inner) if isinstance(one, dict) for name in _SAYS_IF_PASSING]
    return raw.get("hard_bounce") is False or any(
        word in one.lower() for one in said if isinstance(one, str) for word in _PASSING
    )


def _is_leaving(event: Event) -> bool:
    return event.event_type == EventType.UNSUBSCRIBED


def _unsubscribe(deliveries: Iterable[int]) -> None:
    """Somebody pressed the provider's own link, or their mail program's; from a required notice nobody can."""
    rows = Delivery.objects.select_related("communication__audience__group").filter(pk__in=list(deliveries))
    for delivery in rows.filter(communication__audience__group__required_notice=False):
        unsubscribe(delivery)
