"""What chat and webhooks share: one request over HTTP, and what its answer means."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from communications.delivery.outcome import Answer, Verdict
from postincident import outgoing

JSON = "application/json; charset=utf-8"
_AGAIN = (408, 425, 429)


def normalise(address: str) -> str:
    """As typed: these addresses are keys, and no letter of them may change."""
    typed = address.strip()
    try:
        outgoing.check(typed)
    except outgoing.NotAllowed as error:
        raise ValidationError(str(error), code="address") from error
    return typed


def post(
    address: str,
    body: bytes,
    headers: Mapping[str, str],
    before_the_end: Callable[[], None],
    *,
    silence: Verdict = Verdict.UNCONFIRMED,
) -> Answer:
    """`silence` is what it means when the request left and no answer came."""
    try:
        answer = outgoing.post(address, body, headers, before_the_end)
    except outgoing.NotAllowed as error:
        return Answer(Verdict.FAILED, str(error))
    except outgoing.NotReached as error:
        return Answer(Verdict.DEFERRED, str(error))
    except outgoing.NoAnswer as error:
        return Answer(silence, str(error))
    return judge(answer)


def post_json(address: str, payload: Mapping[str, Any], before_the_end: Callable[[], None]) -> Answer:
    return post(address, as_json(payload), {"Content-Type": JSON}, before_the_end)


def as_json(payload: Mapping[str, Any]) -> bytes:
    return json.dumps(payload, ensure_ascii=False).encode()


def judge(answer: outgoing.Answer) -> Answer:
    said = f"{answer.status} {' '.join(answer.body.decode('utf-8', 'replace').split())}"
    return judge_status(answer.status, said.strip()[:500])


def judge_status(status: int, said: str) -> Answer:
    if 200 <= status < 300:
        return Answer(Verdict.SENT, said)
    if 300 <= status < 400:
        return Answer(Verdict.FAILED, _("%(said)s: it has moved to another address.") % {"said": said})
    again = status in _AGAIN or status >= 500
    return Answer(Verdict.DEFERRED if again else Verdict.FAILED, said)
