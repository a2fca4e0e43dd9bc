from django.urls import reverse

from postincident.models import Improvement
from tests.factories import make_incident


def test_it_is_added_changed_and_declined_with_a_reason(sign_in, tomas):
    incident = make_incident()
    client = sign_in(tomas)
    client.post(
        reverse("postincident:improvement-add", args=[incident.reference]),
        {"what": "Test certificates", "kind": "system", "state": "open", "due_on": "2026-04-01"},
    )
    improvement = Improvement.objects.get()
    url = reverse("postincident:improvement-edit", args=[incident.reference, improvement.pk])
    same = {"what": "Test certificates", "kind": "system", "version": 0}
    response = client.post(url, same | {"state": "declined"})
    assert "say why" in response.text
    client.post(url, same | {"state": "done"})
    improvement.refresh_from_db()
    assert improvement.state == "done"
    assert improvement.done_at
    conflict = client.post(url, same | {"state": "open", "what": "Mine"})
    assert conflict.status_code == 409
    assert "Mine" in conflict.text
