"""Whether so many are refused for good that sending on would do harm."""

from __future__ import annotations

from collections import deque

from django.conf import settings
from django.utils.translation import gettext as _

from communications.delivery.outcome import Answer, Verdict

LATEST, FEWEST = 200, 40  # answers by which it is judged


class TooManyRefused(Exception):
    """So many were refused for good that something is wrong with the list, or with what is sent."""


class Refusals:
    """How many of the latest answers refused a message for good."""

    def __init__(self) -> None:
        self._latest: deque[bool] = deque(maxlen=LATEST)

    def note(self, answer: Answer) -> None:
        """Raises TooManyRefused."""
        is_refused = answer.verdict == Verdict.FAILED
        self._latest.append(is_refused)
        if not is_refused or len(self._latest) < FEWEST:
            return
        refused, of = sum(self._latest), len(self._latest)
        if refused * 100 >= settings.DELIVERY_FAILURE_PERCENT * of:
            raise TooManyRefused(
                _("%(n)s of the last %(of)s messages were refused, the latest with: %(said)s")
                % {"n": refused, "of": of, "said": answer.said}
            )
