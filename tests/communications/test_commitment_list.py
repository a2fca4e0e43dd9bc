from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from communications.models import Commitment, Communication
from postincident.models import Improvement
from tests.communications.factories import make_audience, make_communication, make_group
from tests.factories import make_incident

URL = reverse("communications:commitment-list")


@pytest.fixture
def make_promise(lena):
    incident = make_incident(lead=lena)
    first = make_communication(make_audience(incident, make_group()), state="released")

    def make(text, days=3, told_in=first, **fields):
        fields.setdefault("kind", "next_update")
        return Commitment.objects.create(
            incident=told_in.incident,
            audience=told_in.audience,
            text=text,
            due_at=timezone.now() + timedelta(days=days),
            told_in=told_in,
            **fields,
        )

    make.first = first
    return make


def shown(client, **query):
    return [one.text for one in client.get(URL, query).context["commitments"]]


def test_it_is_narrowed_by_state_group_kind_owner_and_date(lena, amara, sign_in, make_promise):
    client, first = sign_in(lena), make_promise.first
    measure = Improvement.objects.create(incident=first.incident, what="Check", owner=amara)
    other = make_communication(make_audience(first.incident, make_group("Northern partners")), state="released")
    make_promise("late", days=-1)
    make_promise("soon")
    make_promise("far", days=30, told_in=other)
    make_promise("measure", days=10, kind="improvement", improvement=measure)
    make_promise("kept", state="kept", reported_in=first)
    assert shown(client) == ["late", "soon", "measure", "far", "kept"]
    assert shown(client, show="late") == ["late"]
    assert shown(client, show="soon") == ["soon"]
    assert shown(client, show="kept") == ["kept"]
    assert shown(client, group=other.audience.group_id) == ["far"]
    assert shown(client, kind="improvement") == shown(client, owner=amara.pk) == ["measure"]
    today = timezone.localdate()
    assert shown(client, due_from=today + timedelta(days=9), due_to=today + timedelta(days=11)) == ["measure"]
    assert shown(client, q="partners FAR") == ["far"]
    assert shown(client, sort="-due")[0] == "far"


def test_a_filter_that_makes_no_sense_is_said_and_the_others_hold(lena, sign_in, make_promise):
    make_promise("soon")
    make_promise("late", days=-1)
    page = sign_in(lena).get(URL, {"show": "nonsense", "due_from": "31.31.31", "group": "x", "sort": "pk"})
    assert "Select a valid choice" in page.text and "The list is not narrowed by it." in page.text
    assert [one.text for one in page.context["commitments"]] == ["late", "soon"]
    assert shown(sign_in(lena), due_from="notadate", show="late") == ["late"]


def test_on_a_phone_each_value_stands_behind_its_column(lena, sign_in, make_promise):
    make_promise("soon")
    text = sign_in(lena).get(URL).text
    for column in ("To", "Due", "State", "Told in", "Reported in"):
        assert f'role="cell" data-column="{column}"' in text


def test_a_list_that_matches_nothing_says_so(lena, sign_in, make_promise):
    make_promise("soon")
    assert "No commitment matches" in sign_in(lena).get(URL, {"q": "elephant"}).text


def test_the_export_holds_what_the_list_holds_and_no_formula(lena, sign_in, make_promise):
    make_promise("=cmd()")
    make_promise("late", days=-1)
    text = sign_in(lena).get(URL, {"export": "csv", "show": "open"}).text
    assert "'=cmd()" in text
    assert text.count("\r\n") == 3
    assert "=cmd" not in sign_in(lena).get(URL, {"export": "csv", "show": "late"}).text


def test_one_press_drafts_the_report_for_everybody_who_was_told_the_same(tomas, sign_in, make_promise):
    first = make_promise.first
    measure = Improvement.objects.create(incident=first.incident, what="Check every certificate")
    other = make_communication(make_audience(first.incident, make_group()), state="released")
    told_before = make_communication(make_audience(first.incident, make_group()), state="released")
    promise = make_promise("Check", kind="improvement", improvement=measure)
    make_promise("Check", kind="improvement", improvement=measure, told_in=other)
    make_promise("Check", kind="improvement", improvement=measure, told_in=told_before, state="kept", reported_in=other)
    client, url = sign_in(tomas), reverse("communications:commitment-report", args=[promise.pk])
    client.post(url)
    client.post(url)
    drafts = Communication.objects.filter(kind="improvements")
    assert {draft.audience for draft in drafts} == {first.audience, other.audience}
    assert all(measure in draft.improvements.all() for draft in drafts)


def test_a_promised_update_is_written_as_an_update(tomas, sign_in, make_promise):
    promise = make_promise("Next update")
    response = sign_in(tomas).post(reverse("communications:commitment-report", args=[promise.pk]))
    assert response.url == Communication.objects.get(kind="update").get_absolute_url()


def test_what_was_reported_already_needs_no_draft(tomas, sign_in, make_promise):
    promise = make_promise("Next update", state="kept", reported_in=make_promise.first)
    response = sign_in(tomas).post(reverse("communications:commitment-report", args=[promise.pk]), follow=True)
    assert "Nobody waits for it any more" in response.text
    assert not Communication.objects.filter(kind="update").exists()
