"""One incident from the first word to the closed checklist: real pages, a real worker, real mail."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.steps import (
    DAY_IN_WORDS,
    DUE,
    EXCLUDED,
    FACTS,
    GROUPS,
    SUPPORT,
    add_service,
    approve_all,
    declare,
    exclude,
    find_incident,
    import_contacts,
    open_draft,
    release,
    state_fact,
)

pytestmark = pytest.mark.browser
EDITED = "It is our job to notice this **before** it reaches you."
ROOT_CAUSE, IMPROVEMENTS = "Root cause & next steps", "Improvements"


def test_the_whole_loop(sign_in, open_browser, installation):
    lena, amara, tomas = sign_in("lena"), sign_in("amara"), sign_in("tomas")
    write_it_down(lena, tomas)
    draft_what_the_facts_carry(tomas)
    approve_all(amara, lena, ROOT_CAUSE)
    somebody_joins(lena)
    release_the_root_cause(lena)
    look_at_the_mail(installation)
    look_at_the_public_page(lena, open_browser("passer-by"))
    answer(installation, open_browser("reader"))
    unsubscribe(installation, open_browser("niamh"))
    hear_back(lena, amara)
    find_the_record(amara)
    confirm(lena, "Confirm that nothing was said elsewhere")
    tell_of_the_improvements(lena, amara, tomas)
    look_at_the_second_mail(installation)
    learn(lena)
    close(lena)


def write_it_down(lena, tomas):
    add_service(lena)
    import_contacts(lena)
    declare(lena)
    for group in EXCLUDED:
        exclude(lena, group)
    find_incident(tomas)
    tomas.tab("Facts")
    for fact, words in FACTS.items():
        state_fact(tomas, fact, words)
    tomas.tab("Improvements")
    tomas.follow("Add an improvement")
    tomas.fill("What will be done", "Refuse certificates that lack their chain")
    tomas.fill("In words for outside", "Check every certificate before it is used")
    tomas.choose("Kind", "Process change")
    tomas.choose("Owner", "Tomás Ribeiro")
    tomas.fill("Due", f"{DUE}")
    tomas.choose("State", "In progress")
    tomas.press("Save")


def draft_what_the_facts_carry(tomas):
    tomas.tab("Communications")
    tomas.follow("Draft the root cause")
    tomas.press("Draft from the facts")
    tomas.see("6 drafts are ready.")
    open_draft(tomas, "Customers", ROOT_CAUSE)
    tomas.see("One thing blocks submission")
    tomas.press("Submit for review")
    tomas.see("Saved, but not submitted.", "A fact is missing, or has no plain wording: support contacts.")
    tomas.follow("Add the fact")
    state_fact(tomas, "Support contacts", SUPPORT)
    for group in GROUPS:
        open_draft(tomas, group, ROOT_CAUSE)
        tomas.press("Draw anew from the facts")
        if group == "Customers":
            cause = tomas.page.get_by_role("textbox", name="Why it happened")
            cause.fill(f"{cause.input_value()}\n\n{EDITED}")
        tomas.press("Submit for review")
        tomas.see("Submitted as revision 1.")


def somebody_joins(lena):
    """After the approval: the screen before the release says so."""
    lena.follow("Groups")
    lena.follow("Contacts")
    lena.follow("New contact")
    lena.fill("Name", "Greta Grünwald")
    lena.fill("Mail addresses", "info@gruenwald.example")
    lena.tick("Customers")
    lena.press("Save the contact")


def release_the_root_cause(lena):
    for group in GROUPS:
        seen = ["Recipients now"]
        if group == "Customers":
            seen += ["3; since then 1 joined, 0 left", "Saskia de Boer: Key accounts", "approved by Amara Okafor"]
        release(lena, group, ROOT_CAUSE, *seen)
    find_incident(lena)
    lena.see("Released to 6 of 6 audiences.")


def words_of(message):
    """The text part and the HTML part, as a mail program shows them."""
    text, html = message.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    return text.get_content(), html.get_content()


def look_at_the_mail(installation):
    root_cause = {
        name: installation.message_to(address, "[INC-")
        for name, address in {
            "engineer": "priya@northwind.example",
            "customer": "kassa@vandam.example",
            "regulator": "incidents@supervision.example",
            "both": "saskia@deboer.example",
        }.items()
    }
    text, _html = words_of(root_cause["engineer"])
    assert "intermediate CA" in text and "HTTP 502" in text
    text, html = words_of(root_cause["customer"])
    assert (
        "A new security certificate was incomplete." in text
        and "intermediate CA" not in text
        and "HTTP 502" not in text
    )
    assert "Dear Kassa" in text
    assert "It is our job to notice this <strong>before</strong> it reaches you." in html
    text, _html = words_of(root_cause["regulator"])
    assert f"Start: {DAY_IN_WORDS}, 14:05 UTC" in text and "15:40 UTC" in text and "1 hour 35 minutes" in text
    for message in root_cause.values():
        look_at_the_headers(message)
    assert root_cause["customer"]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert re.fullmatch(r"<http://\S+/u/\S+/>", root_cause["customer"]["List-Unsubscribe"])
    assert root_cause["regulator"]["List-Unsubscribe"] is None
    assert "because law or contract requires it" in text and "/u/" not in text


def look_at_the_headers(message):
    assert re.fullmatch(r"<\S+@northwind\.example>", message["Message-ID"])
    assert message["In-Reply-To"] == message["References"]
    assert message["Date"].datetime.tzinfo is not None
    assert message["From"].addresses[0].addr_spec == "incidents@northwind.example"
    assert "northwind.example>" in message["List-Id"]
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Auto-Response-Suppress"] == "All"
    assert message["Subject"].startswith("[INC-")
    assert max(map(len, message.as_bytes().splitlines())) <= 998


def look_at_the_public_page(lena, passer_by):
    lena.follow("Give them a link")
    lena.press("Make a shared link: Public: Root cause & next steps")
    lena.see("Anybody with the link can answer.")
    passer_by.go("/updates/")
    passer_by.follow("Card payments were declined: what happened and what we are changing")
    passer_by.see("A new security certificate was incomplete.", "Check every certificate before it is used")
    assert "intermediate" not in passer_by.text()


def link_in(message, path):
    return re.search(rf"http://\S+/{path}/\S+", words_of(message)[0]).group()


def answer(installation, reader):
    link = link_in(installation.message_to("kassa@vandam.example"), "f")
    reader.go(link)
    for question, rating in (
        ("Was it clear?", "4"),
        ("Did it come in time?", "2"),
        ("Did it tell you what you needed?", "Fully, 5"),
    ):
        reader.region(question, "group").get_by_role("radio", name=rating).check()
    reader.page.get_by_label("What was missing or unclear?").fill("We heard it from our own customers first.")
    reader.press("Send my answer")
    reader.see("Thank you")
    reader.go(link)
    reader.see("This link takes no answer")
    expect(reader.page.get_by_role("button")).to_have_count(0)


def unsubscribe(installation, niamh):
    niamh.go(link_in(installation.message_to("niamh@byrne.example"), "u"))
    niamh.press("Unsubscribe")
    niamh.see("You are unsubscribed")


def confirm(person, step, note="Looked at and asked around."):
    find_incident(person)
    person.follow(step)
    person.fill("Note", note)
    person.press("Yes, record it")
    person.see("Recorded, with your name.")


def hear_back(lena, amara):
    find_incident(lena)
    lena.follow("Note what key contacts say")
    lena.follow("Note what they say: Saskia de Boer")
    lena.page.get_by_role("radio", name="Spoke").check()
    lena.fill("What they said of our communication", "Clear, but late.")
    lena.press("Note it")
    lena.tab("Feedback")
    lena.follow("None were raised")
    lena.press("Yes, record it")
    find_incident(amara)
    amara.tab("Feedback")
    amara.see("We heard it from our own customers first.", "none raised, Lena Hoffmann confirmed")
    for box in amara.page.get_by_role("checkbox", name="Choose the response of").all():
        box.check()
    amara.page.get_by_label("Tag the chosen ones with").select_option(label="Too late")
    amara.press("Tag")
    amara.see("2 tags changed.")


def find_the_record(amara):
    amara.page.get_by_role("searchbox", name="Search the archive").fill("rotated intermediate certificates")
    amara.page.keyboard.press("Enter")
    amara.see("1 record")
    amara.page.get_by_role("article").get_by_role("link").click()
    amara.see("as filed", "to Engineering", "its group asks for no reviewer")
    expect(amara.page.frame_locator("iframe").get_by_text("intermediate CA")).to_be_visible()


def tell_of_the_improvements(lena, amara, tomas):
    tomas.tab("Improvements")
    tomas.follow("Refuse certificates that lack their chain")
    tomas.choose("State", "Done")
    tomas.fill("Outcome", "Every certificate is checked.")
    tomas.press("Save")
    tomas.tab("Workspace")
    tomas.follow("Tell them of the improvements")
    tomas.press("Draft from the facts")
    for group in GROUPS:
        open_draft(tomas, group, IMPROVEMENTS)
        tomas.press("Submit for review")
        tomas.see("Submitted as revision 1.")
    approve_all(amara, lena, IMPROVEMENTS)
    for group in GROUPS:
        release(lena, group, IMPROVEMENTS, *(["Niamh Byrne: unsubscribed"] if group == "Customers" else []))


def look_at_the_second_mail(installation):
    first, second = (
        installation.message_to("kassa@vandam.example", words) for words in ("what happened", "what has changed")
    )
    assert second["References"] == first["References"]
    text, _html = words_of(second)
    assert "Check every certificate before it is used (done on" in text and "Thank you for your patience" in text
    assert len(installation.messages_to("niamh@byrne.example")) == 1


def learn(lena):
    """A template changes for a reason; what feedback suggested is decided on; the review is recorded."""
    lena.follow("Templates")
    lena.follow("Root cause & next steps, Plain")
    later = lena.field("Text of When you will hear from us")
    later.fill(f"{later.input_value()}\n\nIf you hear of it elsewhere first, tell us.")
    lena.fill("Why it changes", "Readers heard it elsewhere first.")
    lena.choose("What it was learned from", "Theme: Too late")
    lena.press("Save as version 2")
    lena.see("Saved as a new version, and recorded as a change.", "Too late")
    find_incident(lena)
    lena.follow("Look at what is suggested")
    said_twice = lena.page.get_by_role("listitem").filter(has_text=re.compile("was said . times"))
    lena.follow("Record the change", within=said_twice)
    lena.choose("Change", "Template “Root cause & next steps, Plain”, version 2")
    lena.press("This change made it")
    lena.see("Recorded as made.")
    decline = lena.page.get_by_role("link", name=re.compile("Decline, with a reason"))
    for _finding in range(decline.count()):  # what the checks found in several texts
        decline.first.click()
        lena.fill("Reason", "Each reader was written to as they wished.")
        lena.press("Decline it")
        lena.see("Declined, with the reason.")
    confirm(lena, "Record the review")


def close(lena):
    lena.see("5 of 5 settled")
    lena.press("Close the incident")
    lena.see("Closed")
