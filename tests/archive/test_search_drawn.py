import json

from archive.search.find import Wanted, matching
from archive.verbs.filing import file_many
from tests.archive import search_expected
from tests.archive.factories import make_filing
from tests.factories import make_incident

STORED = [json.loads(line) for line in search_expected.STORED.read_text(encoding="utf-8").splitlines()]


def test_a_plain_matcher_says_what_is_stored():
    assert search_expected.expected() == STORED


def test_the_searches_are_worth_asking():
    counts = [row["found"] for row in STORED]
    assert len({row["typed"] for row in STORED}) == len(STORED) == 500
    assert sum(1 for count in counts if count) > 300
    assert sum(1 for count in counts if count > 20) > 100


def test_the_database_finds_what_is_stored_in_the_same_order(db, vera, lena):
    seen, hidden = make_incident(), make_incident(restricted=True, access=[lena])
    texts = search_expected.texts()
    records = file_many(
        None,
        [
            make_filing(
                hidden if text.hidden else seen,
                title=text.title,
                subject="",
                text=text.text,
                services=text.services,
                audience="",
                kind=text.kind,
                severity=text.severity,
                sent_at=text.sent_at,
            )
            for text in texts
        ],
    )
    number_of = {record.pk: text.number for record, text in zip(records, texts, strict=True)}
    differ = []
    for row in STORED:
        found = [number_of[pk] for pk in matching(vera, Wanted(row["typed"])).values_list("pk", flat=True)]
        if (len(found), search_expected.digest(found)) != (row["found"], row["digest"]):
            differ.append((row["typed"], row["found"], len(found)))
    assert differ == []
