"""A manager imports in the browser: files are kept, read by the worker, looked at, then accepted or discarded."""

import csv
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from archive import leases
from archive.models import Import, ImportEntry, ImportFile, Record
from archive.verbs import accepting, importing, reading
from postincident.errors import Refused
from postincident.models import Event
from postincident.work import Stop
from tests.archive.statuspage import api_incident, api_update, as_bytes, older_incident

pytestmark = pytest.mark.django_db
BROKEN = api_incident("broken", updates=[api_update("update", "never"), api_update("update", "2024-01-01T00:00Z")])


def a_file(*incidents, name="history.json"):
    return SimpleUploadedFile(name, as_bytes(*incidents))


@pytest.fixture
def browser(client, lena):
    client.force_login(lena)
    return client


def sweep():
    """Both of the worker's."""
    reading.sweep(timezone.now())
    accepting.sweep(timezone.now())


def upload(browser, *files):
    return browser.post(reverse("archive:import-add"), {"history": list(files)})


def test_what_is_odd_and_taken_all_the_same_is_a_remark(browser):
    upload(browser, a_file(api_incident(started_at="2024-05-09T00:00:00Z"), BROKEN))
    sweep()
    run = Import.objects.get()
    assert (run.counts["problems"], run.counts["remarks"]) == (1, 1)
    remarks = browser.get(run.get_absolute_url(), {"show": "remarks"}).text
    assert "before it started" in remarks and "incident 2 (broken)" not in remarks
    problems = browser.get(run.get_absolute_url(), {"show": "problems"}).text
    assert "before it started" not in problems and "incident 2 (broken)" in problems
    assert "1 problem · 1 remark" in browser.get(reverse("archive:import-list")).text


def test_what_is_there_already_is_shown_when_nothing_else_is_read(browser):
    for _time in range(2):
        upload(browser, a_file(api_incident()))
        sweep()
        run = Import.objects.latest("pk")
        browser.post(reverse("archive:import-accept", args=[run.pk]))
        sweep()
    assert 'aria-current="page">Already there <span class="n">4<' in browser.get(run.get_absolute_url()).text


def test_what_is_uploaded_is_seen_before_it_is_accepted(browser, lena):
    response = upload(browser, a_file(api_incident(), BROKEN), a_file(older_incident(), name="older.json"))
    run = Import.objects.get()
    assert response["Location"] == run.get_absolute_url()
    assert (run.state, run.name, run.started_by) == ("reading", "history.json, older.json", lena)
    assert "reading goes on" in browser.get(run.get_absolute_url()).text
    sweep()
    run.refresh_from_db()
    assert (run.state, run.counts["records"], run.counts["problems"]) == ("staged", 8, 1)
    assert not ImportFile.objects.exists()
    assert not Record.objects.exists()
    page = browser.get(run.get_absolute_url()).text
    assert "Accept 8 records" in page
    assert "Card payments failing" in page and "A certificate had expired." in page
    problems = browser.get(run.get_absolute_url(), {"show": "problems"}).text
    assert "history.json, incident 2 (broken), update" in problems
    browser.post(reverse("archive:import-accept", args=[run.pk]))
    assert "of 8 records filed" in browser.get(run.get_absolute_url()).text
    sweep()
    page = browser.get(run.get_absolute_url()).text
    assert "accepted by Lena Hoffmann" in page
    assert reverse("archive:record-detail", args=[1]) in page
    assert Record.objects.count() == 8
    assert [event.verb for event in Event.objects.filter(verb__startswith="import.").order_by("pk")] == [
        "import.uploaded",
        "import.staged",
        "import.accepted",
        "import.filed",
    ]


def test_the_progress_gives_way_to_the_page_once_it_is_done(browser):
    upload(browser, a_file(older_incident()))
    url = Import.objects.get().get_absolute_url()
    asked = browser.get(url, headers={"HX-Request": "true"})
    assert "HX-Refresh" not in asked and "<html" not in asked.text
    sweep()
    assert browser.get(url, headers={"HX-Request": "true"})["HX-Refresh"] == "true"


def test_what_is_there_already_is_shown_as_such(browser):
    for _ in range(2):
        upload(browser, a_file(older_incident()))
        sweep()
        browser.post(reverse("archive:import-accept", args=[Import.objects.latest("pk").pk]))
        sweep()
    run = Import.objects.latest("pk")
    assert run.counts == {"records": 0, "incidents": 0, "already_there": 3, "problems": 0, "remarks": 0}
    assert "Already there" in browser.get(run.get_absolute_url(), {"show": "there"}).text


def test_the_report_is_a_spreadsheet_safe_to_open(browser):
    upload(browser, a_file(BROKEN, name="=1+1.json"))
    sweep()
    response = browser.get(reverse("archive:import-report", args=[Import.objects.get().pk]))
    heading, *rows = csv.reader(response.text.splitlines())
    assert heading == ["where", "result", "remark", "record", "origin"]
    assert [row[1] for row in rows] == ["Not taken", "Will be filed"]
    assert all(row[0].startswith("'=1+1.json, incident 1") for row in rows)
    assert rows[0][2]


def test_a_discarded_upload_leaves_nothing_to_read(browser):
    upload(browser, a_file(older_incident()))
    run = Import.objects.get()
    browser.post(reverse("archive:import-discard", args=[run.pk]))
    sweep()
    run.refresh_from_db()
    assert run.state == Import.State.DISCARDED
    assert not ImportFile.objects.exists() and not ImportEntry.objects.exists()
    assert "Nothing of it is kept" in browser.get(run.get_absolute_url()).text


def test_too_much_is_refused_and_not_kept(browser, settings):
    settings.IMPORT_BYTES = 2000
    one = SimpleUploadedFile("one.json", b"x" * 1500)
    response = upload(browser, one, SimpleUploadedFile("two.json", b"x" * 501))
    assert "That is more than 2.0" in response.text
    assert not Import.objects.exists()
    assert upload(browser, SimpleUploadedFile("two.json", b"x" * 2000)).status_code == 302


@pytest.mark.parametrize("files", [[], [SimpleUploadedFile("empty.json", b"")]])
def test_no_file_and_an_empty_one_are_refused(browser, files):
    response = upload(browser, *files)
    assert response.status_code == 200
    assert "invalid-feedback" in response.text
    assert not Import.objects.exists()


def test_a_file_that_nobody_knows_is_a_problem(browser):
    upload(browser, SimpleUploadedFile("notes.bin", b"\x00\xff" * 900))
    sweep()
    run = Import.objects.get()
    assert (run.state, run.counts["problems"]) == ("staged", 1)
    assert "No importer knows this format." in browser.get(run.get_absolute_url()).text


def test_a_worker_that_takes_over_begins_the_reading_anew(lena, monkeypatch):
    monkeypatch.setattr(reading, "ENTRIES_AT_ONCE", 2)
    run = importing.upload(lena, [("history.json", as_bytes(api_incident(), older_incident()))])
    with monkeypatch.context() as patched:
        patched.setattr(leases, "renew", lambda model, pk, held: None)
        assert reading.work(run.pk) == 0
    assert reading.work(run.pk) == 0, "somebody holds it"
    ImportEntry.objects.create(run=run, place="of the worker that is gone")
    Import.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert reading.work(run.pk) == 7
    run.refresh_from_db()
    assert (run.state, run.entries.count(), run.counts["records"]) == ("staged", 7, 7)


def test_what_is_discarded_while_it_is_read_stays_discarded(lena, monkeypatch):
    run = importing.upload(lena, [("history.json", as_bytes(api_incident(), older_incident()))])
    plain = reading.entries_of

    def discard_meanwhile(*args):
        entries = list(plain(*args))
        importing.discard(lena, run)
        return entries

    monkeypatch.setattr(reading, "entries_of", discard_meanwhile)
    assert reading.work(run.pk) == 0
    run.refresh_from_db()
    assert run.state == Import.State.DISCARDED
    assert not ImportEntry.objects.exists()


def test_a_worker_that_is_asked_to_stop_gives_the_reading_back(lena, monkeypatch):
    monkeypatch.setattr(reading, "stopping", stopping := Stop())
    run = importing.upload(lena, [("history.json", as_bytes(api_incident()))])
    stopping.set()
    assert reading.work(run.pk) == 0
    run.refresh_from_db()
    assert (run.state, run.leased_until) == (Import.State.READING, None)


def test_who_accepts_from_an_older_page_is_told(browser, lena):
    upload(browser, a_file(older_incident()))
    run = Import.objects.get()
    with pytest.raises(Refused):
        importing.begin_accepting(lena, run)
    reading.sweep(timezone.now())
    importing.discard(lena, run)
    response = browser.post(reverse("archive:import-accept", args=[run.pk]), follow=True)
    assert "decided before" in response.text
    assert accepting.sweep(timezone.now()) == 0
