"""`manage.py load_demo`: the cast with passwords of this installation's own, then what each app has to show."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from postincident.demo import play
from postincident.models import Incident, User
from postincident.registry import registry

LOOPBACK = {"127.0.0.1", "localhost", "::1", "[::1]"}

CAST: list[dict[str, Any]] = [
    {"email": "lena@northwind.example", "name": "Lena Hoffmann", "role": User.Role.MANAGER},
    {"email": "amara@northwind.example", "name": "Amara Okafor", "role": User.Role.REVIEWER},
    {"email": "tomas@northwind.example", "name": "Tomás Ribeiro", "role": User.Role.COMMUNICATOR},
    {"email": "vera@northwind.example", "name": "Vera Lindqvist", "role": User.Role.VIEWER},
    {"email": "ade@northwind.example", "name": "Ade Bello", "role": User.Role.VIEWER, "is_administrator": True},
]


def reasons_against() -> list[str]:
    """Demonstration people with known roles must never stand where somebody else can reach them."""
    reasons = []
    if not settings.INSECURE_LOOPBACK:
        reasons.append("INSECURE_LOOPBACK is off, as on a production installation")
    for name, host in (("BASE_URL", urlsplit(settings.BASE_URL).hostname), ("HOST", os.environ.get("HOST"))):
        if host and host not in LOOPBACK:
            reasons.append(f"{name} names {host}, which is not this machine's loopback address")
    strangers = sorted(set(settings.ALLOWED_HOSTS) - LOOPBACK)
    if strangers:
        reasons.append(f"ALLOWED_HOSTS names {', '.join(strangers)}")
    if settings.MAIL_PROVIDER:
        reasons.append("MAIL_PROVIDER is set, and demonstration mail would leave the building")
    if settings.EMAIL_URL and urlsplit(settings.EMAIL_URL).hostname not in LOOPBACK:
        reasons.append("EMAIL_URL names a mail server that is not on this machine")
    return reasons


def write_privately(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)


def make_cast() -> str:
    """Returns one line per person: role, address, password."""
    lines = []
    for fields in CAST:
        password = "-".join(secrets.token_hex(3) for _ in range(3))
        user = User.objects.create_user(password=password, **fields)
        role = "administrator" if user.is_administrator else user.role
        lines.append(f"{role}\t{user.email}\t{password}\n")
    return "".join(lines)


class Command(BaseCommand):
    help = "Loads the demonstration into an empty database, on this machine only."

    def handle(self, **options: Any) -> None:
        if reasons := reasons_against():
            raise CommandError("The demonstration is not loaded here: " + "; ".join(reasons) + ".")
        if User.objects.exists() or Incident.objects.exists():
            raise CommandError("The demonstration is loaded into an empty database only, and this one has data.")
        # All or nothing: an interrupted first start begins again from an empty database.
        with transaction.atomic():
            sign_ins = make_cast()
            play(scene for scenes in registry.demo_scenes for scene in scenes())
            write_privately(settings.VAR_DIR / "demo-sign-ins", sign_ins)
        self.stdout.write(f"Loaded {Incident.objects.count()} incidents and {len(CAST)} people.")
