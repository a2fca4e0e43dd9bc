"""What time it is, for everything the application writes or decides by. It is Django's, unless somebody says otherwise.

Only the demonstration does: it plays a story whose scenes happened days ago, and calls the verbs people call.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils import timezone

_set_to: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    return _set_to.get() or timezone.now()


def today() -> date:
    return timezone.localdate(now())


@contextmanager
def standing_at(when: datetime) -> Iterator[None]:
    """For whoever asks inside, in this thread, it is `when`."""
    token = _set_to.set(when)
    try:
        yield
    finally:
        _set_to.reset(token)


class DateTimeField(models.DateTimeField[Any, Any]):
    """`auto_now` and `auto_now_add` by this clock. To migrations it is Django's own: the column is the same."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        if self.auto_now or (self.auto_now_add and add):
            value = now()
            setattr(model_instance, self.attname, value)
            return value
        return super().pre_save(model_instance, add)

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DateTimeField", args, kwargs
