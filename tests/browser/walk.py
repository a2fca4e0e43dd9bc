"""The walk over every page: what is opened, by whom, and what is done to reach the pages that no address leads to."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.test import RequestFactory
from django.urls import URLPattern, get_resolver, reverse
from django.views import defaults

from tests.access_table import ROWS
from tests.factories import PASSWORD

FRAMED = ("archive:record-as-sent", "communications:communication-preview-body", "communications:revision-body")
# Who looks at a page: the first of these whom it is open to. The last column is who in the access table that is.
LOOKERS = (("nobody", "anonymous"), ("insider", "manager"), ("administrator", "administrator"))
EMPTY = (
    "postincident:home",
    "postincident:incident-list",
    "postincident:service-list",
    "archive:search",
    "archive:change-list",
    "archive:import-list",
    "communications:contact-list",
    "communications:commitment-list",
    "feedback:response-list",
)
SEND_EMPTY = """path => {
  const form = document.createElement("form"), token = document.querySelector("[name=csrfmiddlewaretoken]");
  form.method = "post";
  form.action = path;
  if (token) form.append(token.cloneNode());
  document.body.append(form);
  form.submit();
}"""
ROWS_OF_CONTACTS = """name,email,organisation,groups,key
Ana Ferreira,ana@example.net,Ferreira & Filhos,customers,yes
Nobody,not an address,,customers,
"""


@dataclass
class Walker:
    """One browser. Everybody has a window of their own in it."""

    browser: object
    base: str
    made: dict
    watch: object
    findings: object

    def __post_init__(self):
        self.windows = {}

    def window(self, who):
        if who not in self.windows:
            context = self.browser.new_context(reduced_motion="reduce", locale="en-GB")
            context.set_default_timeout(60_000)  # the machine may be busy with other things
            self.watch.follow(context)
            if session := self.made.get("sessions", {}).get(who):
                context.add_cookies([{"name": "sessionid", "value": session, "url": self.base}])
            self.windows[who] = context.new_page()
        return self.windows[who]

    def look(self, who, path, name, **how):
        page = self.window(who)
        if page.goto(self.base + path).ok:
            self.findings.titles[page.title()].add(re.sub(r"\?.*", "", page.url))
        self.findings.examine(page, name, **how)
        return page

    def press(self, what, name):
        """Looks at the page that a button or link leads to."""
        with what.page.expect_navigation():
            what.click()
        self.findings.examine(what.page, name)

    def sign_in(self, name):
        page = self.window(name)
        page.goto(self.base + reverse("account_login"))
        page.get_by_label("Email").fill(f"{name}@northwind.example")
        page.get_by_label("Password").fill(PASSWORD)
        with page.expect_navigation():
            page.get_by_role("button", name="Sign in").click()
        return page

    def send_empty(self, page, path, name):
        with page.expect_navigation():
            page.evaluate(SEND_EMPTY, path)
        self.findings.examine(page, f"{name}, sent empty", again=True)


def steps_of_the_empty_installation():
    def look_around(walker):
        walker.sign_in("lena")
        for name in EMPTY:
            walker.look("lena", reverse(name), f"{name}, empty")

    yield look_around
    yield lambda walker: walker.look("nobody", reverse("archive:post-list"), "archive:post-list, empty")


def steps_of_the_table(scene):
    for row in ROWS:
        if not row.page:
            continue
        path = reverse(row.name, args=[scene[name] for name in row.args.split()])
        opened, sent = row.statuses("GET"), row.statuses("POST")
        who = next((who for who, role in LOOKERS if opened[role] in ("200", "404")), None)
        sender = next((who for who, role in LOOKERS if sent[role] in ("200", "422")), None)
        if who or sender:
            yield lambda walker, row=row, path=path, who=who, sender=sender: step(walker, row, path, who, sender)


def step(walker, row, path, who, sender):
    if who:
        page = walker.look(who, path, row.name, framed=row.name in FRAMED)
    if sender:
        if who != sender:
            page = walker.window(sender)
            page.goto(walker.base + reverse("postincident:account"))
        walker.send_empty(page, path, row.name)


def allauth_names(prefix):
    """Of allauth's addresses, those that are pages and need no argument."""

    def inside(resolver):
        for pattern in resolver.url_patterns:
            yield from [pattern] if isinstance(pattern, URLPattern) else inside(pattern)

    allauth = next(found for found in get_resolver().url_patterns if str(found.pattern) == "sign-in/")
    names = {pattern.name for pattern in inside(allauth) if pattern.name.startswith(prefix)}
    return sorted(names - {"account_confirm_email", "account_reset_password_from_key", "mfa_download_recovery_codes"})


def look_at_every_page_of_the_account(walker, who, prefixes):
    """Whatever is not open to them leads to another page of these, which is looked at once."""
    seen = set()
    for name in [name for prefix in prefixes for name in allauth_names(prefix)]:
        page = walker.window(who)
        page.goto(walker.base + reverse(name))
        landed = re.sub(r"\?.*", "", page.url)
        if landed not in seen and name != "account_logout":
            walker.findings.examine(page, f"{urlsplit(landed).path}, {who}")
        seen.add(landed)


def look_at_refusals(walker):
    walker.look("viewer", reverse("postincident:incident-add"), "403")
    walker.look("nobody", "/nothing/is/here/", "404")
    walker.look("insider", reverse("postincident:incident-close", args=[walker.made["scene"]["reference"]]), "405")
    page = walker.window("nobody")
    page.goto(walker.base + reverse("account_login"))
    page.context.clear_cookies()
    walker.press(page.get_by_role("button", name="Sign in"), "403 without a token")
    request = RequestFactory().get("/")
    for status, answer in ((400, defaults.bad_request(request, ValueError())), (500, defaults.server_error(request))):
        # The real answer of the handler, at an address that a healthy installation does not have.
        page.route(
            "**/broken/", lambda route, _, answer=answer: route.fulfill(body=answer.text, content_type="text/html")
        )
        walker.look("nobody", "/broken/", str(status))
        page.unroute("**/broken/")


def set_a_new_password(walker, installation):
    page = walker.window("forgetful")
    page.goto(walker.base + reverse("account_reset_password"))
    page.get_by_label("Email").fill("vera@northwind.example")
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button").click()
    assert page.url.endswith(reverse("account_reset_password_done")), page.inner_text("body")
    text = installation.message_to("vera@northwind.example").get_body(("plain",)).get_content()
    page.goto(re.search(r"http://\S+", text)[0])
    walker.findings.examine(page, "new password")
    walker.press(page.get_by_role("main").get_by_role("button").first, "new password, sent empty")
    walker.look("forgetful", reverse("account_reset_password_from_key", args=["1", "a-b"]), "new password, used link")


def give_the_second_step(walker):
    walker.findings.examine(walker.sign_in("amara"), "second step at sign-in")


def write_at_once(walker):
    """Two windows of one person write over the same fact; the second is shown both texts."""
    path = reverse("postincident:fact-edit", args=[walker.made["scene"]["reference"], walker.made["scene"]["fact"]])
    page = walker.window("insider")
    other = page.context.new_page()
    for window in (page, other):
        window.goto(walker.base + path)
    for window, text in ((other, "Theirs"), (page, "Mine")):
        window.get_by_label("Plain").fill(text)
        with window.expect_navigation():
            window.get_by_role("button", name="Save the fact").click()
    other.close()
    assert "Somebody else saved this" in page.content()
    walker.findings.examine(page, "conflict")


def bring_in_contacts(walker):
    page = walker.window("insider")
    page.goto(walker.base + reverse("communications:contact-import"))
    file = {"name": "contacts.csv", "mimeType": "text/csv", "buffer": ROWS_OF_CONTACTS.encode()}
    page.get_by_role("main").locator("input[type=file]").set_input_files(file)
    walker.press(page.get_by_role("button", name="Look at every row"), "communications:contact-import, every row")


def answer_a_message(walker):
    path = walker.made["feedback_form"]
    page = walker.window("nobody")
    page.goto(walker.base + path)
    page.get_by_label("What was missing").fill("When it would be over.")
    walker.press(page.get_by_role("button", name="Send my answer"), "feedback: thanks")
    walker.press(page.get_by_role("main").get_by_role("link"), "feedback: my answer again")
    walker.look("nobody", path, "feedback: answered already")


def look_at_what_the_table_leaves_out(walker):
    made, scene = walker.made, walker.made["scene"]
    for who, path, name in (
        ("insider", reverse("postincident:incident-detail", args=[made["restricted"]]), "restricted incident"),
        ("insider", reverse("communications:communication-detail", args=[made["told"]]), "released communication"),
        ("insider", reverse("communications:communication-detail", args=[made["approved"]]), "approved communication"),
        ("insider", reverse("communications:communication-release", args=[made["approved"]]), "about to release"),
        ("insider", reverse("archive:search") + "?q=certificate", "results"),
        ("insider", reverse("archive:search") + "?q=certificate&by=incident&year=99999", "results by incident"),
        ("insider", reverse("archive:search") + f"?q={scene['reference']}", "a reference"),
        ("insider", reverse("archive:search") + "?q=sevrity:critical kind: nonsense:x since:soon", "a search misread"),
        ("insider", reverse("archive:search") + "?q=nothing-like-it", "no results"),
        ("insider", reverse("archive:import-detail", args=[scene["accepted_run"]]), "accepted import"),
        ("insider", reverse("archive:import-detail", args=[scene["withdrawn_run"]]), "withdrawn import"),
        ("insider", reverse("postincident:incident-list") + "?q=nothing-like-it", "no incidents"),
        ("insider", reverse("feedback:response-list") + "?q=nothing-like-it", "no responses"),
        ("nobody", reverse("archive:post-detail", args=[scene["withdrawn_address"]]), "withdrawn post"),
        ("nobody", reverse("archive:history-detail", args=[scene["closed_history_address"]]), "closed history"),
        ("nobody", reverse("communications:unsubscribe", args=["nonsense"]), "unsubscribe, wrong link"),
        ("long_signed_in", reverse("mfa_index"), "password or code once more"),
    ):
        walker.look(who, path, name)


def steps_beside_the_table(installation):
    yield lambda walker: set_a_new_password(walker, installation)
    yield lambda walker: look_at_every_page_of_the_account(walker, "nobody", ["account_"])
    yield lambda walker: look_at_every_page_of_the_account(walker, "amara_signed_in", ["account_", "mfa_"])
    yield lambda walker: look_at_every_page_of_the_account(walker, "insider", ["mfa_"])
    yield look_at_refusals
    yield give_the_second_step
    yield write_at_once
    yield bring_in_contacts
    yield answer_a_message
    yield look_at_what_the_table_leaves_out
