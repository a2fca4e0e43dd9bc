"""Everything people must do works without a script."""

import re

import pytest

from tests.browser.steps import DAY, add_service, declare

pytestmark = pytest.mark.browser


@pytest.fixture
def plain(sign_in, open_browser):
    """A browser without scripts; signed in for whoever works here."""
    return lambda name: (open_browser if name == "reader" else sign_in)(name, java_script_enabled=False)


def test_an_incident_is_written_down(plain):
    lena = plain("lena")
    add_service(lena)
    declare(lena)
    lena.follow("Add it: Impact")
    lena.page.get_by_role("radio", name="Known").check()
    lena.fill("Plain wording", "Some card payments were declined.")
    lena.press("Save the fact")
    lena.see("Saved: impact.", "1 of 7 said")
    lena.fill("When", f"{DAY}T14:09")
    lena.fill("What happened", "First alarm")
    lena.press("Add to the timeline")
    lena.see("First alarm", "1 entry")


def test_a_message_is_edited_approved_released_and_answered(plain, installation):
    address = installation.run("tests/browser/scene.py", "draft").strip()
    tomas, amara, lena, reader = (plain(name) for name in ("tomas", "amara", "lena", "reader"))
    tomas.go(address)
    tomas.page.get_by_role("textbox", name="Why it happened", exact=True).fill("A certificate was *incomplete*.")
    tomas.press("Save")
    tomas.see("Saved.")
    tomas.press("Submit for review")
    tomas.see("Submitted as revision 1.")
    amara.go(address)
    amara.follow("Review it")
    amara.page.get_by_role("radio", name="Approve").check()
    amara.press("Record my decision")
    amara.see("Your decision is recorded.")
    lena.go(address)
    lena.follow("Check and release")
    lena.page.get_by_role("button", name="Release to Customers").click()
    lena.see("released by")
    message = installation.message_to("kassa@vandam.example")
    text = message.get_body(("plain",)).get_content()
    assert "A certificate was incomplete." in text
    reader.go(re.search(r"http://\S+/f/\S+", text).group())
    reader.region("Was it clear?", "group").get_by_role("radio", name="4").check()
    reader.press("Send my answer")
    reader.see("Thank you")
