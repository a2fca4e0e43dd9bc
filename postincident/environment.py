"""Reading the environment: each helper takes the name of a variable and stops the start with a sentence on nonsense.

Called by settings.py and by nothing else.
"""

from __future__ import annotations

import logging
import re
import zoneinfo
from collections.abc import Collection, Sequence
from importlib.util import find_spec
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()
YES, NO = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    return str(env.str(name, default))


def flag(name: str, default: bool) -> bool:
    said = text(name, "1" if default else "0").strip().lower()
    if said not in YES | NO:
        raise ImproperlyConfigured(f"{name}={said!r} is neither yes nor no. Use 1 or 0.")
    return said in YES


def names(name: str, default: list[str]) -> list[str]:
    return [said for part in text(name, ",".join(default)).split(",") if (said := part.strip())]


def networks(name: str) -> list[IPv4Network | IPv6Network]:
    """Addresses and networks such as 10.20.0.0/16, parted by commas."""
    found = []
    for said in names(name, []):
        try:
            found.append(ip_network(said))
        except ValueError as error:
            raise ImproperlyConfigured(
                f"{name}: {said!r} is no address and no network such as 10.20.0.0/16."
            ) from error
    return found


def folder(name: str, default: Path) -> Path:
    return Path(text(name, str(default)))


def one_of(name: str, default: str, allowed: Collection[str]) -> str:
    said = text(name, default)
    if said not in allowed:
        raise ImproperlyConfigured(f"{name}={said!r} is not one of {', '.join(sorted(allowed))}.")
    return said


def log_level(name: str, default: str) -> str:
    return one_of(name, default, logging.getLevelNamesMapping())


def time_zone(name: str, default: str) -> str:
    said = text(name, default)
    if said not in zoneinfo.available_timezones():
        raise ImproperlyConfigured(f"{name}={said!r} is not a time zone. Use a name such as Europe/Paris or UTC.")
    return said


def whole_number(name: str, default: int, least: int = 1) -> int:
    try:
        said = int(text(name, str(default)))
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number.") from error
    if said < least:
        raise ImproperlyConfigured(f"{name} must be at least {least}.")
    return said


def rates(name: str, known: Sequence[str]) -> dict[str, float]:
    """Such as "mail=600/minute slack=1/second": by name, how many a second."""
    found = {}
    for said in text(name).split():
        rate = re.fullmatch(r"(\w+)=([1-9][0-9]{0,6})/(second|minute|hour)", said)
        if rate is None or rate[1] not in known:
            raise ImproperlyConfigured(
                f"{name}: {said!r} is no limit such as mail=600/minute or slack=1/second, of {', '.join(known)}."
            )
        found[rate[1]] = int(rate[2]) / {"second": 1, "minute": 60, "hour": 3600}[rate[3]]
    return found


def seconds(name: str, default: float) -> float:
    try:
        said = float(text(name, str(default)))
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a number of seconds, such as 1 or 0.5.") from error
    if not 0.01 <= said <= 3600:
        raise ImproperlyConfigured(f"{name} must be between 0.01 and 3600 seconds.")
    return said


_FOR_DEVELOPMENT = "never-in-production"


def key(name: str, debug: bool) -> str:
    said = text(name)
    if not said and debug:
        return f"development-only-{name.lower()}-{_FOR_DEVELOPMENT}-0123456789"
    if len(said) < 40 or (_FOR_DEVELOPMENT in said and not debug):
        raise ImproperlyConfigured(f"{name} must be set to at least 40 random characters; `make keys` prints a set.")
    return said


def web_address(name: str, default: str, secure: bool = False) -> str:
    said = text(name, default).rstrip("/")
    parts = urlsplit(said)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
        raise ImproperlyConfigured(f"{name}={said!r} is not an address such as https://incidents.example.org.")
    if secure and parts.scheme != "https":
        raise ImproperlyConfigured(
            f"{name} must be set and begin with https://: the links in every mail, and signing in, depend on it."
        )
    return said


def database(name: str, default: str) -> dict[str, Any]:
    said = text(name, default)
    if said.split(":")[0] not in ("sqlite", "postgres", "postgresql"):
        raise ImproperlyConfigured(
            f"{name} must be sqlite:////path/to/file or postgresql://user:password@host/name; SQLite and PostgreSQL are "
            "what Postincident is tested on."
        )
    return dict(env.db_url_config(said))


def mail_server(name: str) -> dict[str, Any]:
    """The options of Django's SMTP backend, from a URL; empty without one."""
    said = text(name)
    if not said:
        return {}
    if said.split(":")[0] not in ("smtp", "smtp+tls", "smtp+ssl", "smtps"):
        raise ImproperlyConfigured(f"{name} must begin with smtp://, smtp+tls:// or smtp+ssl://.")
    config = env.email_url_config(said)
    if not config["EMAIL_HOST"]:
        raise ImproperlyConfigured(f"{name} names no mail server: smtp+tls://user:password@mail.example.org:587.")
    # django-environ calls smtps:// what other programs call STARTTLS; here the letters mean what they mean elsewhere.
    implicit = said.startswith(("smtps:", "smtp+ssl:"))
    return {
        "host": config["EMAIL_HOST"],
        "port": config["EMAIL_PORT"] or (465 if implicit else 587 if said.startswith("smtp+tls:") else 25),
        "username": config["EMAIL_HOST_USER"] or "",
        "password": config["EMAIL_HOST_PASSWORD"] or "",
        "use_tls": said.startswith("smtp+tls:"),
        "use_ssl": implicit,
        "timeout": 30,
    }


def bounce_address(name: str) -> str:
    """Its local part leaves room for a token behind a plus sign, within the 64 octets of RFC 5321, 4.5.3.1.1."""
    said = text(name).strip()
    local, at, domain = said.partition("@")
    plain = re.compile(r"[A-Za-z0-9._-]+")
    if said and not (at and plain.fullmatch(local) and plain.fullmatch(domain) and len(local) <= 17):
        raise ImproperlyConfigured(
            f"{name}={said!r} is not an address such as bounces@example.org, with at most 17 letters before the @ and no +."
        )
    return said


def mail_provider(name: str) -> str:
    said = text(name)
    if said and (not said.isidentifier() or find_spec(f"anymail.backends.{said}") is None):
        raise ImproperlyConfigured(f"{name}={said!r} is not a provider anymail knows, such as mailgun or postmark.")
    return said


def beginning_with(prefix: str) -> dict[str, str]:
    """Variables of this prefix, which is taken off their names."""
    return {name.removeprefix(prefix): said for name, said in env.ENVIRON.items() if name.startswith(prefix)}
