from django.utils import timezone

from postincident import demo
from postincident.models import Event, Incident
from tests.factories import make_user


def test_it_loads_incidents_in_every_state(db):
    for name, role in [("lena", "manager"), ("amara", "reviewer"), ("tomas", "communicator"), ("ade", "viewer")]:
        make_user(name.title(), email=f"{name}@northwind.example", role=role)
    demo.load()
    demo.load_what_is_missing()
    assert Incident.objects.count() == 7
    assert Incident.objects.filter(resolved_at=None).count() == 1
    assert Incident.objects.filter(restricted=True).count() == 1
    assert demo.incident_numbered(38).state == "closed"
    card = demo.incident_numbered(42)
    assert card.tasks.get(key="tell").due_at.date() == timezone.now().date()
    assert [fact.key for fact in card.facts.filter(state="")] == ["detection"]
    assert Event.objects.filter(incident=card).earliest("happened_at").happened_at < timezone.now()
