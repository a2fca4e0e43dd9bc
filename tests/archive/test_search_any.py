"""Whatever is typed: no error, nothing of a record that may not be seen, and the same counts beside the page as on it.

A few hundred examples in the suite; as many as are wanted with SEARCH_EXAMPLES=10000.
"""

import os
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.search.fields import FIELDS
from archive.search.find import Wanted, find
from archive.search.snippet import snippet
from archive.verbs.filing import file_many
from archive.verbs.redaction import redact
from tests.archive.factories import make_filing
from tests.factories import make_incident

EXAMPLES = int(os.environ.get("SEARCH_EXAMPLES", "300"))
SECRET = "unmistakable"
WORDS = [
    "certificate",
    "certificates",
    "café",
    "платежи",
    "証明書",
    "card-auth",
    "the",
    "OR",
    "u8d0bf",
    "x" * 120,
    SECRET,
]


@pytest.fixture
def archive(db, lena, ade):
    """Open, restricted and redacted records of each word. (open, redacted, all), by primary key."""
    seen, hidden = make_incident(), make_incident(restricted=True, access=[lena, ade])
    records = file_many(None, [_filing(n, word, hidden if n % 3 == 0 else seen) for n, word in enumerate(WORDS * 3)])
    for record in records[::5]:
        redact(ade, record, "A name")
    pks = [record.pk for record in records]
    return {pk for n, pk in enumerate(pks) if n % 3}, set(pks[::5]), set(pks)


def _filing(n, word, incident):
    secret = f"{SECRET} " if n % 3 == 0 or n % 5 == 0 else ""
    return make_filing(
        incident,
        title=f"{word} in front",
        text=f"{secret}Because {word} failed, {WORDS[n % 7]} {word} {word}.",
        services=[f"Service {n % 3}", word[:40]],
        audience="Secret" if n % 3 == 0 else "Customers",
        kind=["update", "resolution", "root_cause"][n % 3],
        sent_at=datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=37 * (n * 7 % 30)),
    )


word = st.sampled_from(WORDS) | st.text(max_size=12)
value = word | st.sampled_from(["2025", "2025-13", "2024-02", "yes", "import", "update", "Secret", "INC-2026-0001", ""])
field = st.builds(
    "{}:{}".format, st.sampled_from([*FIELDS, "title", "rowid", "words"]), value | value.map('"{}"'.format)
)
part = st.one_of(
    word,
    word.map("{}*".format),
    word.map(lambda w: w[: len(w) // 2 + 1] + "*"),
    st.lists(word, max_size=4).map(lambda ws: f'"{" ".join(ws)}"'),
    field,
    st.sampled_from(
        [
            "OR",
            "AND",
            "NOT",
            "NEAR(a b)",
            "^a",
            "{a}:",
            "'",
            '"',
            "(",
            ")",
            "\\",
            "%",
            "_",
            "\x00",
            "&",
            "|",
            "!",
            "<->",
        ]
    ),
)
typed = st.one_of(
    st.text(max_size=80),
    st.text(alphabet="\"*-()'^:+&|!<>\\% aаéß\x00\n", max_size=40),
    st.lists(st.tuples(st.sampled_from(["", "", "-", "--"]), part).map("".join), max_size=24).map(" ".join),
)


@given(typed=typed, best=st.booleans(), page=st.integers(1, 3))
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_search_is_answered_and_nothing_hidden_is_in_the_answer(archive, vera, lena, typed, best, page):
    seen, redacted, every = archive
    wanted = Wanted(typed, best=best)
    found = find(vera, wanted, page, 7)
    assert {record.pk for record in found.records} <= seen
    assert len(found.records) == max(0, min(7, found.total - 7 * (page - 1)))
    assert found.has_next == (found.total > 7 * page)
    assert "Secret" not in dict(found.facets["audience"])
    pks = {record.pk for record in find(vera, Wanted(typed), 1, 100).records}
    assert pks <= seen and len(pks) == found.total
    if not wanted.query.is_empty:
        assert pks.isdisjoint(redacted)
    for record in found.records:
        snippet(record.text or "", wanted.query)
    assert {record.pk for record in find(lena, Wanted(typed), 1, 100).records} <= every
