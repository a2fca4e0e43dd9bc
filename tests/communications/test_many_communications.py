"""An incident with two hundred communications costs its pages as many queries as one with twenty."""

from functools import partial

import pytest
from django.urls import reverse

from communications.models import Audience, Communication, Section, StakeholderGroup
from postincident.verbs import incident as incidents
from tests.communications.factories import make_communication
from tests.factories import RESOLVED, STARTED, make_service

PAGES = [
    "postincident:incident-detail",
    "communications:incident-communications",
    "communications:incident-audiences",
    "communications:draft",
]
STATES = ["draft", "in_review", "approved", "released"]


def make_many(lena, size):
    incident = incidents.declare(
        lena,
        title="Payments declined",
        severity="minor",
        started_at=STARTED,
        resolved_at=RESOLVED,
        services=[make_service()],
    )
    names = [f"Team {incident.pk} {number}" for number in range(size)]
    groups = StakeholderGroup.objects.bulk_create(
        StakeholderGroup(name=name, slug=name.lower().replace(" ", "-"), kind="internal", detail_level="technical")
        for name in names
    )
    audiences = Audience.objects.bulk_create(
        Audience(incident=incident, group=group, because="By hand", decided_by=lena) for group in groups
    )
    written = Communication.objects.bulk_create(
        Communication(
            incident=incident,
            audience=audience,
            kind="root_cause",
            subject="Why payments were declined",
            state=STATES[number % len(STATES)],
            created_by=lena,
        )
        for number, audience in enumerate(audiences)
    )
    Section.objects.bulk_create(
        Section(communication=one, key=key, title=key, position=place, body="Payments were declined.")
        for one in written
        for place, key in enumerate(["summary", "root_cause"])
    )
    return incident


@pytest.fixture
def sizes(lena):
    return make_many(lena, 20), make_many(lena, 200)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_the_incident_makes_the_same_number_of_queries(page, sizes, lena, sign_in, connection_queries):
    client = sign_in(lena)
    few, many = (reverse(page, args=[incident.reference]) for incident in sizes)
    assert connection_queries(lambda: client.get(few)) == connection_queries(lambda: client.get(many))


def test_a_draft_among_two_hundred_makes_the_same_number_of_queries(sizes, lena, sign_in, connection_queries):
    client = sign_in(lena)
    few, many = (
        make_communication(Audience.objects.filter(incident=incident).first(), kind="update", created_by=lena)
        for incident in sizes
    )
    queries = [connection_queries(partial(client.get, one.get_absolute_url())) for one in (few, many)]
    assert queries[0] == queries[1]


def test_home_makes_the_same_number_of_queries(lena, sign_in, connection_queries):
    client, counts = sign_in(lena), []
    for size in (20, 200):
        make_many(lena, size)
        counts.append(connection_queries(lambda: client.get(reverse("postincident:home"))))
    assert counts[0] == counts[1]
