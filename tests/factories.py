"""Plain helpers that make rows of the core. Each other app has its own in tests/<app>/factories.py."""

import itertools
import struct
import zlib
from datetime import UTC, datetime, timedelta

from postincident.models import ChecklistTask, Fact, Incident, IncidentAccess, Service, User
from postincident.vocabulary import Severity, TaskKey

_count = itertools.count(1)
STARTED = datetime(2026, 3, 3, 14, 5, tzinfo=UTC)
RESOLVED = datetime(2026, 3, 3, 15, 40, tzinfo=UTC)
PASSWORD = "a-fine-long-password"


def make_user(name="Somebody", **fields):
    number = next(_count)
    fields.setdefault("email", f"person{number}@northwind.example")
    return User.objects.create_user(password=fields.pop("password", PASSWORD), name=name, **fields)


def make_service(name="", **fields):
    return Service.objects.create(name=name or f"service-{next(_count)}", **fields)


def make_incident(title="Card payments declined in the EU", *, services=(), access=(), tasks=True, **fields):
    fields.setdefault("reference", f"INC-2026-{next(_count):04d}")
    fields.setdefault("severity", Severity.MAJOR)
    fields.setdefault("started_at", STARTED)
    fields.setdefault("resolved_at", RESOLVED)
    incident = Incident.objects.create(title=title, **fields)
    incident.services.set(services)
    for user in access:
        IncidentAccess.objects.create(incident=incident, user=user)
    if tasks:
        for key in TaskKey:
            ChecklistTask.objects.create(incident=incident, key=key, due_at=RESOLVED + timedelta(days=7))
    return incident


def make_fact(incident, key=Fact.Key.ROOT_CAUSE, **fields):
    fields.setdefault("state", Fact.State.KNOWN)
    fields.setdefault("technical", "The client certificate was rotated without its intermediate CA.")
    fields.setdefault("plain", "A new security certificate was incomplete.")
    fields.setdefault("position", Fact.objects.filter(incident=incident, key=key).count())
    return Fact.objects.create(incident=incident, key=key, **fields)


def make_all_facts(incident):
    return [
        make_fact(incident, key, technical=f"Technical {key.label.lower()}.", plain=f"Plain {key.label.lower()}.")
        for key in Fact.EXPECTED
    ]


def make_png(width=2, height=2):
    """A black picture. Only its head says how large it is meant to be."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    rows = zlib.compress(b"\0" * ((min(width, 100) + 1) * min(height, 100)))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
