"""A lesson of a restricted incident does not exist for those it is kept from: not even its date, nor what it settles."""

import pytest

from archive.verbs.changing import record_change
from feedback.models import Lesson
from feedback.pages import themes_with_counts
from feedback.recurring import recurring
from postincident.models import Improvement
from tests.factories import make_incident
from tests.feedback.factories import make_response


@pytest.fixture
def restricted(lena):
    return make_incident(restricted=True, access=[lena])


def by_change(incident, lena):
    return {"change": record_change(lena, kind="process", what="W", why="Y", incident=incident)}


def by_improvement(incident, lena):
    return {"improvement": Improvement.objects.create(incident=incident, what="W")}


def from_the_incident(incident, lena):
    return {"incident": incident, "change": record_change(lena, kind="process", what="W", why="Y")}


def from_a_response(incident, lena):
    return {"response": make_response(incident), "change": record_change(lena, kind="process", what="W", why="Y")}


WAYS = [by_change, by_improvement, from_the_incident, from_a_response]


def learned_at(user, theme):
    return next(one for one in themes_with_counts(user) if one == theme).learned_at


@pytest.mark.parametrize("way", WAYS)
def test_its_date_is_shown_to_those_who_may_see_it_only(restricted, lena, vera, theme, way):
    lesson = Lesson.objects.create(theme=theme, by=lena, **way(restricted, lena))
    assert learned_at(lena, theme) == lesson.at
    assert learned_at(vera, theme) is None


@pytest.mark.parametrize("way", WAYS)
def test_what_recurs_is_settled_by_lessons_one_may_see(restricted, lena, vera, theme, way):
    for _ in range(2):
        make_response(make_incident(), themes=[theme.slug])
    Lesson.objects.create(theme=theme, by=lena, **way(restricted, lena))
    assert [row.theme for row in recurring(vera)] == [theme]
    assert recurring(lena) == []


def test_a_lesson_of_no_incident_is_everybodys(lena, vera, theme):
    change = record_change(lena, kind="process", what="W", why="Y")
    lesson = Lesson.objects.create(theme=theme, by=lena, change=change)
    assert learned_at(vera, theme) == lesson.at
