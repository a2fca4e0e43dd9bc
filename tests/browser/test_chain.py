"""What somebody said becomes an improvement, is told to those who said it, and all of it stands on one page."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import KASSA, approve, rate, rating_link, release, send_to_kassa
from tests.processes import until

pytestmark = pytest.mark.browser
WORDS, WHAT = "We heard far too late.", "A pager for the desk"
CHAIN = "/themes/too-late/chain/"


def test_what_was_said_led_to_something_and_they_hear_of_it(sign_in, open_browser, installation):
    _address, message = send_to_kassa(installation)
    tomas, amara, lena, reader = sign_in("tomas"), sign_in("amara"), sign_in("lena"), open_browser("reader")
    nothing_is_there(tomas)
    say_it(reader, message)
    tag_it(tomas)
    improve(tomas)
    tell(tomas)
    approve(amara, "Customers", "Improvements")
    release(lena, "Customers", "Improvements", "Only 1 of Customers is written to.")
    rate_it(reader, installation)
    look_at_the_chain(tomas)


def nothing_is_there(tomas):
    tomas.go(CHAIN)
    tomas.see("Nobody yet.", "Nothing yet.", "Nobody has been told yet.", "As soon as something is changed")


def say_it(reader, message):
    reader.go(rating_link(message, 2))
    reader.page.get_by_label("What was missing or unclear?").fill(WORDS)
    reader.fill("Your e-mail address", KASSA)
    reader.press("Send my answer")
    reader.see("Thank you")


def tag_it(tomas):
    tomas.go("/feedback/")
    row = tomas.page.locator("li[data-response]", has_text=WORDS)
    tomas.press("Yes, Too late", within=row)
    expect(row.locator("[data-theme=too-late]")).to_have_count(1)


def improve(tomas):
    tomas.go(CHAIN)
    for words in ("Customers", "INC-"):  # how often is not shown of so few
        expect(part(tomas, "said")).to_contain_text(words)
    tomas.follow("Add an improvement")
    tomas.fill("What will be done", WHAT)
    tomas.choose("Kind", "Process change")
    tomas.choose("State", "Done")
    tomas.press("Save")
    tomas.see("Added, with what it was learned from.")


def part(tomas, which):
    return tomas.page.locator(f"section[aria-labelledby={which}]")


def tell(tomas):
    tomas.go(CHAIN)
    expect(part(tomas, "changed")).to_contain_text(re.compile(rf"{WHAT}\s*INC-\S+, done"))
    tomas.follow("Tell those who said it")
    said, did = tomas.field("You said"), tomas.field("We did")
    expect(said).to_have_value(re.compile("Too late"))
    expect(did).to_have_value(f"- {WHAT}")
    said.fill("You told us that our message came too late.")
    tomas.press("Draft it")
    tomas.see("One draft is ready, for review like any other.")
    tomas.press("Submit for review")
    tomas.see("Submitted as revision 1.")


def rate_it(reader, installation):
    told = until(lambda: installation.messages_to(KASSA)[1:], every=0.05)[-1]
    text = told.get_body(("plain",)).get_content()
    assert "You told us that our message came too late." in text and WHAT in text
    reader.go(rating_link(told, 5))
    rate(reader, "Did it come in time?", "5")
    reader.press("Send my answer")
    reader.see("Thank you")


def look_at_the_chain(tomas):
    tomas.go(CHAIN)
    row = part(tomas, "told").get_by_role("row").nth(1)
    expect(row).to_contain_text(re.compile(r"INC-\S+ · Customers\s*Released\s*1\s*1"))
    expect(part(tomas, "before")).to_contain_text(WHAT)
    tomas.follow("Tell those who said it")
    tomas.see("Nobody waits to be told")
