"""Puts one incident with one written communication to customers into an installation, and prints its address.

scene.py draft|approved|released: Kassa, who reads it, is a key contact.
"""

import sys
from datetime import timedelta
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
django.setup()

from django.utils import timezone  # noqa: E402

from communications.models import Audience, StakeholderGroup  # noqa: E402
from communications.verbs import contacts, drafting, releasing, reviewing  # noqa: E402
from communications.verbs.audiences import ensure_audiences  # noqa: E402
from postincident.models import Fact, User  # noqa: E402
from postincident.verbs import facts  # noqa: E402
from postincident.verbs import incident as incidents  # noqa: E402


def person(name):
    return User.objects.get(email=f"{name}@northwind.example")


def declare_with_all_facts(lead):
    resolved = timezone.now() - timedelta(days=1)
    incident = incidents.declare(
        lead,
        title="Card payments declined in the EU",
        severity="major",
        started_at=resolved - timedelta(minutes=95),
        resolved_at=resolved,
        services=[],
        lead=lead,
    )
    for fact in Fact.objects.filter(incident=incident):
        words = f"What is known of the {fact.get_key_display().lower()}."
        facts.state_fact(lead, fact, state=Fact.State.KNOWN, plain=words, technical=words)
    ensure_audiences(incident)
    return incident


def main(state):
    customers = StakeholderGroup.objects.get(slug="customers")
    if not customers.memberships.exists():
        known = {"name": "Kassa", "addresses": ["kassa@vandam.example"], "is_key": True}
        contacts.add(person("lena"), groups=[customers], **known)
    incident = declare_with_all_facts(person("lena"))
    audience = Audience.objects.get(incident=incident, group=customers)
    [communication] = drafting.draft(person("tomas"), incident, "root_cause", [audience])
    if state != "draft":
        revision = reviewing.submit(person("tomas"), communication)
        reviewing.approve(person("amara"), revision, revision.digest)
    if state == "released":
        communication.refresh_from_db()
        releasing.release(person("lena"), [communication])
    print(communication.get_absolute_url())  # noqa: T201 - the test reads it


if __name__ == "__main__":
    main(sys.argv[1])
