"""What a serious sender emits, on mail that truly went through an SMTP server."""

import email.policy
import re
from email import message_from_bytes

import pytest
from anymail.utils import parse_address_list

from communications.delivery.letters import letter_of, values_for
from communications.delivery.mime import Copy, Letter, Message
from communications.delivery.provider import as_django_mail
from communications.delivery.sending import send_release
from communications.models import Delivery
from communications.verbs import releasing
from postincident.models import Event, Improvement
from tests.communications.factories import make_contact, make_delivery, make_release
from tests.communications.test_drafting import audience_of, incident  # noqa: F401 - fixture

pytestmark = pytest.mark.django_db
NASTY = "Zoë “Q” <b>O'Brien</b>\r\nBcc: everybody@example.net"


@pytest.fixture
def mail(incident, let_go, mailbox):  # noqa: F811
    make_contact(audience_of(incident, "customers").group, name="Ana Ferreira", address="ana@example.net")
    let_go("customers")
    return mailbox.messages[0]


def test_a_file_arrives_as_it_was_attached(incident, let_go, mailbox):  # noqa: F811
    make_contact(audience_of(incident, "customers").group, name="Ana Ferreira", address="ana@example.net")
    content = b"%PDF-1.7 " + bytes(range(256)) * 40
    let_go("customers", file=content)
    (mail,) = mailbox.messages
    (file,) = mail.iter_attachments()
    assert (file.get_filename(), file.get_content_type()) == ("Überblick.pdf", "application/pdf")
    assert file.get_content() == content
    assert mail.get_body(("html",)) is not None


def test_the_headers_of_a_serious_sender(mail, incident):  # noqa: F811
    delivery = Delivery.objects.get()
    assert mail["Message-ID"] == delivery.message_id
    assert delivery.message_id.endswith("@northwind.example>")
    assert mail["Date"].datetime.tzinfo is not None
    assert mail["From"].addresses[0].addr_spec == "incidents@northwind.example"
    assert mail["To"].addresses[0].display_name == "Ana Ferreira"
    assert mail["Subject"].startswith(f"[{incident.reference}] ")
    assert mail["In-Reply-To"] == mail["References"]
    assert "<customers.northwind.example>" in mail["List-Id"]
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["X-Auto-Response-Suppress"] == "All"
    assert len(mail.keys()) == len({name.lower() for name in mail})


def test_it_is_unsubscribed_from_in_one_click(mail):
    assert re.fullmatch(r"<https?://[^<>,\s]+/u/[^<>,\s]+/>", mail["List-Unsubscribe"])
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_text_comes_first_and_both_say_the_same(mail):
    text, html = mail.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    for part in (text, html):
        content = part.get_content()
        assert part.get_content_charset() == "utf-8"
        assert "Ana Ferreira" in content
        assert "[[" not in content and "%5B%5B" not in content
        assert "/f/" in content and "/u/" in content
    assert "<style" not in html.get_content()


def test_lines_are_short_whatever_is_put_in(mailbox, mail):
    assert max(len(line) for octets in mailbox.octets for line in octets.split(b"\r\n")) < 998
    assert not any(re.search(rb"(?<!\r)\n", octets) for octets in mailbox.octets)


def test_everybody_has_links_of_their_own(incident, let_go, mailbox):  # noqa: F811
    for name in "abc":
        make_contact(audience_of(incident, "customers").group, address=f"{name}@example.net")
    let_go("customers")
    texts = [mail.get_body(("plain",)).get_content() for mail in mailbox.messages]
    for kind in ("f", "u"):
        links = [re.search(rf"http\S+/{kind}/\S+", text)[0] for text in texts]
        assert len(set(links)) == 3


def test_a_required_notice_carries_no_unsubscribe(incident, let_go, mailbox):  # noqa: F811
    make_contact(audience_of(incident, "regulators").group, address="desk@regulator.example")
    let_go("regulators")
    (mail,) = mailbox.messages
    assert mail["List-Unsubscribe"] is None
    assert mail["List-Unsubscribe-Post"] is None
    assert "/u/" not in mail.as_string()


def test_the_mails_of_one_incident_stand_in_one_thread(incident, let_go, mailbox):  # noqa: F811
    make_contact(audience_of(incident, "customers").group, address="ana@example.net")
    make_contact(audience_of(incident, "partners").group, address="rui@example.net")
    let_go("customers")
    let_go("partners")
    Improvement.objects.create(incident=incident, what="Every certificate passes a test payment", state="done")
    let_go("customers", "improvements")
    threads, lists = ([mail[name] for mail in mailbox.messages] for name in ("References", "List-Id"))
    assert len(set(threads)) == 1
    assert lists[0] == lists[2] != lists[1]
    other = make_release()
    make_delivery(other)
    send_release(other.pk)
    assert mailbox.messages[-1]["References"] != threads[0]


def test_another_try_carries_the_same_id(mailbox, lena):
    mailbox.rcpt["ana@example.net"] = ["550 5.7.1 Rejected by policy"]
    release = make_release()
    delivery = make_delivery(release, "ana@example.net")
    send_release(release.pk)
    releasing.retry(lena, release)
    send_release(release.pk)
    assert mailbox.messages[0]["Message-ID"] == delivery.message_id


def test_nothing_typed_adds_a_header(mailbox):
    release = make_release()
    make_delivery(release, "ana@example.net", name=NASTY)
    send_release(release.pk)
    (mail,) = mailbox.messages
    assert mail["Bcc"] is None
    assert mail["To"].addresses[0].addr_spec == "ana@example.net"
    assert "<b>" not in mail.get_body(("html",)).get_content()


def test_what_looks_encoded_stays_as_it_was_typed():
    letter = Letter("=?utf-8?q?x?=", "", "", "Northwind", "incidents@northwind.example")
    mail = message_from_bytes(
        Message(letter).copy(Copy("a@b.example", "=?utf-8?q?y?=", "<1@n>")), policy=email.policy.default
    )
    assert (mail["Subject"], mail["To"].addresses[0].display_name) == ("=?utf-8?q?x?=", "=?utf-8?q?y?=")


@pytest.mark.parametrize("name", ["Zoë Quinn", "O'Brien, Pat", 'Pat "the" Quinn'])
def test_a_provider_takes_names_as_they_read(name):
    mail = as_django_mail(Message(Letter("s", "t", "h", name, "a@b.example")), Copy("c@d.example", name, "<1@n>"))
    assert [parse_address_list([one])[0].display_name for one in (mail.from_email, mail.to[0])] == [name, name]


def test_a_provider_is_given_only_links_in_addresses():
    letter = Letter("s", "t", '<a href="[[contact_name]]">[[contact_name]]</a>', "Northwind", "a@b.example")
    values = {"contact_name": "javascript:alert('x')"}
    mail = as_django_mail(Message(letter), Copy("c@d.example", "", "<1@n>", values))
    assert mail.alternatives[0].content == '<a href="">javascript:alert(&#x27;x&#x27;)</a>'


def test_substituting_is_all_a_release_does(incident, let_go, mailbox):  # noqa: F811
    make_contact(audience_of(incident, "customers").group, address="ana@example.net")
    release = let_go("customers")
    letter, delivery = letter_of(release), release.deliveries.get()
    text = letter.text
    for name, value in values_for([delivery.pk])[delivery.pk].items():
        text = text.replace(f"[[{name}]]", value)
    assert mailbox.messages[0].get_body(("plain",)).get_content().split() == text.split()
    assert Event.objects.filter(verb="communication.released").count() == 1
