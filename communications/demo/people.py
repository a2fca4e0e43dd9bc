"""Contacts of the demonstration. People and companies are invented; addresses end in .example and reach nobody."""

from __future__ import annotations

from communications.models import Contact, StakeholderGroup
from communications.verbs import contacts, groups
from postincident.demo import person

# (name, organisation, address, groups, key contact). Without an address, somebody is told by hand.
CONTACTS: list[tuple[str, str, str, list[str], bool]] = [
    ("Ana Ferreira", "Livraria do Cais", "ana@livrariadocais.example", ["customers", "key-accounts"], True),
    ("Rui Pires", "Mercado Alto", "rui.pires@mercadoalto.example", ["key-accounts"], True),
    ("Saskia de Boer", "Tulpenhandel De Boer", "saskia@deboer.example", ["key-accounts", "customers"], True),
    ("Piotr Wójcik", "Rowery Wójcik", "piotr.wojcik@rowery.example", ["customers"], False),
    ("Kassa", "Bakkerij Van Dam", "kassa@vandam.example", ["customers"], False),
    ("Réception", "Hôtel des Remparts", "reception@remparts.example", ["customers"], False),
    ("Greta Grünwald", "Grünwald Optik", "info@gruenwald.example", ["customers"], False),
    ("Niamh Byrne", "Byrne & Daughters", "niamh@byrne.example", ["customers"], False),
    ("Giulia Conti", "Caffè Conti", "giulia@caffeconti.example", ["customers"], False),
    ("Ioana Marin", "Librăria Marin", "ioana@librariamarin.example", ["customers"], False),
    ("Søren Holm", "Holm Cykler", "soren@holmcykler.example", ["customers"], False),
    ("Ελένη Παπαδάκη", "Papadaki Tours", "eleni@papadakitours.example", ["customers"], False),
    ("Kiss Máté", "Kiss Pékség", "mate@kisspekseg.example", ["customers"], False),
    ("Yusuf Demir", "Demir Market", "yusuf@demirmarket.example", ["customers"], False),
    ("Tomasz Lis", "Kiosk Lis", "", ["customers"], False),
    ("Operations desk", "Adria Acquiring", "ops@adria.example", ["partners"], True),
    ("Marta Kowalska", "PolskiePay", "marta.kowalska@polskiepay.example", ["partners"], False),
    ("Duty officer", "Baltic Card Scheme", "duty@balticscheme.example", ["partners"], False),
    ("Incident desk", "Payment Supervision Office", "incidents@supervision.example", ["regulators"], False),
    ("Priya Raman", "Northwind Payments", "priya@northwind.example", ["engineering"], False),
    ("Jonas Weber", "Northwind Payments", "jonas@northwind.example", ["engineering"], False),
    ("Mateusz Zieliński", "Northwind Payments", "mateusz@northwind.example", ["engineering", "support"], False),
    ("Chloé Martin", "Northwind Payments", "chloe@northwind.example", ["support"], False),
    ("Hanna Virtanen", "Northwind Payments", "hanna@northwind.example", ["support"], False),
    ("Ingrid Dahl", "Northwind Payments", "ingrid@northwind.example", ["executives"], False),
    ("Omar Haddad", "Northwind Payments", "omar@northwind.example", ["executives"], False),
]
SIGNATURES = {
    "customers": "Lena Hoffmann\nNorthwind Payments",
    "key-accounts": "Lena Hoffmann\nNorthwind Payments",
    "partners": "Partner operations\nNorthwind Payments",
    "regulators": "Compliance office\nNorthwind Payments",
}


def add_contacts() -> None:
    lena = person("lena")
    known = {group.slug: group for group in StakeholderGroup.objects.all()}
    for slug, signature in SIGNATURES.items():
        groups.change(
            person("ade"),
            known[slug],
            version=known[slug].version,
            why="Readers asked who writes to them, and whether the mail is genuine.",
            relevant_services=list(known[slug].relevant_services.all()),
            signature=signature,
            from_name="Northwind Payments",
        )
    for name, organisation, address, slugs, key in CONTACTS:
        contacts.add(
            lena,
            name=name,
            organisation=organisation,
            addresses=[address] if address else [],
            groups=[known[slug] for slug in slugs],
            is_key=key,
            relationship_owner=lena if key else None,
        )


def remove_from_groups(name: str) -> None:
    contact = Contact.objects.get(name=name)
    addresses = list(contact.endpoints.filter(active=True).values_list("address", flat=True))
    contacts.change(person("tomas"), contact, version=contact.version, addresses=addresses, groups=[])
