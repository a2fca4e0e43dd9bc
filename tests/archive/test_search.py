from datetime import UTC, datetime
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.models import Derived
from archive.search import index, upkeep
from archive.search.find import Wanted, find
from archive.search.query import parse
from archive.search.snippet import snippet
from archive.verbs.redaction import redact
from tests.archive.factories import make_record
from tests.factories import make_incident

TEXTS = {
    "cert": "A new security certificate was incomplete; both certificates were replaced.",
    "dns": "The café's DNS zone expired, so card-auth could not be resolved.",
    "queue": "Messages queued for hours because the queue worker had stopped working.",
    "long": "Payments worked. " * 40 + "Then one payment failed.",
    "cyrillic": "Платежи были отклонены.",
}

# What is typed → which texts are found, on either engine.
FINDS = {
    "certificate": {"cert"},
    "Certificates": {"cert"},
    "CERTIFICATE incomplete": {"cert"},
    '"security certificate"': {"cert"},
    '"certificate security"': set(),
    "cafe": {"dns"},
    "café": {"dns"},
    "card-auth": {"dns"},
    "auth-card": set(),
    "queu*": {"queue"},
    "working": {"queue", "long"},
    "payment -failed": set(),
    "worker -payments": {"queue"},
    "платежи": {"cyrillic"},
    "пла*": {"cyrillic"},
    "certificate dns": set(),
    "": set(TEXTS),
    "-payments": set(TEXTS) - {"long"},
    "-payments -certif*": set(TEXTS) - {"long", "cert"},
    "-nothingsolike": set(TEXTS),
    "certificat*": {"cert"},
    "incomplet*": {"cert"},
    "resolv* expir*": {"dns"},
    "payment -failin*": {"long"},
    "dns OR certificate": {"dns", "cert"},
    "dns OR certificate OR пла* replaced": {"cert"},
    "replaced dns OR certificate": {"cert"},
    "dns or certificate": set(),
    '"café\'s DNS" OR "security certificate"': {"dns", "cert"},
    "dns OR certificate -replaced": {"dns"},
    "OR certificate": {"cert"},
    "certificate OR": {"cert"},
    "certificate OR OR dns": {"cert", "dns"},
    "certificate OR -dns": {"cert"},
    "certificate OR * OR dns": {"cert", "dns"},
    "OR": set(TEXTS),
    "-OR": set(TEXTS),
    '"': set(TEXTS),
    '"unbalanced certificate': set(),
    '"security certificate': {"cert"},
    "' OR 1=1 --": set(),
    "NEAR(certificate, 3)": set(),
    "words:certificate": set(),
    "*": set(TEXTS),
    "(certificate": {"cert"},
    "certificate AND": {"cert"},
    "certificate AND incomplete": {"cert"},
    "AND": set(TEXTS),
    "NOT": set(TEXTS),
    "payment AND (NOT failed)": set(),
    "worker NOT payments": {"queue"},
    "NOT NOT payments": set(TEXTS) - {"long"},
    "dns OR NOT certificate": {"dns"},
    'NOT "security certificate" -payments': set(TEXTS) - {"cert", "long"},
    "worker not payments": set(),
    "“security certificate”": {"cert"},
    "„certificate security“": set(),
    "-«security certificate» -payments": set(TEXTS) - {"cert", "long"},
    "\x00certificate": {"cert"},
}


@pytest.fixture
def texts(db):
    incident = make_incident("Short")
    return {
        name: make_record(incident, title=name, subject="", text=text, services=[], audience="")
        for name, text in TEXTS.items()
    }


@pytest.mark.parametrize("typed", FINDS)
def test_it_finds_the_same_on_both_databases(texts, vera, typed):
    found = {record.title for record in find(vera, Wanted(typed)).records}
    assert found == FINDS[typed]


@given(typed=st.text(max_size=60) | st.text(alphabet="\"*-()'^:+ aаé", max_size=30))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_input_is_an_error(vera, typed):
    find(vera, Wanted(typed))
    find(vera, Wanted(typed, best=True))


def test_restricted_records_do_not_exist_for_strangers(db, vera, lena):
    make_record(make_incident(restricted=True, access=[lena]), text="certificate")
    assert find(vera, Wanted("certificate")).total == 0
    assert find(vera, Wanted("certificate")).facets["audience"] == []
    assert find(lena, Wanted("certificate")).total == 1


def test_filters_narrow_down(db, vera):
    make_record(kind="update", audience="Partners", severity="minor", services=["Payouts"])
    make_record()
    for name, value in {"kind": "update", "audience": "Partners", "severity": "minor", "service": "Payouts"}.items():
        assert find(vera, Wanted(**{name: value})).total == 1


def test_newest_first_or_best_first(db, vera):
    incident = make_incident()
    once = make_record(
        incident, title="a", text="certificate " + "filler " * 60, sent_at=datetime(2026, 3, 2, tzinfo=UTC)
    )
    often = make_record(incident, title="b", text="certificate certificate", sent_at=datetime(2026, 3, 1, tzinfo=UTC))
    assert find(vera, Wanted("certificate")).records == [once, often]
    assert find(vera, Wanted("certificate", best=True)).records == [often, once]


def test_best_first_leaves_out_what_stands_between_and_may_not_be_seen(db, vera, lena):
    hidden = make_incident(restricted=True, access=[lena])
    texts = ["certificate " + "filler " * i for i in (9, 1, 60, 4)]
    records = [
        make_record(incident, text=text, sent_at=datetime(2026, 3, day, tzinfo=UTC))
        for day, (text, incident) in enumerate(zip(texts, [None, hidden, None, None], strict=True), start=1)
    ]
    assert find(vera, Wanted("certificate", best=True)).records == [records[i] for i in (3, 0, 2)]
    assert find(lena, Wanted("certificate", best=True)).records == [records[i] for i in (1, 3, 0, 2)]


@pytest.mark.parametrize(
    ("service", "found"),
    [("Git Operations", 1), ("Issues", 1), ("Git", 0), ("git operations", 0), ("Operations\nIssues", 0), ("%", 0)],
)
def test_a_service_is_its_whole_name_on_either_engine(db, vera, service, found):
    make_record(services=["Git Operations", "Issues"])
    make_record(services=[])
    assert find(vera, Wanted(service=service)).total == found


def test_a_word_that_begins_so_is_marked_whole():
    assert snippet("Investigating now", parse("investigat*")) == "<mark>Investigating</mark> now"


def test_snippets_mark_and_escape():
    marked = snippet("<b>Two certificates</b> & more", parse("certificate"))
    assert marked == "&lt;b&gt;Two <mark>certificates</mark>&lt;/b&gt; &amp; more"


def test_redacted_words_are_not_found(db, vera, ade):
    record = make_record(text="unmistakable")
    redact(ade, record, "Name")
    assert find(vera, Wanted("unmistakable")).total == 0


def test_the_words_of_what_was_redacted_are_forgotten_unless_another_record_has_them(db, vera, ade):
    make_record(text="A certificate")
    redact(ade, make_record(text="Unmistakably certificates"), "Name")
    known = set(words_beginning("unmis") + words_beginning("certif"))
    assert known == {"certificate", "certificates"}
    index.rebuild()
    assert words_beginning("certif") == ["certificate"]


def words_beginning(begin):
    with connection.cursor() as cursor:
        cursor.execute("SELECT word FROM archive_search_word WHERE word LIKE %s ORDER BY word", [f"{begin}%"])
        return [word for (word,) in cursor.fetchall()]


def test_an_installation_with_records_gets_their_words_by_migrating(texts):
    migration = import_module("archive.migrations.0004_search_words")
    with connection.cursor() as cursor:
        cursor.execute("SELECT word, stem FROM archive_search_word ORDER BY word")
        words = cursor.fetchall()
        editor = SimpleNamespace(connection=connection, execute=cursor.execute)
        migration.drop(apps, editor)
        migration.create(apps, editor)
        cursor.execute("SELECT word, stem FROM archive_search_word ORDER BY word")
        assert cursor.fetchall() == words != []


def test_the_beginning_of_very_many_words_is_found_still(db, vera):
    make_record(text=" ".join(f"reb{chr(97 + n // 26)}{chr(97 + n % 26)}q" for n in range(400)))
    for typed in ("r*", "reb*", "rebz*", "reboq*", "rebpjq*"):
        assert find(vera, Wanted(typed)).total == (typed != "rebz*")
        assert find(vera, Wanted(f"-{typed}")).total == (typed == "rebz*")


def test_the_index_can_be_made_anew(texts, vera, ade):
    redact(ade, texts["dns"], "Name")
    assert index.rebuild() == len(TEXTS) - 1
    assert {record.title for record in find(vera, Wanted("certificate")).records} == {"cert"}


def test_the_page_searches(sign_in, vera):
    make_record()
    text = sign_in(vera).get(reverse("archive:search"), {"q": "certificate"}).text
    assert "<mark>certificate</mark>" in text


@pytest.mark.parametrize(
    "query", ["page=-1&kind=nonsense", "since=x&until=2026-99-99", "page=99999999999999999", "q=%00", "service=%00"]
)
def test_the_page_survives_nonsense(sign_in, vera, query):
    assert sign_in(vera).get(f"{reverse('archive:search')}?{query}").status_code == 200


def test_the_page_makes_the_same_queries_for_two_and_twenty(sign_in, vera, connection_queries):
    client = sign_in(vera)
    make_record()
    make_record()
    client.get(reverse("archive:search"))  # what is counted once a minute is counted now
    few = connection_queries(lambda: client.get(reverse("archive:search")))
    for _ in range(18):
        make_record()
    assert connection_queries(lambda: client.get(reverse("archive:search"))) == few


def test_what_differs_per_recipient_is_neither_found_nor_shown(sign_in, vera):
    text = "Dear [[contact_name]],\n\nPayments failed.\nTell us: [[feedback_link]]"
    record = make_record(text=text)
    assert find(vera, Wanted("contact")).records == []
    assert find(vera, Wanted("failed")).records == [record]
    shown = sign_in(vera).get(reverse("archive:search"), {"q": "payments"}).text
    assert "[[" not in shown
    assert "Dear" not in shown


def test_a_chosen_value_can_be_taken_away_again_and_stays_to_be_seen(sign_in, vera):
    make_record(kind="update")
    response = sign_in(vera).get(reverse("archive:search"), {"q": "certificate", "kind": "resolution", "page": 2})
    kind = next(facet for facet in response.context["facets"] if str(facet["title"]) == "Kind")
    assert [(row["chosen"], row["query"]) for row in kind["rows"]] == [(True, "q=certificate")]


def test_a_result_says_by_which_record_it_was_corrected(sign_in, vera):
    first = make_record()
    second = make_record(corrects=first)
    assert f"Corrected by record {second.number}" in sign_in(vera).get(reverse("archive:search")).text


def test_a_cause_is_found_whatever_the_kind_until_it_is_redacted(db, vera, ade):
    says = make_record(kind="update", text="The outage was due to a full disk.")
    silent = make_record(kind="root_cause", text="This incident has been resolved.")
    assert find(vera, Wanted("cause:yes")).records == find(vera, Wanted(cause="yes")).records == [says]
    assert find(vera, Wanted("cause:n")).records == find(vera, Wanted("-cause:yes")).records == [silent]
    assert dict(find(vera, Wanted()).facets["cause"]) == {"yes": 1, "no": 1}
    index.rebuild()
    assert find(vera, Wanted("disk cause:yes")).records == [says]
    redact(ade, says, "A name")
    assert find(vera, Wanted("cause:yes")).total == 0
    index.rebuild()
    assert dict(find(vera, Wanted()).facets["cause"]) == {"no": 2}


def test_what_is_worked_out_is_filled_after_a_migration_that_emptied_it(texts, vera):
    upkeep.after_migrations(using="other")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM archive_search_record")
    upkeep.after_migrations(using="other")
    assert not Derived.objects.exists()
    upkeep.after_migrations(using=connection.alias)
    assert Derived.objects.count() == len(TEXTS)
    assert find(vera, Wanted("certificate")).total == 1
