"""Every page of the core for everybody: anonymous, outsiders, those lacking the right, the wrong method, nonsense."""

import re

import pytest
from django.urls import reverse

from postincident.models import Confirmation
from tests.factories import PASSWORD, RESOLVED, make_all_facts, make_incident, make_service

# name, more arguments, least role to open it with GET (None: POST only), least role to post (None: GET only)
PAGES = [
    ("incident-detail", [], "viewer", None),
    ("incident-facts", [], "viewer", None),
    ("incident-improvements", [], "viewer", None),
    ("incident-activity", [], "viewer", None),
    ("incident-edit", [], "communicator", "communicator"),
    ("incident-resolve", [], "communicator", "communicator"),
    ("fact-edit", ["fact"], "communicator", "communicator"),
    ("fact-add", [], None, "communicator"),
    ("fact-remove", ["fact"], None, "communicator"),
    ("timeline-add", [], None, "communicator"),
    ("timeline-edit", ["entry"], "communicator", "communicator"),
    ("timeline-remove", ["entry"], None, "communicator"),
    ("improvement-add", [], "communicator", "communicator"),
    ("improvement-edit", ["improvement"], "communicator", "communicator"),
    ("confirmation-add", ["key"], "communicator", "communicator"),
    ("confirmation-withdraw", ["key"], None, "communicator"),
    ("incident-access", [], "manager", "manager"),
    ("access-take", ["person"], None, "manager"),
    ("incident-unrestrict", [], None, "manager"),
    ("task-override", ["task"], "manager", "manager"),
    ("task-restore", ["task"], None, "manager"),
    ("incident-close", [], None, "manager"),
    ("incident-reopen", [], None, "manager"),
    ("incident-adopt", [], None, "manager"),
]
READABLE = [page for page in PAGES if page[2]]
POSTABLE = [page for page in PAGES if page[3]]
BELOW = {"communicator": "vera", "manager": "amara"}


def names(page):
    return page[0]


@pytest.fixture
def cast(lena, amara, tomas, vera):
    return {"lena": lena, "amara": amara, "tomas": tomas, "vera": vera}


@pytest.fixture
def url_of(db, lena):
    def make(page, **fields):
        incident = make_incident(lead=lena, access=[] if fields.get("restricted") else [lena], **fields)
        things = {
            "fact": make_all_facts(incident)[0].pk,
            "entry": incident.timeline.create(happened_at=RESOLVED, text="It works again").pk,
            "improvement": incident.improvements.create(what="Test certificates").pk,
            "key": Confirmation.Key.NOTHING_ELSEWHERE.value,
            "task": "tell",
            "person": lena.pk,
        }
        return reverse(f"postincident:{page[0]}", args=[incident.reference, *(things[name] for name in page[1])])

    return make


@pytest.mark.parametrize("page", READABLE, ids=names)
def test_it_opens_for_those_with_the_right(page, url_of, sign_in, cast):
    who = {"viewer": "vera", "communicator": "tomas", "manager": "lena"}[page[2]]
    assert sign_in(cast[who]).get(url_of(page)).status_code == 200


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_it_asks_strangers_to_sign_in(page, url_of, client):
    response = client.get(url_of(page)) if page[2] else client.post(url_of(page))
    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_a_restricted_incident_is_not_there_for_those_not_named(page, url_of, sign_in, cast, lena):
    url, client = url_of(page, restricted=True), sign_in(lena)
    assert (client.get(url) if page[2] else client.post(url)).status_code == 404
    if page[2] and page[3]:
        assert client.post(url).status_code == 404


@pytest.mark.parametrize("page", [page for page in POSTABLE if page[3] != "viewer"], ids=names)
def test_it_refuses_those_lacking_the_right(page, url_of, sign_in, cast):
    client, url = sign_in(cast[BELOW[page[3]]]), url_of(page)
    assert client.post(url).status_code == 403
    if page[2]:
        assert client.get(url).status_code == 403


@pytest.mark.parametrize("page", PAGES, ids=names)
def test_the_wrong_method_is_refused(page, url_of, sign_in, lena):
    client, url = sign_in(lena), url_of(page)
    assert client.delete(url).status_code == 405
    if not page[2]:
        assert client.get(url).status_code == 405
    if not page[3]:
        assert client.post(url).status_code == 405


BAD = ["", "x" * 1_000_000, "a\x00b", "\x07", "‮مرحبا🙂", "<script>alert(1)</script>", "{{ 7*7 }}{% now 'Y' %}", "=1+1"]
FIELDS = ["title", "severity", "state", "plain", "technical", "withheld_reason", "key", "happened_at", "text", "what"]
FIELDS += ["due_on", "owner", "outcome", "tracker_url", "reason", "people", "version", "resolved_at", "started_at"]


@pytest.mark.parametrize("page", POSTABLE, ids=names)
@pytest.mark.parametrize("bad", BAD, ids=["empty", "1 MB", "NUL", "bell", "RTL", "HTML", "template", "formula"])
def test_nothing_typed_breaks_it(page, bad, url_of, sign_in, lena):
    fields = FIELDS if len(bad) < 1000 else ["title", "plain", "reason"]
    typed = dict.fromkeys(fields, bad) | ({"text": bad} if page[0].startswith("timeline") else {})
    response = sign_in(lena).post(url_of(page), typed)
    assert response.status_code in (200, 302, 409, 422)
    if response.status_code != 302:
        assert "<script>alert" not in response.text


def test_what_was_typed_is_shown_and_never_obeyed(sign_in, lena):
    nasty = "<script>alert(1)</script>{{ 7|add:7 }}<img src=x onerror=alert(1)>"
    incident = make_incident(nasty, lead=lena, services=[make_service(nasty)])
    incident.facts.create(key="impact", state="known", plain=nasty, technical=nasty)
    incident.timeline.create(happened_at=RESOLVED, text=nasty)
    incident.improvements.create(what=nasty, owner=lena, outcome=nasty)
    for name in ("incident-detail", "incident-facts", "incident-improvements", "incident-activity", "incident-edit"):
        text = sign_in(lena).get(reverse(f"postincident:{name}", args=[incident.reference])).text
        assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7|add:7 }}" in text
        assert "<script>alert" not in text
        assert "<img src=x" not in text


@pytest.mark.parametrize("page", [page for page in POSTABLE if not page[2]], ids=names)
def test_pressing_twice_does_no_harm(page, url_of, sign_in, lena):
    url, client = url_of(page), sign_in(lena)
    assert client.post(url).status_code in (302, 404, 422)
    assert client.post(url).status_code in (302, 404, 422)


def grow(incident, lena, number):
    service = make_service()
    for at in range(number):
        other = make_incident(lead=lena, services=[service], restricted=bool(at % 2), access=[lena])
        make_all_facts(other)
        incident.improvements.create(what=f"Improvement {at}", owner=lena, due_on=RESOLVED.date())
        incident.timeline.create(happened_at=RESOLVED, text=f"Entry {at}")
        incident.facts.create(key="contributing_factor", position=at, changed_by=lena)
        incident.access.get_or_create(user=lena)
        incident.events.create(actor="user", user=lena, verb="fact.stated", object_type="x", happened_at=RESOLVED)


PAGES_OF_ONE = ["incident-detail", "incident-facts", "incident-improvements", "incident-activity", "incident-access"]


@pytest.mark.parametrize("name", ["home", "incident-list", "service-list", *PAGES_OF_ONE])
def test_the_queries_are_the_same_for_two_rows_and_twenty(name, sign_in, lena, connection_queries):
    incident = make_incident(lead=lena)
    url = reverse(f"postincident:{name}", args=[incident.reference] if name in PAGES_OF_ONE else [])
    client = sign_in(lena)
    grow(incident, lena, 2)
    client.get(url)
    few = connection_queries(lambda: client.get(url))
    incident.facts.all().delete()
    grow(incident, lena, 20)
    assert connection_queries(lambda: client.get(url)) == few


def test_whoever_signs_in_after_pressing_a_button_finds_words_and_not_nothing(client, lena):
    url = reverse("postincident:incident-close", args=[make_incident().reference])
    sign_in_page = client.post(url)["Location"]
    response = client.post(sign_in_page, {"login": lena.email, "password": PASSWORD}, follow=True)
    assert response.status_code == 405
    assert response["Allow"] == "POST"
    assert "press it once more" in response.text


def test_the_demonstration_says_that_its_history_is_invented(client, db, settings):
    url = reverse("account_login")
    assert "Demonstration." not in client.get(url).text
    (settings.VAR_DIR / "demo-sign-ins").write_text("")
    text = client.get(url).text
    assert "everything sent before you came are invented" in text
    assert "What you release is kept in <code>var/outbox</code>" in text


def test_help_shows_what_the_reader_may_do(sign_in, ade):
    text = sign_in(ade).get(reverse("postincident:help")).text
    assert "You are a viewer" in text
    assert "and an administrator" in text
    assert reverse("communications:commitment-list") in text


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("postincident:incident-list", "Incidents"),
        ("archive:incident-records", "Incidents"),
        ("archive:search", "Archive"),
        ("archive:export-detail", "Archive"),
    ],
)
def test_the_navigation_says_where_one_is(name, entry, sign_in, vera):
    args = [make_incident().reference] if name.endswith("-records") else []
    page = sign_in(vera).get(reverse(name, args=args)).text
    main = re.search(r'<nav class="nav-main".*?</nav>', page, re.DOTALL)[0]
    (current,) = re.findall(r'aria-current="page">(.*?)</a>', main)
    assert current.endswith(f"</i>{entry}")
