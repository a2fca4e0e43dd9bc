"""A webhook: JSON, signed so that the receiver knows that it came from here, whole, now, and whether it came before.

The signature is that of Standard Webhooks 1.0 (standardwebhooks.com), for which libraries verify in many languages:
HMAC-SHA256 over `id.timestamp.body`. docs/webhooks.md shows how to verify it.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping
from typing import Any

from communications.delivery.channels import posting
from communications.delivery.channels.told import filled_for_all, told_link
from communications.delivery.channels.way import Way
from communications.delivery.mime import Copy, Letter, Message
from communications.delivery.outcome import Answer, Verdict
from communications.models import Endpoint
from postincident import clock

PREFIX = "whsec_"


def new_secret() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def message_id_of(copy: Copy) -> str:
    """The same for every try of one delivery: a receiver that has it takes it no second time."""
    return "msg_" + copy.message_id.strip("<>").partition("@")[0]


def sign(secret: str, message_id: str, timestamp: int, body: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = b"%s.%d.%s" % (message_id.encode(), timestamp, body)
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


class Webhook:
    def hand_over(self, message: Message, copy: Copy, before_the_end: Callable[[], None]) -> Answer:
        body = posting.as_json(payload(message.letter, copy))
        # A repeat is known by its id, so silence is no reason to ask a person.
        return posting.post(
            copy.address, body, headers(copy, _secret_of(copy), body), before_the_end, silence=Verdict.DEFERRED
        )

    def close(self) -> None:
        pass


def _secret_of(copy: Copy) -> str:
    """Asked for now: a secret that was made anew holds for what has not left yet. Endpoints are retired, never deleted."""
    return Endpoint.objects.values_list("secret", flat=True).get(pk=copy.endpoint_id or 0)


def headers(copy: Copy, secret: str, body: bytes) -> Mapping[str, str]:
    message_id, now = message_id_of(copy), int(clock.now().timestamp())
    return {
        "Content-Type": posting.JSON,
        "webhook-id": message_id,
        "webhook-timestamp": str(now),
        "webhook-signature": sign(secret, message_id, now, body),
    }


def payload(letter: Letter, copy: Copy) -> dict[str, Any]:
    chat = filled_for_all(letter.chat, copy)
    return {
        "type": letter.event,
        "timestamp": clock.now().isoformat(),
        "data": dict(letter.about)
        | {
            "id": message_id_of(copy),
            "from": letter.from_name,
            "title": chat.title,
            "sections": [{"title": title, "text": text} for title, text in chat.parts],
            "url": told_link(copy),
        },
    }


WAY = Way(Endpoint.Kind.WEBHOOK, posting.normalise, Webhook)
