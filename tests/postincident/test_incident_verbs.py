from datetime import timedelta

import pytest
from django.urls import reverse

from postincident.errors import Refused
from postincident.models import ChecklistTask, Event
from postincident.verbs import incident as verbs
from tests.factories import RESOLVED, STARTED, make_incident


def declare(user, **fields):
    return verbs.declare(user, title="T", severity="major", started_at=STARTED, **fields)


def changed(incident, **fields):
    same = {name: getattr(incident, name) for name in verbs.EDITABLE} | {"services": [], "version": incident.version}
    return same | fields


def test_numbers_go_on_after_ten_thousand_and_skip_names_of_other_shapes(lena):
    make_incident(reference="INC-2026-9999")
    make_incident(reference="INC-2026-10000")
    make_incident(reference="INC-2026-migrated")
    assert declare(lena).reference == "INC-2026-10001"


def test_resolving_dates_the_tasks(sign_in, tomas):
    incident = declare(tomas)
    url = reverse("postincident:incident-resolve", args=[incident.reference])
    sign_in(tomas).post(url, {"resolved_at": "2026-03-03T15:40"})
    incident.refresh_from_db()
    assert incident.resolved_at == RESOLVED
    assert incident.tasks.get(key="tell").due_at == RESOLVED + timedelta(days=5)
    assert "was resolved already" in sign_in(tomas).post(url, {"resolved_at": "2026-03-03T16:40"}).text


def test_resolving_before_the_start_is_refused_beside_the_field(sign_in, tomas):
    incident = declare(tomas)
    url = reverse("postincident:incident-resolve", args=[incident.reference])
    text = sign_in(tomas).post(url, {"resolved_at": "2026-03-01T15:40"}).text
    assert "Resolved is before started" in text
    assert "2026-03-01T15:40" in text


def test_a_new_severity_moves_open_tasks_only(lena):
    incident = declare(lena, resolved_at=RESOLVED)
    ChecklistTask.objects.filter(incident=incident, key="archive").update(state="done")
    verbs.edit(lena, incident, **changed(incident, severity="critical"))
    assert incident.tasks.get(key="tell").due_at == RESOLVED + timedelta(days=3)
    assert incident.tasks.get(key="archive").due_at == RESOLVED + timedelta(days=10)


def test_saving_without_a_change_is_no_event(lena):
    incident = declare(lena)
    verbs.edit(lena, incident, **changed(incident))
    assert not Event.objects.filter(verb="incident.edited").exists()


@pytest.mark.parametrize(
    ("times", "code"),
    [
        ({"started_at": None}, "no_start"),
        ({"started_at": RESOLVED, "resolved_at": STARTED}, "resolved_before_started"),
        ({"detected_at": RESOLVED + timedelta(days=1), "resolved_at": RESOLVED}, "detected_after_resolved"),
    ],
)
def test_times_must_be_in_order(lena, times, code):
    incident = declare(lena)
    with pytest.raises(Refused) as refused:
        verbs.edit(lena, incident, **changed(incident, **times))
    assert refused.value.code == code


def test_two_editors_see_what_the_other_saved(sign_in, lena, tomas):
    incident = declare(lena, resolved_at=RESOLVED)
    url = reverse("postincident:incident-edit", args=[incident.reference])
    same = {"severity": "major", "started_at": "2026-03-03T14:05", "resolved_at": "2026-03-03T15:40", "lead": lena.pk}
    sign_in(tomas).post(url, same | {"title": "His title", "version": 0})
    response = sign_in(lena).post(url, same | {"title": "Her title", "version": 0})
    assert response.status_code == 409
    assert "His title" in response.text
    assert "Her title" in response.text
    assert sign_in(lena).post(url, same | {"title": "Both", "version": 1}).status_code == 302


def test_it_closes_once_all_is_settled_and_opens_again(sign_in, lena):
    incident = declare(lena, resolved_at=RESOLVED)
    incident.tasks.update(state="done")
    client = sign_in(lena)
    for _ in range(2):
        client.post(reverse("postincident:incident-close", args=[incident.reference]))
    incident.refresh_from_db()
    assert incident.state == "closed"
    assert Event.objects.filter(verb="incident.closed").count() == 1
    client.post(reverse("postincident:incident-reopen", args=[incident.reference]))
    incident.refresh_from_db()
    assert incident.state == "open"


def test_adopting_twice_adopts_once(lena):
    incident = make_incident(source="imported", tasks=False)
    verbs.adopt(lena, incident)
    verbs.adopt(lena, incident)
    assert incident.tasks.count() == 5
    assert Event.objects.filter(verb="incident.adopted").count() == 1


def test_adopting_asks_from_today_on(lena):
    incident = make_incident(source="imported", tasks=False, resolved_at=RESOLVED - timedelta(days=900))
    verbs.adopt(lena, incident)
    incident.refresh_from_db()
    assert incident.tasks.get(key="tell").due_at > incident.adopted_at
