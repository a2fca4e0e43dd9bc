"""Where the demonstration may be loaded. What it tells is in test_demo_story.py."""

import pytest
from django.core.management import CommandError, call_command

from postincident.models import User
from postincident.registry import registry


@pytest.fixture
def at_home(settings, monkeypatch):
    settings.INSECURE_LOOPBACK = True
    settings.BASE_URL = "http://127.0.0.1:8000"
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    settings.EMAIL_URL = settings.MAIL_PROVIDER = ""
    monkeypatch.delenv("HOST", raising=False)
    monkeypatch.setattr(registry, "demo_scenes", [])


def load():
    call_command("load_demo", verbosity=0)


def test_it_loads_people_of_every_role_and_keeps_their_passwords_private(db, at_home, settings):
    load()

    kept = (settings.VAR_DIR / "demo-sign-ins").read_text().splitlines()
    assert [line.split("\t")[0] for line in kept] == ["manager", "reviewer", "communicator", "viewer", "administrator"]
    for line in kept:
        _role, email, password = line.split("\t")
        assert User.objects.get(email=email).check_password(password)


def test_it_loads_once(db, at_home, settings):
    load()
    first = (settings.VAR_DIR / "demo-sign-ins").read_text()
    with pytest.raises(CommandError, match="empty database"):
        load()
    assert (settings.VAR_DIR / "demo-sign-ins").read_text() == first


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("BASE_URL", "https://incidents.example.org", "BASE_URL names incidents.example.org"),
        ("ALLOWED_HOSTS", ["incidents.example.org"], "ALLOWED_HOSTS names"),
        ("INSECURE_LOOPBACK", False, "INSECURE_LOOPBACK is off"),
        ("MAIL_PROVIDER", "postmark", "MAIL_PROVIDER is set"),
        ("EMAIL_URL", "smtp://mail.example.org:25", "EMAIL_URL names"),
    ],
)
def test_it_refuses_wherever_somebody_else_could_reach_it(db, at_home, settings, name, value, words):
    setattr(settings, name, value)
    with pytest.raises(CommandError, match=words):
        load()
    assert not User.objects.exists()


def test_it_refuses_a_host_that_is_not_loopback(db, at_home, monkeypatch):
    monkeypatch.setenv("HOST", "0.0.0.0")  # noqa: S104
    with pytest.raises(CommandError, match="HOST names"):
        load()
