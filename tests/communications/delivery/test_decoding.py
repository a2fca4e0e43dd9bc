"""A mail built by substitution decodes as the same mail built by Django, whatever stands in names, subjects and bodies."""

import email.policy
import random
import re
from email import message_from_bytes
from email.header import decode_header, make_header
from email.utils import parseaddr

import pytest

from communications.delivery.mime import Copy, Letter, Message, fill, one_line
from communications.delivery.provider import as_django_mail
from tests.hostile.corpus import ACCEPTABLE

pytestmark = pytest.mark.once
STRICT = email.policy.SMTP.clone(raise_on_defect=True)
# Folded, a long quoted name comes out of the standard library as another one; what is compared is not folded.
IN_ONE_LINE = email.policy.default.clone(max_line_length=100_000)
PIECES = (
    *(
        "a",
        "Z",
        "0",
        " ",
        "  ",
        "\t",
        ".",
        "..",
        "=",
        "=?",
        "?=",
        "=?utf-8?q?x?=",
        '"',
        "'",
        "\\",
        "<",
        ">",
        "(",
        ")",
        ",",
    ),
    *(
        ";",
        ":",
        "@",
        "[",
        "]",
        "é",
        "ß",
        "安",
        "😀",
        "e\u0301",
        "\u202e",
        "\r\n",
        "\n",
        "\r",
        "\r\n.\r\n",
        "\nFrom ",
        "--",
    ),
    *(
        "=_",
        "%",
        "&",
        "&amp;",
        "\u00a0",
        "\u200b",
        "\u2028",
        "\x00",
        "\x7f",
        "=3D",
        "=\n",
        "x" * 80,
        "ü" * 60,
        "a" * 300,
    ),
    *(
        "[[contact_name]]",
        "[[",
        "]]",
        "%5B%5B",
        'href="',
        "<a href='",
        "Content-Type: text/html",
        "\n\n",
        "Bcc: x@example.net",
    ),
)
BY_HAND = (
    *(
        "",
        " ",
        ".",
        "Ana Ferreira",
        "O'Brien, Pat",
        'Pat "the" Quinn',
        "Back\\slash",
        "Zoë “Q”",
        "安娜",
        "Ана Феррейра",
    ),
    *(
        "=?utf-8?b?4pyT?=",
        "=?iso-8859-1?q?a?= b",
        "<ana@example.net>",
        "ana@example.net",
        "a" * 150,
        "ü" * 150,
        "😀" * 40,
    ),
    *(
        "Ana\r\nBcc: everybody@example.net",
        "Ana\n\nText",
        "Ana\u2028Rui",
        "\r\n.\r\nMAIL FROM:<x@example.net>",
        ".\r\n",
        "..a",
    ),
    *(
        "a=\nb",
        "=20",
        "ends in blanks   ",
        "   begins with them",
        "a\tb",
        "From me",
        ">From me",
        "\x85",
        "\x1c\x1d",
        "a " * 400,
    ),
)


def at_random(seed):
    chance = random.Random(seed)
    return "".join(chance.choice(PIECES) for _ in range(chance.randint(1, 25)))


def as_text(typed):
    return typed.decode("utf-8", "replace") if isinstance(typed, bytes) else typed


HOSTILE = [*BY_HAND, *map(as_text, ACCEPTABLE.values()), *map(at_random, range(160))]


def test_there_are_enough_of_them():
    assert len(set(HOSTILE)) >= 200


def letter_with(typed):
    return Letter(
        subject=f"[INC-1] {typed} for [[contact_name]]",
        text=f"Dear [[contact_name]],\n\n{typed}\n.A dot, an = and ü.\n{'x' * 200}\n[[unsubscribe_link]]\n",
        html=f'<p>Dear [[contact_name]],</p>\n{typed}\n<a href="[[unsubscribe_link]]">ü</a>\n',
        from_name=f"Northwind {typed}",
        from_address="incidents@northwind.example",
        reply_to="help@northwind.example",
        list_name=f"Northwind: {typed}",
        list_id="customers.northwind.example",
        thread_id="<thread.1@northwind.example>",
    )


def copy_with(typed):
    values = {"contact_name": typed, "unsubscribe_link": "https://northwind.example/u/abc/"}
    earlier = [f"<{number:024x}@northwind.example>" for number in range(30)]
    return Copy("ana@example.net", typed, "<1@northwind.example>", values, references=earlier)


def by_django(message, copy):
    return message_from_bytes(as_django_mail(message, copy).message(policy=IN_ONE_LINE).as_bytes(), policy=IN_ONE_LINE)


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_it_decodes_as_django_s_own_does(typed):
    message, copy = Message(letter_with(typed)), copy_with(typed)
    octets = message.copy(copy)
    ours, theirs = message_from_bytes(octets, policy=STRICT), by_django(message, copy)
    assert [name for name, value in ours.items() if value.defects] == []
    assert max(map(len, octets.split(b"\r\n"))) < 998
    for kind in ("plain", "html"):
        assert content(ours, kind) == content(theirs, kind)
    for header in (
        "Reply-To",
        "Message-ID",
        "In-Reply-To",
        "List-Unsubscribe",
        "List-Unsubscribe-Post",
        "Auto-Submitted",
    ):
        assert str(ours[header]) == str(theirs[header]), header
    assert ours["References"].split() == theirs["References"].split()
    assert set(ours.keys()) == set(theirs.keys())
    words = octets_of_headers(octets)
    subject = one_line(fill(message.letter.subject, {name: one_line(value) for name, value in copy.values.items()}))
    assert decoded(words["Subject"]) == subject
    for header, before, address in (
        ("From", "Northwind ", "incidents@northwind.example"),
        ("To", "", "ana@example.net"),
        ("List-Id", "Northwind: ", "customers.northwind.example"),
    ):
        assert named(words[header]) == (one_line(before + typed), address), header
    if "=?" not in typed:  # Django takes that for encoded and decodes it; ours leaves it as it was typed
        assert str(theirs["Subject"]) == subject
        assert mailbox(theirs["To"]) == (single_blanks(typed), "ana@example.net")
        assert mailbox(theirs["From"]) == (single_blanks(f"Northwind {typed}"), "incidents@northwind.example")


def content(mail, kind):
    return mail.get_body((kind,)).get_content().replace("\r\n", "\n").rstrip("\n")


def octets_of_headers(octets):
    """Unfolded and not yet decoded."""
    mail = message_from_bytes(octets, policy=email.policy.compat32)
    return {name: re.sub(r"\r?\n(?=[ \t])", "", value) for name, value in mail.items()}


def decoded(words):
    """RFC 2047, 6.2: blanks between encoded words are nothing. The policies leave them in within a name."""
    return str(make_header(decode_header(words)))


def named(words):
    name, address = parseaddr(words)
    return decoded(name), address


def single_blanks(name):
    """The standard library makes one blank of several in a name; ours leaves them."""
    return " ".join(one_line(name).split())


def mailbox(header):
    (one,) = header.addresses
    return single_blanks(one.display_name), one.addr_spec
