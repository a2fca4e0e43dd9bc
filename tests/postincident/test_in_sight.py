import pytest
from django.db.models import Q

from postincident.models import Event, Improvement, Incident, in_sight_of
from tests.factories import make_incident

pytestmark = pytest.mark.django_db


@pytest.fixture
def incidents(lena, vera):
    """Open to all, restricted to Vera, restricted to somebody else, restricted to nobody."""
    return [
        make_incident("open"),
        make_incident("hers", restricted=True, access=[vera]),
        make_incident("theirs", restricted=True, access=[lena]),
        make_incident("nobody's", restricted=True),
    ]


def test_it_leaves_out_exactly_what_is_not_visible(incidents, vera):
    hidden = set(Incident.objects.hidden_from(vera).values_list("title", flat=True))
    visible = set(Incident.objects.visible_to(vera).values_list("title", flat=True))
    assert hidden == {"theirs", "nobody's"}
    assert visible == {"open", "hers"}


def test_it_keeps_rows_of_what_may_be_seen(incidents, vera):
    for incident in incidents:
        Improvement.objects.create(incident=incident, what=incident.title)
    seen = Improvement.objects.filter(in_sight_of(vera)).values_list("what", flat=True)
    assert set(seen) == {"open", "hers"}


def test_it_keeps_rows_that_belong_to_no_incident(incidents, vera):
    for incident in [None, *incidents]:
        verb = incident.title if incident else "none"
        Event.objects.create(
            incident=incident, actor=Event.Actor.APPLICATION, verb=verb, happened_at=incidents[0].started_at
        )
    seen = Event.objects.filter(Q(verb__in=["none", "theirs", "hers"]), in_sight_of(vera))
    assert set(seen.values_list("verb", flat=True)) == {"none", "hers"}
