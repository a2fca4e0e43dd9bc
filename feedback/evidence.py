"""What proves that feedback was invited and gathered. Four clauses, each a condition of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from feedback.models import Outreach, Response
from feedback.told import Asked, asked, key_contacts
from postincident.checklist import confirmed
from postincident.models import Confirmation, Incident
from postincident.registry import Clause


@dataclass(frozen=True)
class Counts:
    questions: int = 0
    questions_tagged: int = 0
    answers: int = 0


def counts_of(incident_ids: Sequence[int]) -> dict[int, Counts]:
    is_question = Q(source=Response.Source.QUESTION)
    rows = (
        Response.objects.filter(incident__in=incident_ids)
        .values_list("incident")
        .order_by()
        .annotate(
            questions=Count("pk", filter=is_question),
            tagged=Count("pk", filter=is_question & Q(is_tagged=True)),
            answers=Count("pk", filter=~is_question),
        )
    )
    return {pk: Counts(questions, tagged, answers) for pk, questions, tagged, answers in rows}


def invite_and_gather(incidents: Sequence[Incident], now: datetime) -> dict[int, list[Clause]]:
    ids = [incident.pk for incident in incidents]
    given = asked(ids)
    keys = key_contacts(ids, [audience for row in given.values() for audience in row.told])
    reached = set(Outreach.objects.filter(incident__in=ids).exclude(outcome="").values_list("incident", "contact"))
    counts = counts_of(ids)
    none_raised = confirmed(ids, Confirmation.Key.NONE_RAISED)
    return {
        incident.pk: [
            _invited(incident, given[incident.pk]),
            _reached_out(incident, [contact.pk for contact, _audience in keys[incident.pk]], reached),
            _questions(incident, counts.get(incident.pk, Counts()), incident.pk in none_raised),
            _gathered(incident, counts.get(incident.pk, Counts()), given[incident.pk].deadline, now),
        ]
        for incident in incidents
    }


def _url(name: str, incident: Incident) -> str:
    return reverse(f"feedback:{name}", args=[incident.reference])


def _invited(incident: Incident, given: Asked) -> Clause:
    missing = ", ".join(audience.group.name for audience in given.not_invited)
    if not given.told:
        sentence = _("No audience has been told yet, so nobody could be asked.")
    elif missing:
        sentence = _("audiences told can answer; no link and no named contact for %(missing)s.") % {"missing": missing}
    else:
        sentence = _("audiences told can answer.")
    return Clause(
        code="invited",
        holds=bool(given.told) and not missing,
        figure=_("%(n)s of %(all)s") % {"n": len(given.told) - len(given.not_invited), "all": len(given.told)}
        if given.told
        else "",
        sentence=sentence,
        url=_url("incident-feedback", incident) + "#links" if given.told else "",
        link=_("Give them a link"),
        order=10,
    )


def _reached_out(incident: Incident, contacts: list[int], reached: set[tuple[int, int]]) -> Clause:
    done = sum((incident.pk, contact) in reached for contact in contacts)
    return Clause(
        code="key_contacts",
        holds=done == len(contacts),
        figure=_("%(n)s of %(all)s") % {"n": done, "all": len(contacts)} if contacts else "",
        sentence=_("key contacts reached out to, with an outcome.")
        if contacts
        else _("No key contacts among the audiences told."),
        url=_url("outreach-list", incident),
        link=_("Note what key contacts say"),
        order=20,
    )


def _questions(incident: Incident, counts: Counts, none_raised: bool) -> Clause:
    if counts.questions:
        figure = _("%(n)s of %(all)s") % {"n": counts.questions_tagged, "all": counts.questions}
        sentence = _("questions raised during the incident are tagged.")
        return Clause(
            code="questions",
            holds=counts.questions_tagged == counts.questions,
            figure=figure,
            sentence=sentence,
            url=_url("incident-feedback", incident) + "?state=untagged#responses",
            link=_("Tag the questions raised"),
            order=30,
        )
    return Clause(
        code="questions",
        holds=none_raised,
        sentence=_("No questions were raised during the incident, somebody confirmed.")
        if none_raised
        else _("Questions raised during the incident are neither noted nor said to be none."),
        url=_url("incident-feedback", incident) + "#questions",
        link=_("Note questions raised, or that there were none"),
        order=30,
    )


def _gathered(incident: Incident, counts: Counts, deadline: datetime | None, now: datetime) -> Clause:
    is_over = deadline is not None and deadline <= now
    day = date_format(localtime(deadline), "j M Y") if deadline else ""
    if is_over:
        ending = _("; the time to answer ended on %(day)s.") % {"day": day}
    elif deadline:
        ending = _("; they can answer until %(day)s.") % {"day": day}
    else:
        ending = "."
    return Clause(
        code="answers",
        holds=bool(counts.answers) or is_over,
        figure=str(counts.answers),
        sentence=ngettext("answer", "answers", counts.answers) + ending,
        url=_url("incident-feedback", incident),
        link=_("See the answers"),
        order=40,
    )
