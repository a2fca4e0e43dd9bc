"""What people do again and again in the stories, by the words on the screen."""

import re
from datetime import UTC, datetime, timedelta

from tests.processes import until

DAY = datetime.now(UTC).date() - timedelta(days=1)
DAY_IN_WORDS = f"{DAY:%A} {DAY.day} {DAY:%B} {DAY.year}"
DUE = DAY + timedelta(days=15)
GROUPS = ("Regulators", "Key accounts", "Customers", "Support", "Engineering", "Public")
EXCLUDED = ("Partners", "Executives")
NO_REVIEWER_ASKED = ("Engineering",)

CONTACTS = """name,email,organisation,groups,key
Incident desk,incidents@supervision.example,Payment Supervision Office,regulators,
Saskia de Boer,saskia@deboer.example,Tulpenhandel De Boer,key-accounts;customers,yes
Kassa,kassa@vandam.example,Bakkerij Van Dam,customers,
Niamh Byrne,niamh@byrne.example,Byrne & Daughters,customers,
Operations desk,ops@adria.example,Adria Acquiring,partners,
Ingrid Dahl,ingrid@northwind.example,Northwind Payments,executives,
Chloé Martin,chloe@northwind.example,Northwind Payments,support,
Priya Raman,priya@northwind.example,Northwind Payments,engineering,
Nobody,not an address,,customers,
"""
# Fact: in plain words, in technical words.
FACTS = {
    "Impact": (
        "Some card payments were declined. Paying by bank transfer worked.",
        "31 % of card authorisations failed with HTTP 502 from payments-api.",
    ),
    "Who was affected": ("About 2,300 customers could not pay by card.", "2,314 merchants on the EU shard."),
    "Root cause": (
        "A new security certificate was incomplete.",
        "The client certificate was rotated without its intermediate CA, so every TLS handshake failed.",
    ),
    "Resolution": ("We installed the complete certificate.", "The full chain was deployed to all pods."),
    "Workaround": ("Paying by bank transfer worked throughout.", "SEPA credit transfer was not affected."),
    "Next steps": (
        "We now check every certificate before it is used.",
        "A deploy gate runs openssl verify against the acquirer's trust store.",
    ),
}
SUPPORT = ("Write to help@northwind.example.", "#payments-oncall")


def add_service(person):
    person.follow("More")
    person.follow("Services")
    person.follow("New service")
    person.fill("Internal name", "payments-api")
    person.fill("Public name", "Card payments")
    person.press("Save")


def import_contacts(person):
    person.follow("Groups")
    person.follow("Contacts")
    person.follow("Import")
    file = {"name": "contacts.csv", "mimeType": "text/csv", "buffer": CONTACTS.encode()}
    person.field("CSV file").set_input_files(file)
    person.press("Look at every row")
    person.see("8 contacts can be added", "“not an address” is not a mail address")
    person.press("Add the good rows")
    person.see("8 contacts added.")


def declare(person, severity="Critical"):
    person.go("/")
    person.follow("Write down the first incident")
    person.fill("Internal title", "Card payments declined in the EU")
    person.fill("Public title", "Card payments were declined")
    person.choose("Severity", severity)
    person.fill("Started", f"{DAY}T14:05")
    person.fill("Detected", f"{DAY}T14:09")
    person.fill("Resolved", f"{DAY}T15:40")
    person.tick("payments-api")
    person.tick("Broad impact")
    person.press("Write it down")
    person.see("is written down. Next: the facts.", "0 of 7 said")


def exclude(person, group):
    person.tab("Workspace")
    person.follow("why these audiences?")
    person.follow(f"Exclude, with a reason: {group}")
    person.fill("Why it is not told", "Told in person on the day.")
    person.press("Exclude it")


def find_incident(person):
    person.go("/")
    person.follow("Card payments declined in the EU")


def state_fact(person, fact, words):
    plain, technical = words
    person.follow(f"Add it: {fact}")
    person.page.get_by_role("radio", name="Known").check()
    person.fill("Plain wording", plain)
    person.fill("Technical wording", technical)
    person.press("Save the fact")
    person.see(f"Saved: {fact.lower()}.")


def open_draft(person, group, kind):
    person.tab("Communications")
    person.follow(f"Draft: {group}, {kind}")


def need(person, title):
    """What the home page asks of this person; the less urgent is one press further."""
    person.go("/")
    needs = person.region("What needs you now")
    everything = needs.get_by_role("link", name=re.compile(r"^All \w+$"))
    if everything.count():
        everything.click()
    person.follow(title, within=needs)


def approve(person, group, kind):
    need(person, f"Review: {group}: {kind}")
    person.page.get_by_role("radio", name="Approve").check()
    person.press("Record my decision")
    person.see("Your decision is recorded.")


def approve_all(amara, lena, kind):
    """Two reviewers are asked for what regulators read, none for what engineers read."""
    for group in GROUPS:
        if group not in NO_REVIEWER_ASKED:
            approve(amara, group, kind)
    approve(lena, "Regulators", kind)


def release(person, group, kind, *words):
    """`words` are seen before the button is pressed."""
    need(person, f"Release: {group}: {kind}")
    person.see(*words)
    if group == "Public":
        person.page.get_by_role("checkbox", name="Put it on the public page when it is its turn").check()
    person.page.get_by_role("button", name=f"Release to {group}").click()
    person.see("released by")


KASSA = "kassa@vandam.example"


def send_to_kassa(installation):
    """Of another incident each time. Gives the address of the communication, and the mail as it arrived."""
    before = len(installation.messages_to(KASSA))
    address = installation.run("tests/browser/scene.py", "released").strip()
    until(lambda: len(installation.messages_to(KASSA)) > before, every=0.05)
    return address, installation.messages_to(KASSA)[-1]


def rating_link(message, rating):
    """What the mail's question leads to."""
    html = message.get_body(("html",)).get_content()
    return re.search(rf'href="(http://[^"]+/f/[^"]+\?clear={rating})"', html).group(1)


def rate(reader, question, rating):
    reader.region(question, "group").get_by_role("radio", name=rating).check()
