from datetime import timedelta

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from postincident.errors import Refused
from postincident.models import Event, Fact, Incident
from postincident.verbs import incident as verbs
from tests.factories import RESOLVED, STARTED, make_incident, make_service

NEW = {
    "title": "Card payments declined",
    "severity": "critical",
    "started_at": "2026-03-03T14:05",
    "resolved_at": "2026-03-03T15:40",
}


def test_it_declares_with_gaps_and_five_tasks(lena):
    incident = verbs.declare(lena, title="T", severity="major", started_at=STARTED, resolved_at=RESOLVED)
    assert incident.reference == "INC-2026-0001"
    assert list(incident.facts.values_list("key", flat=True)) == [key.value for key in Fact.EXPECTED]
    assert incident.tasks.count() == 5
    assert Event.objects.get(verb="incident.declared").user == lena


def test_it_numbers_incidents_of_a_year_in_turn(lena):
    verbs.declare(lena, title="A", severity="major", started_at=STARTED)
    assert verbs.declare(lena, title="B", severity="major", started_at=STARTED).reference == "INC-2026-0002"


def test_it_dates_tasks_by_severity(lena):
    critical = verbs.declare(lena, title="A", severity="critical", started_at=STARTED, resolved_at=RESOLVED)
    minor = verbs.declare(lena, title="B", severity="minor", started_at=STARTED, resolved_at=RESOLVED)
    assert critical.tasks.get(key="tell").due_at == RESOLVED + timedelta(days=3)
    assert minor.tasks.get(key="tell").due_at == RESOLVED + timedelta(days=10)


def test_it_refuses_resolved_before_started(lena):
    with pytest.raises(Refused) as refused:
        verbs.declare(lena, title="T", severity="major", started_at=RESOLVED, resolved_at=STARTED)
    assert refused.value.code == "resolved_before_started"
    assert not Incident.objects.exists()


def test_a_restricted_one_names_its_lead(lena, tomas, vera):
    incident = verbs.declare(tomas, title="T", severity="major", started_at=STARTED, restricted=True, lead=lena)
    assert set(Incident.objects.visible_to(lena)) == set(Incident.objects.visible_to(tomas)) == {incident}
    assert not Incident.objects.visible_to(vera)


def test_the_form_declares(sign_in, lena):
    response = sign_in(lena).post(reverse("postincident:incident-add"), NEW | {"lead": lena.pk})
    incident = Incident.objects.get()
    assert response.status_code == 302
    assert incident.reference in response["Location"]


def test_the_form_says_why_beside_the_field_and_keeps_what_was_typed(sign_in, lena):
    typed = NEW | {"lead": lena.pk, "resolved_at": "2026-03-02T15:40"}
    text = sign_in(lena).post(reverse("postincident:incident-add"), typed).text
    assert "Resolved is before started" in text
    assert "Card payments declined" in text


def test_a_viewer_may_not_declare(sign_in, vera):
    assert sign_in(vera).get(reverse("postincident:incident-add")).status_code == 403


def test_the_form_says_where_services_are_written_down_while_there_are_none(sign_in, lena):
    client, address = sign_in(lena), reverse("postincident:incident-add")
    link = f'<a href="{reverse("postincident:service-list")}">Write services down</a>'
    assert link in client.get(address).text
    make_service("payments-api")
    assert link not in client.get(address).text


@pytest.mark.parametrize("title", ["", "x" * 1_000_000, "a\x00b", "\x07bell", "🙂 مرحبا <b>{{ 7 }}</b>"])
def test_no_title_breaks_the_form(sign_in, lena, title):
    response = sign_in(lena).post(reverse("postincident:incident-add"), NEW | {"lead": lena.pk, "title": title})
    assert response.status_code in (200, 302)


def test_edits_of_two_people_are_noticed(sign_in, lena):
    incident = make_incident(lead=lena, version=3)
    url = reverse("postincident:incident-edit", args=[incident.reference])
    response = sign_in(lena).post(url, NEW | {"lead": lena.pk, "version": 2, "title": "Mine"})
    incident.refresh_from_db()
    assert "Somebody else changed" in response.text
    assert "Mine" in response.text
    assert incident.title != "Mine"


def test_imported_times_out_of_order_can_be_kept(lena):
    incident = make_incident(source="imported", started_at=RESOLVED, resolved_at=STARTED)
    verbs.edit(
        lena,
        incident,
        version=0,
        services=[],
        title="New",
        started_at=incident.started_at,
        resolved_at=incident.resolved_at,
    )
    incident.refresh_from_db()
    assert incident.title == "New"


def test_of_an_imported_one_without_an_end_nobody_says_that_it_goes_on(sign_in, lena):
    browser = sign_in(lena)
    imported = make_incident(source="imported", resolved_at=None, tasks=False)
    shown = browser.get(imported.get_absolute_url()).text
    assert "End not known" in shown and "Not yet resolved" not in shown
    assertContains(browser.get(make_incident(resolved_at=None).get_absolute_url()), "Not yet resolved")


def test_it_cannot_be_closed_with_open_tasks(sign_in, lena):
    incident = make_incident()
    text = sign_in(lena).post(reverse("postincident:incident-close", args=[incident.reference]), follow=True).text
    incident.refresh_from_db()
    assert "Still open" in text
    assert incident.state == "open"


def test_an_imported_one_is_adopted(sign_in, lena):
    incident = make_incident(source="imported", tasks=False)
    sign_in(lena).post(reverse("postincident:incident-adopt", args=[incident.reference]))
    incident.refresh_from_db()
    assert incident.has_checklist
    assert incident.tasks.count() == 5
    assert incident.lead == lena


def test_the_list_filters_sorts_and_exports(sign_in, vera):
    service = make_service("Payments API")
    make_incident("Alpha", severity="critical", services=[service])
    make_incident("=cmd()", severity="minor")
    client = sign_in(vera)
    url = reverse("postincident:incident-list")
    assert "Alpha" not in client.get(url, {"severity": "minor"}).text
    assert "Alpha" in client.get(url, {"q": "payments"}).text
    assert client.get(url, {"sort": "title"}).text.index("=cmd") < client.get(url, {"sort": "title"}).text.index(
        "Alpha"
    )
    assert "'=cmd()" in client.get(url, {"export": "csv"}).text


def test_the_list_survives_nonsense(sign_in, vera):
    make_incident()
    url = reverse("postincident:incident-list")
    for query in ("page=x&sort=;drop", "severity=%00&service=999999999999999999999", "q=%00%00&tasks=x", "page=-1"):
        assert sign_in(vera).get(f"{url}?{query}").status_code == 200


def test_the_workspace_marks_gaps(sign_in, vera, lena):
    incident = verbs.declare(lena, title="T", severity="major", started_at=STARTED)
    text = sign_in(vera).get(incident.get_absolute_url()).text
    assert "Missing" in text
    assert "Five tasks" in text


def test_an_imported_one_tells_what_was_odd_about_it(sign_in, vera):
    incident = make_incident(
        source="imported",
        tasks=False,
        flags=["severity_as_meant", "no_services"],
        as_found={"severity": "dissrupted<b>"},
    )
    page = sign_in(vera).get(incident.get_absolute_url())
    assertContains(page, "rather than what was typed")
    assertContains(page, "It names no service.")
    assertContains(page, "dissrupted&lt;b&gt;")
