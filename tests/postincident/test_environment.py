import logging
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from postincident import environment


def environment_key():
    """The key that everybody who has the source knows."""
    return environment.key("A_VARIABLE_NOBODY_SETS", True)


@pytest.mark.parametrize(
    ("read", "said", "words"),
    [
        (lambda: environment.flag("X", True), "maybe", "neither yes nor no"),
        (lambda: environment.log_level("X", "INFO"), "LOUD", "is not one of"),
        (lambda: environment.networks("X"), "10.0.0.0/8, intranet", "'intranet' is no address"),
        (lambda: environment.networks("X"), "10.0.0.1/8", "no network such as"),
        (lambda: environment.time_zone("X", "UTC"), "Mars/Olympus", "is not a time zone"),
        (lambda: environment.whole_number("X", 5), "five", "must be a whole number"),
        (lambda: environment.whole_number("X", 5), "0", "must be at least 1"),
        (lambda: environment.seconds("X", 1), "soon", "a number of seconds"),
        (lambda: environment.seconds("X", 1), "0", "between"),
        (lambda: environment.seconds("X", 1), "nan", "between"),
        (lambda: environment.key("X", False), "", "`make keys` prints a set"),
        (lambda: environment.key("X", True), "short", "at least 40 random characters"),
        (lambda: environment.key("X", False), environment_key(), "`make keys` prints a set"),
        (lambda: environment.web_address("X", ""), "incidents.example.org", "is not an address"),
        (lambda: environment.web_address("X", "", secure=True), "http://incidents.example.org", "begin with https://"),
        (lambda: environment.web_address("X", "http://127.0.0.1:8000", secure=True), "http://127.0.0.1", "be set and"),
        (lambda: environment.web_address("X", ""), "https://example.org/incidents", "is not an address"),
        (lambda: environment.database("X", ""), "mysql://host/name", "SQLite and PostgreSQL"),
        (lambda: environment.mail_server("X"), "https://mail.example.org", "must begin with"),
        (lambda: environment.mail_server("X"), "consolemail://", "must begin with"),
        (lambda: environment.mail_server("X"), "smtp://", "names no mail server"),
        (lambda: environment.bounce_address("X"), "bounces", "not an address such as"),
        (lambda: environment.bounce_address("X"), "bounces+@example.org", "no +"),
        (lambda: environment.bounce_address("X"), "b" * 18 + "@example.org", "at most 17"),
        (lambda: environment.rates("X", ["mail"]), "mail=fast", "no limit such as"),
        (lambda: environment.rates("X", ["mail"]), "mail=0/second", "no limit such as"),
        (lambda: environment.rates("X", ["mail"]), "pigeon=1/second", "of mail"),
        (lambda: environment.mail_provider("X"), "pigeon", "not a provider anymail knows"),
        (lambda: environment.mail_provider("X"), "../base", "not a provider anymail knows"),
    ],
)
def test_nonsense_stops_the_start_with_a_sentence(monkeypatch, read, said, words):
    monkeypatch.setenv("X", said)
    with pytest.raises(ImproperlyConfigured, match=words):
        read()


@pytest.mark.parametrize(
    ("said", "port", "use_tls", "use_ssl"),
    [
        ("smtp://mail.example.org", 25, False, False),
        ("smtp://mail.example.org:1025", 1025, False, False),
        ("smtp+tls://u:p%40ss@mail.example.org", 587, True, False),
        ("smtp+ssl://u:p%40ss@mail.example.org", 465, False, True),
        ("smtps://u:p%40ss@mail.example.org:465", 465, False, True),
    ],
)
def test_a_mail_server_is_one_url(monkeypatch, said, port, use_tls, use_ssl):
    monkeypatch.setenv("X", said)
    options = environment.mail_server("X")
    assert options["host"] == "mail.example.org"
    assert (options["port"], options["use_tls"], options["use_ssl"]) == (port, use_tls, use_ssl)
    assert options["password"] == ("p@ss" if "@" in said else "")


def test_without_one_there_is_none(monkeypatch):
    monkeypatch.delenv("X", raising=False)
    assert environment.mail_server("X") == {}
    assert environment.mail_provider("X") == ""


def test_a_provider_gets_its_own_variables(monkeypatch):
    monkeypatch.setenv("X", "postmark")
    monkeypatch.setenv("ANYMAIL_POSTMARK_SERVER_TOKEN", "secret")
    assert environment.mail_provider("X") == "postmark"
    assert environment.beginning_with("ANYMAIL_")["POSTMARK_SERVER_TOKEN"] == "secret"


def test_a_development_key_is_never_for_production(monkeypatch):
    monkeypatch.delenv("X", raising=False)
    assert "never-in-production" in environment.key("X", True)
    with pytest.raises(ImproperlyConfigured):
        environment.key("X", False)


PRODUCTION = {name: "k" * 40 for name in ("SECRET_KEY", "LINK_KEY", "ADDRESS_KEY")} | {
    "DEBUG": "0",
    "INSECURE_LOOPBACK": "0",
    "BASE_URL": "https://incidents.example.org",
    "ALLOWED_HOSTS": "incidents.example.org",
}


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY must be set"),
        ({"LINK_KEY": ""}, "LINK_KEY must be set"),
        ({"ADDRESS_KEY": ""}, "ADDRESS_KEY must be set"),
        ({"BASE_URL": ""}, "BASE_URL"),
        ({}, ""),
    ],
)
def test_production_starts_with_keys_of_its_own_and_not_without(tmp_path, changed, words):
    done = subprocess.run(
        [sys.executable, "-c", "from postincident import settings"],
        cwd=settings.BASE_DIR,
        env=os.environ | PRODUCTION | {"VAR_DIR": str(tmp_path)} | changed,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode == 0) == (not words), done.stderr
    assert words in done.stderr


def test_the_level_of_the_log_is_the_level_of_django_too():
    """The worker would otherwise write a line for every task, and bury the sign-ins of the demonstration."""
    assert logging.getLogger("django").level == logging.NOTSET
    assert not logging.getLogger("django").handlers
