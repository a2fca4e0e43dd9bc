"""What is too much for one request is ordered, made by the worker, and ready for a day: for nobody else, and never with what was hidden."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from archive import leases
from archive.exporting import searched
from archive.importers.statuspage import Statuspage
from archive.models import ExportPiece, PreparedExport
from archive.verbs import importing, preparing, withdrawing
from archive.verbs.redaction import redact
from archive.verbs.staging import stage
from postincident.models import Event
from postincident.verbs.incident import restrict, take_access
from tests.archive.factories import make_record
from tests.archive.statuspage import api_incident, as_bytes
from tests.factories import make_incident

pytestmark = pytest.mark.django_db
ORDER, DETAIL, DOWNLOAD = (reverse(f"archive:export-{name}") for name in ("order", "detail", "download"))
State = PreparedExport.State


@pytest.fixture(autouse=True)
def bounds(monkeypatch):
    """Three records are too much for one request, and a piece is small."""
    monkeypatch.setattr(searched, "AT_ONCE", 2)
    monkeypatch.setattr(preparing, "PIECE", 1000)


@pytest.fixture
def disks():
    return [make_record(title=f"Disk {n}", text=f"The disk {n} was full.") for n in range(3)]


def sweep():
    return preparing.sweep(timezone.now())


def downloaded(client):
    response = client.get(DOWNLOAD)
    content = b"".join(response)
    assert (response["Content-Type"], response["Content-Length"]) == ("application/zip", str(len(content)))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name).decode() for name in archive.namelist()}


def numbers_in(files):
    return [json.loads(line)["number"] for line in files["records.jsonl"].splitlines()]


def test_little_is_sent_at_once_and_much_is_to_be_ordered(disks, sign_in, vera):
    client, few, many = sign_in(vera), "?q=disk+1", "?q=disk"
    assert client.get(reverse("archive:search-export") + few)["Content-Type"] == "application/zip"
    assert client.get(reverse("archive:search-export") + many).url == f"{ORDER}?q=disk"
    page = client.get(f"{ORDER}?q=disk").text
    assert "more than 2 records" in page and "Order the export" in page
    assert not PreparedExport.objects.exists()


def test_the_page_of_results_leads_there(disks, sign_in, vera, monkeypatch):
    link = f'href="{ORDER}?q=disk&amp;kind=root_cause"'
    assert link not in sign_in(vera).get(reverse("archive:search") + "?q=disk&kind=root_cause").text
    monkeypatch.setattr("archive.search.find.NEWEST", 2)
    assert link in sign_in(vera).get(reverse("archive:search") + "?q=disk&kind=root_cause").text


def test_it_is_made_by_the_worker_and_ready_here(disks, sign_in, vera):
    make_record(title="Something else", text="Else")
    client = sign_in(vera)
    assert "No export waits here" in client.get(DETAIL).text
    assert client.post(f"{ORDER}?q=disk").url == DETAIL
    assert "it will be ready here" in client.get(DETAIL).text
    assert client.get(DOWNLOAD).status_code == 404
    assert sweep() > 1 and sweep() == 0
    page = client.get(DETAIL).text
    assert DOWNLOAD in page and "3 <small>records" in page and "It is kept until" in page
    files = downloaded(client)
    assert numbers_in(files) == [1, 2, 3]
    assert json.loads(files["head.json"])["export"] == "Archive, searched for: disk"
    assert [(e.verb, e.user) for e in Event.objects.filter(verb__startswith="export.").order_by("pk")] == [
        ("export.ordered", vera),
        ("export.made", None),
    ]
    fragment = client.get(DETAIL, headers={"HX-Request": "true"})
    assert fragment["HX-Refresh"] == "true"


def test_it_is_of_the_newest_where_there_are_very_many(disks, sign_in, vera, monkeypatch):
    monkeypatch.setattr(searched, "AT_MOST", 2)
    preparing.order(vera, "q=disk")
    sweep()
    files = downloaded(sign_in(vera))
    assert numbers_in(files) == [2, 3]  # sent in the same instant; what was filed later counts as newer
    assert "There are more: these are the newest 2" in files["index.html"]


def test_it_holds_what_its_owner_may_see_and_nobody_else_has_it(disks, sign_in, vera, lena):
    make_record(make_incident(restricted=True, access=[lena]), title="Hidden", text="A hidden disk")
    for user in (vera, lena):
        preparing.order(user, "q=disk")
    sweep()
    assert numbers_in(downloaded(sign_in(vera))) == [1, 2, 3]
    assert numbers_in(downloaded(sign_in(lena))) == [1, 2, 3, 4]


def test_another_order_takes_the_place_of_the_one_before(disks, sign_in, vera):
    preparing.order(vera, "q=disk")
    sweep()
    assert "is deleted when you order this one" in sign_in(vera).get(f"{ORDER}?q=full").text
    preparing.order(vera, "q=2")
    assert not ExportPiece.objects.exists()
    sweep()
    assert numbers_in(downloaded(sign_in(vera))) == [3]


def brought_in(lena):
    found = Statuspage().read("a.json", as_bytes(api_incident()))
    return importing.accept(lena, stage(lena, "statuspage", "a.json", found))


@pytest.mark.parametrize("how", ["redacted", "restricted", "taken", "withdrawn"])
def test_what_is_hidden_later_is_in_none_that_is_ready(disks, sign_in, vera, lena, ade, how):
    run = brought_in(lena) if how == "withdrawn" else None
    named = make_incident(restricted=True, access=[lena, vera])
    record = make_record(named, text="A named disk") if how == "taken" else disks[1]
    preparing.order(vera, "")
    sweep()
    before = numbers_in(downloaded(sign_in(vera)))
    if how == "redacted":
        redact(ade, record, "A name")
    elif how == "restricted":
        restrict(lena, record.incident)
    elif how == "taken":
        take_access(lena, named, vera)
    else:
        withdrawing.withdraw(lena, run, "Not ours")
    assert not ExportPiece.objects.exists()
    assert sign_in(vera).get(DOWNLOAD).status_code == 404
    sweep()
    after = downloaded(sign_in(vera))
    if how == "redacted":
        assert "The disk 1 was full" not in "".join(after.values()) and numbers_in(after) == before
    else:
        assert (len(numbers_in(after)) < len(before) and record.number not in numbers_in(after)) or run


def test_what_is_hidden_while_it_is_made_begins_it_anew(disks, vera, ade, monkeypatch):
    preparing.order(vera, "q=disk")
    write = preparing._write

    def meanwhile(pk, held, position, content):
        if position == 2:
            redact(ade, disks[1], "A name")
        return write(pk, held, position, content)

    monkeypatch.setattr(preparing, "_write", meanwhile)
    assert sweep() == 2
    assert PreparedExport.objects.get().state == State.WAITING and not ExportPiece.objects.exists()
    monkeypatch.undo()
    assert sweep() and PreparedExport.objects.get().state == State.READY


def test_another_worker_makes_what_a_killed_one_left(disks, sign_in, vera, settings):
    preparing.order(vera, "q=disk")
    leases.take(PreparedExport, vera.pk, State.WAITING)
    ExportPiece.objects.create(export_id=vera.pk, position=1, content=b"half of it")
    assert sweep() == 0
    PreparedExport.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
    assert sweep()
    assert numbers_in(downloaded(sign_in(vera))) == [1, 2, 3]


def test_a_worker_that_is_told_to_stop_gives_it_back(disks, vera, monkeypatch):
    preparing.order(vera, "q=disk")
    monkeypatch.setattr(preparing.stopping, "_is_set", True)
    sweep()
    export = PreparedExport.objects.get()
    assert (export.state, export.leased_until) == (State.WAITING, None)


def test_one_that_cannot_be_made_says_so_and_can_be_ordered_again(disks, sign_in, vera, monkeypatch):
    def broken(user, wanted):
        raise ValueError("an odd record")

    preparing.order(vera, "q=disk")
    with monkeypatch.context() as patched:
        patched.setattr(preparing, "of_search", broken)
        assert sweep() == 0
    assert sweep() == 0, "it is not tried for ever"
    client = sign_in(vera)
    assert "It could not be made" in client.get(DETAIL).text
    client.post(f"{ORDER}?q=disk")
    assert sweep() and numbers_in(downloaded(client)) == [1, 2, 3]


def test_a_download_breaks_off_when_it_is_made_anew_meanwhile(disks, sign_in, vera, lena):
    preparing.order(vera, "q=disk")
    sweep()
    stream = iter(sign_in(vera).get(DOWNLOAD))
    assert len(next(stream)) == 1000
    restrict(lena, disks[0].incident)
    sweep()
    with pytest.raises(ExportPiece.DoesNotExist):
        list(stream)


def test_it_is_kept_for_a_day(disks, vera):
    preparing.order(vera, "q=disk")
    sweep()
    preparing.forget_old(timezone.now() + timedelta(hours=23))
    assert ExportPiece.objects.exists()
    preparing.forget_old(timezone.now() + timedelta(hours=25))
    assert not ExportPiece.objects.exists() and not PreparedExport.objects.exists()
