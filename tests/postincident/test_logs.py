"""Whoever reads the log learns no token, whatever became of the request."""

import io
import logging

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, get_resolver, reverse
from django.utils.log import log_response

from postincident.links import make_mail_token, make_token
from tests.communications.factories import make_review_link, make_revision

TOKEN = make_token("some", "secret")


@pytest.fixture
def log(monkeypatch):
    """What the settings' handlers write."""
    written = io.StringIO()
    for handler in (*logging.root.handlers, *logging.getLogger("django.server").handlers):
        if type(handler) is logging.StreamHandler:
            monkeypatch.setattr(handler, "stream", written)
    return written


def with_a_token(resolver, prefix=""):
    for pattern in resolver.url_patterns:
        if not isinstance(pattern, URLPattern):
            yield from with_a_token(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
        elif "token" in pattern.pattern.converters:
            values = {name: TOKEN if name == "token" else 1 for name in pattern.pattern.converters}
            yield reverse(prefix + pattern.name, kwargs=values)


ADDRESSES = [*with_a_token(get_resolver()), f"/sign-in/password/reset/key/1-{TOKEN}/"]


def test_all_of_them_are_looked_at():
    assert {f"/{letter}/{TOKEN}/" for letter in "frtu"} < set(ADDRESSES)


@pytest.mark.parametrize("path", ADDRESSES)
@pytest.mark.parametrize("status", [400, 403, 404, 405, 500])
def test_no_answer_writes_a_token_down(log, path, status):
    error = ValueError(f"https://northwind.example{path} failed") if status == 500 else None
    request = RequestFactory().get(path)
    log_response("%s: %s", "Said", path, response=HttpResponse(status=status), request=request, exception=error)
    assert "Said: " in log.getvalue()
    assert TOKEN not in log.getvalue()


@pytest.mark.django_db
def test_a_page_that_is_not_there_below_an_open_link(log):
    _link, token = make_review_link(make_revision(state="in_review"))
    assert Client().get(f"/r/{token}/nothing/").status_code == 404
    assert log.getvalue().endswith("Not Found: /r/…/nothing/\n")


def test_the_server_of_developers_writes_none_down(log):
    logging.getLogger("django.server").info('"GET /u/%s/ HTTP/1.1" 200 12', TOKEN)
    assert '"GET /u/…/ HTTP/1.1" 200 12' in log.getvalue()


def test_the_sender_of_a_mail_is_written_down_without_its_token(log):
    logging.getLogger("mail").warning("550 bounces+%s@northwind.example refused", make_mail_token("bounce", 7).upper())
    assert log.getvalue().endswith("550 bounces+…@northwind.example refused\n")


def test_what_is_no_secret_stands_as_it_was(log):
    logging.getLogger("django.request").warning("Not Found: /incidents/INC-2026-0042/ /groups/r.html")
    assert log.getvalue().endswith("Not Found: /incidents/INC-2026-0042/ /groups/r.html\n")


@pytest.mark.parametrize("host", ["evil.example", "a b", "evil.example\\nother"])
def test_a_host_that_is_not_ours_is_one_line(log, host):
    assert Client(raise_request_exception=False).get("/", headers={"host": host}).status_code == 400
    assert log.getvalue().count("\n") == 1
    assert "Invalid HTTP_HOST header" in log.getvalue()


@pytest.mark.django_db
def test_a_page_that_somebody_may_not_open_is_one_line(log, sign_in, vera):
    assert sign_in(vera).get("/services/new/").status_code == 403
    assert log.getvalue().endswith(" WARNING django.request Forbidden (Permission denied): /services/new/\n")
    assert log.getvalue().count("\n") == 1


def test_what_went_wrong_here_is_told_with_its_traceback(log):
    try:
        raise ValueError("ours")
    except ValueError:
        logging.getLogger("django.request").exception("Internal Server Error: /")
    assert "Traceback" in log.getvalue()
