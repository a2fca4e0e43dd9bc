"""Contacts and messages of the demonstration. People and companies are invented; addresses end in .example and reach nobody."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from communications.completeness import blockers
from communications.delivery.handover import first_hand_over, lock_release
from communications.models import Audience, Communication, Delivery, Release, StakeholderGroup
from communications.verbs import contacts, drafting, releasing, reviewing
from postincident.demo import dated, incident_numbered, person
from postincident.models import Incident
from postincident.vocabulary import Kind

# (name, organisation, address, groups, key contact)
CONTACTS: list[tuple[str, str, str, list[str], bool]] = [
    ("Ana Ferreira", "Livraria do Cais", "ana@livrariadocais.example", ["customers", "key-accounts"], True),
    ("Piotr Wójcik", "Rowery Wójcik", "piotr.wojcik@rowery.example", ["customers"], False),
    ("Kassa", "Bakkerij Van Dam", "kassa@vandam.example", ["customers"], False),
    ("Réception", "Hôtel des Remparts", "reception@remparts.example", ["customers"], False),
    ("Greta Grünwald", "Grünwald Optik", "info@gruenwald.example", ["customers"], False),
    ("Niamh Byrne", "Byrne & Daughters", "niamh@byrne.example", ["customers"], False),
    ("Rui Pires", "Mercado Alto", "rui.pires@mercadoalto.example", ["key-accounts"], True),
    ("Saskia de Boer", "Tulpenhandel De Boer", "saskia@deboer.example", ["key-accounts", "customers"], True),
    ("Operations desk", "Adria Acquiring", "ops@adria.example", ["partners"], True),
    ("Marta Kowalska", "PolskiePay", "marta.kowalska@polskiepay.example", ["partners"], False),
    ("Incident desk", "Payment Supervision Office", "incidents@supervision.example", ["regulators"], False),
    ("Priya Raman", "Northwind Payments", "priya@northwind.example", ["engineering"], False),
    ("Jonas Weber", "Northwind Payments", "jonas@northwind.example", ["engineering"], False),
    ("Mateusz Zieliński", "Northwind Payments", "mateusz@northwind.example", ["engineering", "support"], False),
    ("Chloé Martin", "Northwind Payments", "chloe@northwind.example", ["support"], False),
    ("Ingrid Dahl", "Northwind Payments", "ingrid@northwind.example", ["executives"], False),
]
SIGNATURES = {
    "customers": "Lena Hoffmann\nNorthwind Payments",
    "key-accounts": "Lena Hoffmann\nNorthwind Payments",
    "partners": "Partner operations\nNorthwind Payments",
    "regulators": "Compliance office\nNorthwind Payments",
}


def load_contacts() -> None:
    lena = person("lena")
    groups = {group.slug: group for group in StakeholderGroup.objects.all()}
    for slug, signature in SIGNATURES.items():
        group = groups[slug]
        group.signature, group.from_name = signature, "Northwind Payments"
        group.save()
    for name, organisation, address, slugs, key in CONTACTS:
        contacts.add(
            lena,
            name=name,
            organisation=organisation,
            addresses=[address],
            groups=[groups[slug] for slug in slugs],
            is_key=key,
            relationship_owner=lena if key else None,
        )


def _audiences(incident: Incident, *slugs: str) -> list[Audience]:
    rows = Audience.objects.filter(incident=incident, state=Audience.State.INCLUDED).select_related("group")
    return list(rows.filter(group__slug__in=slugs) if slugs else rows)


def _approve(communication: Communication) -> None:
    revision = reviewing.submit(person("tomas"), communication)
    for reviewer in (person("amara"), person("lena"))[: revision.reviewers_needed]:
        reviewing.approve(reviewer, revision, revision.digest, "Checked against the facts.")


def tell(incident: Incident, kind: str, at: datetime, *slugs: str) -> list[Communication]:
    """Drafted, approved and sent, as if it had happened then: what the demonstration looks back on."""
    told = []
    with dated(at):
        for communication in drafting.draft(person("tomas"), incident, kind, _audiences(incident, *slugs)):
            if blockers(communication):
                continue  # left as a draft, which says itself what it lacks
            _approve(communication)
            communication.refresh_from_db()
            release = releasing.release(person("lena"), [communication])[0]
            _as_if_sent(release, at)
            told.append(communication)
    return told


def _as_if_sent(release: Release, at: datetime) -> None:
    release.deliveries.filter(state=Delivery.State.QUEUED).update(
        state=Delivery.State.SENT, handed_over_at=at, attempts=1
    )
    Release.objects.filter(pk=release.pk).update(state=Release.State.FINISHED, released_at=at, finished_at=at)
    if release.deliveries.filter(state=Delivery.State.SENT).exists():
        first_hand_over(person("lena"), lock_release(release.pk), at)


def load_communications() -> None:
    now = timezone.now()
    recent, earlier = incident_numbered(42), incident_numbered(38)
    if recent.resolved_at is not None:
        tell(recent, Kind.RESOLUTION, recent.resolved_at + timedelta(minutes=18), "engineering", "support", "customers")
    tell(recent, Kind.ROOT_CAUSE, now - timedelta(hours=20), "engineering", "support", "executives")
    drafts = drafting.draft(person("tomas"), recent, Kind.ROOT_CAUSE, _audiences(recent))
    by_slug = {draft.audience.group.slug: draft for draft in drafts}
    if "customers" in by_slug and not blockers(by_slug["customers"]):
        reviewing.submit(person("tomas"), by_slug["customers"])
    if "key-accounts" in by_slug and not blockers(by_slug["key-accounts"]):
        _approve(by_slug["key-accounts"])
    if earlier.resolved_at is not None:
        tell(earlier, Kind.ROOT_CAUSE, earlier.resolved_at + timedelta(hours=40), "engineering", "support", "customers")
