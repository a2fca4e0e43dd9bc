"""What became of a theme, on one page: of what one may see, with counts, in the same queries however much there is."""

from datetime import timedelta

import pytest
from django.urls import reverse

from archive.models import Change
from archive.verbs.changing import record_change
from feedback.chain import before_and_since, by_incident, steps, told
from feedback.lessons import attach
from feedback.models import Lesson
from postincident import clock
from postincident.models import Improvement
from tests.communications.factories import make_group
from tests.factories import make_incident
from tests.feedback.factories import make_response, make_told


def said(days=0, incident=None, **fields):
    return make_response(incident, said_at=clock.now() + timedelta(days=days), themes=["too-late"], **fields)


def changed(user, theme, days=0):
    change = record_change(user, kind="process", what="We write within the hour", why="Too late")
    Change.objects.filter(pk=change.pk).update(at=clock.now() + timedelta(days=days))
    attach(user, change, f"theme:{theme.slug}")
    return change


def improved(user, theme, incident=None, **fields):
    improvement = Improvement.objects.create(incident=incident or make_incident(), what="Pager for the desk", **fields)
    Lesson.objects.create(theme=theme, improvement=improvement, by=user)
    return improvement


def page_of(client, theme, query=""):
    response = client.get(reverse("feedback:theme-chain", args=[theme.slug]) + query)
    assert response.status_code == 200
    return " ".join(response.text.split())


def test_how_often_it_was_said_about_each_incident_and_in_the_same_way_on_both_pages(sign_in, vera, theme):
    incident = make_incident()
    said(incident=incident), said(incident=incident), said()
    assert [n for _incident, n in by_incident(vera, theme)] == [1, 2]
    assert sign_in(vera).get(theme.get_absolute_url()).context["incidents"] == by_incident(vera, theme)
    assert incident.reference in page_of(sign_in(vera), theme)


def test_restricted_incidents_are_left_out_everywhere(sign_in, vera, lena, theme):
    secret = make_incident(title="Hush", restricted=True, access=[lena])
    group = make_group(name="Of the secret")
    said(-1, secret, group=group, clear=1)
    improvement = improved(lena, theme, secret, state="done", done_at=clock.now())
    communication = make_told(secret, group=group)
    communication.improvements.add(improvement)
    changed(lena, theme)
    page = page_of(sign_in(vera), theme)
    for word in ("Hush", "Of the secret", "Pager for the desk"):
        assert word not in page
        assert word in page_of(sign_in(lena), theme)
    assert before_and_since(vera, theme, clock.now())[0].before.n == 0
    assert before_and_since(lena, theme, clock.now())[0].before.n == 1


def test_what_was_changed_is_learned_from_the_theme_or_from_one_who_said_it(lena, vera, theme):
    change = changed(lena, theme)
    improvement = improved(lena, theme)
    other = record_change(lena, kind="process", what="O", why="Y")
    attach(lena, other, f"response:{said().pk}")
    unrelated = record_change(lena, kind="process", what="U", why="Y")
    attach(lena, unrelated, f"response:{make_response().pk}")
    found = steps(vera, theme)
    assert {step.lesson.change for step in found} == {change, other, None}
    assert [step.at for step in found if step.lesson.improvement == improvement] == [None]


def test_what_was_told_is_what_reports_its_improvements(lena, vera, theme):
    improvement = improved(lena, theme)
    communication = make_told(improvement.incident, kind="improvements", contacts=3)
    communication.improvements.add(improvement)
    make_told(improvement.incident)
    for clear in (3, 4, 5):
        make_response(improvement.incident, communication=communication, clear=clear)
    (row,) = told(vera, theme, steps(vera, theme))
    assert (row.communication, row.reached, row.answers) == (communication, 3, 3)
    assert (row.clear.said, row.clear.n) == ("4.0", 3)


def test_how_often_it_was_said_before_and_since(vera, theme):
    for days in (-91, -80, -79, -1):
        said(days, clear=1)
    for days in (-70, -2, -3, 1, 2, 3):
        make_response(said_at=clock.now() + timedelta(days=days), clear=4)
    make_response(said_at=clock.now() - timedelta(days=1), words="", clear=1)
    often, clear, *_rest = before_and_since(vera, theme, clock.now())
    assert (often.before.said, often.before.n) == ("50 %", 6)
    assert (often.since.said, often.since.n) == ("0 %", 3)
    assert (clear.before.said, clear.before.n) == ("2.3", 7)
    assert (clear.since.said, clear.since.n) == ("4.0", 3)


def test_the_page_looks_from_the_newest_step_or_the_one_that_was_chosen(sign_in, lena, vera, theme):
    changed(lena, theme, -40)
    first = Lesson.objects.get()
    changed(lena, theme)
    said(-60), said(-50), said(-45), said(-10), said(-9), said(-8)
    client = sign_in(vera)
    assert "of 6 responses with words" in page_of(client, theme)
    assert page_of(client, theme, f"?since={first.pk}").count("of 3 responses with words") == 2
    for nonsense in ("?since=x", "?since=٣", "?since=%00"):
        assert "of 6 responses with words" in page_of(client, theme, nonsense)


def test_fewer_than_three_are_not_shown(sign_in, lena, vera, theme):
    changed(lena, theme)
    said(-1, clear=1), said(-2, clear=5)
    page = page_of(sign_in(vera), theme)
    assert "too few to show" in page and "2 only" not in page
    assert "3.0" not in page


def test_a_theme_that_nobody_named_says_what_comes_here(sign_in, vera, theme):
    page = page_of(sign_in(vera), theme)
    assert "Nobody yet" in page
    assert "Nothing yet" in page
    assert "Nobody has been told yet" in page


@pytest.mark.parametrize("who", ["vera", "lena"])
def test_the_page_makes_the_same_queries_however_much_there_is(sign_in, request, lena, theme, connection_queries, who):
    def grow():
        said(-1, group=make_group(), clear=3)
        changed(lena, theme)
        improvement = improved(lena, theme, state="done", done_at=clock.now())
        make_told(improvement.incident).improvements.add(improvement)

    client, url = sign_in(request.getfixturevalue(who)), reverse("feedback:theme-chain", args=[theme.slug])
    grow()
    client.get(url)
    few = connection_queries(lambda: client.get(url))
    for _ in range(9):
        grow()
    assert connection_queries(lambda: client.get(url)) == few
