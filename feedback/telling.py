"""Who said something and asked for a reply: who can be told what was done about it, audience by audience."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from communications.addresses import normalise_mail
from communications.models import Audience, Communication
from communications.told import reached
from feedback.chain import steps
from feedback.models import Lesson, Response, Theme, ToldBack
from postincident.models import Improvement, User

MOST = 1000  # of the newest who asked for a reply


@dataclass
class Party:
    """Those of one audience. `people`: name by address, each address once."""

    audience: Audience
    people: dict[str, str] = field(default_factory=dict)
    responses: list[Response] = field(default_factory=list)

    @property
    def answered(self) -> Communication | None:
        """The newest message that one of them answered."""
        return next((row.communication for row in self.responses if row.communication), None)


@dataclass(frozen=True)
class Raised:
    """Everybody who said it: how many responses, how many of them ask for a reply, were told already, or cannot be told by us
    because their group is not known or was not told of the incident."""

    parties: Sequence[Party]
    said: int
    asked: int
    told: int
    unknown: int


def who_raised(user: User, about: Theme | Response) -> Raised:
    """As far as the user may see. Five queries at most, however many they are."""
    if isinstance(about, Theme):
        said, theme = Response.objects.visible_to(user).filter(tags__theme=about), about
    else:
        said, theme = Response.objects.visible_to(user).filter(pk=about.pk), None
    asked = _asked(said)
    left = list(asked.exclude(Exists(_told_already(theme)))[:MOST])
    parties, unknown = _parties(left)
    n = asked.count()
    return Raised(parties, said.count(), n, n - len(left) if n <= MOST else 0, unknown)


def _asked(said: QuerySet[Response]) -> QuerySet[Response]:
    asked = said.filter(may_reply=True).exclude(reply_to="").defer("whole")
    return asked.select_related("communication").order_by("-said_at", "-pk")


def _told_already(theme: Theme | None) -> QuerySet[Any]:
    live = ToldBack.objects.filter(themes=theme).exclude(communication__state=Communication.State.CANCELLED)
    return ToldBack.responses.through.objects.filter(response=OuterRef("pk"), toldback__in=live)


def _parties(rows: Sequence[Response]) -> tuple[list[Party], int]:
    incidents, groups = {row.incident_id for row in rows}, {row.group_id for row in rows if row.group_id}
    included = Audience.objects.filter(incident__in=incidents, group__in=groups, state=Audience.State.INCLUDED)
    audiences = reached(included).select_related("incident", "group").order_by("-incident", "group__priority")
    parties = {(audience.incident_id, audience.group_id): Party(audience) for audience in audiences}
    unknown = 0
    for row in rows:
        party, address = parties.get((row.incident_id, row.group_id or 0)), _address(row)
        if party is None or not address:
            unknown += 1
            continue
        party.people.setdefault(address, row.name)
        party.responses.append(row)
    return [party for party in parties.values() if party.people], unknown


def _address(row: Response) -> str:
    try:
        return normalise_mail(row.reply_to)
    except ValidationError:
        return ""


def words_to_begin_with(user: User, about: Theme | Response) -> dict[str, str]:
    """What a person writes on from: what was said, and what was done about it so far."""
    if isinstance(about, Theme):
        said = _("After this incident you told us: “%(theme)s”. Thank you for saying so.") % {"theme": about}
        done = [step.lesson for step in steps(user, about)]
    else:
        said = _("Thank you for telling us what was missing in our messages about this incident.")
        done = list(
            Lesson.objects.visible_to(user).filter(response=about).select_related("change", "improvement__incident")
        )
    return {"said": said, "did": "\n".join(f"- {_done(lesson)}" for lesson in done)}


def _done(lesson: Lesson) -> str:
    if lesson.improvement is None:
        return str(lesson.change.what if lesson.change else "")
    words = lesson.improvement.outside_wording
    if lesson.improvement.state == Improvement.State.DONE:
        return words
    return f"{words} ({lesson.improvement.get_state_display().lower()})"
