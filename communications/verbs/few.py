"""Drafting for a few of an audience: by a list of the communication's own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from communications.drawing.values import Source
from communications.models import Audience, Communication, Section
from communications.verbs.drafting import draft_one, free_round, list_people, why_not
from postincident import clock
from postincident.errors import Refused
from postincident.models import Improvement, Incident, User


def _put_in(user: User, communication: Communication, bodies: Mapping[str, tuple[str, str]]) -> None:
    have = {section.key: section for section in communication.sections.all()}
    new = [key for key in bodies if key not in have]
    for section in have.values():
        section.position += len(new)
        if section.key in bodies:
            section.title, section.body = bodies[section.key]
            section.edited_by, section.edited_at = user, clock.now()
        section.save()
    Section.objects.bulk_create(
        Section(
            communication=communication,
            key=key,
            title=bodies[key][0],
            position=place,
            body=bodies[key][1],
            edited_by=user,
            edited_at=clock.now(),
        )
        for place, key in enumerate(new)
    )


def draft_to_a_few(
    user: User,
    audience: Audience,
    kind: str,
    people: Mapping[str, str],
    *,
    follows: Communication | None,
    bodies: Mapping[str, tuple[str, str]],
    improvements: Iterable[Improvement],
) -> Communication:
    """A draft for some of an audience that was told: `people`, name by address, and nobody else. It is in a round of its own.

    `bodies`, key → title and text, go in the place of those sections or before all others; what it tells of is `improvements`
    rather than what its template would. Raises Refused when the audience gets none, and for nobody.
    """
    if refused := why_not(audience, kind):
        raise refused
    if not people:
        raise Refused("nobody", _("There is nobody to write to."))
    incident = audience.incident
    with transaction.atomic():
        Incident.objects.select_for_update().get(pk=incident.pk)
        source = Source.of(incident)
        made = draft_one(user, source, kind, audience, free_round(incident, kind), None, follows)
        list_people(made, people, user)
        made.improvements.set(improvements)
        _put_in(user, made, bodies)
    return made
