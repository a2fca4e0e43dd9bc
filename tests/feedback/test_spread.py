"""Who said a theme, by group, kind and service, quarter by quarter: of what one may see, and no small count to be worked out."""

import pytest
from django.urls import reverse
from django.utils import timezone

from feedback.models import Response, Theme
from feedback.spread import MOST, spread
from feedback.trends import Asked
from postincident.models import Service
from tests.communications.factories import make_group
from tests.factories import make_incident
from tests.feedback.factories import make_response, make_told


def said(times=1, months_ago=0, incident=None, **fields):
    first = Asked(months=60).firsts[-1 - months_ago]
    at = timezone.make_aware(timezone.datetime(first.year, first.month, 1))
    for _ in range(times):
        make_response(incident, said_at=at, themes=["too-late"], **fields)


def seen(user, by="group", last=3):
    """Each line with its newest quarters, what is earlier, and its total."""
    found = spread(user, Theme.objects.get(slug="too-late"), by)
    lines = [*found.lines, *([found.all] if found.all else [])]
    return {
        line.name: ([cell.n for cell in line.cells[-last:]], line.cells[0].n, line.total and line.total.said)
        for line in lines
    }


def page_of(client, query=""):
    response = client.get(reverse("feedback:theme-chain", args=["too-late"]) + query)
    assert response.status_code == 200
    return " ".join(response.text.split())


def test_groups_by_quarter_and_what_is_earlier(vera):
    customers, partners = make_group(name="Customers of ours"), make_group(name="Partners of ours")
    said(3, group=customers), said(4, 3, group=customers), said(2, group=customers), said(5, 30, group=customers)
    said(6, group=partners), said(3)
    assert seen(vera) == {
        "Customers of ours": ([0, 4, 5], 5, "14"),
        "Partners of ours": ([0, 0, 6], 0, "6"),
        "Group not known": ([0, 0, 3], 0, "3"),
        "All": ([0, 4, 14], 5, "23"),
    }


def test_kinds_and_services(vera):
    told, ledger, cards = make_told(kind="update"), *(Service.objects.create(name=name) for name in ("Ledger", "Cards"))
    told.incident.services.add(ledger, cards)
    said(3, incident=told.incident, communication=told), said(4)
    assert seen(vera, "kind")["Update"] == ([0, 0, 3], 0, "3")
    assert seen(vera, "kind")["About none in particular"] == ([0, 0, 4], 0, "4")
    by_service = seen(vera, "service")
    assert by_service["Ledger"] == by_service["Cards"] == ([0, 0, 3], 0, "3")
    assert "All" not in by_service


def test_what_one_or_two_said_is_hidden_with_what_would_give_it_away(sign_in, vera):
    alpha, beta = make_group(name="Alpha"), make_group(name="Beta")
    said(4, group=alpha), said(1, group=beta), said(8, 3, group=alpha), said(9, 3, group=beta)
    assert seen(vera) == {
        "Alpha": ([0, 8, None], 0, "≥ 9"),
        "Beta": ([0, 9, None], 0, "≥ 10"),
        "All": ([0, 17, 5], 0, "22"),
    }
    page = page_of(sign_in(vera))
    assert "≥ 9" in page and "not shown" in page


def test_it_looks_the_same_whether_one_or_two_said_it(sign_in, vera):
    alpha, beta = make_group(name="Alpha"), make_group(name="Beta")
    said(4, group=alpha), said(1, group=beta)
    one, page = seen(vera), page_of(sign_in(vera))
    moved = Response.objects.filter(group=alpha).last()
    Response.objects.filter(pk=moved.pk).update(group=beta)
    assert seen(vera) == one
    assert table_of(page_of(sign_in(vera))) == table_of(page)


def table_of(page):
    return page[page.index("<tbody>") : page.index("</table>")]


@pytest.mark.parametrize("by", ["group", "kind", "service"])
def test_a_restricted_incident_changes_nothing_for_those_not_named_on_it(sign_in, vera, lena, by):
    group, service = make_group(name="Alpha"), Service.objects.create(name="Ledger")
    open_one = make_incident()
    open_one.services.add(service)
    said(5, incident=open_one, group=group), said(1, 5, incident=open_one)
    before, client = seen(vera, by), sign_in(vera)
    page = page_of(client, f"?by={by}")
    secret = make_incident(title="Hush", restricted=True, access=[lena])
    secret.services.add(service, Service.objects.create(name="Of the secret"))
    said(4, incident=secret, group=group), said(9, 5, incident=secret, group=make_group(name="Also secret"))
    assert seen(vera, by) == before
    assert seen(lena, by) != before
    after = page_of(client, f"?by={by}")
    for word in ("Hush", secret.reference, "Of the secret", "Also secret"):
        assert word not in after
    assert table_of(after) == table_of(page)


def test_what_makes_no_sense_is_by_group(sign_in, vera):
    said(3)
    for nonsense in ("?by=x", "?by=%00", "?by=group&by=service&by=" + "9" * 500):
        assert "Group not known" in page_of(sign_in(vera), nonsense) or "No service" in page_of(sign_in(vera), nonsense)


def test_very_many_groups_are_so_many_lines(vera):
    for number in range(MOST + 3):
        said(group=make_group(name=f"Group {number}"))
    found = seen(vera)
    assert len(found) == MOST + 2
    assert "All others" in found


def test_it_asks_as_often_for_two_groups_as_for_twenty(vera, theme, connection_queries):
    said(group=make_group())
    for by in ("group", "kind", "service"):
        few = connection_queries(lambda by=by: spread(vera, theme, by))
        for number in range(5):
            said(2, number, group=make_group())
        assert connection_queries(lambda by=by: spread(vera, theme, by)) == few
