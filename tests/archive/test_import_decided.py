"""An import is decided once: accepted or discarded, by whom, and whoever looks at an older page is told so."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from archive import leases
from archive.importers.statuspage import Statuspage
from archive.models import Import, ImportEntry, Record
from archive.verbs import accepting, importing
from archive.verify import faults
from postincident.errors import Refused
from postincident.models import Event, Incident
from postincident.work import Stop
from tests.archive.statuspage import api_incident, as_bytes, older_incident, older_update

pytestmark = pytest.mark.django_db
HISTORY = as_bytes(api_incident(), older_incident())


def stage(actor=None, data=HISTORY):
    return importing.stage(actor, "statuspage", "history.json", Statuspage().read("history.json", data))


@pytest.fixture
def path(tmp_path):
    (tmp_path / "history.json").write_bytes(HISTORY)
    return tmp_path / "history.json"


def command(*paths, **options):
    out = StringIO()
    call_command("import_history", *map(str, paths), stdout=out, **options)
    return out.getvalue().splitlines()


def test_a_file_staged_twice_is_filed_once(lena):
    first, second = stage(), stage()
    importing.accept(lena, first)
    importing.accept(lena, second)
    assert (first.counts["records"], second.counts["records"]) == (7, 0)
    assert second.counts == {"records": 0, "incidents": 0, "already_there": 7, "problems": 0, "remarks": 0}
    assert Record.objects.count() == 7
    assert not ImportEntry.objects.exclude(staged={}).exists()
    assert not list(faults())


def test_what_was_staged_before_and_reads_otherwise_by_now_is_reported(lena):
    changed = api_incident()
    changed["incident_updates"][1]["body"] = "Nothing had expired."
    first, second = stage(), stage(data=as_bytes(changed))
    importing.accept(lena, first)
    importing.accept(lena, second)
    (odd,) = second.entries.exclude(problem="")
    assert "reads otherwise" in odd.problem


def test_who_looks_at_an_older_page_does_not_accept_it_again(lena, ade):
    run = stage()
    older = Import.objects.get(pk=run.pk)
    importing.accept(lena, run)
    with pytest.raises(Refused):
        importing.accept(ade, older)
    with pytest.raises(Refused):
        importing.discard(ade, older)
    assert Import.objects.get().accepted_by == lena
    assert Event.objects.filter(verb="import.accepted").count() == 1


def test_a_discarded_import_leaves_its_counts_and_nothing_else(lena):
    run = stage(lena)
    importing.discard(lena, run)
    assert run.state == Import.State.DISCARDED
    assert run.counts["records"] == 7
    assert not ImportEntry.objects.exists()
    assert not Record.objects.exists()
    assert not Incident.objects.exists()
    with pytest.raises(Refused):
        importing.accept(lena, run)
    assert Event.objects.get(verb="import.discarded").user == lena


def test_many_imports_may_share_an_instant(monkeypatch):
    monkeypatch.setattr(accepting, "INCIDENTS_AT_ONCE", 1)
    at = "2021-01-05T00:00:00.000Z"
    same = [older_incident(f"day{number}", updates=[older_update(0, "update", at)]) for number in range(9)]
    run = importing.accept(None, stage(data=as_bytes(*same)))
    assert run.counts["records"] == 9
    assert sorted(Record.objects.values_list("search_key", flat=True)) == [
        1_609_804_800_000_000 + place for place in range(9)
    ]


def test_the_worker_files_what_was_accepted(lena):
    run = stage(lena)
    importing.begin_accepting(lena, run)
    assert not Record.objects.exists()
    accepting.sweep(timezone.now())
    run.refresh_from_db()
    assert (run.state, run.leased_until, run.counts["records"]) == (Import.State.ACCEPTED, None, 7)
    assert Event.objects.get(verb="import.filed").user == lena
    assert {event.user for event in Event.objects.filter(verb="incident.imported")} == {lena}


def test_one_worker_at_a_time_and_another_once_it_has_gone(lena, settings):
    run = stage()
    importing.begin_accepting(lena, run, leases.until())
    assert accepting.work(run.pk) == 0
    later = timezone.now() + timedelta(seconds=settings.LEASE_SECONDS + 1)
    Import.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert accepting.sweep(later) == 1
    assert Record.objects.count() == 7


def test_a_worker_that_lost_its_lease_leaves_off(lena, monkeypatch):
    monkeypatch.setattr(accepting, "INCIDENTS_AT_ONCE", 1)
    run = stage()
    importing.begin_accepting(lena, run)
    monkeypatch.setattr(leases, "renew", lambda model, pk, held: None)
    assert accepting.work(run.pk) == 1
    run.refresh_from_db()
    assert run.state == Import.State.ACCEPTING
    assert 0 < Record.objects.count() < 7


def test_a_worker_that_is_asked_to_stop_gives_the_rest_back(lena, monkeypatch):
    monkeypatch.setattr(accepting, "stopping", stopping := Stop())
    run = stage()
    importing.begin_accepting(lena, run)
    stopping.set()
    assert accepting.sweep(timezone.now()) == 0
    run.refresh_from_db()
    assert (run.state, run.leased_until) == (Import.State.ACCEPTING, None)


def test_the_command_stages_and_a_manager_accepts_later(lena, path):
    first, second = command(path, stage=True)
    run = Import.objects.get()
    assert first == "7 records of 2 incidents staged, 0 already there, 0 problems, 0 remarks"
    assert second.endswith(f"--accept {run.pk}")
    assert not Record.objects.exists()
    assert command(accept=run.pk, email=lena.email.upper()) == [
        "7 records of 2 incidents imported, 0 already there, 0 problems, 0 remarks"
    ]
    run.refresh_from_db()
    assert (run.started_by, run.accepted_by) == (None, lena)
    with pytest.raises(CommandError, match="decided before"):
        command(accept=run.pk)


def test_the_command_discards_what_was_staged(lena, path):
    command(path, stage=True, email=lena.email)
    run = Import.objects.get()
    assert run.started_by == lena
    assert command(discard=run.pk) == [f"Import {run.pk} is discarded."]
    assert not ImportEntry.objects.exists()


def test_the_command_names_whoever_imports(lena, path):
    command(path, email=lena.email)
    assert Import.objects.get().accepted_by == lena


@pytest.mark.parametrize("options", [{"accept": 99}, {"discard": 99}, {"email": "nobody@example.org"}, {}])
def test_the_command_says_what_makes_no_sense(options):
    with pytest.raises(CommandError):
        command(**options)


def test_only_a_manager_is_named(tomas, path):
    with pytest.raises(CommandError, match="no manager"):
        command(path, email=tomas.email)
    assert not Import.objects.exists()


def test_a_file_that_is_too_large_is_not_opened(path, monkeypatch):
    with path.with_name("huge.json").open("wb") as huge:
        huge.truncate(3 << 30)  # no such file would fit into memory beside everything else
    plain = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda one: plain(one) if one.stat().st_size < 1 << 20 else 1 / 0)
    problem, last = command(path.parent)
    assert problem == "huge.json: It is larger than 64 MB (IMPORT_MB), and was not opened."
    assert last == "7 records of 2 incidents imported, 0 already there, 1 problems, 0 remarks"


def test_a_path_and_a_number_are_one_too_many(path):
    with pytest.raises(CommandError, match="no path"):
        command(path, accept=1)
