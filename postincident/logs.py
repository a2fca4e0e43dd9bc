"""What reaches a log. Whoever knows the token of an address may do what it opens, so no log shows one."""

from __future__ import annotations

import logging
import re

_TOKEN = re.compile(r"(/(?:u|p|s|f/answer|f|t|r|password/reset/key)/)[^/\s\"'?#<>]+")

# Of the sender of a mail, which a bounce comes back to: see `make_mail_token`.
_MAIL_TOKEN = re.compile(r"\b[0-9]{1,19}-[A-Za-z2-7]{26}\b")


class WithoutTokens(logging.Formatter):
    """Of the finished line with its traceback, so that no way into it is left out."""

    def format(self, record: logging.LogRecord) -> str:
        return _MAIL_TOKEN.sub("…", _TOKEN.sub(r"\1…", super().format(record)))
