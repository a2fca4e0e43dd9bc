"""Questions out of what people paste and export: what is read, by whom, when, and what is left out and why."""

import json
import zipfile
from datetime import UTC, datetime
from io import BytesIO

import pytest

from feedback.models import Letter, Response
from feedback.raised import How, in_file, in_words
from feedback.raised.found import gathered
from feedback.raised.table import guessed, questions, table_in
from feedback.verbs.questions import bring_in
from postincident.csv_files import Unreadable
from postincident.models import Event
from tests.factories import make_incident

pytestmark = pytest.mark.django_db
START = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
HOW = How(START, "Europe/Berlin")


@pytest.fixture
def incident(db):
    return make_incident(started_at=START, resolved_at=datetime(2026, 3, 3, 17, 0, tzinfo=UTC))


def said(reading):
    return [(one.words, one.name, f"{one.at:%d %H:%M}") for one in reading.questions]


def sentences(reading):
    return " ".join(problem.sentence for problem in reading.problems)


def test_pasted_lines_are_questions_of_the_time_that_was_given(incident):
    reading = in_words("- Is it down?\n2. Were we charged twice?\n", incident, HOW)
    assert said(reading) == [("Is it down?", "", "03 13:00"), ("Were we charged twice?", "", "03 13:00")]


def test_empty_lines_between_them_make_blocks(incident):
    reading = in_words("Is it down?\nWe cannot sell.\n\nWere we charged twice?", incident, HOW)
    assert [one.words for one in reading.questions] == ["Is it down?\nWe cannot sell.", "Were we charged twice?"]


def test_a_line_may_begin_with_its_time_in_the_zone_that_was_said(incident):
    reading = in_words("2026-03-03 14:30 Is it down?\n2026-03-03T14:45Z - Still?", incident, HOW)
    assert said(reading) == [("Is it down?", "", "03 13:30"), ("Still?", "", "03 14:45")]


WHATSAPP = """03/03/2026, 14:30 - Messages and calls are end-to-end encrypted.
03/03/2026, 14:31 - Ana Ferreira: Is it down?
We cannot sell.
03/03/2026, 14:32 - Ben: <Media omitted>
17/03/2026, 09:00 - Ben: Thanks all
"""
IPHONE = "\u200e[03.03.26, 14:31:10] Ana Ferreira: Is it down?\n[03.03.26, 2:40:00\u202fPM] Ben: same here"
TEAMS = "[3/3/2026 2:31 PM] Ferreira, Ana\nIs it down?\n\n[3/13/2026 2:40 PM] Ben\nLater"
TELEGRAM = "Ana Ferreira, [03.03.2026 14:31]\nIs it down?\n\nBen, [03.03.2026 14:40]\nsame here"


def test_an_exported_chat_is_read_with_its_names_and_times(incident):
    reading = in_words(WHATSAPP, incident, HOW)
    assert said(reading) == [
        ("Is it down?\nWe cannot sell.", "Ana Ferreira", "03 13:31"),
        ("Thanks all", "Ben", "17 08:00"),
    ]
    assert [one.is_likely for one in reading.questions] == [True, False]
    assert "Nobody is said to have written it" in sentences(reading)
    assert "holds no words" in sentences(reading)


@pytest.mark.parametrize("text", [IPHONE, TEAMS, TELEGRAM], ids=["iPhone", "Teams", "Telegram"])
def test_other_ways_to_write_a_chat_are_read_too(incident, text):
    (first, *_rest) = said(in_words(text, incident, HOW))
    assert first[0] == "Is it down?" and "Ana" in first[1] and first[2] == "03 13:31"


def test_a_date_that_may_be_two_days_is_asked_about_and_not_guessed(incident):
    text = "[03/04/2026, 14:31] Ana: Is it down?"
    assert "day or the month" in sentences(in_words(text, incident, HOW))
    as_march = in_words(text, incident, How(START, "Europe/Berlin", "month"))
    assert said(as_march) == [("Is it down?", "Ana", "04 13:31")]


def test_a_chat_of_years_gives_the_time_of_the_incident_only(incident):
    text = "[13/01/2024, 10:00] Ana: Hello?\n[03/03/2026, 14:31] Ana: Is it down?"
    reading = in_words(text, incident, HOW)
    assert [one.words for one in reading.questions] == ["Is it down?"]
    assert "1 message is not of the time" in sentences(reading)


DAY = [
    {
        "type": "message",
        "user": "U1",
        "ts": "1772543460.000100",
        "text": "Is <https://shop.example|the shop> down? &amp; why",
    },
    {
        "type": "message",
        "user": "U2",
        "ts": "1772543520.0002",
        "thread_ts": "1772543460.000100",
        "text": "Yes <@U1>, until 4.",
    },
    {"type": "message", "user": "U1", "ts": "1772543580.0003", "thread_ts": "1772543460.000100", "text": "ok"},
    {"type": "message", "subtype": "channel_join", "user": "U3", "ts": "1772543590.0", "text": "<@U3> has joined"},
    {"type": "message", "bot_id": "B1", "ts": "1772543600.0", "text": "ALERT"},
]
USERS = [{"id": "U1", "real_name": "Ana Ferreira"}, {"id": "U2", "profile": {"display_name": "Lena"}}]


def zipped(files):
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as bundle:
        for name, content in files.items():
            bundle.writestr(name, content)
    return file.getvalue()


def test_a_slack_export_gives_questions_with_the_answers_of_their_threads(incident):
    files = {"users.json": json.dumps(USERS), "channels.json": "[]", "help/2026-03-03.json": json.dumps(DAY)}
    reading = in_file("export.zip", zipped(files), incident, HOW)
    first, second = reading.questions
    assert (first.words, first.name) == ("Is the shop (https://shop.example) down? & why", "Ana Ferreira")
    assert (first.is_answered, first.answer) == (True, "Yes @Ana Ferreira, until 4.")
    assert (second.words, second.is_likely) == ("ok", False)
    assert "2 entries by machines" in sentences(reading)


def test_one_day_of_it_alone_is_the_same_question(incident):
    alone = in_file("2026-03-03.json", json.dumps(DAY).encode(), incident, HOW)
    within = in_file("x.zip", zipped({"help/2026-03-03.json": json.dumps(DAY)}), incident, HOW)
    assert {one.key for one in alone.questions} == {one.key for one in within.questions}


def mail(number, sender, body, **headers):
    lines = {
        "From": sender,
        "Date": "Tue, 03 Mar 2026 14:31:00 +0100",
        "Message-ID": f"<{number}@example.org>",
        "Subject": "Down?",
    } | {name.replace("_", "-"): value for name, value in headers.items()}
    head = "\n".join(f"{name}: {value}" for name, value in lines.items())
    return f"From x@example.org Tue Mar  3 14:31:00 2026\n{head}\n\n{body}\n\n"


def test_a_mailbox_gives_questions_and_what_we_answered(incident, lena):
    box = (
        mail(1, "Ana <ana@example.org>", "Is it down?\n\n-- \nAna")
        + mail(2, f"Lena <{lena.email}>", "Yes, until 4.\n\n> Is it down?", In_Reply_To="<1@example.org>")
        + mail(3, "Ben <ben@example.org>", "I am away", Auto_Submitted="auto-replied")
        + mail(4, f"Lena <{lena.email}>", "Lunch?")
    )
    reading = in_file("support.mbox", box.encode(), incident, HOW)
    (one,) = reading.questions
    assert (one.words, one.name, one.address, one.answer) == ("Is it down?", "Ana", "ana@example.org", "Yes, until 4.")
    assert one.key == "<1@example.org>"
    assert "automatic answer" in sentences(reading) and "answers nothing" in sentences(reading)


def test_what_came_by_mail_already_is_not_brought_in_again(incident, lena):
    Response.objects.create(incident=incident, source="reply", words="x", message_id="<1@example.org>", said_at=START)
    reading = in_file("a.mbox", mail(1, "ana@example.org", "Is it down?").encode(), incident, HOW)
    assert bring_in(lena, incident, reading.questions) == 0


TABLE = b"Asked by;Question;Created at;Reply\nAna;Is it down?;2026-03-03 14:31;Yes\nBen;;2026-03-03 14:32;\nCy;Why?;never;\n"


def test_a_table_is_read_by_its_headings_or_by_what_is_said(incident):
    heading, lines = table_in(TABLE)
    assert guessed(heading) == {"name": 0, "words": 1, "time": 2, "answer": 3}
    reading = gathered(questions(lines, guessed(heading), HOW), incident, is_history=False)
    assert said(reading) == [("Is it down?", "Ana", "03 13:31")]
    assert reading.questions[0].answer == "Yes"
    assert [problem.place for problem in reading.problems] == ["line 3", "line 4"]
    otherwise = gathered(questions(lines, {"words": 0}, HOW), incident, is_history=False)
    assert [one.words for one in otherwise.questions] == ["Ana", "Ben", "Cy"]


def test_bringing_in_twice_stores_once_and_keeps_answers(incident, lena):
    reading = in_file("a.json", json.dumps(DAY).encode(), incident, HOW)
    assert [bring_in(lena, incident, reading.questions) for _ in range(2)] == [2, 0]
    answered = Response.objects.get(answered_at__isnull=False)
    assert answered.source == "question" and answered.letters.get().state == Letter.State.ELSEWHERE
    assert Event.objects.filter(verb="questions.brought_in").count() == 1


def test_what_was_noted_by_hand_in_the_same_minute_is_known_again(incident, lena):
    Response.objects.create(incident=incident, source="question", words="is it  DOWN?", said_at=START)
    assert bring_in(lena, incident, in_words("Is it down?", incident, HOW).questions) == 0


def test_a_long_one_keeps_all_its_words(incident, lena):
    bring_in(lena, incident, in_words("word " * 2000, incident, HOW).questions)
    row = Response.objects.get()
    assert len(row.words) <= 5000 and row.words.endswith("…") and len(row.whole) == 9999


def nested(n):
    return b"[" * n + b"]" * n


HOSTILE = {
    "empty": b"",
    "a picture": b"\x89PNG\r\n\x1a\n\x00\x00" + bytes(range(256)) * 40,
    "nested JSON": nested(100_000),
    "numbers for times": b'[{"type":"message","ts":17,"text":"?"},{"type":"message","ts":"1e999","text":"?"}]',
    "no texts": b'[{"type":"message","ts":"1772543460.1","text":{"a":1},"user":["x"]}]',
    "a scalar": b"7",
    "a broken zip": b"PK\x03\x04" + b"\x00" * 100,
    "an empty zip": zipped({}),
    "a path that leads out": zipped({"../../2026.json": "[]"}),
    "one long line": b"[03/13/2026, 14:31] " + b"a" * 1_000_000,
    "many colons": b"[13/03/2026, 14:31] " + b": " * 200_000,
    "a million line ends": b"[13/03/2026, 14:31] A: x" + b"\n" * 1_000_000,
    "UTF-16": "[13/03/2026, 14:31] Ana: Is it down?".encode("utf-16"),
    "a mail of parts": b"From: a@b.example\nDate: x\nContent-Type: multipart/mixed; boundary=a\n\n"
    + b"--a\n\n" * 50_000,
    "a day that is none": b"[45/99/2026, 99:99] Ana: Is it down?",
    "year zero": b"[13/01/0000, 14:31] Ana: Is it down?",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_a_file_holds_reading_it_ends_well(incident, lena, name):
    for file_name in ("file.txt", "file.json", "file.mbox", "file.zip"):
        reading = in_file(file_name, HOSTILE[name], incident, HOW)
        if reading is None:
            try:
                table_in(HOSTILE[name])
            except Unreadable:
                continue
        else:
            bring_in(lena, incident, reading.questions)


@pytest.mark.parametrize(
    "words", ["\x00", "\u202e?", "<script>alert(1)</script>", "x" * 199_999, "\n" * 10_000 + "?"], ids=range(5)
)
def test_whatever_is_pasted_is_read(incident, lena, words):
    reading = in_words(words, incident, HOW)
    bring_in(lena, incident, reading.questions)
    assert reading.questions or reading.problems
