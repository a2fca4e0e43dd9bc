"""What reaches a log. Whoever knows the token of an address may do what it opens, so no log shows one."""

from __future__ import annotations

import logging
import re
from copy import copy
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation

_TOKEN = re.compile(r"(/(?:u|p|s|f/answer|f|t|r|password/reset/key)/)[^/\s\"'?#<>]+")

# Of the sender of a mail, which a bounce comes back to: see `make_mail_token`.
_MAIL_TOKEN = re.compile(r"\b[0-9]{1,19}-[A-Za-z2-7]{26}\b")


# What a visitor did, and was answered: where in the source that was found concerns nobody.
_ANSWERED = (PermissionDenied, SuspiciousOperation, BadRequest)


class WithoutTokens(logging.Formatter):
    """Of the finished line with its traceback, so that no way into it is left out."""

    def format(self, record: logging.LogRecord) -> str:
        if record.exc_info and isinstance(record.exc_info[1], _ANSWERED):
            record = copy(record)
            record.exc_info = record.exc_text = None
        return _MAIL_TOKEN.sub("…", _TOKEN.sub(r"\1…", super().format(record)))


def logging_of(level: str) -> dict[str, Any]:
    """Django's LOGGING: everything goes to standard error, one line each, and no file is kept here."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": "postincident.logs.WithoutTokens",
                "format": "{asctime} {levelname} {name} {message}",
                "style": "{",
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        # Django sets INFO for its own, whatever the level of the rest, and writes the requests of `runserver` by itself.
        "loggers": {
            "django": {"level": "NOTSET"},
            "django.server": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        },
    }
