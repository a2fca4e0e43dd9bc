"""What readers said of the texts that a change concerns, of those from before it and of those since."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Avg, Count
from django.utils.translation import gettext as _

from archive.models import Change
from communications.effect import released
from feedback.figures import LABELS
from feedback.models import Response
from postincident.models import User
from postincident.registry import Effect, Figure


def ratings(user: User, change: Change) -> Sequence[Effect]:
    """Of each rating its mean. At most three queries."""
    before, after = (_means(released(user, change, since).values("communication")) for since in (False, True))
    return [
        Effect(label, _("ratings"), before[key], after[key], _("1 not at all, 5 fully"))
        for key, label in LABELS.items()
    ]


def _means(communications: Any) -> dict[str, Figure]:
    figures = {f"{key}_mean": Avg(key) for key in LABELS} | {f"{key}_n": Count(key) for key in LABELS}
    row = Response.objects.filter(communication__in=communications).order_by().aggregate(**figures)
    return {key: Figure(row[f"{key}_mean"], row[f"{key}_n"]) for key in LABELS}
