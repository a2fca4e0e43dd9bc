import re
from itertools import product

import pytest

from communications.checks import run
from communications.checks.context import Context
from communications.checks.disclosure.view import fold
from tests.checks.linear import assert_it_is_linear
from tests.checks.tune import assert_it_reaches

PLAIN = Context(
    internal_domains=("corp.acme.example", ".intra.acme.example"),
    public_domains=("acme.example",),
    ticket_prefixes=("PAY", "OPS"),
    feedback_contact="help@acme.example",
    reference="INC-2026-0012",
    severity="critical",
)


def findings(source, context=PLAIN):
    return run(source, context, ["disclosure"])


def marks(source, context=PLAIN):
    return [(one.rule, one.text) for one in findings(source, context)]


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("The replica on pg-replica-02 fell behind.", "pg-replica-02"),
        ("A disk in the machine called Gandalf failed.", "Gandalf"),
        ("Our database server SQLPROD01 stopped.", "SQLPROD01"),
        ("We restarted `web03` at 10:00.", "web03"),
        ("Traffic went through fw-ams-01 only.", "fw-ams-01"),
        ("prod-k8s-node-7 was drained.", "prod-k8s-node-7"),
        ("The pod checkout-api-6c9d7f5b9d-kx2vp crashed.", "checkout-api-6c9d7f5b9d-kx2vp"),
        ("redis-cache-prod was emptied.", "redis-cache-prod"),
        ("LON-DC2-SW14 lost power.", "LON-DC2-SW14"),
        ("The file was on \\\\fileserver01\\exports.", "\\\\fileserver01\\exports"),
        ("ip-172-31-44-12.eu-west-1.compute.internal stopped.", "ip-172-31-44-12.eu-west-1.compute.internal"),
        ("We moved it from hades.corp.acme.example.", "hades.corp.acme.example"),
        ("The host **db**\\-prod\\-3 stopped.", "db**\\-prod\\-3"),
    ],
)
def test_it_marks_names_of_machines(said, marked):
    assert marks(said) == [("host_name", marked)]


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("The address 172.16.4.9 was blocked.", "172.16.4.9"),
        ("We opened 10.1.2.3:5432 by mistake.", "10.1.2.3:5432"),
        ("The subnet 10.8/16 was cut off.", "10.8/16"),
        ("All hosts in 192.168.10.x lost their lease.", "192.168.10.x"),
        ("fe80::1ff:fe23:4567:890a answered.", "fe80::1ff:fe23:4567:890a"),
        ("Prefix 2a01:4f8::/32 was withdrawn.", "2a01:4f8::/32"),
        ("The device 00-1A-2B-3C-4D-5E sent too much.", "00-1A-2B-3C-4D-5E"),
    ],
)
def test_it_marks_addresses(said, marked):
    assert marks(said) == [("address", marked)]


@pytest.mark.parametrize(
    ("said", "rule", "marked"),
    [
        ("See http://grafana:3000/d/abc.", "internal_link", "http://grafana:3000/d/abc"),
        ("See https://confluence.acme.example/x.", "internal_link", "https://confluence.acme.example/x"),
        ("[Notes](https://docs.google.com/document/d/1/edit)", "internal_link", "https://docs.google.com/document/d/1/edit"),
        ("![Chart](//files.intra.acme.example/a.png)", "internal_link", "files.intra.acme.example/a.png"),
        ("[Go](https://acme.example/?to=https%3A%2F%2Fx.corp.acme.example)", "internal_link", "x.corp.acme.example"),
        ("Write to oncall@acme.example.", "internal_mail", "oncall@acme.example"),
        ("[Write](mailto:noc%40corp.acme.example)", "internal_mail", "noc%40corp.acme.example"),
        ("Ask Payout Ops <pay@corp.acme.example>.", "internal_mail", "Ask Payout Ops <pay@corp.acme.example>"),
    ],
)  # fmt: skip
def test_it_marks_what_readers_cannot_open_and_mailboxes_of_colleagues(said, rule, marked):
    assert marks(said) == [(rule, marked)]


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("The repair is tracked as PAY-19.", "PAY-19"),
        ("ops-311 describes it.", "ops-311"),
        ("See ticket #4521 for progress.", "ticket #4521"),
        ("The repair (#4521) goes out on Monday.", "#4521"),
        ("Change CHG0041234 was withdrawn.", "Change CHG0041234"),
        ("Our developers logged it as WEB-1204.", "WEB-1204"),
        ("It was merged in PR 812.", "PR 812"),
        ("Fixed by commit 3f9a2bc.", "3f9a2bc"),
        ("![Door](/img/PAY-77-door.png)", "PAY-77"),
    ],
)
def test_it_marks_numbers_of_a_tracker(said, marked):
    assert marks(said) == [("ticket", marked)]


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("The password is Sommer2024! and it works.", "Sommer2024"),
        ("password: Winter-2025", "Winter-2025"),
        ('The Wi-Fi password was "sunshine" for years.', "sunshine"),
        ("Use the token abc123def456ghi to sign in.", "abc123def456ghi"),
        ("postgres://app:s3cretpw@db/orders was in the log.", "postgres://app:s3cretpw@db/orders"),
        ("The door code is 4471.", "4471"),
        ("It has admin / Pa55w0rd-fake on a label.", "Pa55w0rd-fake"),
        ("xoxb-FAKE-12345-notreal was posted.", "xoxb-FAKE-12345-notreal"),
        ("-----BEGIN RSA PRIVATE KEY-----\nMIIfake\n-----END RSA PRIVATE KEY-----", None),
        ("See https://acme.example/?access_token=9f8e7d6c5b4a3", "9f8e7d6c5b4a3"),
    ],
)
def test_it_marks_secrets_and_does_not_repeat_them(said, marked):
    [finding] = findings(said)
    assert (finding.rule, finding.text) == ("secret", marked or said)
    assert finding.text not in finding.message


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("This was a SEV-1 for us.", "SEV-1"),
        ("We declared a P1 at 09:10.", "P1"),
        ("The incident was classified as P2.", "P2"),
        ("It went down from Sev1 to calm.", "Sev1"),
        ("Our team gave it Priority 1.", "Priority 1"),
        ("It remained a level 2 incident until noon.", "level 2 incident"),
        ("We treated it as S1 from the start.", "S1"),
    ],
)
def test_it_marks_how_we_grade_incidents(said, marked):
    assert marks(said) == [("severity_code", marked)]


@pytest.mark.parametrize(
    "said",
    [
        "It lasted from 14:05 to 15:40 UTC on 3 March 2026; see https://status.acme.example or help@acme.example.",
        "Version 10.4.2 of the app, and versions 4.1.3.2 and 4.1.3.3 of the driver, are not affected.",
        "Password: at least 12 characters and a number. Your token is valid for 24 hours. PIN entry works again.",
        "Order #45210 and locker #212 were late; we are number #1 in Norway. Case 88213, invoice 2026-0012.",
        "Our first priority is your data. Level 2 support answers. Gate P1, car park P2, platform S1 are open.",
        "Flights QX-8830, COVID-19, ISO-9001, AES-256, a 24-hour shop, mid-2025, B-12, Wi-Fi 6, 5G, H.264, UTF-8.",
        "Incident INC-2026-0012 is resolved; the severity of the storm was critical.",
        "Windows 11, iOS 17.4.1, Chrome 120.0.6099.109, iPhone-15 and a top-10 list of 3-star hotels.",
        "Tickets for the 14:05 train; issue 12 of our magazine; problem 2 of 3; a change of 500.",
        "[[feedback_link]] and https://acme.example/help/web-app-2?lang=en-GB&utm_source=mail-2026.",
        "Between 09:00:15 and 09:01:20; ratio 3:2:1; std::vector; rooms 101-105; A1-size paper; part no. AB-1234.",
        "The first class lounge, category A customers, class 2 tickets and the level 1 car park.",
        "The checksum (SHA-256) is 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08.",
        "Authorization: Bearer <your token>",
    ],
)
def test_it_is_silent_about_what_readers_may_know(said):
    assert marks(said) == []


def test_it_says_nothing_of_a_text_for_colleagues():
    assert marks("db-prod-3 at 10.1.2.3 was a SEV1.", Context(outside=False)) == []


def test_it_judges_code_comments_and_titles_too():
    source = '<!-- db-prod-3 -->\n\n```\nssh 10.1.2.3\n```\n\n[Here](https://acme.example "SEV2 gap")'
    assert marks(source) == [("host_name", "db-prod-3"), ("address", "10.1.2.3"), ("severity_code", "SEV2")]


def test_it_says_in_which_section_and_where():
    source = "## Summary\n\nAll is well.\n\n## Root cause\n\nThe disk of db-prod-3 was full."
    [finding] = findings(source)
    assert finding.section == "root_cause"
    assert source[finding.start : finding.end] == finding.text == "db-prod-3"


def test_it_finds_the_same_twice():
    source = "The disk of db-prod-3 (10.1.2.3) was full, see PAY-19."
    assert findings(source) == findings(source)


def test_it_reaches_its_aim_on_cases_that_may_be_read():
    assert_it_reaches("disclosure", recall=0.9)


NAMES = Context(staff=("Anna Lee", "A. B. C."), customers=("A & B", "Box"), vendors=("Box",), ticket_prefixes=("A",))
PIECES = [
    "a", "A", "1", "@", "#", "-", "_", ".", ":", "/", "\\", "%41", "&amp;", "*", "[", "(", "`", '"', " ", "\n", "é", "=",
    "a-1", "1.", "::", "ab:", "://", "http://", "](", "password ", "P1 ", "SEV", "Anna ", "Box ", "A. ", "token=", "key: ",
    "-----BEGIN PRIVATE KEY-----", "\u200b", "level 1 ", "db-", "10.", "server ", "ticket ", "localhost/", "admin/",
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_it_takes_as_long_as_a_text_is_long(piece):
    assert_it_is_linear(lambda size: findings((piece * (size // len(piece) + 1))[:size], NAMES))


def test_it_reads_pieces_in_any_order():
    for pair in product(PIECES, PIECES):
        source = "".join(pair) * 3
        for finding in findings(source, NAMES):
            assert source[finding.start : finding.end] == finding.text != ""


def test_folding_keeps_words_where_they_are():
    text = " ".join(f"a{chr(point)}b" for point in range(0x110000) if not 0xD800 <= point < 0xE000)
    word = re.compile(r"[^\W_]++")
    assert [one.span() for one in word.finditer(fold(text))] == [one.span() for one in word.finditer(text)]
