"""Two people at one text: what is typed is saved, shown or asked about, and never gone."""

import pytest
from playwright.sync_api import expect

from tests.browser.steps import add_service, declare, find_incident, open_draft

pytestmark = pytest.mark.browser

ROOT_CAUSE = "Root cause & next steps"


def test_nothing_typed_is_lost(sign_in):
    lena, tomas = sign_in("lena"), sign_in("tomas")
    add_service(lena)
    declare(lena)
    find_incident(tomas)
    tomas.tab("Communications")
    tomas.follow("Draft the root cause")
    tomas.press("Draft from the facts")
    for person in (lena, tomas):
        find_incident(person)
        open_draft(person, "Customers", ROOT_CAUSE)
    it_says_what_is_not_saved(lena)
    it_asks_before_leaving(lena)
    it_shows_both_texts(lena, tomas)
    it_saves_before_a_test_goes_out(lena)


def summary(person):
    return person.page.get_by_role("textbox", name="What happened")


def it_says_what_is_not_saved(lena):
    expect(lena.page.get_by_text("Not saved yet")).to_be_hidden()
    before = summary(lena).bounding_box()["height"]
    summary(lena).fill(f"{summary(lena).input_value()}\n\nOne.\n\nTwo.\n\n[Missing: how many]")
    expect(lena.page.get_by_text("Not saved yet")).to_be_visible()
    assert summary(lena).bounding_box()["height"] > before + 60
    expect(lena.page.locator(".writer-mirror .f-bad", has_text="[Missing: how many]")).to_have_count(1)


def it_asks_before_leaving(lena):
    asked = []
    summary(lena).press("End")
    summary(lena).press_sequentially("!")
    lena.page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    lena.page.get_by_role("link", name="Archive").first.click()
    expect(lena.page.get_by_text("Not saved yet")).to_be_visible()
    assert asked == ["beforeunload"]


def it_shows_both_texts(lena, tomas):
    summary(tomas).fill("Tomás wrote this.")
    tomas.press("Save")
    tomas.see("Saved.")
    lena.press("Save")
    lena.see("Somebody else saved this while you were writing.", "Tomás wrote this.")
    marked = lena.page.locator(".pair mark")
    expect(marked.filter(has_text="Tomás")).to_have_count(1)
    assert "[Missing: how many]" in summary(lena).input_value()
    summary(lena).fill("Tomás and Lena wrote this.")
    lena.press("Save")
    lena.see("Saved.")


def it_saves_before_a_test_goes_out(lena):
    summary(lena).fill("Typed a moment ago.")
    lena.press("Save and test to me")
    lena.see("A test went to lena@northwind.example only.")
    assert summary(lena).input_value() == "Typed a moment ago."
