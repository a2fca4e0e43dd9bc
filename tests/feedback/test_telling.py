"""Telling those who said it what was done, and an improvement learned from what was said."""

import pytest
from django.urls import reverse

from communications.models import Communication
from feedback.models import Lesson, Theme, ToldBack
from feedback.telling import who_raised
from feedback.verbs.rearranging import merge, split
from feedback.verbs.telling import tell_back
from postincident.errors import Refused
from postincident.models import Improvement
from tests.communications.factories import make_group
from tests.factories import make_incident
from tests.feedback.factories import make_response, make_told


def asks(told, address, **fields):
    return make_response(
        told.incident,
        communication=told,
        group=told.audience.group,
        may_reply=True,
        reply_to=address,
        themes=fields.pop("themes", ["too-late"]),
        **fields,
    )


@pytest.fixture
def told(db):
    return make_told()


def listed(communication):
    return sorted(communication.recipient_list.recipients.values_list("normalised", flat=True))


def test_only_those_who_asked_for_a_reply_are_told_each_once(lena, theme, told):
    asks(told, "ana@example.net", name="Ana"), asks(told, "Ana@Example.net"), asks(told, "rui@example.net")
    asks(told, "else@example.net", themes=["too-vague"])
    make_response(told.incident, group=told.audience.group, themes=["too-late"], reply_to="no@example.net")
    raised = who_raised(lena, theme)
    assert (raised.said, raised.asked, raised.told, raised.unknown) == (4, 3, 0, 0)
    (made,) = tell_back(lena, theme, {told.audience_id}, said="It came late.", did="- We write within the hour.")
    assert listed(made) == ["ana@example.net", "rui@example.net"]
    assert (made.kind, made.state, made.follows) == ("improvements", "draft", told)
    bodies = list(made.sections.values_list("title", "body"))
    assert bodies[0] == ("What you told us", "It came late.")
    assert ("What we did", "- We write within the hour.") in bodies
    assert ToldBack.objects.get().responses.count() == 3


def test_nobody_is_drafted_for_twice_until_it_is_cancelled(lena, theme, told):
    asks(told, "ana@example.net")
    (made,) = tell_back(lena, theme, {told.audience_id}, said="S", did="D")
    assert (who_raised(lena, theme).parties, who_raised(lena, theme).told) == ([], 1)
    with pytest.raises(Refused):
        tell_back(lena, theme, {told.audience_id}, said="S", did="D")
    asks(told, "rui@example.net")
    (second,) = tell_back(lena, theme, {told.audience_id}, said="S", did="D")
    assert listed(second) == ["rui@example.net"]
    Communication.objects.filter(pk=made.pk).update(state="cancelled")
    assert [list(party.people) for party in who_raised(lena, theme).parties] == [["ana@example.net"]]


def test_who_was_told_of_a_theme_is_told_when_it_was_merged_into_another(lena, theme, told):
    asks(told, "ana@example.net")
    tell_back(lena, theme, {told.audience_id}, said="S", did="D")
    other = Theme.objects.get(slug="too-vague")
    merge(lena, theme, other)
    assert (who_raised(lena, other).parties, who_raised(lena, other).told) == ([], 1)


@pytest.mark.parametrize("there_already", [True, False])
def test_who_was_told_of_a_theme_is_told_when_it_was_split(sign_in, lena, theme, told, there_already):
    ana, _rui = asks(told, "ana@example.net"), asks(told, "rui@example.net")
    (made,) = tell_back(lena, theme, {told.audience_id}, said="S", did="D")
    late = asks(told, "late@example.net")
    into = Theme.objects.get(slug="too-vague") if there_already else None
    other, _moved = split(lena, theme, [ana, late], into=into, name="Late at night")
    assert [list(party.people) for party in who_raised(lena, other).parties] == [["late@example.net"]]
    assert (who_raised(lena, theme).parties, who_raised(lena, theme).told) == ([], 1)
    client = sign_in(lena)
    page = client.get(reverse("feedback:theme-chain", args=[other.slug])).text
    assert page.count(made.get_absolute_url()) == 1
    activity = client.get(reverse("postincident:incident-activity", args=[told.incident.reference])).text
    assert "drafted for those who said it what was done" in activity and made.subject in activity
    merge(lena, other, theme)
    assert (who_raised(lena, theme).told, ToldBack.objects.get().themes.get()) == (2, theme)


def test_an_audience_that_was_not_told_or_a_group_not_known_is_said(lena, theme, told):
    asks(told, "ana@example.net")
    make_response(make_incident(), group=make_group(), may_reply=True, reply_to="b@example.net", themes=["too-late"])
    make_response(told.incident, may_reply=True, reply_to="c@example.net", themes=["too-late"])
    raised = who_raised(lena, theme)
    assert ([list(party.people) for party in raised.parties], raised.unknown) == ([["ana@example.net"]], 2)


def test_restricted_incidents_are_for_those_named_on_them(lena, tomas, theme):
    secret = make_told(make_incident(restricted=True, access=[lena]))
    asks(secret, "ana@example.net")
    assert who_raised(tomas, theme).parties == []
    assert who_raised(tomas, theme).said == 0
    with pytest.raises(Refused):
        tell_back(tomas, theme, {secret.audience_id}, said="S", did="D")
    assert len(who_raised(lena, theme).parties) == 1


def test_the_form_begins_with_what_was_done_and_drafts_for_each_audience(sign_in, tomas, theme):
    first, second = make_told(), make_told()
    asks(first, "ana@example.net"), asks(second, "rui@example.net")
    improvement = Improvement.objects.create(incident=first.incident, what="A pager for the desk")
    Lesson.objects.create(theme=theme, improvement=improvement, by=tomas)
    client, url = sign_in(tomas), reverse("feedback:theme-tell", args=[theme.slug])
    page = client.get(url).text
    assert "A pager for the desk (open)" in page
    assert f"{first.incident.reference}, {first.audience.group}: 1" in page
    audiences = [first.audience_id, second.audience_id]
    response = client.post(url, {"audiences": audiences, "said": "It came late.", "did": "A pager."})
    assert response.url == reverse("feedback:theme-chain", args=[theme.slug])
    made = Communication.objects.filter(state="draft")
    assert {one.incident_id: list(one.improvements.all()) for one in made} == {
        first.incident_id: [improvement],
        second.incident_id: [],
    }
    chain = client.get(response.url).text
    assert all(one.get_absolute_url() in chain for one in made)


def test_what_is_missing_is_said_and_what_was_typed_stays(sign_in, tomas, theme, told):
    asks(told, "ana@example.net")
    url = reverse("feedback:theme-tell", args=[theme.slug])
    response = sign_in(tomas).post(url, {"audiences": ["9" * 30], "said": "Kept as typed", "did": ""})
    assert response.status_code == 200
    assert "Kept as typed" in response.text
    assert set(response.context["form"].errors) == {"audiences", "did"}
    assert not ToldBack.objects.exists()


def test_one_who_said_it_is_told_alone(sign_in, tomas, told):
    response = asks(told, "ana@example.net", words="<b>Late</b>")
    asks(told, "rui@example.net")
    client, url = sign_in(tomas), reverse("feedback:response-tell", args=[response.pk])
    page = client.get(reverse("feedback:response-detail", args=[response.pk])).text
    assert url in page
    sent = client.post(url, {"audiences": [told.audience_id], "said": "Thank you.", "did": "A pager."})
    row = ToldBack.objects.get()
    assert (list(row.themes.all()), list(row.responses.all())) == ([], [response])
    assert sent.url == row.communication.get_absolute_url()
    assert listed(row.communication) == ["ana@example.net"]


def test_an_improvement_is_learned_from_a_theme_or_a_response(sign_in, tomas, lena, theme, told):
    response = asks(told, "ana@example.net")
    secret = make_response(make_incident(restricted=True, access=[lena]), themes=["too-late"])
    client = sign_in(tomas)
    data = {"what": "A pager", "kind": "system", "state": "open"}
    for name, key in (("theme", theme.slug), ("response", response.pk)):
        url = reverse(f"feedback:{name}-improve", args=[key])
        page = client.get(url).text
        assert told.incident.reference in page
        assert secret.incident.reference not in page
        refused = client.post(url, data | {"incident": secret.incident.reference})
        assert refused.context["form"].errors["incident"]
        assert client.post(url, data | {"incident": told.incident.reference}).status_code == 302
    assert [(row.theme, row.response, row.improvement.incident) for row in Lesson.objects.order_by("pk")] == [
        (theme, None, told.incident),
        (None, response, told.incident),
    ]
    declined = client.post(url, data | {"incident": told.incident.reference, "state": "declined"})
    assert declined.context["form"].errors["outcome"]
    assert Lesson.objects.count() == 2


@pytest.mark.parametrize("name", ["theme-tell", "theme-improve"])
def test_the_pages_make_the_same_queries_however_many_said_it(sign_in, tomas, theme, name, connection_queries):
    def grow():
        one = make_told()
        asks(one, f"a{one.pk}@example.net"), asks(one, f"b{one.pk}@example.net")
        improvement = Improvement.objects.create(incident=one.incident, what="W")
        Lesson.objects.create(theme=theme, improvement=improvement, by=tomas)

    client, url = sign_in(tomas), reverse(f"feedback:{name}", args=[theme.slug])
    grow()
    client.get(url)
    few = connection_queries(lambda: client.get(url))
    for _ in range(9):
        grow()
    assert connection_queries(lambda: client.get(url)) == few
