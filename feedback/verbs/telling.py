"""Telling those who said something what was done about it."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from communications.models import Communication
from communications.verbs.few import draft_to_a_few
from feedback.chain import steps
from feedback.models import Lesson, Response, Theme, ToldBack
from feedback.telling import Party, who_raised
from postincident import events
from postincident.errors import Refused
from postincident.models import Improvement, User
from postincident.vocabulary import Kind


def tell_back(
    user: User, about: Theme | Response, audiences: Collection[int], *, said: str, did: str
) -> list[Communication]:
    """A draft for each of these audiences, to those of it who raised it, asked for a reply and were not told yet.

    Raises Refused when nobody of them is left.
    """
    with transaction.atomic():
        # Locked, so that two people who do this at once do not both draft it.
        type(about).objects.select_for_update(of=("self",)).get(pk=about.pk)
        parties = [party for party in who_raised(user, about).parties if party.audience.pk in audiences]
        if not parties:
            raise Refused("nobody", _("Nobody of these waits to be told any more. Look at what was drafted."))
        done = _improvements(user, about)
        return [_draft(user, about, party, said, did, done) for party in parties]


def _improvements(user: User, about: Theme | Response) -> list[Improvement]:
    if isinstance(about, Theme):
        lessons = [step.lesson for step in steps(user, about)]
    else:
        lessons = list(Lesson.objects.visible_to(user).filter(response=about).select_related("improvement"))
    return [lesson.improvement for lesson in lessons if lesson.improvement]


def _draft(
    user: User, about: Theme | Response, party: Party, said: str, did: str, done: list[Improvement]
) -> Communication:
    incident = party.audience.incident_id
    communication = draft_to_a_few(
        user,
        party.audience,
        Kind.IMPROVEMENTS,
        party.people,
        follows=party.answered,
        bodies={"you_said": (_("What you told us"), said), "improvements": (_("What we did"), did)},
        improvements=[one for one in done if one.incident_id == incident],
    )
    row = ToldBack.objects.create(communication=communication, by=user)
    row.responses.set(party.responses)
    row.themes.set([about] if isinstance(about, Theme) else [])
    events.record(user, "told_back.drafted", row, incident=incident, communication=communication.pk)
    return communication
