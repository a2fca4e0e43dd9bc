"""Facts are put in where one wrote last, and what is typed is tried on an incident before it is saved."""

import pytest
from playwright.sync_api import expect

from tests.browser.steps import add_service, declare

pytestmark = pytest.mark.browser


def test_a_template_is_written_with_the_facts_at_hand(sign_in):
    lena = sign_in("lena")
    add_service(lena)
    declare(lena)
    lena.follow("Templates")
    lena.follow("Update, Plain")
    what_can_you_do = lena.field("Text of What you can do")
    what_can_you_do.fill("Before  after.")
    what_can_you_do.evaluate("field => field.setSelectionRange(7, 7)")
    lena.press("workaround")
    expect(what_can_you_do).to_have_value("Before {{ workaround }} after.")
    tried = lena.page.locator("#tried")
    expect(tried).to_contain_text("Before [Missing: workaround] after.")
    expect(lena.page.locator("#differs")).to_contain_text("What changes from version 1")
    what_can_you_do.fill("{{ workarund }}")
    expect(tried).to_contain_text("Line 1: There is no fact or value called “workarund”. Did you mean “workaround”?")
    lena.press("Save as version 2")
    lena.see("2 fields need another look.")
    expect(what_can_you_do).to_have_value("{{ workarund }}")
