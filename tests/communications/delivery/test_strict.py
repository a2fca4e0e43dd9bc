"""Every kind of mail, as it truly arrived: read by the strictest policy of the standard library, and readable without pictures."""

import email.policy
import re
from email import message_from_bytes

import pytest

from communications.models import Preference
from postincident.links import hash_address
from tests.communications.factories import make_contact
from tests.communications.test_drafting import audience_of, incident  # noqa: F401 - fixture

pytestmark = pytest.mark.django_db
STRICT = email.policy.SMTP.clone(raise_on_defect=True)
GROUPS = ("customers", "partners", "regulators", "support")
ONCE = ("Date", "From", "To", "Subject", "Message-ID", "In-Reply-To", "References", "MIME-Version", "List-Id")


@pytest.fixture
def octets(incident, let_go, mailbox):  # noqa: F811
    """Each group's, a correction, one with a file, and one whose reader wants text alone."""
    for slug in GROUPS:
        make_contact(audience_of(incident, slug).group, name="Zoë “Q” O'Brien", address=f"{slug}@example.net")
    make_contact(audience_of(incident, "customers").group, name="安娜", address="text@example.net")
    Preference.objects.create(address_hash=hash_address("text@example.net"), text_only=True)
    releases = [let_go(slug) for slug in GROUPS]
    let_go("customers", "resolution", file=b"%PDF-1.7 " + bytes(range(256)) * 40)
    let_go("customers", corrects=releases[0].communication)
    return mailbox.octets


def test_it_is_read_by_the_strictest_policy(octets):
    assert len(octets) == len(GROUPS) + 5, "two customers got three each"
    for one in octets:
        mail = message_from_bytes(one, policy=STRICT)
        assert [name for name, value in mail.items() if value.defects] == []
        assert [part.get_content_type() for part in mail.walk() if part.defects] == []
        assert [name for name in ONCE if len(mail.get_all(name, [])) != 1] == []
        assert not re.search(rb"(?<!\r)\n|\r(?!\n)", one)
        assert max(map(len, one.split(b"\r\n"))) < 998


def test_each_copy_has_an_id_of_its_own_at_the_domain_of_the_sender(octets):
    ids = [message_from_bytes(one, policy=STRICT)["Message-ID"] for one in octets]
    assert len(set(ids)) == len(octets)
    assert all(re.fullmatch(r"<[\w.]+@northwind\.example>", one) for one in ids)


def test_it_asks_for_nothing_from_elsewhere_and_reads_without_pictures(octets):
    pages = [message_from_bytes(one, policy=STRICT).get_body(("html",)) for one in octets]
    pages = [page.get_content() for page in pages if page is not None]
    assert len(pages) == len(octets) - 3, "all but those of the reader who wants text alone"
    for page in pages:
        assert not re.search(
            r"<(img|link|script|style|iframe|object|video|audio)\b|url\(|@import|src=", page, re.IGNORECASE
        )
        assert 'style="' in page
