"""A table that was uploaded waits until a manager has said which of its columns holds what."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from archive.importers.table import Columns
from archive.models import Import, ImportEntry
from archive.verbs import naming, reading
from postincident.errors import Refused
from postincident.models import Event
from tests.archive.statuspage import as_bytes, older_incident
from tests.archive.tables import KNOWN, TYPED
from tests.archive.zips import a_zip

pytestmark = pytest.mark.django_db
PEOPLE = b"Name,Office,Phone\nLena,Lisbon,1\n"
SAID = {"title": "0", "time": "1", "text": "2", "audience": "3", "days": "day", "zone": "Europe/Berlin"}


@pytest.fixture
def browser(client, lena):
    client.force_login(lena)
    return client


def upload(browser, **files):
    said = [SimpleUploadedFile(name.replace("_", "."), data) for name, data in files.items()]
    browser.post(reverse("archive:import-add"), {"history": said})
    return Import.objects.latest("pk")


def columns_of(run):
    return reverse("archive:import-columns", args=[run.pk])


def test_a_table_with_usual_headings_has_its_columns_chosen(browser):
    run = upload(browser, told_csv=KNOWN, history_json=as_bytes(older_incident()))
    assert run.state == Import.State.COLUMNS
    assert reading.sweep(timezone.now()) == 0, "the worker waits"
    response = browser.get(run.get_absolute_url())
    assert response["Location"] == columns_of(run)
    page = browser.get(columns_of(run))
    assert page.context["form"]["title"].value() == "1" and page.context["form"]["text"].value() == "6"
    assert "Payments work again." in page.text and "told.csv, line 5" in page.text
    chosen = {name: page.context["form"][name].value() or "" for name in page.context["form"].fields}
    assert browser.post(columns_of(run), chosen | {"do": "read"})["Location"] == run.get_absolute_url()
    reading.sweep(timezone.now())
    run.refresh_from_db()
    assert (run.state, run.counts["records"], run.counts["problems"]) == ("staged", 7, 0)


def test_what_is_chosen_is_shown_before_it_is_read(browser, lena):
    run = upload(browser, told_csv=TYPED)
    assert "Nothing yet" in browser.get(columns_of(run)).text
    preview = browser.post(columns_of(run), SAID | {"do": "preview"})
    assert "Es läuft wieder." in preview.text and "Kartenzahlungen" in preview.text
    assert preview.context["form"]["audience"].value() == "3"
    part = browser.post(columns_of(run), SAID | {"do": "preview"}, headers={"HX-Request": "true"})
    assert "Es läuft wieder." in part.text and "<html" not in part.text
    run.refresh_from_db()
    assert run.state == Import.State.COLUMNS
    browser.post(columns_of(run), SAID | {"do": "read"})
    reading.sweep(timezone.now())
    entry = ImportEntry.objects.get(staged__update__text="Schon einmal.")
    assert entry.staged["update"]["at"] == "2024-03-01T08:00:00+00:00"
    assert Event.objects.get(verb="import.columns_named").user == lena


def test_a_time_that_cannot_be_read_is_seen_before(browser):
    run = upload(browser, told_csv=TYPED)
    preview = browser.post(columns_of(run), SAID | {"days": "", "do": "preview"})
    assert "It has no time that can be read." in preview.text


@pytest.mark.parametrize("said", [{}, SAID | {"title": ""}, SAID | {"title": "99"}, SAID | {"zone": "Nowhere"}])
@pytest.mark.parametrize("do", ["read", "preview"])
def test_what_is_missing_is_said_and_nothing_is_read(browser, said, do):
    run = upload(browser, told_csv=TYPED)
    response = browser.post(columns_of(run), said | {"do": do})
    assert response.status_code == 200 and "invalid-feedback" in response.text
    run.refresh_from_db()
    assert (run.state, run.columns) == (Import.State.COLUMNS, [])


def test_each_heading_is_asked_for_once(browser):
    run = upload(browser, first_csv=TYPED, again_csv=TYPED, other_csv=KNOWN)
    assert "first.csv" in browser.get(columns_of(run)).text
    browser.post(columns_of(run), SAID | {"do": "read"})
    page = browser.get(columns_of(run))
    assert "other.csv is a table" in page.text
    chosen = {name: page.context["form"][name].value() or "" for name in page.context["form"].fields}
    browser.post(columns_of(run), chosen | {"do": "read"})
    run.refresh_from_db()
    assert run.state == Import.State.READING
    assert browser.get(columns_of(run))["Location"] == run.get_absolute_url()


def test_tables_in_a_zip_are_asked_for_too(browser):
    files = {
        "2024/told.csv": TYPED,
        "again.tsv": TYPED,
        "post.md": b"# Cards failed, 3 March 2024\n\nIt broke.",
        "people.csv": PEOPLE,
    }
    run = upload(browser, all_zip=a_zip(files))
    assert run.state == Import.State.COLUMNS
    page = browser.get(columns_of(run))
    assert "all.zip/2024/told.csv is a table" in page.text
    assert "Es läuft wieder." in browser.post(columns_of(run), SAID | {"do": "preview"}).text
    browser.post(columns_of(run), SAID | {"do": "read"})
    page = browser.get(columns_of(run))
    assert "all.zip/people.csv is a table" in page.text and "Leave this table out" in page.text
    browser.post(columns_of(run), {"do": "leave_out"})
    reading.sweep(timezone.now())
    run.refresh_from_db()
    assert run.state == "staged"
    assert run.entries.filter(place__startswith="all.zip/2024/told.csv", state="staged").count() == 3
    assert [one.problem for one in run.entries.filter(place="all.zip/people.csv")] == [
        "It was left out, as somebody said: it holds no messages."
    ]


def test_what_the_application_exported_and_a_lone_table_are_asked_for_nothing_more(browser):
    assert "Leave this table out" not in browser.get(columns_of(upload(browser, told_csv=TYPED))).text
    assert upload(browser, notes_zip=a_zip({"post.md": b"# Cards failed"})).state == Import.State.READING
    assert upload(browser, broken_zip=a_zip({"told.csv": TYPED})[:60]).state == Import.State.READING


def test_it_can_be_discarded_instead(browser):
    run = upload(browser, told_csv=TYPED)
    browser.post(reverse("archive:import-discard", args=[run.pk]))
    run.refresh_from_db()
    assert run.state == Import.State.DISCARDED and not run.files.exists()


def test_who_names_columns_from_an_older_page_is_told(lena):
    run = naming.upload(lena, [("told.csv", TYPED)])
    columns = Columns({"title": "Störung", "time": "Wann", "text": "Was wir sagten"})
    naming.name_columns(lena, run, columns)
    with pytest.raises(Refused):
        naming.name_columns(lena, run, columns)
