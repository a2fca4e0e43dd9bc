"""What was exported is read like any other history, here and elsewhere, and each record is proven before it is taken."""

import copy
import json

import pytest
from django.core.management import call_command
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from archive import chain
from archive.exporting.records import Export
from archive.importers.found import FoundIncident, Problem
from archive.importers.ours import Ours
from archive.models import Import, ImportEntry, Record
from archive.said import told
from archive.verbs import importing, reading
from archive.verbs.redaction import redact
from postincident.models import Incident
from tests.archive.factories import make_record
from tests.archive.mutations import ODD
from tests.archive.ours import INCIDENT, exported, exported_record
from tests.factories import make_incident


def found_in(data):
    return list(Ours().read("export.zip", data))


def test_each_record_keeps_its_title_audience_and_time():
    (incident,) = found_in(exported(exported_record(2), exported_record(1)))
    assert (incident.origin, incident.severity, incident.services) == (INCIDENT["origin"], "major", ("Card payments",))
    assert incident.as_found["reference"] == "INC-2026-0007"
    assert [update.title for update in incident.updates] == [
        "Cards are accepted again, 1",
        "Cards are accepted again, 2",
    ]
    assert {update.audience for update in incident.updates} == {"Customers"}


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (exported_record() | {"digest": "f" * 64}, "It is not what was filed"),
        (exported_record() | {"content_digest": "f" * 64}, "It is not what was filed"),
        (exported_record() | {"number": 2}, "It is not what was filed"),
        (exported_record() | {"redacted": {"why": "A name"}}, "It was redacted"),
        (exported_record(kind="song"), "Its kind or its time"),
        (exported_record(sent_at="soon"), "Its kind or its time"),
        (exported_record(incident={"reference": "INC-1"}), "belongs to no incident"),
        (exported_record(text=" "), "It has no text"),
        ([], "not a record of an export"),
    ],
)
def test_what_is_not_taken_says_why(row, why):
    (problem,) = found_in(exported(row))
    assert isinstance(problem, Problem) and why in problem.sentence
    assert problem.place == "export.zip/records.jsonl, line 1"


def test_words_of_a_restricted_incident_are_not_laid_before_those_who_see_imports():
    (problem,) = found_in(exported(exported_record(), incidents=[INCIDENT | {"restricted": True}]))
    assert "restricted" in problem.sentence


@pytest.mark.once
@settings(max_examples=200, deadline=None)
@given(st.data())
def test_whatever_a_line_says_it_is_taken_or_refused_with_a_sentence(data):
    """Also where somebody made the digests fit."""
    record, incident = copy.deepcopy(exported_record()), dict(INCIDENT)
    where = data.draw(st.sampled_from(["row", "content", "metadata", "incident"]))
    metadata = json.loads(record["metadata"])
    change = {"row": record, "content": record["content"], "metadata": metadata, "incident": incident}[where]
    change[data.draw(st.sampled_from(sorted(change)))] = data.draw(
        st.sampled_from([one for one in ODD if one != "\ud800\x00"])
    )
    if where in ("content", "metadata"):
        parts = dict(record["content"])
        record["metadata"] = chain.canonical(metadata)
        record["content_digest"] = chain.salted(f"{parts.pop('salt')}", parts)
        record["digest"] = chain.link("0" * 64, 1, record["metadata"], record["content_digest"])
    (one,) = found_in(exported(record, incidents=[incident]))
    assert isinstance(one, FoundIncident) or one.sentence
    assert "cannot be read: " not in getattr(one, "sentence", "")


@pytest.fixture
def taken_along(db, vera, ade):
    """The zip of an incident with two records, one of them redacted, and of one more."""
    incident = make_incident(title="Card payments declined")
    make_record(incident, title="Why card payments were declined", audience="Customers")
    redact(ade, make_record(incident, title="Names Ferreira", text="Ferreira"), "A name")
    make_record(incident, title="What we do about it", audience="Partners", text="Certificates are watched.")
    return b"".join(Export("", Record.objects.all(), list(Record.objects.values_list("pk", flat=True))).stream())


def staged(data):
    return importing.stage(None, "auto", "export.zip", reading.read_file("export.zip", data))


def test_here_it_is_there_already(taken_along):
    run = importing.accept(None, staged(taken_along))
    assert (run.counts["records"], run.counts["already_there"], run.counts["problems"]) == (0, 2, 1)
    assert Incident.objects.count() == 1 and Record.objects.count() == 3


def test_elsewhere_it_is_filed_once_with_its_words_and_found(sign_in, lena, vera, run_worker_on):
    data = exported(exported_record(1, text="A new certificate was incomplete."), exported_record(2))
    for records in (2, 0):
        run = run_worker_on(data)
        assert (run.counts["records"], run.counts["already_there"]) == (records, 2 - records)
    first = Record.objects.get(number=1)
    assert (first.title, first.audience, first.source) == ("Cards are accepted again, 1", "Customers", "imported")
    assert (
        told(first)["extra"]["found"]["digest"]
        == exported_record(1, text="A new certificate was incomplete.")["digest"]
    )
    assert "Cards are accepted again, 1" in sign_in(vera).get(reverse("archive:search"), {"q": "incomplete"}).text
    # Out again and in again: still the same records.
    again = b"".join(Export("", Record.objects.all(), list(Record.objects.values_list("pk", flat=True))).stream())
    run = run_worker_on(again)
    assert (run.counts["records"], run.counts["already_there"], run.counts["problems"]) == (0, 2, 0)


@pytest.fixture
def run_worker_on(db, lena):
    """Uploaded in the browser, staged and filed by the worker."""

    def run(data):
        upload = importing.upload(lena, [("export.zip", data)])
        reading.work(upload.pk)
        upload.refresh_from_db()
        assert upload.state == Import.State.STAGED
        return importing.accept(lena, upload)

    return run


@pytest.mark.django_db
def test_the_command_line_reads_it_too(tmp_path, capsys):
    (tmp_path / "export.zip").write_bytes(exported(exported_record(1), exported_record(2)))
    call_command("import_history", str(tmp_path / "export.zip"))
    assert "2 records of 1 incidents imported, 0 already there, 0 problems, 0 remarks" in capsys.readouterr().out
    assert not ImportEntry.objects.exclude(problem="").exists()


def test_what_was_written_here_is_known_when_it_comes_back_from_elsewhere(taken_along):
    """The other installation names the record it was, and it is that which is there."""
    record = Record.objects.get(number=1)
    back = exported_record(9, origin=f"{INCIDENT['origin']}#1")
    content = {name: value for name, value in back["content"].items() if name != "salt"}
    content["said"] = chain.canonical({"title": "T", "extra": {"found": {"digest": record.digest}}})
    back["content"] = content | {"salt": "5a"}
    back["content_digest"] = chain.salted("5a", content)
    back["digest"] = chain.link("0" * 64, 9, back["metadata"], back["content_digest"])
    assert staged(exported(back)).counts["already_there"] == 1
