"""A zip of anything the importers read, and zips that want something else."""

import logging
import stat
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.importers import bundle
from archive.importers.found import FoundIncident, Problem
from archive.models import Import, Record
from archive.verbs import reading
from tests.archive.mutations import mutated
from tests.archive.statuspage import as_bytes, older_incident
from tests.archive.test_import_history import run
from tests.archive.test_importers import history
from tests.archive.zips import a_zip, info, lying, with_flag

HISTORY = as_bytes(older_incident())
PAGE = history("cstate/2022-05-05-artifactory-down.md")
NOTIFY = history("json/notify.json")


def read(data):
    return list(reading.read_file("history.zip", data))


def problems(data):
    found = read(data)
    assert all(isinstance(one, Problem) for one in found)
    return [(one.place, one.sentence) for one in found]


@pytest.mark.once
def test_every_file_of_a_zip_is_read_by_its_importer():
    found = read(a_zip({"a/history.json": HISTORY, "b/2022-05-05-artifactory-down.md": PAGE, "b/notify.json": NOTIFY}))
    assert [one.origin.partition(":")[0] for one in found] == ["statuspage", "cstate", "json", "json"]
    assert found[0].place.startswith("history.zip/a/history.json, incident 1")


@pytest.mark.once
def test_what_systems_put_beside_files_is_left_out():
    litter = {"__MACOSX/._history.json": b"\x00", ".DS_Store": b"\x00", "a/Thumbs.db": b"\x00", ".git/config": b"x"}
    (found,) = read(a_zip(litter | {"history.json": HISTORY}))
    assert isinstance(found, FoundIncident)


def test_a_file_has_the_same_identity_in_a_zip_in_a_folder_and_alone(db, tmp_path):
    pages = {f"pages/{name}": history(f"cstate/{name}") for name in ("2022-05-05-artifactory-down.md",)}
    pages |= {"pages/outage/index.md": PAGE, "history.json": HISTORY}
    (tmp_path / "all.zip").write_bytes(a_zip(pages))
    folder = tmp_path / "folder"
    for name, content in pages.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    assert run(tmp_path / "all.zip") == ["5 records of 3 incidents imported, 0 already there, 0 problems, 0 remarks"]
    assert run(folder) == ["0 records of 0 incidents imported, 5 already there, 0 problems, 0 remarks"]
    alone = folder / "pages/2022-05-05-artifactory-down.md"
    assert run(alone) == ["0 records of 0 incidents imported, 1 already there, 0 problems, 0 remarks"]
    assert Record.objects.count() == 5


def test_two_entries_with_one_identity_and_other_words_are_told(db, tmp_path):
    name = "2022-05-05-artifactory-down.md"
    (tmp_path / "all.zip").write_bytes(
        a_zip({f"a/{name}": PAGE, f"b/{name}": PAGE.replace(b"Artifactory", b"Nothing")})
    )
    problem, last = run(tmp_path / "all.zip")
    assert problem.startswith(f"all.zip/b/{name}") and "reads otherwise" in problem
    assert last == "1 records of 1 incidents imported, 1 already there, 0 problems, 1 remarks"


def test_a_zip_is_imported_in_the_browser(client, lena):
    client.force_login(lena)
    upload = SimpleUploadedFile("history.zip", a_zip({"history.json": HISTORY, "secret": b"\x00"}))
    client.post(reverse("archive:import-add"), {"history": [upload]})
    reading.sweep(timezone.now())
    run = Import.objects.get()
    assert (run.counts["records"], run.counts["problems"]) == (3, 1)
    page = client.get(run.get_absolute_url(), {"show": "problems"}).text
    assert "history.zip/secret" in page and "No importer knows this format." in page


REFUSED = {
    "leads out by dots": (a_zip({"../../etc/history.json": HISTORY}), "leads out of the zip"),
    "leads out by a root": (a_zip({"/etc/history.json": HISTORY}), "leads out of the zip"),
    "leads out by a drive": (a_zip({"C:\\history.json": HISTORY}), "leads out of the zip"),
    "leads out backwards": (a_zip({"..\\history.json": HISTORY}), "leads out of the zip"),
    "a link": (a_zip({info("history.json", stat.S_IFLNK | 0o777): b"/etc/passwd"}), "It is a link"),
    "a device": (a_zip({info("history.json", stat.S_IFCHR | 0o644): b""}), "It is no file"),
    "a password": (with_flag(a_zip({"history.json": HISTORY}), 0x1), "protected by a password"),
    "another packing": (a_zip({"history.json": HISTORY}, zipfile.ZIP_LZMA), "packed in a way"),
    "a zip within": (a_zip({"inner.zip": a_zip({"history.json": HISTORY})}), "zip within a zip"),
    "a trap by ratio": (a_zip({"history.json": b"[" + b" " * 4_000_000}), "only a trap does"),
    "says less than it holds": (lying(a_zip({"history.json": HISTORY}), 20), "It is damaged"),
    "an office document": (a_zip({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), "office program"),
    "empty": (a_zip({}), "empty zip"),
    "cut off": (a_zip({"history.json": HISTORY})[:200], "not a zip that can be read"),
}


@pytest.mark.once
@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_a_sentence(name):
    data, said = REFUSED[name]
    ((place, sentence),) = problems(data)
    assert said in sentence
    assert place.startswith("history.zip")


@pytest.mark.once
def test_what_says_more_than_it_holds_is_read_for_what_it_is():
    (found,) = read(lying(a_zip({"history.json": HISTORY}), 2**31))
    assert len(found.updates) == 3


@pytest.mark.once
def test_one_file_too_large_leaves_the_others(settings):
    settings.IMPORT_BYTES = 2000
    found = read(a_zip({"large.json": HISTORY * 20, "history.json": HISTORY}))
    assert "is larger than" in found[0].sentence and isinstance(found[1], FoundIncident)


@pytest.mark.once
def test_all_files_together_have_an_end(settings):
    settings.IMPORT_BYTES = 1000
    said = problems(a_zip({f"{number:02}.bin": bytes(900) for number in range(20)}))
    assert len(said) == 13 and "together larger than" in said[-1][1]
    assert said[-1][0] == "history.zip/12.bin"


@pytest.mark.once
def test_too_many_files_are_not_even_listed(monkeypatch):
    monkeypatch.setattr(bundle, "MOST_FILES", 3)
    assert "more than 3 files" in problems(a_zip({str(number): b"" for number in range(4)}))[0][1]
    assert len(read(a_zip({str(number): HISTORY for number in range(3)}))) == 3


@pytest.mark.once
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_zip_is_read_as_far_as_it_goes(caplog, data):
    examples = [a_zip({"a.json": HISTORY, "b.md": PAGE}), a_zip({"a.json": HISTORY}, zipfile.ZIP_STORED)]
    with caplog.at_level(logging.ERROR):
        for one in read(data.draw(mutated(examples))):
            assert one.place.startswith("history.zip")
            assert one.sentence if isinstance(one, Problem) else one.updates
    assert not caplog.records, "reading a zip should have foreseen it"
