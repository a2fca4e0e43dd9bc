"""Asking: from the question in a mail to an answer that staff read; by keyboard on a phone, and by a link that many share."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import rate, rating_link, send_to_kassa

pytestmark = pytest.mark.browser
PHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True}
WORDS, BETTER = "We heard it from our own customers first.", "Two hours earlier would have helped."


@pytest.mark.parametrize("has_javascript", [True, False])
def test_a_mail_is_answered_by_keyboard_on_a_phone(sign_in, open_browser, installation, has_javascript):
    address, message = send_to_kassa(installation)
    link = rating_link(message, 4)
    scanner, reader = (
        open_browser(name, java_script_enabled=has_javascript, **PHONE) for name in ("scanner", "reader")
    )
    scanner.go(link)
    reader.go(link)
    answer_by_keys_alone(reader)
    change_it(reader)
    reader.go(link)
    reader.see("This link takes no answer")
    expect(reader.page.get_by_role("radio")).to_have_count(0)
    assert not any(words in reader.page.content() for words in (WORDS, BETTER))
    tomas = sign_in("tomas")
    tomas.go(address)
    tomas.tab("Feedback")
    tomas.see("one answer")  # what a scanner opened is none
    said = tomas.page.locator("li[data-response]")
    expect(said).to_have_count(1)
    expect(said).to_contain_text(BETTER)
    assert "Kassa" not in said.inner_text()


def answer_by_keys_alone(reader):
    expect(radio(reader, "Was it clear?", "4")).to_be_checked()
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
    step_to(reader, radio(reader, "Was it clear?", "4"))
    step_to(reader, radio(reader, "Did it come in time?", "1"))
    reader.page.keyboard.press("ArrowRight")
    expect(radio(reader, "Did it come in time?", "2")).to_be_checked()
    step_to(reader, reader.page.get_by_label("What was missing or unclear?"))
    reader.page.keyboard.type(WORDS)
    step_to(reader, reader.page.get_by_role("button", name="Send my answer"))
    reader.page.keyboard.press("Enter")
    reader.see("Thank you")


def radio(reader, question, rating):
    return reader.region(question, "group").locator(f"[value='{rating}']")


def step_to(reader, field):
    """By the Tab key alone."""
    for _ in range(20):
        reader.page.keyboard.press("Tab")
        if field.evaluate("field => field === document.activeElement"):
            return
    raise AssertionError("no key leads there")


def change_it(reader):
    """By the link that is shown once, to whoever answered."""
    reader.page.locator("a.secret").click()
    reader.see("This is what you sent.")
    field = reader.page.get_by_label("What was missing or unclear?")
    expect(field).to_have_value(WORDS)
    expect(radio(reader, "Did it come in time?", "2")).to_be_checked()
    field.fill(BETTER)
    reader.press("Change my answer")
    reader.see("Your answer is changed")


def test_a_shared_link_takes_an_answer_of_each_and_shows_none_to_the_next(sign_in, open_browser, installation):
    address, _message = send_to_kassa(installation)
    lena = sign_in("lena")
    lena.go(address)
    lena.tab("Feedback")
    lena.page.get_by_role("button", name=re.compile("^Make a shared link")).click()
    lena.see("Anybody with the link can answer.")
    link = lena.page.locator("li.invitation code").inner_text()
    for name, words in (("one", WORDS), ("another", BETTER)):
        reader = open_browser(name, java_script_enabled=name == "one")
        reader.go(link)
        assert WORDS not in reader.page.content()
        rate(reader, "Was it clear?", "3")
        reader.page.get_by_label("What was missing or unclear?").fill(words)
        reader.press("Send my answer")
        reader.see("Thank you")
    lena.tab("Feedback")
    lena.see(WORDS, BETTER, "2 answers")
    lena.page.get_by_role("link", name=re.compile("^Revoke")).click()
    lena.press("Revoke all its links")
    reader.go(link)
    reader.see("This link takes no answer")
