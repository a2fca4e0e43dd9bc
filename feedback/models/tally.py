from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from communications.models import Communication, StakeholderGroup
from feedback.models.theme import Theme
from postincident.models import Incident


def _of(model: type[models.Model], *, null: bool = True) -> models.ForeignKey[Any, Any]:
    """A tally keeps nothing from going, and is looked for by none of these alone."""
    return models.ForeignKey(
        model, on_delete=models.DO_NOTHING, null=null, db_constraint=False, db_index=False, related_name="+"
    )


def _number() -> models.IntegerField[Any, Any]:
    return models.IntegerField(db_default=0)


class Tally(models.Model):
    """Responses, or tags of a theme, counted together: what is said over time is added up from these, not from all that was said.

    The database adds a row, `fresh`, for each that comes, and one that takes it off again when it goes; the worker puts those that
    are alike together (`feedback/tallies.py`). So the sum over all rows is exact at any instant, and a row by itself says nothing.
    """

    fresh = models.BooleanField(db_default=True)
    incident = _of(Incident, null=False)
    group = _of(StakeholderGroup)
    communication = _of(Communication)
    theme = _of(Theme)  # none: of responses
    said_at = models.DateTimeField()  # together: when the stretch of time began
    times = _number()
    # Of responses: how many have words or a theme; each rating as `chain.sums` has it.
    worded = _number()
    clear_n = _number()
    clear_sum = _number()
    clear_squares = _number()
    timely_n = _number()
    timely_sum = _number()
    timely_squares = _number()
    complete_n = _number()
    complete_sum = _number()
    complete_squares = _number()

    class Meta:
        verbose_name_plural = "tallies"
        indexes = [
            # What is to be put together, and with what.
            models.Index(fields=["fresh", "incident"], name="tally_of_incident"),
            # How often a theme was said, of which incident, when: this index alone is read.
            models.Index(
                fields=["theme", "incident", "said_at", "times"],
                condition=Q(theme__isnull=False),
                name="tally_of_theme",
            ),
        ]

    def __str__(self) -> str:
        return f"tally {self.pk}"
