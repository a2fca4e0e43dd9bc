"""Plain helpers that make rows of the feedback app."""

import re
from urllib.parse import urlsplit

from django.utils import timezone

from communications.models import Communication, Delivery
from feedback.links import ensure_shared, expiry, placeholders, url_of
from feedback.models import FeedbackLink, Questionnaire, Response, Theme, ThemeTag
from feedback.questionnaires import Condition, Question
from tests.communications.factories import (
    make_audience,
    make_communication,
    make_contact,
    make_delivery,
    make_group,
    make_release,
)
from tests.factories import make_incident


def make_told(incident=None, *, group=None, contacts=1, links=True, state=Delivery.State.SENT, **fields):
    """A released communication whose deliveries were handed over; each contact has a personal link."""
    group = group or make_group()
    audience = make_audience(incident or make_incident(), group, told_at=timezone.now())
    communication = make_communication(audience, state=Communication.State.RELEASED, **fields)
    release = make_release(communication)
    deliveries = [make_delivery(release, contact=make_contact(group), state=state) for _ in range(contacts)]
    if links:
        placeholders([delivery.pk for delivery in deliveries])
    return communication


def make_link(communication=None, **fields):
    """A personal link, fresh unless told otherwise."""
    link = FeedbackLink.objects.filter(communication=communication or make_told()).first()
    for name, value in fields.items():
        setattr(link, name, value)
    link.save()
    return link


def make_shared_link(communication=None):
    communication = communication or make_told(links=False)
    return ensure_shared([communication.pk])[communication.pk]


ASKED = [
    Question("clear", "rating", "Was it clear?"),
    Question("q00000001", "one", "How did you hear of it?", ("By mail", "By phone", "From others")),
    Question("q00000002", "some", "What helped?", ("The cause", "The dates", "The apology")),
    Question("q00000003", "text", "What was unclear?", only_if=Condition("clear", most=3)),
    Question("q00000004", "rating", "Was the call polite?", only_if=Condition("q00000001", chosen="By phone")),
    Question("timely", "rating", "Did it come in time?"),
    Question("words", "text", "Anything else?"),
]


def make_questionnaire(questions=ASKED, *, versions=1, **fields):
    """For everybody unless told otherwise, where it takes the place of the one that ships; only the newest is asked."""
    fields.setdefault("questions", [question.stored() for question in questions])
    scope = {"group": None, "kind": "", "language": "en"} | fields
    past = Questionnaire.objects.alike(Questionnaire(**scope))
    before = past.count()
    past.update(current=False)
    for number in range(before + 1, before + versions + 1):
        made = Questionnaire.objects.create(**scope, version=number, current=number == before + versions)
    return made


def path_of(link):
    return urlsplit(url_of(link)).path


def edit_path(thanks):
    """Where whoever was just thanked can change the answer."""
    return urlsplit(re.search(r'class="secret" href="([^"]+)"', thanks.text)[1]).path


def form_secret(page):
    """By which the form on this page is known again."""
    return re.search(r'name="form" value="([^"]+)"', page.text)[1]


def make_response(incident=None, *, themes=(), **fields):
    fields.setdefault("source", Response.Source.LINK)
    fields.setdefault("words", "We heard it from our own shoppers before we heard it from you.")
    fields.setdefault("said_at", timezone.now())
    link = fields.get("link")
    fields.setdefault("by_personal_link", link is not None and link.kind == FeedbackLink.Kind.PERSONAL)
    response = Response.objects.create(incident=incident or make_incident(), **fields)
    for slug in themes:
        ThemeTag.objects.create(
            response=response,
            theme=Theme.objects.get(slug=slug),
            incident_id=response.incident_id,
            said_at=response.said_at,
        )
        Response.objects.filter(pk=response.pk).update(is_tagged=True)
    return response


__all__ = [
    "ASKED",
    "edit_path",
    "expiry",
    "form_secret",
    "make_link",
    "make_questionnaire",
    "make_response",
    "make_shared_link",
    "make_told",
    "path_of",
]
