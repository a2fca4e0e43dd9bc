import json
import os
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from archive.importers import FORMATS
from archive.models import Import, ImportEntry, Record, RecordBody
from archive.verbs import importing, placing
from archive.verify import faults
from postincident.errors import Refused
from postincident.models import ChecklistTask, Event, Incident, Service
from postincident.vocabulary import Source
from tests.archive.statuspage import api_incident, api_update, as_bytes, older_incident, older_update
from tests.factories import make_service


@pytest.fixture
def history(tmp_path):
    path = tmp_path / "history.json"
    path.write_bytes(as_bytes(api_incident(), older_incident()))
    return path


def run(*paths, **options):
    out = StringIO()
    call_command("import_history", *map(str, paths), stdout=out, **options)
    return out.getvalue().splitlines()


def test_it_files_a_record_for_every_update(db, history):
    assert run(history) == ["7 records of 2 incidents imported, 0 already there, 0 problems, 0 remarks"]
    incident = Incident.objects.get(origin="statuspage:aaaa1111bbbb")
    assert (incident.reference, incident.source) == ("IMP-2024-0001", Source.IMPORTED)
    records = Record.objects.filter(incident=incident).order_by("sent_at")
    assert [r.kind for r in records] == ["acknowledgement", "update", "update", "resolution"]
    assert [r.origin.rpartition("#")[2] for r in records] == ["1", "2", "3", "4"]
    assert records[3].body.text == "Card payments work again.\nWe are sorry."
    assert not list(faults())
    assert Event.objects.filter(verb="incident.imported", incident=incident).exists()


def test_a_second_run_imports_nothing(db, history):
    run(history)
    assert run(history) == ["0 records of 0 incidents imported, 7 already there, 0 problems, 0 remarks"]
    assert Record.objects.count() == 7
    assert Incident.objects.count() == 2


def test_a_later_update_joins_its_incident(db, history, tmp_path):
    run(history)
    grown = api_incident()
    grown["incident_updates"].insert(0, api_update("postmortem", "2024-05-04T10:00:00Z", "Why it happened."))
    history.write_bytes(as_bytes(grown, older_incident()))
    assert run(history) == ["1 records of 1 incidents imported, 7 already there, 0 problems, 0 remarks"]
    assert Incident.objects.count() == 2
    assert Record.objects.get(origin="statuspage:aaaa1111bbbb#5").kind == "root_cause"


def test_words_that_changed_elsewhere_are_reported_and_not_taken(db, history):
    run(history)
    changed = api_incident()
    changed["incident_updates"][1]["body"] = "Nothing had expired."
    history.write_bytes(as_bytes(changed))
    *problems, last = run(history)
    assert last == "0 records of 0 incidents imported, 4 already there, 0 problems, 1 remarks"
    assert "reads otherwise" in problems[0]
    assert RecordBody.objects.filter(text="A certificate had expired.").exists()


def test_the_same_file_twice_in_one_run_counts_once(db, history, tmp_path):
    (tmp_path / "again.json").write_bytes(history.read_bytes())
    assert run(tmp_path) == ["7 records of 2 incidents imported, 7 already there, 0 problems, 0 remarks"]


def test_two_files_may_hold_parts_of_one_incident(db, tmp_path):
    first, second = older_update(1, "update", "2021-01-05T08:00:00Z"), older_update(0, "update", "2021-01-05T09:00:00Z")
    (tmp_path / "1.json").write_bytes(as_bytes(older_incident(updates=[first])))
    (tmp_path / "2.json").write_bytes(as_bytes(older_incident(updates=[first, second])))
    assert run(tmp_path)[-1] == "2 records of 1 incidents imported, 1 already there, 0 problems, 0 remarks"
    assert Incident.objects.count() == 1


def test_a_dry_run_keeps_nothing(db, history):
    assert run(history, dry_run=True) == [
        "7 records of 2 incidents would be imported, 0 already there, 0 problems, 0 remarks"
    ]
    assert not Import.objects.exists()
    assert not Record.objects.exists()
    assert not Event.objects.exists()


def test_reversed_times_are_imported_flagged_and_reported(db, history):
    history.write_bytes(as_bytes(api_incident(started_at="2024-05-09T00:00:00Z"), older_incident()))
    problem, last = run(history)
    assert last == "7 records of 2 incidents imported, 0 already there, 0 problems, 1 remarks"
    assert problem.startswith("history.json, incident 1 (aaaa1111bbbb)")
    incident = Incident.objects.get(origin="statuspage:aaaa1111bbbb")
    assert incident.flags == ["resolved_before_started", "no_services"]
    assert incident.started_at > incident.resolved_at
    assert incident.as_found["started_at"] == "2024-05-09T00:00:00Z"
    assert incident.duration is None


def test_bad_entries_do_not_stop_the_rest(db, tmp_path):
    broken = api_incident("broken", updates=[api_update("update", "never"), api_update("update", "2024-01-01T00:00Z")])
    (tmp_path / "a.json").write_bytes(b'{"incident_updates": ')
    (tmp_path / "b.json").write_bytes(as_bytes(broken, None, older_incident()))
    (tmp_path / "c.txt").write_text("Not a history.")
    *problems, last = run(tmp_path)
    assert last == "4 records of 2 incidents imported, 0 already there, 4 problems, 0 remarks"
    assert [line.partition(",")[0].partition(":")[0] for line in problems] == ["a.json", "b.json", "b.json", "c.txt"]


def test_links_in_a_folder_are_not_followed_and_what_is_no_file_is_not_opened(db, tmp_path, history):
    folder = tmp_path / "folder"
    (folder / ".git").mkdir(parents=True)
    (folder / ".git" / "config").write_text("nobody wrote this")
    (folder / "link.json").symlink_to(history)
    (folder / "more").symlink_to(tmp_path)
    os.mkfifo(folder / "pipe")
    *problems, last = run(folder)
    assert last == "0 records of 0 incidents imported, 0 already there, 3 problems, 0 remarks"
    assert [line.partition(":")[0] for line in problems] == ["link.json", "more", "pipe"]
    (tmp_path / "named").symlink_to(history)
    assert run(tmp_path / "named")[-1].startswith("7 records")


def test_an_incident_the_database_refuses_does_not_stop_the_rest(db, history, monkeypatch):
    plain = placing._incident

    def refuse_one(about, references):
        incident = plain(about, references)
        incident.severity = "no such" if about["origin"].endswith("bbbb") else incident.severity
        return incident

    monkeypatch.setattr(placing, "_incident", refuse_one)
    *problems, last = run(history)
    assert last == "3 records of 1 incidents imported, 0 already there, 4 problems, 0 remarks"
    assert all("refused" in line for line in problems)
    assert not list(faults())


def test_imported_incidents_owe_nothing(db, history):
    run(history)
    assert not ChecklistTask.objects.exists()
    assert not any(incident.has_checklist for incident in Incident.objects.all())


def test_services_are_found_by_name_or_written_down(db, history):
    mine = make_service("pay-out-engine", public_name="payouts")
    other = older_incident("eeee", components=[{"name": "Cards"}, {"name": "cards"}])
    history.write_bytes(as_bytes(older_incident(), other))
    run(history)
    assert Incident.objects.get(origin="statuspage:cccc2222dddd").services.get() == mine
    assert Incident.objects.get(origin="statuspage:eeee").services.get().name == "Cards"
    assert Service.objects.count() == 2


def test_words_leave_the_staging_once_filed(db, history):
    run(history)
    assert not ImportEntry.objects.exclude(staged={}).exists()


def test_an_import_is_accepted_once(db, history):
    found = FORMATS["statuspage"].read("history.json", history.read_bytes())
    staged = importing.stage(None, "statuspage", "history.json", found)
    assert not Record.objects.exists()
    importing.accept(None, staged)
    with pytest.raises(Refused):
        importing.accept(None, staged)


def test_long_and_strange_titles_are_kept_as_found(db, history):
    history.write_bytes(as_bytes(older_incident(name="Ж" * 500 + "<b>{{ x }}</b>")))
    assert run(history)[-1].startswith("3 records of 1 incidents")
    incident = Incident.objects.get()
    assert len(incident.title) == 200
    assert incident.as_found["name"].endswith("{{ x }}</b>")


@pytest.mark.parametrize("path", ["nowhere.json", "empty"])
def test_it_says_so_when_there_is_nothing_to_read(db, tmp_path, path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(CommandError):
        run(tmp_path / path)


def test_counts_stay_with_the_import(db, history):
    run(history)
    staged = Import.objects.get()
    assert staged.counts == {"records": 7, "incidents": 2, "already_there": 0, "problems": 0, "remarks": 0}
    assert json.dumps(staged.counts)
    assert staged.state == Import.State.ACCEPTED
