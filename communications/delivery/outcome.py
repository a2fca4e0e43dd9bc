from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import models


class Verdict(models.TextChoices):
    """What became of one attempt. The values are those of Delivery.State that follow from it."""

    SENT = "sent"
    KEPT_LOCALLY = "kept_locally"
    DEFERRED = "deferred"
    FAILED = "failed"
    UNCONFIRMED = "unconfirmed"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a channel says of one message: how it went, in the words of the server."""

    verdict: Verdict
    said: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer to one attempt of one delivery."""

    delivery_id: int
    attempt: int
    verdict: Verdict
    said: str
    at: datetime


class ServerDown(Exception):
    """The mail server cannot be talked to: nobody's message is at fault, so the release pauses."""
