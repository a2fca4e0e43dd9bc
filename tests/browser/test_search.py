"""The search box suggests while one types: by keyboard alone, and nothing typed meanwhile is lost."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_suggestions_are_taken_by_keyboard_or_press(sign_in):
    vera = sign_in("vera")
    vera.go("/archive/")
    page = vera.page
    box, options = page.locator("#q"), page.get_by_role("listbox", name="Suggestions").get_by_role("option")
    box.press_sequentially("late ki")
    expect(options).to_have_text(["kind: kind"])
    box.press("ArrowDown")
    expect(box).to_have_attribute("aria-activedescendant", "suggestion-1")
    box.press("Enter")
    expect(box).to_have_value("late kind:")
    expect(options).to_have_count(0)
    box.fill("-be")
    expect(options).to_have_count(1)
    box.press("Escape")
    expect(options).to_have_count(0)
    box.press("ArrowDown")
    options.first.click()
    expect(box).to_have_value("-before:")
    expect(box).to_be_focused()
    box.press("Enter")
    page.wait_for_url("**/archive/?q=-before%3A*")


def test_what_was_typed_since_is_not_replaced(sign_in):
    vera = sign_in("vera")
    vera.go("/archive/")
    page = vera.page
    box, options = page.locator("#q"), page.get_by_role("listbox", name="Suggestions").get_by_role("option")
    box.press_sequentially("ki")
    expect(options).to_have_count(1)
    page.route("**/archive/suggest/**", lambda route: None)
    box.press_sequentially("te")
    box.press("ArrowDown")
    options.first.click()
    expect(box).to_have_value("kite")
