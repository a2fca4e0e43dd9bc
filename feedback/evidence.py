"""What proves that feedback was invited and gathered, in clauses that are each a condition of its own; and that what keeps coming
back led to something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from archive.models import Suggestion
from communications.models import Communication
from feedback.models import Outreach, Response, Theme, ToldBack
from feedback.recurring import coming_back
from feedback.told import Asked, asked, key_contacts
from postincident.checklist import confirmed
from postincident.models import Confirmation, Incident
from postincident.registry import Clause


@dataclass(frozen=True)
class Counts:
    questions: int = 0
    questions_tagged: int = 0
    answers: int = 0
    asked: int = 0  # for a reply
    heard: int = 0  # of those, who were answered or told what was done


def counts_of(incident_ids: Sequence[int]) -> dict[int, Counts]:
    is_question = Q(source=Response.Source.QUESTION)
    told = ToldBack.responses.through.objects.filter(
        response=OuterRef("pk"), toldback__communication__state=Communication.State.RELEASED
    )
    may_hear = Q(may_reply=True) & ~Q(reply_to="")
    rows = (
        Response.objects.filter(incident__in=incident_ids)
        .values_list("incident")
        .order_by()
        .annotate(
            questions=Count("pk", filter=is_question),
            tagged=Count("pk", filter=is_question & Q(is_tagged=True)),
            answers=Count("pk", filter=~is_question),
            asked=Count("pk", filter=may_hear),
            heard=Count("pk", filter=may_hear & (Q(answered_at__isnull=False) | Q(Exists(told)))),
        )
    )
    return {pk: Counts(*counts) for pk, *counts in rows}


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
            *_heard_back(counts.get(incident.pk, Counts())),
        ]
        for incident in incidents
    }


def what_comes_back_is_answered(incidents: Sequence[Incident], now: datetime) -> dict[int, list[Clause]]:
    """Each theme of the incident that keeps coming back led to a change or an improvement, or was declined with a reason; of this
    incident by what was decided on the change it suggested. Until somebody has recorded the review: what is said later, of other
    incidents, opens none again."""
    reviewed = confirmed([incident.pk for incident in incidents], Confirmation.Key.REVIEW_RECORDED)
    ids = [incident.pk for incident in incidents if incident.pk not in reviewed]
    themes = coming_back(ids)
    decided = set(
        Suggestion.objects.filter(incident__in=ids, code__startswith="theme:")
        .exclude(state=Suggestion.State.OPEN)
        .values_list("incident", "code")
    )
    return {
        incident.pk: [
            _answered([one for one in themes.get(incident.pk, ()) if (incident.pk, f"theme:{one.slug}") not in decided])
        ]
        for incident in incidents
    }


def _answered(left: Sequence[Theme]) -> Clause:
    if not left:
        return Clause(
            code="themes_answered",
            holds=True,
            sentence=_("No theme of this incident keeps coming back unanswered."),
            order=110,
        )
    sentence = ngettext(
        "%(themes)s keeps coming back, and nothing was changed because of it.",
        "%(themes)s keep coming back, and nothing was changed because of them.",
        len(left),
    )
    return Clause(
        code="themes_answered",
        holds=False,
        sentence=sentence % {"themes": ", ".join(f"“{theme}”" for theme in left)},
        url=reverse("feedback:theme-chain", args=[left[0].slug]),
        link=_("See what became of “%(theme)s”") % {"theme": left[0]},
        order=110,
    )


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


def _heard_back(counts: Counts) -> list[Clause]:
    """For whoever reads it: the task waits for no reply."""
    if not counts.asked:
        return []
    figure = _("%(n)s of %(all)s") % {"n": counts.heard, "all": counts.asked}
    return [Clause("heard_back", holds=True, figure=figure, sentence=_("who asked for a reply heard back."), order=50)]


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
