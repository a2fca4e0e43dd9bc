"""Tagging by keyboard: suggestions accepted and refused, themes set and taken off, many at once."""

import pytest
from playwright.sync_api import expect

from tests.browser.steps import add_service, declare

pytestmark = pytest.mark.browser
LATE, NOBODY, PLAIN = "We heard far too late.", "Nobody picked up the phone.", "Plain words."


def test_responses_are_tagged_by_keys_alone(sign_in):
    lena = sign_in("lena")
    add_service(lena)
    declare(lena)
    lena.tab("Feedback")
    for words in (LATE, NOBODY, PLAIN):
        lena.follow("Note a question raised")
        lena.fill("What was asked, or said", words)
        lena.press("Note it")
        lena.see(words)
    lena.go("/feedback/")
    what_is_suggested_is_accepted(lena)
    what_is_suggested_is_refused(lena)
    tone = key_of(lena, "Tone")
    one_is_tagged_and_untagged(lena, tone)
    many_are_tagged_at_once(lena, tone)
    keys_leave_fields_alone_and_can_be_turned_off(lena)
    on_the_page_of_one(lena)


def row(lena, words):
    return lena.page.locator("li[data-response]", has_text=words)


def stand_at(lena, words):
    """From the top, a row at a time."""
    for key in ("k", "k", "k", "j", "j"):
        if key == "j" and "cursor" in (row(lena, words).get_attribute("class") or ""):
            break
        lena.page.keyboard.press(key)
    expect(row(lena, words)).to_be_focused()


def key_of(lena, theme):
    lena.page.keyboard.press("?")
    key = lena.page.locator("#keys span", has_text=theme).locator("kbd").inner_text()
    lena.page.keyboard.press("?")
    return key.lower()


def what_is_suggested_is_accepted(lena):
    stand_at(lena, LATE)
    lena.page.keyboard.press("y")
    expect(row(lena, LATE).locator("[data-theme=too-late]")).to_have_count(1)
    expect(row(lena, LATE)).to_be_focused()


def what_is_suggested_is_refused(lena):
    stand_at(lena, NOBODY)
    suggestion = row(lena, NOBODY).get_by_text("Support unreachable?")
    expect(suggestion).to_be_visible()
    lena.page.keyboard.press("n")
    expect(suggestion).to_have_count(0)
    expect(row(lena, NOBODY).locator("[data-theme]")).to_have_count(0)


def one_is_tagged_and_untagged(lena, tone):
    stand_at(lena, PLAIN)
    for count in (1, 0):
        lena.page.keyboard.press(tone)
        expect(row(lena, PLAIN).locator("[data-theme=tone]")).to_have_count(count)


def many_are_tagged_at_once(lena, tone):
    for words in (PLAIN, NOBODY):
        stand_at(lena, words)
        lena.page.keyboard.press("x")
    lena.page.keyboard.press(tone)
    lena.see("2 tags changed.")


def keys_leave_fields_alone_and_can_be_turned_off(lena):
    field = lena.page.locator("#find")
    field.press_sequentially("jy1")
    expect(field).to_have_value("jy1")
    lena.page.locator("#keys summary").click()
    lena.page.locator("#keys-on").uncheck()
    lena.page.keyboard.press("j")
    expect(lena.page.locator("li.cursor")).to_have_count(0)
    lena.page.locator("#keys-on").check()


def on_the_page_of_one(lena):
    row(lena, PLAIN).get_by_role("link", name="Open").click()
    box = lena.page.get_by_label("Thanks")
    lena.page.keyboard.press(box.get_attribute("data-key"))
    expect(box).to_be_checked()
    lena.press("Save the themes")
    lena.see("Themes saved.")
