"""What is measured needs people, an incident and an approved communication: made through the verbs, as people would."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from communications.models import Audience, Communication, Contact, Endpoint, Membership, StakeholderGroup
from communications.verbs import drafting, reviewing
from communications.verbs.audiences import ensure_audiences
from postincident.models import Fact, Incident, Service, User
from postincident.verbs import facts
from postincident.verbs import incident as verbs
from postincident.vocabulary import Kind, Severity

CHUNK = 2000
# Said once, technically and plainly, about as much as a real incident needs.
FACTS = {
    Fact.Key.IMPACT: (
        "23.8 % of EU authorisations failed between 14:05 and 15:22 UTC; 41,870 declines, 1,164 merchants, no double capture found.",
        "Nearly one in four card payments in the EU was declined: 41,870 payments at 1,164 merchants. Nobody was charged for a declined payment.",
    ),
    Fact.Key.AFFECTED: (
        "All acquirers routed over card-auth-eu; card-auth-uk and SEPA rails not affected.",
        "Merchants who take card payments in the EU, and their customers. Payments in the UK and bank transfers worked normally.",
    ),
    Fact.Key.ROOT_CAUSE: (
        "The client certificate on card-auth-eu-2 was rotated without its intermediate CA. TLS handshakes failed; the probe tested TCP only, so the node stayed in rotation.",
        "A new security certificate on one of our two connections to the card networks was incomplete, so that connection refused payments.",
    ),
    Fact.Key.RESOLUTION: (
        "card-auth-eu-2 drained at 15:22 UTC, full chain deployed at 15:31, node back in rotation at 15:40 after a synthetic authorisation.",
        "We moved all payments to the healthy connection, installed the complete certificate and tested it before using it again.",
    ),
    Fact.Key.WORKAROUND: (
        "Retries succeeded on the healthy node for about half of the attempts.",
        "Trying the payment again often worked while the problem lasted.",
    ),
    Fact.Key.NEXT_STEPS: (
        "Probe with a real handshake on every node; rotation job refuses an incomplete chain; both by the end of the month.",
        "We now test each connection the way a payment uses it, and our tools refuse an incomplete certificate before it is installed.",
    ),
    Fact.Key.SUPPORT_CONTACTS: (
        "#incident-help in the chat, or the duty manager.",
        "Merchants: support@northwind.example or +44 20 7946 0100, every day from 06:00 to 22:00 UTC.",
    ),
}


def people() -> tuple[User, User]:
    """A manager who writes and releases, a reviewer who approves."""
    found = User.objects.filter(email__endswith="@bench.example").order_by("pk")
    if not found:
        for name, role in (("Lena", User.Role.MANAGER), ("Amara", User.Role.REVIEWER)):
            # No reminders by mail: the sink counts every message.
            quiet = dict.fromkeys(("notify_reviews", "notify_due", "notify_feedback"), False)
            User.objects.create_user(f"{name.lower()}@bench.example", name=name, role=role, **quiet)
    lena, amara = found.all()
    return lena, amara


def service() -> Service:
    return Service.objects.get_or_create(pk=1, defaults={"name": "card-auth", "public_name": "Card payments"})[0]


def declared_incident(resolved_at: datetime | None = None) -> Incident:
    """Resolved, every fact known."""
    lena, _amara = people()
    end = resolved_at or timezone.now() - timedelta(days=1)
    incident = verbs.declare(
        lena,
        title="Card payments declined in the EU",
        severity=Severity.MAJOR,
        started_at=end - timedelta(minutes=95),
        resolved_at=end,
        services=[service()],
    )
    for fact in Fact.objects.filter(incident=incident):
        technical, plain = FACTS[Fact.Key(fact.key)]
        facts.state_fact(lena, fact, state=Fact.State.KNOWN, technical=technical, plain=plain)
    return incident


def approved_communication(group: StakeholderGroup) -> Communication:
    """The root cause of a new incident, for this group: drafted, submitted, approved."""
    lena, amara = people()
    incident = declared_incident()
    ensure_audiences(incident)
    audience, _made = Audience.objects.get_or_create(incident=incident, group=group)
    (draft,) = drafting.draft(lena, incident, Kind.ROOT_CAUSE, [audience])
    revision = reviewing.submit(lena, draft)
    reviewing.approve(amara, revision, revision.digest)
    return Communication.objects.get(pk=draft.pk)


def customers() -> StakeholderGroup:
    """A group that asks for one reviewer and for feedback, and may unsubscribe."""
    group = StakeholderGroup.objects.get(slug="customers")
    group.reviewers_needed = 1
    group.save()
    return group


def group_of(count: int) -> StakeholderGroup:
    """Like `customers`, with so many of its contacts."""
    group = customers()
    if found := StakeholderGroup.objects.filter(slug=f"customers-{count}").first():
        return found
    contacts = list(group.contacts.order_by("pk").values_list("pk", flat=True)[:count])
    group.pk, group.slug, group.name = None, f"customers-{count}", f"Customers, {count}"
    group.save(force_insert=True)
    Membership.objects.bulk_create((Membership(contact_id=pk, group=group) for pk in contacts), batch_size=CHUNK)
    return group


def add_contacts(group: StakeholderGroup, count: int) -> None:
    """With a mailbox each. In bulk: entering contacts is not what is measured."""
    first = Contact.objects.count()
    rows = Contact.objects.bulk_create(
        (Contact(name=f"Contact {first + n:06}") for n in range(count)), batch_size=CHUNK
    )
    Membership.objects.bulk_create((Membership(contact=row, group=group) for row in rows), batch_size=CHUNK)
    Endpoint.objects.bulk_create((_mailbox(row) for row in rows), batch_size=CHUNK)


def _mailbox(contact: Contact) -> Endpoint:
    address = f"reader{contact.pk}@customer{contact.pk % 977}.example"
    return Endpoint(contact=contact, address=address, normalised=address)
