"""Ratings and themes over time: of what one may see, with counts and ranges, nothing of fewer than three."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from archive.verbs.changing import record_change
from feedback.charts import ratings_chart
from feedback.models import Response
from feedback.trends import Asked, by_month, compared, themes
from postincident import clock
from postincident.models import Service
from tests.communications.factories import make_group
from tests.factories import make_incident
from tests.feedback.factories import make_response, make_told

NONSENSE = "?group=" + "9" * 30 + "&kind=%00&service=x&months=٣&change=-1"


def rated(*clear, months_ago=0, incident=None, **fields):
    first = Asked(months=48).firsts[-1 - months_ago]
    at = timezone.make_aware(timezone.datetime(first.year, first.month, 1))
    for one in clear:
        make_response(incident, said_at=at, clear=one, **fields)


def page_of(client, query=""):
    response = client.get(reverse("feedback:trends") + query)
    assert response.status_code == 200
    return " ".join(response.text.split())


def clear_of(user, **asked):
    return [(month.n, month.ratings["clear"].said) for month in by_month(user, Asked(**asked))]


def test_each_month_has_its_mean_and_number_whether_or_not_anything_was_said(vera):
    rated(3, 4, 5)
    rated(1, 1, 2, months_ago=2)
    rated(5, months_ago=40)
    found = clear_of(vera, months=6)
    assert found == [(0, "–"), (0, "–"), (0, "–"), (3, "1.3"), (0, "–"), (3, "4.0")]
    assert len(clear_of(vera, months=24)) == 24


def test_it_is_of_the_group_the_kind_and_the_service_that_were_asked_for(vera):
    group, service = make_group(), Service.objects.create(name="Ledger")
    incident = make_incident()
    incident.services.add(service)
    told = make_told(make_incident(), kind="update")
    rated(1, 1, 1)
    rated(2, 2, 2, group=group)
    rated(3, 3, 3, incident=incident)
    rated(4, 4, 4, incident=told.incident, communication=told)
    for asked, mean in (({"group": group}, "2.0"), ({"service": service}, "3.0"), ({"kind": "update"}, "4.0")):
        assert clear_of(vera, **asked)[-1] == (3, mean)
    assert clear_of(vera)[-1] == (12, "2.5")


def test_restricted_incidents_are_left_out(sign_in, vera, lena):
    secret = make_incident(restricted=True, access=[lena])
    rated(1, 1, 1, incident=secret, themes=["too-late"])
    change = record_change(lena, kind="process", what="Of the secret", why="Y", incident=secret)
    assert clear_of(vera)[-1] == (0, "–")
    assert clear_of(lena)[-1] == (3, "1.0")
    assert (themes(vera, Asked()), len(themes(lena, Asked()))) == ([], 1)
    assert "Of the secret" not in page_of(sign_in(vera), f"?change={change.pk}")
    assert "Of the secret" in page_of(sign_in(lena), f"?change={change.pk}")


def test_fewer_than_three_are_said_to_be_too_few(sign_in, vera):
    rated(2, 4, themes=["too-late"])
    page = page_of(sign_in(vera))
    assert "too few to show" in page and "2 only" not in page
    assert "≥ 1" in page and "&lt;3" in page
    assert "At least one response" in page
    assert "nothing to draw" in page
    assert "3.0" not in page


def test_themes_are_counted_by_month_with_their_share(vera):
    rated(1, 1, 1, themes=["too-late"])
    rated(1, themes=["too-late"], months_ago=1)
    rated(1, 1, 1, themes=["too-vague"])
    rated(5, words="")
    late, vague = themes(vera, Asked(months=6))
    assert (late.theme.slug, late.total.said, [cell.n for cell in late.cells]) == (
        "too-late",
        "≥ 4",
        [0, 0, 0, 0, None, 3],
    )
    assert (late.share.said, late.share.n, late.share.interval) == ("≥ 57 %", 7, "")
    assert (vague.share.said, vague.total.said) == ("43 %", "3")


def test_a_month_that_is_hidden_cannot_be_worked_out_from_the_total_or_the_share(sign_in, vera):
    rated(1, 1, 1, themes=["too-late"])
    rated(1, 1, 1, themes=["too-late"], months_ago=1)
    gone = Response.objects.filter(tags__isnull=False).order_by("-pk")[:2]
    for left in (2, 1):
        gone[0].tags.all().delete()
        (row,) = themes(vera, Asked())
        assert (row.cells[-2].n, row.total.said, row.share.said) == (None, "≥ 4", "≥ 67 %"), left


def test_a_share_is_not_shown_where_the_number_it_is_of_gives_it_away(vera):
    rated(1, 1, 1, themes=["too-late"])
    rated(1, themes=["too-late"], months_ago=1)
    (row,) = themes(vera, Asked())
    assert (row.total.said, row.share.value) == ("≥ 4", None)


def test_nor_can_a_month_of_responses(sign_in, vera):
    rated(1, months_ago=1)
    rated(1, 1, 1)
    text = sign_in(vera).get(reverse("feedback:trends") + "?export=csv").getvalue().decode("utf-8-sig")
    assert [line.split(",")[1] for line in text.strip().splitlines()[-2:]] == ["<3", "3"]
    assert "At least 4 responses" in page_of(sign_in(vera))


def test_before_and_since_a_change(sign_in, vera, lena):
    change = record_change(lena, kind="process", what="We write within the hour", why="Y")
    for days, clear in ((-3, 1), (-2, 2), (-1, 3), (-100, 5), (1, 4), (1, 4), (1, 4)):
        make_response(said_at=clock.now() + timedelta(days=days), clear=clear)
    clear = compared(vera, Asked(), change)[0]
    assert [(side.said, side.n) for side in (clear.before, clear.since)] == [("2.0", 3), ("4.0", 3)]
    page = page_of(sign_in(vera), f"?change={change.pk}")
    assert "Before and since the change" in page
    assert 'class="event"' not in page or "the change" in page


def test_the_lines_lie_where_their_values_say_and_break_where_there_are_none(vera):
    rated(1, 1, 1, months_ago=5)
    rated(5, 5, 5, months_ago=3)
    rated(3, 3, 3, months_ago=2)
    chart = ratings_chart(by_month(vera, Asked(months=6)), 0.5)
    (line,) = chart.lines
    assert line.runs == ["40.0,200.0", "224.0,20.0 316.0,110.0"]
    assert (line.said, line.label_y, chart.event) == ("3.0", 114.0, 270.0)


def test_names_of_lines_do_not_lie_on_each_other(vera):
    first = Asked().firsts[-1]
    at = timezone.make_aware(timezone.datetime(first.year, first.month, 1))
    for _ in range(3):
        make_response(said_at=at, clear=3, timely=3, complete=3)
    chart = ratings_chart(by_month(vera, Asked()), None)
    feet = sorted(line.label_y for line in chart.lines)
    assert feet[1] - feet[0] >= 15
    assert feet[2] - feet[1] >= 15


def test_what_makes_no_sense_is_said_and_the_rest_holds(sign_in, vera):
    rated(3, 4, 5)
    page = page_of(sign_in(vera), NONSENSE)
    assert "4.0" in page
    assert page.count("Select a valid choice") >= 4


def test_the_months_can_be_taken_along(sign_in, vera):
    rated(3, 4, 5)
    text = sign_in(vera).get(reverse("feedback:trends") + "?export=csv").getvalue().decode("utf-8-sig")
    lines = text.strip().splitlines()
    assert len(lines) == 13
    assert "4.0" in lines[-1]


@pytest.mark.parametrize("query", ["", "?months=24"])
def test_the_page_makes_the_same_queries_however_much_was_said(sign_in, vera, lena, query, connection_queries):
    client, url = sign_in(vera), reverse("feedback:trends") + query
    rated(1, themes=["too-late"])
    record_change(lena, kind="process", what="W", why="Y")
    client.get(url)
    few = connection_queries(lambda: client.get(url))
    for number in range(9):
        rated(1, 2, months_ago=number % 5, group=make_group(), themes=["too-late", "too-vague"])
        record_change(lena, kind="process", what="W", why="Y")
    assert connection_queries(lambda: client.get(url)) == few
