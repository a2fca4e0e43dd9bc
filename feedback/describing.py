"""How events of feedback read in the activity."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from feedback.models import Lesson, Outreach, Questionnaire, Response, Theme, ToldBack
from postincident.describing import describe
from postincident.registry import Registry, Scene

SENTENCES = {
    "response.given": gettext_lazy("sent"),
    "response.changed": gettext_lazy("changed"),
    "response.tagged": gettext_lazy("tagged a response:"),
    "response.untagged": gettext_lazy("took a theme off a response:"),
    "suggestion.refused": gettext_lazy("said that a response is not about"),
    "response.answered": gettext_lazy("replied to"),
    "response.replied": gettext_lazy("replied by mail to"),
    "response.assigned": gettext_lazy("said who looks after"),
    "response.noted": gettext_lazy("noted something for colleagues about"),
    "letter.failed": gettext_lazy("could not send a mail about"),
    "letter.returned": gettext_lazy("noted that a mail came back, about"),
    "letter.complained": gettext_lazy("noted that its reader complained of a mail about"),
    "response.not_answered": gettext_lazy("said that nobody has replied to"),
    "response.masked": gettext_lazy("masked personal data in"),
    "response.quotable": gettext_lazy("noted that they may be quoted:"),
    "response.not_quotable": gettext_lazy("noted that they may not be quoted any more:"),
    "reply.received": gettext_lazy("received"),
    "question.noted": gettext_lazy("noted"),
    "questions.brought_in": gettext_lazy("brought in questions raised during"),
    "outreach.prepared": gettext_lazy("asked the owners of key contacts to reach out after"),
    "outreach.assigned": gettext_lazy("said who reaches out to"),
    "outreach.written": gettext_lazy("wrote to"),
    "outreach.noted": gettext_lazy("reached out to"),
    "theme.added": gettext_lazy("added a theme:"),
    "theme.changed": gettext_lazy("changed a theme:"),
    "theme.retired": gettext_lazy("retired a theme:"),
    "theme.restored": gettext_lazy("took a theme into use again:"),
    "theme.declined": gettext_lazy("declined to change something because of a theme:"),
    "theme.by_itself": gettext_lazy("had new responses tagged without asking with"),
    "theme.by_hand": gettext_lazy("had people decide again about"),
    "theme.merged": gettext_lazy("merged another theme into"),
    "theme.split": gettext_lazy("moved responses of a theme to another:"),
    "link.shared": gettext_lazy("made a shared feedback link for"),
    "links.revoked": gettext_lazy("revoked the feedback links of"),
    "questionnaire.added": gettext_lazy("added a questionnaire:"),
    "questionnaire.changed": gettext_lazy("changed the questions:"),
    "questionnaire.retired": gettext_lazy("retired the questionnaire:"),
    "told_back.drafted": gettext_lazy("drafted for those who said it what was done:"),
    "lesson.learned": gettext_lazy("recorded a lesson from"),
}


def _response(response: Response) -> str:
    kind = {
        Response.Source.LINK: _("an answer"),
        Response.Source.QUESTION: _("a question raised"),
        Response.Source.REPLY: _("a reply by mail"),
        Response.Source.OUTREACH: _("what a key contact said"),
    }.get(Response.Source(response.source), _("a response"))
    return f"{kind} ({response.group})" if response.group else kind


def _lesson(lesson: Lesson) -> str:
    if lesson.theme:
        return str(lesson.theme)
    if lesson.response_id:
        return _("what somebody said")
    return _("an improvement") if lesson.improvement_id else _("an incident")


def scenes() -> Iterable[Scene]:
    """Looked up when it is played, for the reason that communications give."""
    from feedback.demo.scenes import scenes as played

    return played()


def register(registry: Registry) -> None:
    registry.sentences.update(SENTENCES)
    registry.described |= {
        "feedback.response": describe(
            Response, _response, lambda row: reverse("feedback:response-detail", args=[row.pk]), "group"
        ),
        "feedback.questionnaire": describe(
            Questionnaire, str, lambda row: reverse("feedback:questionnaire-detail", args=[row.pk]), "group"
        ),
        "feedback.theme": describe(Theme, str, lambda theme: theme.get_absolute_url()),
        "feedback.toldback": describe(
            ToldBack,
            lambda row: row.communication.subject,
            lambda row: row.communication.get_absolute_url(),
            "communication",
        ),
        "feedback.outreach": describe(
            Outreach,
            lambda row: row.contact.name,
            lambda row: reverse("feedback:outreach-list", args=[row.incident.reference]),
            "contact",
            "incident",
        ),
        "feedback.lesson": describe(Lesson, _lesson, lambda row: "", "theme"),
    }
