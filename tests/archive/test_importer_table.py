from datetime import UTC, datetime

import pytest
from django.core.management import CommandError

from archive.importers import recognise
from archive.importers.found import Problem
from archive.importers.table import FIELDS, Columns, TableFile, guessed, is_whole, readable
from archive.models import Record
from archive.verbs.reading import read_file, read_files
from postincident.vocabulary import Kind, Severity
from tests.archive.tables import KNOWN, NAMES, TYPED
from tests.archive.test_import_history import run
from tests.archive.zips import a_zip

SAID = Columns(NAMES, "day", "Europe/Berlin")


def read(data, *said):
    return list(read_files([("told.csv", data)], columns=said))


@pytest.mark.once
def test_columns_are_known_by_their_headings():
    cards, payouts = read(KNOWN)
    assert (cards.origin, cards.title, cards.severity) == (
        "table:17@2024-05-02",
        "Card payments failing",
        Severity.MAJOR,
    )
    assert cards.services == ("Cards", "Payouts") and payouts.severity == Severity.MINOR
    assert [(one.kind, one.at.hour, one.audience) for one in cards.updates] == [
        (Kind.ACKNOWLEDGEMENT, 10, ""),
        (Kind.UPDATE, 10, ""),
        (Kind.RESOLUTION, 11, ""),
    ]
    assert cards.updates[1].text == "A certificate had expired,\nand nobody renewed it."
    assert cards.resolved_at == cards.updates[2].at and payouts.resolved_at is None
    assert [one.place for one in cards.updates] == ["told.csv, line 2", "told.csv, line 4", "told.csv, line 5"]


@pytest.mark.once
def test_somebody_says_which_column_is_which():
    assert recognise("told.csv", TYPED).name == "table"
    (problem,) = read(TYPED)
    assert "Its columns are not known" in problem.sentence
    latest, earlier = read(TYPED, SAID)
    assert [(one.text, one.at) for one in latest.updates] == [
        ("Zahlungen scheitern.", datetime(2024, 5, 2, 10, tzinfo=UTC)),
        ("Es läuft wieder.", datetime(2024, 5, 2, 11, 20, tzinfo=UTC)),
    ]
    assert earlier.updates[0].at == datetime(2024, 3, 1, 8, tzinfo=UTC)
    assert [one.updates[0].audience for one in (latest, earlier)] == ["Kunden", ""], "no address is a group"


@pytest.mark.once
def test_what_was_said_of_one_table_is_not_said_of_another():
    said = Columns(NAMES, heading=("Störung", "Wann", "Was wir sagten"))
    assert isinstance(read(TYPED, said)[0], Problem)
    assert len(read(KNOWN, SAID)) == 2


@pytest.mark.once
@pytest.mark.parametrize(
    ("words", "days", "zone", "at"),
    [
        ("2024-05-02T10:00:00+02:00", "", "UTC", datetime(2024, 5, 2, 8, tzinfo=UTC)),
        ("2024-05-02 10:00", "", "Europe/Berlin", datetime(2024, 5, 2, 8, tzinfo=UTC)),
        ("2024-12-02 10:00", "", "Europe/Berlin", datetime(2024, 12, 2, 9, tzinfo=UTC)),
        ("May 2, 2024 10:00", "", "America/New_York", datetime(2024, 5, 2, 14, tzinfo=UTC)),
        ("May 2, 2024 10:00 BST", "", "America/New_York", datetime(2024, 5, 2, 9, tzinfo=UTC)),
        ("May 2, 2024", "", "America/New_York", datetime(2024, 5, 2, tzinfo=UTC)),
        ("03/04/2024 10:00", "", "UTC", None),
        ("03/04/2024 10:00", "day", "UTC", datetime(2024, 4, 3, 10, tzinfo=UTC)),
        ("3/4/2024 3:15 PM", "month", "UTC", datetime(2024, 3, 4, 15, 15, tzinfo=UTC)),
        ("04/04/2024", "", "UTC", datetime(2024, 4, 4, tzinfo=UTC)),
        ("13/04/2024", "month", "UTC", datetime(2024, 4, 13, tzinfo=UTC)),
        ("04/13/2024", "day", "UTC", datetime(2024, 4, 13, tzinfo=UTC)),
        ("03.04.2024, 10:00", "", "UTC", datetime(2024, 4, 3, 10, tzinfo=UTC)),
        ("31/31/2024", "", "UTC", None),
        ("9999-12-31T23:59:59-14:00", "", "UTC", None),
        ("0001-01-01", "", "Asia/Tokyo", None),
        ("soon", "", "UTC", None),
        ("", "", "UTC", None),
    ],
)
def test_times_as_tables_have_them(words, days, zone, at):
    assert readable(words, Columns({}, days, zone)) == at


@pytest.mark.once
def test_a_row_that_cannot_be_kept_is_told_with_its_line():
    data = (
        KNOWN + b"18,Payouts late,soon,update,P3,Payouts,Still.\n18,Payouts late,2024-05-09T09:00:00Z,update,,,\n18\n"
    )
    problems = [one for one in read(data) if isinstance(one, Problem)]
    assert [(one.place, one.sentence) for one in problems] == [
        ("told.csv, line 7", "It has no time that can be read."),
        ("told.csv, line 8", "It has no text."),
        ("told.csv, line 9", "It has no time that can be read."),
    ]


@pytest.mark.once
def test_the_same_title_years_later_is_another_incident():
    heading = b"Title,Time,Text\n"
    rows = [f"Down,{when},Text {n}\n".encode() for n, when in enumerate(("2022-01-01", "2022-01-09", "2024-01-01"))]
    assert [len(one.updates) for one in read(heading + b"".join(rows))] == [2, 1]
    backwards = read(heading + b"".join(rows[::-1]))
    assert {one.origin for one in backwards} == {one.origin for one in read(heading + b"".join(rows))}


@pytest.mark.once
@pytest.mark.parametrize("data", [b"", b'"', b"Title,Time,Text\n" + b'"' * 9, b'Title,Time,Text\n"' + b"x" * 400_001])
def test_what_is_no_table_is_a_problem(data):
    assert all(isinstance(one, Problem) for one in TableFile().read("history", data))


@pytest.mark.once
def test_only_tables_are_taken_for_tables():
    assert recognise("notes.md", b"# Down, again, and again\n\n**Date:** 2024-05-02\n").name == "markdown"
    assert recognise("notes.txt", b"Hello, this is no table, sorry.\n") is None
    assert recognise("told.txt", b"title\ttime\ttext\n").name == "table"
    assert is_whole(guessed(["Name", "Date", "Body"])) and not is_whole(guessed(["Title", "Time"]))
    heading = ["Title", "Incident", "Date", "Text", "Text"]
    assert guessed(heading).names == {"title": "Title", "time": "Date", "text": "Text"}


def test_the_command_is_told_the_columns(db, tmp_path):
    (tmp_path / "told.csv").write_bytes(TYPED)
    assert run(tmp_path)[-1] == "0 records of 0 incidents imported, 0 already there, 1 problems, 0 remarks"
    options = {"days": "day", "zone": "Europe/Berlin"}
    columns = ",".join(f"{name}={heading}" for name, heading in NAMES.items())
    assert run(tmp_path, f"--columns={columns}", **options)[-1].startswith("3 records of 2 incidents imported")
    assert Record.objects.get(body__text="Schon einmal.").sent_at == datetime(2024, 3, 1, 8, tzinfo=UTC)
    (tmp_path / "told.zip").write_bytes(a_zip({"a/told.csv": TYPED}))
    assert "3 already there" in run(tmp_path / "told.zip", f"--columns={columns}", **options)[-1]


@pytest.mark.parametrize("wrong", ["title=A,time=B", "name=A", "title=A,time=B,text=", ""])
def test_the_command_says_what_columns_there_are(db, tmp_path, wrong):
    with pytest.raises(CommandError, match=r"title|none of"):
        run(tmp_path, f"--columns={wrong}")


def test_a_zone_there_is_not_is_refused(db, tmp_path):
    with pytest.raises(CommandError, match="no time zone"):
        run(tmp_path, "--columns=title=A,time=B,text=C", "--zone=Nowhere")


@pytest.mark.once
def test_every_field_of_a_table_has_headings_of_its_own():
    words = [word for _label, known in FIELDS.values() for word in known.split(",")]
    assert len(words) == len(set(words))
    assert list(read_file("empty.csv", b"a,b,c\n"))
