"""What was so before a change and since: with counts, told to be too few where they are, and of what one may see."""

from datetime import timedelta

import pytest

from archive.models import Change
from archive.verbs.changing import record_change
from communications.effect import findings, scope
from communications.models import MessageTemplate, Release, TemplateVersion
from feedback.effect import ratings
from postincident import clock
from tests.communications.factories import make_audience, make_communication, make_group, make_release, make_revision
from tests.factories import make_incident
from tests.feedback.factories import make_response


@pytest.fixture
def change(lena):
    return record_change(lena, kind="process", what="We say it sooner", why="They heard it elsewhere")


def told(days, *, clear=None, found=None, incident=None, group=None, state="finished", **fields):
    """A text released so many days from now, negative before, with one answer to it."""
    audience = make_audience(incident or make_incident(), group or make_group())
    communication = make_communication(audience, state="released", **fields)
    release = make_release(communication, revision=make_revision(communication, found=found), state=state)
    Release.objects.filter(pk=release.pk).update(released_at=clock.now() + timedelta(days=days))
    if clear is not None:
        make_response(audience.incident, communication=communication, clear=clear)


def clear_of(user, change):
    effect = ratings(user, change)[0]
    return [(figure.mean, figure.n) for figure in (effect.before, effect.after)]


def found_in(user, change):
    (effect,) = findings(user, change)
    return [(figure.mean, figure.n) for figure in (effect.before, effect.after)]


def test_ratings_are_of_texts_released_before_and_since(vera, change):
    for days, clear in ((-89, 2), (-1, 3), (1, 5), (-91, 1), (91, 1)):
        told(days, clear=clear)
    assert clear_of(vera, change) == [(2.5, 2), (5.0, 1)]


def test_findings_are_counted_in_each_text_and_texts_from_before_that_are_left_out(vera, change):
    told(-2, found={"tone": {"blame": 2}, "disclosure": {"host_name": 1}})
    told(-1, found={})
    told(-1, found=None)
    told(1, found={"tone": {"blame": 1}})
    assert found_in(vera, change) == [(1.5, 2), (1.0, 1)]


@pytest.mark.parametrize("state", ["scheduled", "cancelled"])
def test_what_did_not_leave_does_not_count(vera, change, state):
    told(-1, clear=1, found={}, state=state)
    assert clear_of(vera, change) == found_in(vera, change) == [(None, 0), (None, 0)]


def test_restricted_incidents_are_left_out_for_those_who_may_not_see_them(vera, lena, change):
    told(-1, clear=1, found={"tone": {"blame": 8}}, incident=make_incident(restricted=True, access=[lena]))
    told(-1, clear=5, found={})
    assert (clear_of(vera, change)[0], found_in(vera, change)[0]) == ((5.0, 1), (0.0, 1))
    assert (clear_of(lena, change)[0], found_in(lena, change)[0]) == ((3.0, 2), (4.0, 2))


def test_of_a_group_s_rules_it_is_texts_to_that_group(vera, lena):
    group = make_group()
    change = record_change(lena, kind="group", what="G", why="Y", subject=group)
    told(-1, clear=4, group=group)
    told(-1, clear=1)
    assert clear_of(vera, change)[0] == (4.0, 1)
    assert scope(change) == "Texts to this group"


def test_of_a_template_the_version_decides_and_not_the_day(vera, lena):
    template = MessageTemplate.objects.first()
    first = template.versions.order_by("-number").first()
    second = TemplateVersion.objects.create(
        template=template, number=first.number + 1, subject="S", sections=[], why="Shorter"
    )
    change = record_change(lena, kind="template", what="T", why="Shorter", subject=template)
    third = TemplateVersion.objects.create(
        template=template, number=second.number + 1, subject="S", sections=[], why="x"
    )
    told(1, clear=1, template_version=first)
    told(1, clear=4, template_version=second)
    told(1, clear=5, template_version=third)
    told(-1, clear=3)
    assert clear_of(vera, change) == [(1.0, 1), (4.5, 2)]


def test_the_page_says_each_mean_with_its_number_and_when_they_are_too_few(sign_in, vera, change):
    for number in range(5):
        told(-1, clear=number + 1, found={"tone": {"blame": 1}})
        told(1, clear=4)
    page = sign_in(vera).get(change.get_absolute_url()).text
    text = " ".join(page.split())
    assert '<strong>3.0</strong> <span class="quiet">mean of 5 ratings</span>' in text
    assert '<strong>4.0</strong> <span class="quiet">mean of 5 ratings</span>' in text
    assert '<strong>1.0</strong> <span class="quiet">mean of 5 texts</span>' in text
    assert "no texts" in text
    assert text.count("too few to compare: under 5") == 3  # timely, complete and findings
    assert "All texts, since it is not recorded" in text


def test_the_page_makes_the_same_queries_however_much_was_said(sign_in, vera, change, connection_queries):
    client, url = sign_in(vera), change.get_absolute_url()
    told(-1, clear=3, found={})
    client.get(url)
    few = connection_queries(lambda: client.get(url))
    for _ in range(9):
        told(-1, clear=3, found={"tone": {"blame": 1}})
        told(1, clear=3, found={})
    assert connection_queries(lambda: client.get(url)) == few


def test_each_kind_of_change_has_a_page(sign_in, vera, lena):
    for kind in Change.Kind.values:
        change = record_change(lena, kind=kind, what=kind, why="Y")
        assert sign_in(vera).get(change.get_absolute_url()).status_code == 200
