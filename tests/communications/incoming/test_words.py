"""Their own words, without the rest where that is certain; and all of it beside."""

import time
from email import message_from_bytes

import pytest

from communications.incoming.words import MOST_WHOLE, MOST_WORDS, html_as_text, own_words, words_of
from tests.communications.incoming.samples import mail

pytestmark = pytest.mark.once

CUT = {
    "a quote": "Clear.\n\nOn Tue, 3 Mar 2026 at 15:40, Northwind <i@northwind.example> wrote:\n\n> Dear Ana\n>\n> It broke.\n",
    "wrapped": "Clear.\n\nOn Tue, 3 Mar 2026 at 15:40, Northwind\n<incidents@northwind.example> wrote:\n> Dear Ana\n",
    "german": "Clear.\n\nAm 03.03.2026 um 15:40 schrieb Northwind:\n> Hallo Ana\n",
    "french": "Clear.\n\nLe mar. 3 mars 2026 à 15:40, Northwind a écrit :\n> Bonjour\n",
    "spanish": "Clear.\n\nEl mar, 3 mar 2026 a las 15:40, Northwind escribió:\n> Hola\n",
    "unmarked": "Clear.\n\nOn 3 Mar 2026, at 15:40, Northwind wrote:\n\nDear Ana,\n\nIt broke.\n",
    "outlook": "Clear.\n\nFrom: Northwind <i@northwind.example>\nSent: Tuesday, 3 March 2026 15:40\nTo: Ana\nSubject: Declined\n\nDear",
    "outlook in german": "Clear.\n\nVon: Northwind <i@northwind.example>\nGesendet: Dienstag, 3. März 2026\nAn: Ana\nBetreff: X\n\nHallo",
    "bold": "Clear.\n\n*From:* Northwind <i@northwind.example>\n*Sent:* Tuesday\n*To:* Ana\n*Subject:* X\n\nDear",
    "separator": "Clear.\n\n-----Original Message-----\nAnything",
    "german separator": "Clear.\n\n-----Ursprüngliche Nachricht-----\nVon: X",
    "signature": "Clear.\n-- \nAna Ferreira\n+351 21 000 000\n",
    "signature without its space": "Clear.\n--\nAna Ferreira\n",
    "device": "Clear.\n\nSent from my iPhone\n",
    "all": "Clear.\n\n-- \nAna\n\nOn 3 Mar 2026, Northwind wrote:\n> Dear Ana\n> -- \n> Northwind\n",
}
KEPT = {
    "answers among quotes": "> Why?\nBecause.\n> When?\nSoon.",
    "words after a quote": "On 3 Mar 2026, Northwind wrote:\n> It broke.\nIt did not, for us.",
    "only a quote": "> Dear Ana",
    "a line of dashes far above": "One\n--\n" + "\n".join(f"line {number}" for number in range(20)),
    "a sentence that looks like a head": "From: what I saw it was slow.\nThen it was fast.",
    "a promise on paper": "On Monday somebody wrote to us that it was fixed. It was not.",
}


@pytest.mark.parametrize("text", CUT.values(), ids=CUT.keys())
def test_what_is_certain_is_left_out(text):
    assert own_words(text) == "Clear."


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT.keys())
def test_in_doubt_it_stays(text):
    assert own_words(text) == text


def said(octets):
    return words_of(message_from_bytes(octets))


def test_all_of_it_is_kept_beside():
    words = said(mail(CUT["a quote"]))
    assert words.own == "Clear."
    assert words.whole == CUT["a quote"].strip()


def test_html_is_read_as_text():
    html = (
        "<style>p {color: red}</style><p>Clear,&nbsp;<b>thank</b> you.<br>Ana</p><!-- <p>hidden</p> -->"
        "<script>alert(1)</script><div>On 3 Mar 2026 Northwind wrote:<blockquote><p>Dear</p><p>Ana</p></blockquote></div>"
    )
    octets = mail("x").replace(b"text/plain", b"text/html").replace(b"\nx\n", b"\n" + html.encode() + b"\n")
    words = said(octets)
    assert words.own == "Clear, thank you.\nAna"
    assert "> Dear" in words.whole
    assert "alert" not in words.whole and "color" not in words.whole and "hidden" not in words.whole


def test_attachments_are_named_and_not_kept():
    octets = (
        b'From: a@example.net\nContent-Type: multipart/mixed; boundary="B"\n\n--B\n\nSee the picture.\n'
        b'--B\nContent-Type: image/png; name="shot.png"\nContent-Disposition: attachment; filename="shot.png"\n\nx\n'
        b"--B\nContent-Type: message/rfc822\n\nSubject: another\n\nText\n--B--\n"
    )
    words = said(octets)
    assert words.own == "See the picture."
    assert words.whole.endswith("[Attached and not kept here: shot.png, message/rfc822]")


def test_what_is_too_long_is_shortened():
    words = said(mail("many words " * 20_000))
    assert MOST_WORDS - 10 < len(words.own) <= MOST_WORDS
    assert MOST_WHOLE - 10 < len(words.whole) <= MOST_WHOLE
    assert words.own.endswith("…")


HOSTILE = [
    "> ",
    "on ",
    "From: a1\n",
    "a",
    "<div>",
    "<blockquote>",
    "On 1 ",
    "-- \n",
    "On 1 wrote\n",
    "<",
    "&",
    "<!--",
    "a<b>",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_no_text_takes_long(piece):
    text = piece * (1_000_000 // len(piece))
    began = time.process_time()
    own_words(text[:MOST_WHOLE])
    html_as_text(text)
    assert time.process_time() - began < 2
