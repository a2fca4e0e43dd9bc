"""Who was told is what a source says, or the person who imports it; nobody is told that a text was public by default."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from archive.models import Import, Record
from archive.verbs import accepting, importing, reading
from tests.archive.statuspage import as_bytes, older_incident
from tests.archive.test_import_history import run

pytestmark = pytest.mark.django_db
ACCOUNT = "# Why the queue stood\n\n**Date:** 14 January 2026\n\nA disk was full and nobody looked.\n"


@pytest.fixture
def account(tmp_path):
    path = tmp_path / "account.md"
    path.write_text(ACCOUNT)
    return path


def told():
    return {(record.audience, json.loads(record.metadata)["audience_kind"]) for record in Record.objects.all()}


def test_an_account_that_does_not_say_who_read_it_names_nobody(account):
    run(account)
    assert told() == {("", "")}


def test_whoever_imports_it_says_who_read_it(account):
    run(account, audience=" Internal ")
    assert told() == {("Internal", "")}


@pytest.mark.parametrize(("said", "kind"), [("public", "public"), ("Operations", "")])
def test_what_its_front_matter_says_goes_before(tmp_path, said, kind):
    path = tmp_path / "account.md"
    path.write_text(f"---\ntitle: Why\naudience: {said}\n---\n{ACCOUNT}")
    run(path, audience="Internal")
    assert told() == {(said, kind)}


def test_the_chapters_of_a_post_mortem_in_json_are_public_only_when_somebody_says_so(tmp_path):
    account = {
        "title": "Queue stood",
        "start_time": "2026-01-14 10:00 UTC",
        "summary": "It stood.",
        "root cause": "A disk.",
    }
    path = tmp_path / "account.json"
    path.write_text(json.dumps([account]))
    run(path, audience="Public")
    assert told() == {("Public", "public")}


def test_a_status_page_is_public_whatever_is_said(tmp_path):
    path = tmp_path / "history.json"
    path.write_bytes(as_bytes(older_incident()))
    run(path, audience="Internal")
    assert told() == {("Public", "public")}


def test_it_is_entered_with_the_files_and_seen_before_it_is_accepted(client, lena):
    client.force_login(lena)
    sent = {"history": [SimpleUploadedFile("account.md", ACCOUNT.encode())], "audience": "Customers of <b>"}
    client.post(reverse("archive:import-add"), sent)
    reading.sweep(timezone.now())
    staged = Import.objects.get()
    assert "to Customers of &lt;b&gt;" in client.get(staged.get_absolute_url()).text
    importing.begin_accepting(lena, staged)
    accepting.sweep(timezone.now())
    assert told() == {("Customers of <b>", "")}
