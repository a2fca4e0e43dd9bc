import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_people_sign_in_and_out(sign_in):
    lena = sign_in("lena")
    expect(lena.page.get_by_role("navigation", name="Main")).to_be_visible()
    lena.page.get_by_role("link", name="account, theme and sign out").click()
    lena.press("Sign out")
    expect(lena.page.get_by_role("heading", name="Sign in")).to_be_visible()
    lena.go("/incidents/")
    expect(lena.page.get_by_role("heading", name="Sign in")).to_be_visible()
