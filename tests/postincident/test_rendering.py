"""Markdown comes out safe whatever it is, and in a time that nobody notices."""

import time

import pytest

from archive.diff import lines_changed, words_changed
from postincident.rendering import is_visible, link_only, one_line, to_document, to_html, to_text
from tests.hostile.corpus import ACCEPTABLE
from tests.hostile.reading import alive

N = 20_000  # the longest section
SLOW = {
    "brackets": "[" * N,
    "pictures": "![" * (N // 2),
    "nested brackets": "[" * (N // 2) + "]" * (N // 2),
    "links without an end": "[](" * (N // 3),
    "references": "[a][" * (N // 4),
    "stars": " *a" * (N // 3),
    "strong": "**a " * (N // 4),
    "backticks": "`a" * (N // 2),
    "underlines": "_a " * (N // 3),
    "less than": "<" * N,
    "quotes in quotes": "> " * (N // 2),
    "lists in lists": "* " * (N // 2) + "a",
    "numbers in numbers": "1. " * (N // 3),
    "ever deeper": "\n".join("    " * deep + "* a" for deep in range(int((N / 2) ** 0.5))),
    "rows of a table": "a|b\n-|-\n" + "x|y\n" * (N // 4),
    "blanks in a heading": "# " + " " * N + "x",
    "blanks in a link": "[a](b" + " " * N,
}


@pytest.mark.parametrize("name", SLOW)
def test_no_text_takes_long_to_render(name):
    started = time.process_time()
    assert to_html(SLOW[name])
    to_text(SLOW[name])
    assert time.process_time() - started < 4  # those that were not bounded took from 10 seconds to minutes, or a crash


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a " * 25_000, "a b " * 12_500),
        ("a b " * 12_500, "b a " * 12_500),
        ("one two three\n" * 3500, "one three two\n" * 3500),
    ],
)
def test_no_two_texts_take_long_to_compare(before, after):
    started = time.process_time()
    assert words_changed(before, after)
    assert lines_changed(before.replace(" ", "\n"), after.replace(" ", "\n"))
    assert time.process_time() - started < 4


def test_what_changed_in_a_usual_text_is_still_found_word_by_word():
    text = "The certificate was rotated at night and the gateway refused it. " * 60
    shown = words_changed(text, text.replace("night", "noon", 1))
    assert (shown.count("<del>"), shown.count("<ins>")) == (1, 1)
    assert "<del>night</del><ins>noon</ins>" in shown


@pytest.mark.parametrize("name", ACCEPTABLE)
def test_nothing_in_a_text_comes_alive(name):
    words = ACCEPTABLE[name]
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    for around in ("{}", "* {}", "> {}", "a|b\n-|-\n{}|x", "# {}", "`{}`", "[{}](http://a.example)", "[x]({})"):
        assert not alive(to_html(around.replace("{}", text)))
    assert not alive(str(words_changed(text, f"{text} more"))) and not alive(str(words_changed("", text)))


@pytest.mark.parametrize(
    "address", ["[[contact_name]]", "java[[contact_name]]", "%5B%5Bcontact_name%5D%5D", "mailto:[[x]]"]
)
def test_a_name_put_in_later_never_makes_an_address(address):
    assert "href" not in to_html(f"[press]({address})")


@pytest.mark.parametrize(
    "address", ["[[feedback_link]]", "[[feedback_link]]?clear=4", "https://example.org/[[contact_name]]"]
)
def test_a_link_put_in_later_may(address):
    assert f'<a href="{address}">press</a>' in to_html(f"[press]({address})")


def test_only_links_go_into_addresses():
    assert link_only("https://example.org/f/x") == "https://example.org/f/x"
    assert not link_only("javascript:alert(1)") and not link_only("Marta Ruiz, marta@example.org")


def test_lines_and_what_can_be_seen():
    assert one_line(" Hello\r\nBcc: x\x00\x07\u2028y\ud800 ") == "Hello Bcc: x y"
    assert one_line("\u202eexe.\u2067 شلوم\u202c") == "exe. شلوم"
    assert is_visible("\u200da") and not is_visible("\u200b \u2060\x07\n")


def test_a_fragment_becomes_a_document_with_a_title_and_a_language():
    page = to_document("<p>Hello</p>", "Cards < & declined", "de")
    assert page.startswith('<!doctype html>\n<html lang="de">')
    assert "<title>Cards &lt; &amp; declined</title>" in page
    assert "<body>\n<p>Hello</p>\n</body>" in page


def test_a_document_stays_as_it_is():
    for page in ("<!doctype html><html><p>Hello</p></html>", "\n<HTML><p>Hello</p></HTML>"):
        assert to_document(page, "T") == page
