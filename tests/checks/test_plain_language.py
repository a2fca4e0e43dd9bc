import pytest

from communications.checks import run
from communications.checks.context import Context, Service, Term
from measure import cases
from tests.checks.linear import assert_it_is_linear


def found(source, rule="", **context):
    findings = run(source, Context(**context), only=["plain_language"])
    assert all(source[one.start : one.end] == one.text for one in findings)
    return [(one.text, one.suggestion) for one in findings if not rule or one.rule == rule]


def marked(source, rule, **context):
    return [text for text, _suggestion in found(source, rule, **context)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("The failover did not work.", [("failover", "switch to the spare system")]),
        ("Failover did not work.", [("Failover", "Switch to the spare system")]),
        ("Two failovers did not work.", [("failovers", "")]),
        ("It failed over at noon.", [("failed over", "")]),
        ("We rolled it back.", []),
        ("We rolled back the change.", [("rolled back", "")]),
        ("A roll-back was begun.", [("roll-back", "return to the previous version")]),
        ("The **load\nbalancer** broke.", [("load\nbalancer", "system that shares out visitors")]),
        ("Our supplier throttled us.", [("throttled", "")]),
        ("We have root-caused it. The root cause is known.", [("root-caused", "found the cause of")]),
        ("See `failover` and https://x.example/failover and failover.example.com and mail@failover.example.", []),
        ("They wrote: “the failover failed”.", []),
    ],
)
def test_jargon(source, expected):
    assert found(source, "jargon") == expected


def test_jargon_is_what_the_glossary_says():
    ours = (Term("berth window", "time in port"), Term("spill"))
    source = "The berth windows and a spill; a failover."
    assert marked(source, "jargon", jargon=ours) == ["berth windows", "spill", "failover"]
    assert marked(source, "jargon", jargon=ours, with_shipped_words=False) == ["berth windows", "spill"]


def test_no_word_of_a_public_name_is_jargon():
    services = (Service("lb", "Failover Desk"),)
    assert marked("Failover desk was closed. The failover too.", "jargon", services=services) == ["failover"]


def test_technical_readers_know_words_of_computing_but_wordy_words_stay():
    services = tuple(Service(name, name) for name in ("ci.example.org", "www.example.org", "repo.example.org", "Mail"))
    source = "The VM for failover was changed prior to noon."
    assert marked(source, "jargon") == ["failover", "prior to"]
    assert marked(source, "jargon", services=services) == ["prior to"]
    assert marked(source, "acronym", services=services) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("It is within our RPO.", ["RPO"]),
        ("Two of our POPs and the GTFS-RT file.", ["POPs", "GTFS-RT"]),
        ("The CI/CD system and DDoS.", ["CI/CD", "DDoS"]),
        ("The RPO is the RPO.", ["RPO"]),
        ("PDF, UK, IDs, SMS, VAT, 14:05 UTC, 9 AM, USB and NASA.", []),
        ("The network operations centre (NOC) called. The NOC slept.", []),
        ("The NOC (our network control room) called.", []),
        ("A point of presence broke, and the POP is closed.", []),
        ("NOC stands for something.", []),
        ("This is NOT a test. PLEASE READ THIS TEXT AGAIN.", []),
        ("See noc.RPO.example and RPO_LIMIT and #RPO.", []),
        ("Your IP address and the Amazon RDS service.", []),
    ],
)
def test_acronyms(source, expected):
    assert marked(source, "acronym") == expected


def test_acronyms_that_the_context_knows():
    known = (Term("RPO"), Term("ZZQ", "zone for queues"))
    assert found("The RPO and the ZZQ.", "acronym", acronyms=known) == [("ZZQ", "zone for queues")]
    assert marked("The PDF.", "acronym", acronyms=known, with_shipped_words=False) == ["PDF"]
    assert marked("The RPO desk.", "acronym", services=(Service("r", "RPO desk"),)) == []


WORDS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
]


def sentence(count, tail=""):
    return " ".join(["We", *(WORDS * 4)[: count - 1]]) + tail + "."


def test_a_sentence_is_long_from_26_words():
    assert marked(sentence(25), "long_sentence") == []
    assert marked("Yes. " + sentence(26), "long_sentence") == [sentence(26)]


@pytest.mark.parametrize(
    "moment",
    ["on Tuesday 3 March 2026", "at 2:30 p.m.", "at 14:05 UTC", "on March 3rd, 2026", "at status.shop.example.com"],
)
def test_dates_times_and_hosts_are_taken_in_at_a_glance(moment):
    assert marked(sentence(23, f" {moment}"), "long_sentence") == []
    assert len(marked(sentence(25, f" {moment}"), "long_sentence")) == 1


def test_items_of_a_list_are_sentences_of_their_own():
    source = "We did this:\n\n" + "\n".join(f"- {sentence(20)[:-1]}" for _n in range(3))
    assert marked(source, "long_sentence") == []


def test_the_grade_is_judged_from_100_words_where_the_group_has_a_limit():
    hard = "Comprehensive investigations established unanticipated configuration incompatibilities. " * 20
    assert marked(hard, "reading_grade", grade_limit=9.0) == [""]
    assert marked(hard, "reading_grade") == []
    assert marked(hard[:700], "reading_grade", grade_limit=9.0) == []
    assert marked("We are here. You can call us. " * 20, "reading_grade", grade_limit=9.0) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Mistakes were made.", ["Mistakes were made"]),
        ("A wrong setting was applied during maintenance.", ["A wrong setting was applied"]),
        ("It failed because the renewal had been forgotten.", ["the renewal had been forgotten"]),
        ("Customers weren't informed.", ["Customers weren't informed"]),
        ("The list had not been updated, so it failed.", ["The list had not been updated"]),
        ("It was decided to wait.", ["It was decided"]),
        ("The change was deployed without a test.", ["The change was deployed"]),
        ("The setting was changed by our network team by mistake.", []),
        ("The office is located in Tallinn, and orders were affected.", []),
        ("No data was lost. Your card was not charged. The service was restored.", []),
        ("The site was upgraded on 3 March and orders were delayed by five hours.", []),
        ("We were not informed by our supplier.", []),
        ("We were told today.", []),
    ],
)
def test_passives_where_the_actor_matters(source, expected):
    assert marked(source, "passive") == expected


def test_texts_for_inside_and_in_other_languages_are_not_judged():
    source = "The failover had not been tested, says the NOC. " + sentence(40)
    assert found(source) and not found(source, outside=False) and not found(source, language="da")


@pytest.mark.parametrize(
    "part", ["A", "AB ", "was ", "by ", "had not been ", "time ", "roll ", "1 may ", "the ", "AB-", "(AB", "a.", "not "]
)
def test_it_takes_no_longer_for_what_somebody_made_hostile(part):
    context = Context(services=(Service("a", "time roll"),))
    assert_it_is_linear(lambda size: run((part * size)[:size], context, only=["plain_language"]))


def test_the_cases_for_tuning_are_found_and_their_clean_texts_pass():
    judged = [cases.judge(case) for case in cases.read_cases(cases.TUNE, "plain_language")]
    whole = cases.score(judged)
    assert whole.recall >= 0.8 and whole.alarms < 0.05
    for category, ones in cases.by_category(judged).items():
        assert cases.score(ones).recall >= 0.5, category  # what it reaches now, short of its aim of 0.75
