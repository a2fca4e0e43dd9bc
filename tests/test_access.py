"""Every address × method × role × (open, restricted, named) of tests/access_table.py, with templates really rendered."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver, reverse

from tests.access_table import ROLES, ROWS, Row
from tests.world import build_world

# The database is made even when this module runs alone.
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("counted_once")]

# Django's admin and allauth keep their own rules; tests/postincident/test_admin.py, test_sign_in.py.
ELSEWHERE = ("admin:", "account_", "mfa_")


def all_patterns(resolver=None, prefix=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}", pattern.callback
        else:
            yield from all_patterns(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)


PATTERNS = {name: view for name, view in all_patterns() if not name.startswith(ELSEWHERE)}


def undone():
    """A transaction that leaves nothing behind. Verbs that insist on the outermost one are let through."""
    block = transaction.atomic()
    block._from_testcase = True
    return block


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), undone():
        yield build_world(size=2)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def query_counts(django_db_setup, django_db_blocker):
    """{size: {name of the row: number of queries for the manager}}, the two sizes one after the other."""
    counts = {}
    with django_db_blocker.unblock():
        for size in (2, 20):
            with undone():
                world = build_world(size)
                counts[size] = {row.name: count(world, row) for row in ROWS if row.get and row.grows}
                transaction.set_rollback(True)
    return counts


def count(world, row):
    client = Client()
    client.force_login(world.insider)
    url = address(row, world.open)
    client.get(url)  # once before: what is cached for the process is not counted
    with CaptureQueriesContext(connection) as captured:
        client.get(url).getvalue()  # what is streamed is made only now
    return len(captured)


def address(row, scene):
    return reverse(row.name, args=[getattr(scene, name) for name in row.args.split()])


def answer(user, method, url, data):
    client = Client()
    client.raise_request_exception = True
    if user:
        client.force_login(user)
    with undone():
        response = client.generic(method, url) if method != "POST" else client.post(url, data or {})
        list(response) if response.streaming else response.content
        transaction.set_rollback(True)
    if response.status_code == 302:
        return "in" if response["Location"].startswith(reverse("account_login")) else "go"
    return str(response.status_code)


def answers(row, method, scene, people):
    data = row.data(scene) if callable(row.data) else row.data
    return {role: answer(people.get(role), method, address(row, scene), data) for role in ROLES}


def test_no_address_is_missing_from_the_table():
    missing = sorted(set(PATTERNS) - {row.name for row in ROWS})
    assert not missing, (
        f"no row in tests/access_table.py for: {', '.join(missing)}. Add one for each, and what it needs to tests/world.py."
    )
    assert not sorted({row.name for row in ROWS} - set(PATTERNS)), "rows of addresses that do not exist"
    assert len(ROWS) == len({(row.name, row.args) for row in ROWS})


@pytest.mark.parametrize("name", [name for name in PATTERNS if ":" in name])
def test_every_view_says_who_may_open_it(name):
    assert getattr(PATTERNS[name], "access", None), f"{name} is not decorated with one of postincident.access"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_each_role_gets_what_the_table_says(world, settings, row: Row, method):
    settings.SECURE_SSL_REDIRECT = False
    assert answers(row, method, world.open, world.people) == row.statuses(method)


INCIDENT_ROWS = [row for row in ROWS if row.restricted]


@pytest.mark.parametrize("row", INCIDENT_ROWS, ids=lambda row: row.name)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_restricted_incident_does_not_exist_for_those_it_does_not_name(world, row: Row, method):
    if not getattr(row, method.lower()):
        return
    expected = dict(zip(ROLES, row.restricted.split(), strict=True))
    assert answers(row, method, world.restricted, world.people) == expected
    data = row.data(world.restricted) if callable(row.data) else row.data
    named = answer(world.insider, method, address(row, world.restricted), data)
    assert named == row.statuses(method)["manager"]


def test_every_address_of_an_incident_says_what_restricted_means():
    unsaid = [row.name for row in ROWS if "<str:reference>" in str(row.name) and not row.restricted]
    unsaid += [row.name for row in ROWS if "reference" in row.args.split() and not row.restricted]
    assert not unsaid


@pytest.mark.parametrize("row", [row for row in ROWS if row.get and row.grows], ids=lambda row: row.name)
def test_it_makes_no_more_queries_for_twenty_rows_than_for_two(query_counts, row: Row):
    # Fewer is fine: of the newest few events, more may be of one kind and need one look-up less.
    assert query_counts[20][row.name] <= query_counts[2][row.name]
