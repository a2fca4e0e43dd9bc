"""What the core itself can prove of the five tasks: the confirmations only a person can give."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from postincident.checklist import confirmed
from postincident.models import Confirmation, Incident
from postincident.registry import Clause, Text


def said_by_a_person(key: Confirmation.Key, missing: Text, link: Text) -> Callable[..., Mapping[int, Sequence[Clause]]]:
    """The clause that one confirmation proves."""

    def prove(incidents: Sequence[Incident], now: datetime) -> dict[int, list[Clause]]:
        said = confirmed([incident.pk for incident in incidents], key)
        return {
            incident.pk: [
                Clause(
                    code=key.value,
                    holds=incident.pk in said,
                    sentence=_("%(who)s confirmed: %(what)s.") % {"who": said[incident.pk].by, "what": _lower(key)}
                    if incident.pk in said
                    else str(missing),
                    url=reverse("postincident:confirmation-add", args=[incident.reference, key.value]),
                    link=str(link),
                    order=900,
                )
            ]
            for incident in incidents
        }

    return prove


def _lower(key: Confirmation.Key) -> str:
    label = str(key.label)
    return label[:1].lower() + label[1:]


nothing_elsewhere = said_by_a_person(
    Confirmation.Key.NOTHING_ELSEWHERE,
    gettext_lazy("Nobody has confirmed that nothing was said elsewhere."),
    gettext_lazy("Confirm that nothing was said elsewhere"),
)
review_recorded = said_by_a_person(
    Confirmation.Key.REVIEW_RECORDED,
    gettext_lazy("Nobody has recorded the review yet."),
    gettext_lazy("Record the review"),
)
