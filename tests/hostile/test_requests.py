"""Addresses, parameters, methods, bodies and headers that no page of ours would send: never a 500."""

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.access_table import ROWS
from tests.hostile.corpus import LONG, ON_POSTGRES, TYPED
from tests.hostile.forms import ROLES, pages
from tests.hostile.reading import Page, alive
from tests.test_access import address

pytestmark = pytest.mark.django_db

READ = [row for row in ROWS if row.get and row.get.replace("404", "").strip()]
POSTED = [row for row in ROWS if row.post]
PARAMETERS = [
    "page",
    "q",
    "sort",
    "state",
    "severity",
    "service",
    "year",
    "source",
    "tasks",
    "group",
    "theme",
    "key",
    "kind",
    "show",
    "export",
    "order",
    "audience",
    "since",
    "until",
    "lesson",
    "incident",
    "clear",
    "timely",
    "next",
]


def role_for(row, method="GET"):
    return next((role for role in ROLES if row.statuses(method)[role] not in ("403", "405", "in")), "manager")


def texts():
    return [words for words in TYPED.values() if isinstance(words, str)]


@pytest.mark.parametrize("row", READ, ids=lambda row: row.name)
def test_no_parameter_breaks_a_page(world, ask, row):
    url, role = address(row, world.open), role_for(row)
    everywhere = " ".join(texts())
    for value in ("9" * 30, "\x00", everywhere, *(() if ON_POSTGRES else ("", "-1", "nothing"))):
        response = ask(role, "get", url, dict.fromkeys(PARAMETERS, value))
        assert response.status_code < 500, value[:60]
        if value == everywhere and response["Content-Type"].startswith("text/html"):
            assert not alive(response.text)
    assert ask(role, "get", url, {"q": LONG[:100_000], "page": "9" * 5000}).status_code < 500
    if ON_POSTGRES:
        return
    assert ask(role, "get", url, {name: ["a", "", "9" * 30] for name in PARAMETERS}).status_code < 500
    assert ask(role, "get", f"{url}?q=%ff%fe&page=%00&%00=1&sort=%ED%A0%80&&=&;").status_code < 500


def test_no_filter_of_a_list_breaks_it_alone(world, walkers, ask):
    asked = 0
    for row, role, response in list(pages(world.open, walkers, READ)):
        if not response["Content-Type"].startswith("text/html"):
            continue
        names = {name for form in Page(response.text).forms if form.method == "get" for name in form.fields}
        for name in names | ({"page"} if names or "page=" in response.text else set()):
            for value in ("\x00", "9" * 30, "9999-12-31"):
                found = ask(role, "get", address(row, world.open), {name: value})
                assert found.status_code == 200, (row.name, name, value)
                asked += 1
    assert asked > 100


def changed(row, scene, place, value):
    args = [getattr(scene, name) for name in row.args.split()]
    args[place] = value
    try:
        return reverse(row.name, args=args)
    except NoReverseMatch:  # no such address can be asked for
        return None


FOR_A_COLUMN = ["0", "9" * 19, "9" * 30, "a\x00b", "\u00e9\u202e"]
ODD = [
    *FOR_A_COLUMN,
    "9" * 5000,
    "nothing",
    "a" * 5000,
    "%",
    "INC-2026-0001\n",
    "<h0stile>",
    "..",
    "'",
]


@pytest.mark.parametrize("row", [row for row in ROWS if row.args], ids=lambda row: row.name)
def test_no_address_breaks(world, ask, row):
    method = "get" if row.get else "post"
    role = role_for(row, method.upper())
    for place, name in enumerate(row.args.split()):
        for value in FOR_A_COLUMN if ON_POSTGRES else ODD:
            url = changed(row, world.open, place, value)
            if url is None:
                continue
            status = ask(role, method, url, row.data or {}).status_code
            # A revision that is not there leads to the communication; a public token is answered in its own words.
            assert status in (404, 302) if name == "first" else status == 404, (name, value[:30], status)


OF_AN_INCIDENT = [
    "fact",
    "entry",
    "improvement",
    "audience",
    "suggestion",
    "told",
    "extra_fact",
    "section",
    "publication",
]


@pytest.mark.parametrize(
    "row", [row for row in ROWS if set(row.args.split()) & set(OF_AN_INCIDENT)], ids=lambda row: row.name
)
def test_a_thing_of_another_incident_is_not_here(world, ask, row):
    names = row.args.split()
    for place, name in enumerate(names):
        if name in OF_AN_INCIDENT:
            url = changed(row, world.open, place, getattr(world.restricted, name))
            for method in ("get", "post"):
                if getattr(row, method):
                    # As the manager who may see both.
                    assert ask("manager", method, url).status_code == 404


@pytest.mark.once
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_no_method_breaks_it(world, ask, row):
    url, role = address(row, world.open), role_for(row)
    for method in ("PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "OPTIONS"):
        response = ask(role, "generic", method, url, b"a=1", content_type="application/x-www-form-urlencoded")
        assert response.status_code == 405, method
    if row.get:
        assert ask(role, "head", url).status_code in (405, ask(role, "get", url).status_code)


BODIES = [
    (b'{"a": [1, {"b": null}]}', "application/json"),
    (b"[" * 100_000, "application/json"),
    (b"title=%ff%fe&text=\xff\xfe\x00&=&&a=%", "application/x-www-form-urlencoded"),
    (b"title=x", "application/x-www-form-urlencoded; charset=no-such-charset"),
    (b"\xff\xfet\x00i\x00", "application/x-www-form-urlencoded; charset=utf-16"),
    (b'--x\r\nContent-Disposition: form-data; name="title"\r\n\r\nno end', "multipart/form-data; boundary=x"),
    (b"no boundary", "multipart/form-data"),
    (b"--\r\n", "multipart/form-data; boundary=" + "b" * 400),
    (
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="\x00../../a"\r\n\r\n\xff\r\n--x--\r\n',
        "multipart/form-data; boundary=x",
    ),
    (b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", "text/xml"),
    (b"anything", ""),
    ("&".join(f"f{n}=1" for n in range(3000)).encode(), "application/x-www-form-urlencoded"),
]


@pytest.mark.once
@pytest.mark.parametrize("row", POSTED, ids=lambda row: row.name)
def test_no_body_breaks_it(world, ask, row):
    url, role = address(row, world.open), role_for(row, "POST")
    for body, kind in BODIES:
        response = ask(role, "generic", "POST", url, body, content_type=kind)
        assert response.status_code < 500, kind
        if response.status_code == 400:
            assert "Nothing was changed" in response.text, kind


@pytest.mark.once
@pytest.mark.parametrize(
    "row",
    [row for row in POSTED if row.name in ("feedback:form", "postincident:incident-add")],
    ids=lambda row: row.name,
)
def test_what_is_too_large_is_refused_in_words(world, ask, row):
    response = ask(role_for(row, "POST"), "post", address(row, world.open), {"title": "x" * 5_000_000})
    assert response.status_code in (400, 413)
    assert "Nothing was changed" in response.text and "too" in response.text


HEADERS = [
    {"headers": {"accept-language": "x" * 5000 + ";q=nan,*;q=" + "9" * 400}},
    {"headers": {"accept-language": "../../etc,en;q=1e999"}},
    {"headers": {"hx-request": "true", "hx-current-url": "javascript:h0stile", "hx-target": "<h0stile>"}},
    {"headers": {"hx-current-url": "%ff%00http://[", "hx-current-url-uri-autoencoded": "true", "hx-request": "true"}},
    {"headers": {"x-forwarded-for": "<h0stile>, \xff", "x-forwarded-proto": "ftp", "forwarded": "for=x"}},
    {"headers": {"referer": "http://[\xff", "origin": "null", "range": "bytes=0-", "if-modified-since": "9" * 400}},
    {
        "headers": {
            "cookie": 'sessionid="\\000\\000\\000\\000\\000\\000\\000\\000\\000"; csrftoken=<h0stile>; messages=x'
        }
    },
    {"headers": {"cookie": "sessionid=" + "a" * 5000 + "; =; ;;; a=\xff; django_language=\x01"}},
]


@pytest.mark.parametrize("number", range(len(HEADERS)))
@pytest.mark.parametrize(
    "name", ["postincident:home", "archive:search", "archive:post-list", "feedback:form", "account_login"]
)
def test_no_header_breaks_it(world, settings, number, name):
    settings.BEHIND_PROXY = True
    row = next((row for row in ROWS if row.name == name), None)
    url = address(row, world.open) if row else reverse(name)
    for client in (Client(), signed_in(world)):
        for method in ("get", "post"):
            response = getattr(client, method)(url, **HEADERS[number])
            assert response.status_code < 500
            assert "h0stile" not in str(response.headers)


def signed_in(world):
    client = Client()
    client.force_login(world.insider)
    return client


@pytest.mark.once
def test_a_wrong_host_is_refused_in_words(client, db):
    response = client.get("/", headers={"host": "h0stile.example"})
    assert response.status_code == 400
    assert "h0stile" not in response.text and "Nothing was changed" in response.text


@pytest.mark.parametrize(
    "typed", ["", "a\x00b", LONG, "<h0stile>@example.org", "a@b\r\nBcc: x@example.org", "\u202e@\u202e", "' OR 1=1 --"]
)
def test_signing_in_with_nonsense_says_so(db, typed):
    for field in ("login", "password", "next"):
        data = {"login": "lena@example.org", "password": "no"} | {field: typed}
        response = Client().post(reverse("account_login"), data)
        assert response.status_code in (200, 429), field
        assert not alive(response.text)
    assert Client().post(reverse("account_reset_password"), {"email": typed}).status_code < 500


@pytest.mark.once
@pytest.mark.parametrize(
    "there",
    [
        "//h0stile.example",
        "https://h0stile.example",
        "javascript:h0stile",
        "/\\h0stile.example",
        "/\r\nX: h0stile",
        "nothing",
        "/" + "a" * 100_000,
    ],
)
def test_nobody_is_sent_elsewhere(world, ask, there):
    row = next(row for row in ROWS if row.name == "feedback:response-tag")
    response = ask("manager", "post", address(row, world.open), {"next": there})
    assert response.status_code == 302
    assert response["Location"].startswith("/") and "h0stile" not in response["Location"].replace(
        "%0D%0AX:%20h0stile", ""
    )
