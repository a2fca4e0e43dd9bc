"""A redaction takes every word, and the chain stays provable without them."""

import json

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from archive import chain, guards
from archive.models import Head, Publication, Record, RecordBody, Redaction
from archive.said import told
from archive.search import index
from archive.verbs.publishing import publish
from archive.verbs.redaction import redact
from archive.verify import faults, verified
from tests.archive.factories import make_filing, make_record

WORD = "Ferreira"
WORDS = {
    "title": f"Why {WORD} paid twice",
    "subject": f"Why {WORD} paid twice",
    "text": f"{WORD} paid twice.",
    "html": f"<p>{WORD} paid twice.</p>",
    "approvals": [
        {"by": "Lena Hoffmann", "decision": "emergency", "at": "2026-03-06T11:00:00+00:00", "reason": f"{WORD} asked"}
    ],
    "facts": {"impact": f"{WORD} lost money", "impact_known": True},
    "overrides": [{"check": "disclosure", "by": "Tomás", "text": WORD, "message": WORD, "reason": f"{WORD} agreed"}],
    "attachments": [{"name": f"{WORD}.pdf", "size": 7, "digest": "a" * 64}],
    "extra": {"revision": 3, "found": {"name": WORD}},
}


def rows_that_say(word):
    """Names of the tables of which a row holds the word, by its bytes; the index holds no text, and what it keeps inside is its own."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table == "archive_search_word" or not table.startswith("archive_search"):
                cursor.execute(f'SELECT * FROM "{table}"')
                if any(word.lower() in str(value).lower() for row in cursor.fetchall() for value in row):
                    found.append(table)
    return sorted(found)


def as_format_1(record):
    """What an earlier version would have filed."""
    body = record.body
    metadata = json.loads(record.metadata) | json.loads(body.said) | {"attachments": body.attachments, "format": 1}
    record.metadata = chain.canonical(metadata)
    record.content_digest = chain.content_digest(body.salt, body.subject, body.text, body.html, body.attachments, None)
    record.digest = chain.link(record.previous_digest, record.number, record.metadata, record.content_digest)
    with guards.lifted(connection):
        RecordBody.objects.filter(pk=body.pk).update(said="")
        record.save()
        Head.objects.update(digest=record.digest)
    return Record.objects.get(pk=record.pk)


def test_no_table_says_a_word_of_it_any_more(ade, lena):
    record = make_record(**WORDS)
    make_record(record.incident)
    publish(lena, record)
    said = ("archive_publication", "archive_record", "archive_recordbody", "archive_search_word")
    assert rows_that_say(WORD) == [*said]
    redact(ade, record, "Names a customer")
    assert rows_that_say(WORD) == []
    assert index.rebuild() == 1
    assert Redaction.objects.get().by == ade
    assert not RecordBody.objects.filter(record=record).exists()
    assert not list(faults())
    assert verified([record.pk]) == {record.pk}


def test_kinds_numbers_and_names_stay(ade):
    record = make_record(**WORDS)
    redact(ade, record, "Names a customer")
    filed = told(Record.objects.get(pk=record.pk))
    assert filed["title"] == "" and filed["facts"] == {}
    assert filed["approvals"] == [{"by": "Lena Hoffmann", "decision": "emergency", "at": "2026-03-06T11:00:00+00:00"}]
    assert filed["overrides"] == [{"check": "disclosure", "by": "Tomás"}]
    assert (filed["attachments"], filed["extra"]) == ([{"size": 7}], {"revision": 3})
    assert (filed["kind"], filed["audience"], filed["services"]) == ("root_cause", "Customers", ["Card payments"])


def test_its_page_and_lists_say_nothing_of_it(ade, sign_in, vera):
    record = make_record(**WORDS)
    client = sign_in(vera)
    listed = reverse("archive:incident-records", args=[record.incident.reference])
    assert WORD in client.get(record.get_absolute_url()).text and WORD in client.get(listed).text
    redact(ade, record, "A name")
    for url in (
        record.get_absolute_url(),
        listed,
        reverse("archive:record-as-sent", args=[record.number]),
        reverse("archive:search"),
    ):
        text = client.get(url).text
        assert WORD not in text, url
        assert "Redacted" in text, url
    assert "Lena Hoffmann" in client.get(record.get_absolute_url()).text


def test_the_address_on_the_public_pages_says_nothing_and_still_tells_that_it_was_withdrawn(client, ade, lena):
    was = publish(lena, make_record(**WORDS)).get_absolute_url()
    assert WORD.lower() in was
    redact(ade, Record.objects.get(), "A name")
    now = Publication.objects.get().get_absolute_url()
    assert WORD.lower() not in now
    assert client.get(was).status_code == client.get(now).status_code == 410
    assert client.get(was + "x").status_code == 404


def test_what_an_earlier_version_filed_is_verified_by_its_own_format(db):
    make_record(**WORDS)
    as_format_1(Record.objects.get())
    make_record(Record.objects.get().incident)
    assert [told(record)["format"] for record in Record.objects.order_by("number")] == [1, 2]
    assert not list(faults())


def test_of_what_an_earlier_version_filed_no_word_is_shown_and_the_page_says_what_stays(ade, sign_in, vera):
    record = as_format_1(make_record(**WORDS))
    assert WORD in sign_in(vera).get(record.get_absolute_url()).text
    url = reverse("archive:record-redact", args=[record.number])
    assert "first format" in sign_in(ade).get(url).text
    redact(ade, record, "A name")
    text = sign_in(vera).get(record.get_absolute_url()).text
    assert WORD not in text and "first format" in text
    assert rows_that_say(WORD) == ["archive_record"]
    assert not Record.objects.exclude(title="").exists()
    assert not list(faults())


@pytest.mark.parametrize("change", ["said = 'x'", "said = ''", "said = REPLACE(said, 'twice', 'thrice')"])
def test_words_beside_the_text_are_proven_too(db, change):
    make_record(**WORDS)
    with guards.lifted(connection), connection.cursor() as cursor:
        cursor.execute(f"UPDATE archive_recordbody SET {change}")
    assert next(faults()).what == "has another body than it was filed with"


def test_the_screen_says_before_what_will_go_and_what_stays(ade, sign_in):
    record = make_record(**WORDS)
    text = sign_in(ade).get(reverse("archive:record-redact", args=[record.number])).text
    for said in ("1 fact ", "2 reasons ", "1 attachment,", "What stays", "the incident itself"):
        assert said in text
    assert "first format" not in text


CHANGES = ["title = 'other'", "title = '', severity = 'minor'", "title = '', origin = 'x'", "metadata = '{}'"]


@pytest.mark.parametrize("change", CHANGES)
def test_of_a_redacted_record_nothing_but_the_title_may_be_emptied(ade, change):
    redact(ade, make_record(), "A name")
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE archive_record SET {change}")


def test_of_no_other_record_the_title_is_emptied(db):
    make_record()
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        Record.objects.update(title="")


def test_the_guard_compares_every_column(db):
    assert {*guards._KEPT, "title"} == {field.column for field in Record._meta.concrete_fields}


def test_a_body_that_stands_beside_its_redaction_is_a_fault(ade):
    record = make_record()
    Redaction.objects.create(record=record, by=ade, why="A name")
    assert next(faults()).what == "is redacted and has its body all the same"


def test_a_filing_may_add_what_it_likes_and_it_counts_as_words(db):
    filing = make_filing(extra={"anything": WORD}, approvals=[{"by": "Amara", "anything": WORD}])
    record = make_record(filing.incident, extra=filing.extra, approvals=filing.approvals)
    assert WORD not in record.metadata and told(record)["extra"] == {"anything": WORD}
