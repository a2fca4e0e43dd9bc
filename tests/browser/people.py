"""People at their browsers. What goes wrong behind the screen while they work is noted and fails the test."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.factories import PASSWORD


def spaced(name):
    """Words as a screen reader hears them; how the page spaces them, hidden parts included, does not matter."""
    words = re.sub(r"(\\ )+", r"\\s+", re.escape(name))
    return re.sub(r"(?:\\s\+)?([:,])", r"\\s*\1", words)


def whole(name):
    return re.compile(rf"^\s*{spaced(name)}\s*$")


class Watch:
    """Notes what no page may do: ask another host, break the content security policy, raise an error, get a 500."""

    def __init__(self, base):
        self.base, self.complaints = base, []

    def follow(self, context):
        context.on("request", self._request)
        context.on("response", self._response)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.complaints.append(f"script error: {error.error}"))

    def _request(self, request):
        if not request.url.startswith((f"{self.base}/", "data:", "about:")):
            self.complaints.append(f"asked elsewhere: {request.url}")

    def _response(self, response):
        if response.status >= 500:
            self.complaints.append(f"{response.status} at {urlsplit(response.url).path}")

    def _console(self, message):
        # The browser itself notes every 4xx as an error; tests say what they expect of those.
        if message.type in ("error", "warning") and "status of 4" not in message.text:
            self.complaints.append(f"console: {message.text}")


class Person:
    """One person with a browser of her own. `page` is what she looks at."""

    def __init__(self, name, context, base):
        self.name, self.context, self.base = name, context, base
        self.page = context.new_page()

    def sign_in(self):
        self.go("/")
        self.fill("Email", f"{self.name}@northwind.example")
        self.fill("Password", PASSWORD)
        self.press("Sign in")
        return self

    def go(self, address):
        """By an address such as a link in a mail, or a path of the installation."""
        return self.page.goto(address if "://" in address else self.base + address)

    def field(self, label, within=None):
        """By its whole label; a required field's ends in an asterisk."""
        return (within or self.page).get_by_label(re.compile(rf"^\s*{spaced(label)}\s*\*?\s*$"))

    def fill(self, label, text, within=None):
        self.field(label, within).fill(text)

    def choose(self, label, option, within=None):
        self.field(label, within).select_option(label=option)

    def tick(self, label, within=None):
        self.field(label, within).check()

    def press(self, name, within=None):
        (within or self.page).get_by_role("button", name=whole(name)).click()

    def follow(self, name, within=None):
        (within or self.page).get_by_role("link", name=whole(name)).click()

    def region(self, name, role="region"):
        """A named part of the page, to press or follow something within."""
        return self.page.get_by_role(role, name=whole(name))

    def tab(self, name):
        """One of the pages of the incident she is at."""
        pages = self.page.get_by_role("navigation", name=re.compile("^INC-"))
        pages.get_by_role("link", name=re.compile(rf"^{name}")).click()

    def see(self, *words):
        """Waits until the page says all of these."""
        for said in words:
            expect(self.page.locator("body")).to_contain_text(said)

    def text(self):
        """What the page says, in one line."""
        return re.sub(r"\s+", " ", self.page.locator("body").inner_text())
