import pytest

from communications.checks import run
from communications.checks.context import Context, Service

CONTEXT = Context(
    services=(
        Service("payments-gw", "Card payments"),
        Service("Hermes", "Parcel tracking"),
        Service("billing", "Invoices"),
        Service("search-api", "Search"),
        Service("CheckoutService", "Checkout"),
        Service("Checkout", "Checkout"),
        Service("kafka", "Message delivery"),
    ),
    other_services=(Service("order_router"), Service("IAM Portal", "Login"), Service("Ledger", "Ledger Online")),
    staff=(
        "Priya Raman", "Mark Stone", "Grace Li", "Tom Aldous", "Anna-Lena Müller", "Jean-Luc O'Brien", "Will Grant",
        "Dr. Ingrid van Dijk", "@mkowalski", "Søren Ødegård", "Florence Baker",
    ),
    customers=("Acme Retail Ltd", "Northwind Foods", "The Orchard Group", "H&M Textiles", "Summit", "Zürcher Kantonalbank", "Kingston Freight"),
    vendors=("Amazon Web Services", "Cloudflare", "Oracle", "Stripe", "Orange", "PagerDuty", "Box", "Segment.io"),
    public_domains=("acme.example",),
    public_names=("Maria Stone",),
)  # fmt: skip


def marks(source):
    return [(one.rule, one.text) for one in run(source, CONTEXT, ["disclosure"])]


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("Priya Raman noticed it.", "Priya Raman"),
        ("priya raman noticed it.", "priya raman"),
        ("We thank Raman for his help.", "Raman"),
        ("It was Aldous's shift.", "Aldous"),
        ("Priya found it first.", "Priya"),
        ("Ask @praman today.", "@praman"),
        ("T. Aldous wrote the script.", "T. Aldous"),
        ("Tom A. wrote the script.", "Tom A."),
        ("Aldous, Tom: on duty that night.", "Aldous, Tom"),
        ("Anna Lena Muller called everyone.", "Anna Lena Muller"),
        ("O’Brien’s script was wrong.", "O’Brien"),
        ("Grant noticed it at 08:00.", "Grant"),
        ("Mr Baker called everyone.", "Mr Baker"),
        ("Will Grant restarted it.", "Will Grant"),
        ("Dr. van Dijk restarted it.", "Dr. van Dijk"),
        ("Soren Odegard is on it.", "Soren Odegard"),
        ("![Roof](https://acme.example/u/priya.raman/roof.jpg)", "priya.raman"),
    ],
)
def test_it_marks_colleagues(said, marked):
    assert marks(said) == [("staff", marked)]


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("Acme Retail was hit first.", "Acme Retail"),
        ("Northwind's orders were lost.", "Northwind"),
        ("NORTHWIND FOODS lost orders.", "NORTHWIND FOODS"),
        ("The Orchard Group lost orders.", "The Orchard Group"),
        ("Orders of H & M Textiles were late.", "H & M Textiles"),
        ("Orders of H&amp;M Textiles were late.", "H&amp;M Textiles"),
        ("Zurcher Kantonalbank saw it first.", "Zurcher Kantonalbank"),
        ("At Summit, payments failed.", "Summit"),
    ],
)
def test_it_marks_customers(said, marked):
    assert marks(said) == [("customer", marked)]


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("AWS had a problem in Ireland.", "AWS"),
        ("A change at Cloudflare caused it.", "Cloudflare"),
        ("Our Oracle database stopped.", "Oracle"),
        ("Stripe confirmed the fault.", "Stripe"),
        ("We called Orange, whose line was cut.", "Orange"),
        ("Pager Duty did not ring.", "Pager Duty"),
        ("[Report](https://status.cloudflare.com/1)", "cloudflare"),
    ],
)
def test_it_marks_vendors(said, marked):
    assert marks(said) == [("vendor", marked)]


@pytest.mark.parametrize(
    ("said", "marked", "suggestion"),
    [
        ("payments-gw's cache was full.", "payments-gw", "Card payments"),
        ("Payments-GW was restarted.", "Payments-GW", "Card payments"),
        ("Hermes lost 20 messages.", "Hermes", "Parcel tracking"),
        ("The `billing` job failed.", "billing", "Invoices"),
        ("Messages piled up in kafka.", "kafka", "Message delivery"),
        ("The order router lost some.", "order router", ""),
        ("The iam-portal was down.", "iam-portal", "Login"),
        ("[Limits](https://acme.example/docs/payments-gw#limits)", "payments-gw", ""),
    ],
)
def test_it_marks_what_colleagues_call_a_service_and_says_what_readers_do(said, marked, suggestion):
    [finding] = run(said, CONTEXT, ["disclosure"])
    assert (finding.rule, finding.text, finding.suggestion) == ("internal_service", marked, suggestion)


@pytest.mark.parametrize(
    "said",
    [
        "We will mark the stone floor. Will you grant us 14 days of grace? Stone floors were not affected.",
        "Will it happen again? No. Grace periods apply. Grant applications are open. Baker Street is closed.",
        "The road from Florence to Milan; in May; the tape was kept in Raman.",
        "Maria Stone answers your questions, and Stone is there until six.",
        "Summit meetings and oracle bones; the stripe on your card; orange juice; a box of books.",
        "Oracle bones are old. Orange is our colour. Box office sales are back. Summit Road is open.",
        "Kingston upon Thames was not affected, and food orders came through.",
        "Your invoices and billing address are right. Billing works again. You can search again.",
        "Checkout works again, Ledger Online is complete, and Card payments went through.",
        "The search team and the order team worked all night on the atlas.",
    ],
)
def test_it_is_silent_where_a_name_is_a_word_or_is_public(said):
    assert marks(said) == []


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("The certificate of payments-gw-eu-2 had expired.", [("host_name", "payments-gw-eu-2")]),
        ("It ran on `eu1-payments-gw` alone.", [("host_name", "eu1-payments-gw")]),
        ("HERMES-PROD was restarted.", [("host_name", "HERMES-PROD")]),
        ("The payments-gw-related errors rose.", [("internal_service", "payments-gw")]),
        ("The queue payments-gw-retry was full.", [("internal_service", "payments-gw")]),
        ("payments-gw was down, and payments-gw 2 with it.", [("internal_service", "payments-gw")] * 2),
        ("[News](https://status.acme.example/p/payments-gw-eu-2)", []),
    ],
)
def test_a_machine_that_is_called_after_a_service_is_a_machine(said, marked):
    assert marks(said) == marked
