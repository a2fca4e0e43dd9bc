"""Outreach: a key contact is due, somebody is reminded, writes or calls, and notes what came of it."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.steps import KASSA, need, send_to_kassa
from tests.processes import until

pytestmark = pytest.mark.browser
ASK = "Ask Kassa how our communication served them"
SAID = "Clear, but late."


def test_a_key_contact_is_mailed_called_and_what_they_say_is_kept(sign_in, installation):
    address, _message = send_to_kassa(installation)
    lena, tomas = sign_in("lena"), sign_in("tomas")
    ask_tomas(lena, address)
    tomas_is_reminded(installation)
    write_from_there(tomas, installation)
    call(tomas)
    it_is_done(tomas, lena)


def ask_tomas(lena, address):
    lena.go(address)
    lena.tab("Workspace")
    lena.see("0 of 1 key contacts reached out to")
    lena.follow("Note what key contacts say")
    lena.follow("Note what they say: Kassa")
    lena.choose("Who reaches out", "Tomás Ribeiro")
    lena.fill("By when", f"{datetime.now(UTC) + timedelta(hours=3):%Y-%m-%dT%H:%M}")
    lena.press("Save")
    lena.see("Saved: who reaches out, and by when.")


def tomas_is_reminded(installation):
    reminder = until(lambda: installation.messages_to("tomas@northwind.example"), seconds=300, every=0.1)[0]
    assert ASK in reminder.get_body(("plain",)).get_content()


def write_from_there(tomas, installation):
    need(tomas, ASK)
    tomas.see("Hello Kassa, we wrote to you about")
    tomas.follow("Write to them")
    tomas.fill("Subject", "The outage of yesterday")
    tomas.press("See it as it leaves")
    tomas.see("As it leaves", KASSA)
    assert not installation.messages_to(KASSA, "The outage of yesterday")
    tomas.press("Send it")
    tomas.see("Your mail is being sent.")
    mail = installation.message_to(KASSA, "The outage of yesterday")
    assert "Was it clear, did it come in time" in mail.get_content()
    tomas.tab("Feedback")
    tomas.follow("0 of 1 key contacts")
    tomas.see("Mailed", "Not yet")


def call(tomas):
    """What is noted wrongly is said beside the field, and what was typed stays."""
    need(tomas, ASK)
    tomas.see("What we wrote", "Sent")
    tomas.fill("Note", "She is back on Monday.")
    tomas.page.get_by_role("radio", name="No answer").check()
    tomas.fill("What they said of our communication", SAID)
    tomas.press("Note it")
    tomas.see("What they said can be noted only when you spoke.")
    expect(tomas.field("What they said of our communication")).to_have_value(SAID)
    expect(tomas.field("Note")).to_have_value("She is back on Monday.")
    tomas.page.get_by_role("radio", name="Spoke").check()
    tomas.choose("Did it come in time?", "2")
    tomas.press("Note it")
    tomas.see("Noted.", "Spoke", "She is back on Monday.")


def it_is_done(tomas, lena):
    tomas.tab("Feedback")
    expect(tomas.page.locator("li[data-response]", has_text=SAID)).to_contain_text("Kassa")
    tomas.go("/")
    assert ASK not in tomas.text()
    lena.tab("Workspace")
    lena.see("1 of 1 key contacts reached out to, with an outcome.")
