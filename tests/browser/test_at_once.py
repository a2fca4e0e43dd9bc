"""What browsers do that a test client does not: two windows on one text, a double click, the back button."""

import pytest
from playwright.sync_api import expect

from tests.processes import until

pytestmark = pytest.mark.browser


@pytest.fixture
def scene(installation):
    """`scene("draft")` or `scene("approved")`: the address of a communication to customers."""
    return lambda state: installation.run("tests/browser/scene.py", state).strip()


def write(person, section, words):
    person.page.get_by_role("textbox", name=section, exact=True).fill(words)
    person.press("Save")


def test_two_editors_at_once_lose_no_word(sign_in, scene):
    address = scene("draft")
    tomas, lena = sign_in("tomas"), sign_in("lena")
    tomas.go(address)
    lena.go(address)
    write(tomas, "Why it happened", "Tomás found a certificate.")
    tomas.see("Saved.")
    write(lena, "Why it happened", "Lena found an alarm.")
    lena.see("Somebody else saved this while you were writing.", "Tomás found a certificate.")
    expect(lena.page.get_by_role("textbox", name="Why it happened", exact=True)).to_have_value("Lena found an alarm.")
    write(lena, "Why it happened", "Tomás found a certificate, and Lena an alarm.")
    lena.see("Saved.")
    tomas.go(address)
    cause = tomas.page.get_by_role("textbox", name="Why it happened", exact=True)
    expect(cause).to_have_value("Tomás found a certificate, and Lena an alarm.")


def test_two_editors_of_two_sections_do_not_meet(sign_in, scene):
    address = scene("draft")
    tomas, lena = sign_in("tomas"), sign_in("lena")
    tomas.go(address)
    lena.go(address)
    write(tomas, "Why it happened", "Tomás found a certificate.")
    tomas.see("Saved.")
    write(lena, "How it was put right", "Lena had it replaced.")
    lena.see("Saved.")
    expect(lena.page.get_by_role("textbox", name="Why it happened", exact=True)).to_have_value(
        "Tomás found a certificate."
    )


@pytest.mark.parametrize("has_javascript", [True, False])
def test_a_double_click_releases_once(sign_in, scene, installation, has_javascript):
    before = len(installation.messages_to("kassa@vandam.example"))
    address = scene("approved")
    lena = sign_in("lena", java_script_enabled=has_javascript)
    lena.go(f"{address}release/")
    lena.page.get_by_role("button", name="Release to Customers").dblclick()
    lena.see("released by")
    until(lambda: len(installation.messages_to("kassa@vandam.example")) > before, seconds=20, every=0.05)
    lena.go(address)
    lena.follow("See the deliveries")
    lena.see("1 of 1 sent")
    lena.tab("Activity")
    expect(lena.page.get_by_text("released Customers: Root cause & next steps")).to_have_count(1)
    assert len(installation.messages_to("kassa@vandam.example")) == before + 1


def test_going_back_after_the_release_releases_nothing_again(sign_in, scene, installation):
    lena = sign_in("lena")
    address = scene("approved")
    lena.go(address)
    lena.follow("Check and release")
    lena.page.get_by_role("button", name="Release to Customers").click()
    lena.see("released by")
    lena.page.go_back()
    button = lena.page.get_by_role("button", name="Release to Customers")
    if button.count():
        button.click()
    lena.see("released by")
    lena.tab("Activity")
    expect(lena.page.get_by_text("released Customers: Root cause & next steps")).to_have_count(1)


def test_going_back_after_submitting_keeps_what_was_submitted(sign_in, scene):
    tomas = sign_in("tomas")
    tomas.go(scene("draft"))
    tomas.press("Submit for review")
    tomas.see("Submitted as revision 1.")
    tomas.page.go_back()
    if tomas.page.get_by_role("button", name="Submit for review").count():
        tomas.press("Submit for review")
    tomas.see("In review", "Revision 1")
    assert "Revision 2" not in tomas.text()
