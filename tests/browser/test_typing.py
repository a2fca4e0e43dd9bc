"""Writing with the checks beside: findings follow what is typed, a press takes a suggestion, and a closed tab loses nothing."""

import pytest
from playwright.sync_api import expect

from tests.browser.steps import add_service, declare, find_incident, open_draft
from tests.browser.test_editor import ROOT_CAUSE, summary

pytestmark = pytest.mark.browser

TYPED = "At 14:05 UTC there was a failover, and then it stopped."


# What the browser and htmx note when a request does not get through, which is meant here.
UNSENT = ("htmx:afterRequest", "htmx:sendError", "net::ERR_FAILED")


def test_what_is_typed_is_checked_kept_and_there_again(sign_in, watch):
    lena = sign_in("lena")
    add_service(lena)
    declare(lena)
    lena.tab("Communications")
    lena.follow("Draft the root cause")
    lena.press("Draft from the facts")
    find_incident(lena)
    open_draft(lena, "Customers", ROOT_CAUSE)
    what_is_typed_before_the_script_is_checked(lena)
    findings_follow_what_is_typed(lena)
    a_press_leads_to_the_words(lena)
    a_press_takes_the_suggestion(lena)
    a_closed_tab_loses_nothing(lena)
    others_are_told(lena, sign_in("tomas"))
    it_says_when_nothing_can_be_kept(lena)
    watch.complaints[:] = [said for said in watch.complaints if not any(word in said for word in UNSENT)]


def advice(person):
    return person.page.locator(".findings li", has_text="Advice:").filter(has_text="failover")


def what_is_typed_before_the_script_is_checked(lena):
    # The page before may still be asking for its own script, which is not the one to hold back.
    lena.page.wait_for_load_state("load")
    held = []
    lena.page.route("**/editor*.js", lambda route: held.append(route))
    with lena.page.expect_request("**/editor*.js"):
        lena.page.reload(wait_until="commit")
    summary(lena).fill(TYPED)
    assert held
    for route in held:
        route.continue_()
    expect(advice(lena)).to_have_count(1)
    lena.page.unroute("**/editor*.js")
    lena.press("Save")
    lena.see("Saved.")
    summary(lena).fill("It stopped.")
    expect(advice(lena)).to_have_count(0)


def findings_follow_what_is_typed(lena):
    expect(advice(lena)).to_have_count(0)
    summary(lena).fill(TYPED)
    expect(advice(lena)).to_have_count(1)
    expect(lena.page.locator(".writer-mirror .f-warn", has_text="failover")).to_have_count(1)
    assert summary(lena).input_value() == TYPED


def a_press_leads_to_the_words(lena):
    advice(lena).get_by_role("link", name="failover").click()
    chosen = "field => field.value.slice(field.selectionStart, field.selectionEnd)"
    assert summary(lena).evaluate(chosen) == "failover"


def a_press_takes_the_suggestion(lena):
    address = lena.page.url
    advice(lena).get_by_role("button", name="Use").click()
    expect(advice(lena)).to_have_count(0)
    assert "failover" not in summary(lena).input_value()
    assert summary(lena).input_value().endswith(", and then it stopped.")
    assert lena.page.url == address


def a_closed_tab_loses_nothing(lena):
    written = summary(lena).input_value()
    expect(lena.page.get_by_role("status").filter(has_text="Kept")).to_be_visible()
    address = lena.page.url
    lena.page.close(run_before_unload=True)
    lena.page = lena.context.new_page()
    lena.go(address)
    lena.see("You typed this and did not save it.")
    assert summary(lena).input_value() == written


def others_are_told(lena, tomas):
    tomas.go(lena.page.url)
    tomas.see("is writing here, last kept")
    assert summary(tomas).input_value() != summary(lena).input_value()


def it_says_when_nothing_can_be_kept(lena):
    lena.page.route("**/typed/", lambda route: route.abort())
    summary(lena).press("Control+End")
    summary(lena).press_sequentially(" More.")
    lena.see("Not kept: no connection.")
    lena.page.unroute("**/typed/")
    summary(lena).press_sequentially(" And more.")
    expect(lena.page.get_by_role("status").filter(has_text="Kept")).to_be_visible()
    lena.press("Save")
    lena.see("Saved.")
    assert summary(lena).input_value().endswith(" More. And more.")
