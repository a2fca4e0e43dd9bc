from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from archive.models import Publication
from feedback.models import Response
from postincident import events
from postincident.events import LinkHolder
from postincident.models import Event, Incident
from postincident.prepared import Given, Prepared
from postincident.shared import HOLE, filled
from tests.factories import make_incident

pytestmark = pytest.mark.django_db
COLUMNS = ("pk", "resolved_at", "restricted", "title")


def test_it_answers_what_the_queryset_would_whatever_is_given():
    incidents = [make_incident(resolved_at=timezone.now() - timedelta(days=n)) for n in range(4)]
    asked = []

    def make():
        asked.append(1)
        since = Incident.objects.filter(resolved_at__gt=Given("since")).exclude(pk=Given("but"))
        return since.order_by("-pk").values_list(*COLUMNS)

    prepared = Prepared(make)
    for since, but in ((incidents[3].resolved_at, 0), (incidents[2].resolved_at, incidents[0].pk)):
        plain = Incident.objects.filter(resolved_at__gt=since).exclude(pk=but).order_by("-pk")
        assert list(prepared.rows(since=since, but=but)) == list(plain.values_list(*COLUMNS))
        assert prepared.row(since=since, but=but) == plain.values_list(*COLUMNS).first()
    assert prepared.row(since=timezone.now(), but=0) is None
    assert len(asked) == 1


def test_it_is_seen_by_whoever_counts_queries():
    with CaptureQueriesContext(connection) as captured:
        Prepared(lambda: Publication.objects.filter(address=Given("address")).values_list("pk")).row(address="x")
    assert len(captured) == 1
    assert "archive_publication" in captured[0]["sql"]


def test_a_new_object_and_its_event_are_both_there_or_neither():
    incident, now = make_incident(), timezone.now()
    mail = Response(incident=incident, source="reply", message_id="<1@example.net>", said_at=now, words="Ça, 100 %.")
    events.record_new(LinkHolder(), "response.given", mail, incident=incident)
    event = Event.objects.get(verb="response.given")
    assert (event.object_type, event.object_id, event.incident, event.data) == (
        "feedback.response",
        mail.pk,
        incident,
        {},
    )
    stored = Response.objects.get()
    assert (stored.pk, stored.words, stored.said_at, stored.to_tag) == (mail.pk, "Ça, 100 %.", now, True)
    assert mail.to_tag is True, "a generated column is read when it is asked for"
    again = Response(incident=incident, source="reply", message_id="<1@example.net>", said_at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        events.record_new(LinkHolder(), "response.given", again, incident=incident)
    assert Event.objects.filter(verb="response.given").count() == Response.objects.count() == 1


def test_what_differs_is_put_into_a_page_that_is_made_once():
    made = []

    def make():
        made.append(1)
        return f"<a href='{HOLE}'>{HOLE}</a>"

    pages = [filled("shown", make, filling) for filling in ("one", "<two>")]
    assert pages == ["<a href='one'>one</a>", "<a href='&lt;two&gt;'>&lt;two&gt;</a>"]
    assert filled("shown otherwise", make) == "<a href=''></a>"
    assert len(made) == 2
