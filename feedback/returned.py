"""Letters that a mail server took and could not deliver after all, or whose reader complained."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from communications.addresses import normalise_mail
from communications.models import DeliveryReport, Suppression
from communications.verbs.returned import stop
from feedback.models import Letter
from feedback.posting import lose
from postincident import events
from postincident.events import APPLICATION
from postincident.links import hash_address
from postincident.registry import Letters

Kind, State = DeliveryReport.Kind, Letter.State
# For good: to this address nothing is sent any more, of whatever kind.
STOPS = {Kind.BOUNCED: Suppression.Reason.BOUNCED, Kind.COMPLAINED: Suppression.Reason.COMPLAINED}


def addressed(message_ids: Sequence[str]) -> dict[str, str]:
    rows = Letter.objects.filter(message_id__in=[one for one in dict.fromkeys(message_ids) if one][:500])
    return {message_id: _hash(address) for message_id, address in rows.values_list("message_id", "address")}


def _hash(address: str) -> str:
    """Empty where it was erased."""
    try:
        return hash_address(normalise_mail(address))
    except ValidationError:
        return ""


def returned(message_id: str, kind: str, said: str) -> bool:
    """A delay is no news, nor is what was known: the same report may come twice."""
    with transaction.atomic():
        letter = Letter.objects.select_for_update(of=("self",)).filter(message_id=message_id).first()
        if letter is None:
            return False
        is_lost = kind in (Kind.BOUNCED, Kind.BOUNCED_SOFTLY) and letter.state in (State.SENT, State.WAITING)
        if is_lost:
            # A server's words name whom it could not reach: of somebody who was erased meanwhile they are not kept.
            lose(letter, State.RETURNED, said.replace("\x00", "")[:500] if letter.address else "")
        made = stop({_hash(letter.address): STOPS[Kind(kind)]}) if kind in STOPS else {}
        if is_lost or made:
            events.record(
                APPLICATION,
                "letter.returned" if is_lost else "letter.complained",
                letter.about,
                incident=letter.about.incident_id,
                letter=letter.pk,
                suppressed=sorted(made.values()),
            )
    return is_lost or bool(made)


LETTERS = Letters(addressed=addressed, returned=returned)
