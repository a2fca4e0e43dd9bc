"""What must not grow with the product of two things: contacts times audiences, or all deliveries there ever were."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from communications.needs import communications_needs
from tests.communications.factories import (
    make_audience,
    make_communication,
    make_contact,
    make_delivery,
    make_group,
    make_release,
)
from tests.factories import make_incident

pytestmark = pytest.mark.django_db


def plan(sql):
    with connection.cursor() as cursor:
        cursor.execute(("EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN ") + sql)
        return " ".join(str(row) for row in cursor.fetchall())


def test_the_list_of_groups_never_joins_contacts_with_audiences(lena, sign_in):
    group = make_group("Merchants")
    for _ in range(3):
        make_contact(group)
        make_audience(make_incident(), group, told_at=timezone.now())
    with CaptureQueriesContext(connection) as captured:
        page = sign_in(lena).get(reverse("communications:group-list"))
    (listed,) = [one for one in page.context["groups"] if one.name == "Merchants"]
    assert listed.n_contacts == 3
    (query,) = [one["sql"] for one in captured if "n_contacts" in one["sql"]]
    outer = query.rpartition('FROM "communications_stakeholdergroup"')[2]
    assert "JOIN" not in outer


def test_the_home_page_finds_undecided_deliveries_by_their_index(lena):
    release = make_release(make_communication(make_audience(), state="released"))
    for state in ("sent", "failed", "unconfirmed"):
        make_delivery(release, state=state)
    with CaptureQueriesContext(connection) as captured:
        needs = [need for need in communications_needs(lena, timezone.now()) if need.why == "gap"]
    assert [need.title.rpartition(": ")[2] for need in needs] == ["2 recipients wait for a decision"]
    (query,) = [one["sql"] for one in captured if 'COUNT("communications_delivery"."id")' in one["sql"]]
    if connection.vendor == "sqlite":  # PostgreSQL reads a table of three rows without an index, as it should
        assert "delivery_undecided" in plan(query)
