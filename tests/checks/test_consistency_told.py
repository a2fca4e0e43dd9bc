"""What a text tells of readers, in whatever words, is meant to be the incident; what is told besides is not."""

import pytest

from communications.checks import run
from communications.checks.context import read_context
from tests.checks.linear import assert_it_is_linear

TILLS = {
    "time_zone": "Europe/Copenhagen",
    "started_at": "2026-03-03T14:05:00+01:00",
    "resolved_at": "2026-03-03T15:40:00+01:00",
    "services": [{"internal": "auth", "public": "Card payments"}],
    "other_services": [{"internal": "sepa", "public": "Bank transfers"}, {"internal": "out", "public": "Payouts"}],
    "facts": [{"key": "impact", "plain": "1,240 payments at 86 shops were declined."}],
}
QUEUE = {
    "time_zone": "America/Chicago",
    "started_at": "2026-10-06T18:00:00-05:00",
    "resolved_at": "2026-10-08T09:30:00-05:00",
    "services": [{"internal": "slurm", "public": "Batch queue"}],
    "facts": [{"key": "impact", "plain": "1,164 jobs were killed."}],
}


def marks(source, context=TILLS):
    found = run(source, read_context(context), ["consistency"])
    assert all(source[one.start : one.end] == one.text for one in found)
    return [(one.rule, one.text) for one in found]


DAYS = [
    "We let you down on {}.",
    "What happened on {} should not have happened. Your statement arrives on 31 March.",
    "Do you remember {}? Your terminal said no far too often. A credit note follows on 1 April.",
    "Whoever stood at a till on {} with only a card went home with nothing.",
    "It was on {} that our terminals gave up.",
    "The payments of {} that failed have not been charged.",
    "If you took cards on {} and the terminal said no, please try those sales again.",
    "{} is a day we would rather forget.",
    "An expired certificate made terminals useless on {}. The next one is renewed on 14 April.",
]


@pytest.mark.parametrize("said", DAYS)
def test_the_first_day_told_of_readers_is_the_incidents(said):
    assert marks(said.format("3 March")) == []
    assert marks(said.format("10 March")) == [("date_facts", "10 March")]


def test_so_is_a_day_of_the_week():
    assert marks("We are sorry for Tuesday's outage.") == []
    assert marks("We are sorry for Friday's outage.") == [("date_facts", "Friday")]


@pytest.mark.parametrize(
    "said",
    [
        "Since {}, the batch queue has been open to everyone. The next maintenance is on November 3.",
        "The queue closed on October 6. It opened again on {}.",
        "It took us until {} to open the queue again.",
    ],
)
def test_of_several_days_each_end_has_its_own(said):
    assert marks(said.format("October 8"), QUEUE) == []
    assert marks(said.format("October 9"), QUEUE) == [("date_facts", "October 9")]


@pytest.mark.parametrize(
    "said",
    [
        "A corrected statement was sent to all shops on 5 March.",
        "On 9 March we changed how certificates are renewed.",
        "The report was published on 20 March and is on our page.",
        "You received our first letter on 4 March.",
        "From 1 April a second supplier takes over when the first one fails.",
        "The last outage before this one was on 14 January.",
        "On Friday we replaced the last certificate.",
        "Sales of 2 March were not affected.",
        "The director of the supplier apologised on 5 March.",
    ],
)
def test_what_was_done_besides_has_a_day_of_its_own(said):
    assert marks(said) == []


@pytest.mark.parametrize(
    ("said", "right", "wrong"),
    [
        ("By {} CET every terminal took cards again.", "15:40", "16:20"),
        ("It took until {} CET for the last shop to take cards again.", "15:40", "16:10"),
        ("Everything you sold after {} CET went through as usual.", "15:40", "16:40"),
        ("Payments made before {} CET were not touched.", "14:05", "15:20"),
        ("Please try again any sale made between 14:05 and {} CET.", "15:40", "16:40"),
        ("By {} in the afternoon the trouble had passed.", "twenty to four", "twenty to five"),
        ("Our terminals went blank at {} CET.", "14:05", "14:50"),
        ("The whole thing was over by {} CET.", "15:40", "16:40"),
    ],
)
def test_a_time_is_known_by_what_leads_it_in(said, right, wrong):
    assert marks(said.format(right)) == []
    assert marks(said.format(wrong)) == [("time_facts", wrong)]


@pytest.mark.parametrize(
    "said",
    [
        "At 14:50 CET half of the terminals worked. At 15:40 CET all did.",
        "We told the shops by text message at 14:35 CET and again at 15:45 CET.",
        "The change was made at 13:30 CET and took effect at 14:05 CET.",
        "The road was closed until 18:00 CET.",
        "Card payments were out for an hour and a half.",
        "Boil your water for three minutes before you drink it.",
        "The crew worked for six hours in the frost.",
    ],
)
def test_so_is_what_has_hours_of_its_own(said):
    assert marks(said) == []


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("From the first refused payment to the last it was 75 minutes.", "75 minutes"),
        ("We take 75 minutes off your fee, since this is how long you could not take cards.", "75 minutes"),
        ("Those were a hard 75 minutes for you.", "75 minutes"),
    ],
)
def test_a_length_may_be_told_in_other_words(said, marked):
    assert marks(said) == [("duration_facts", marked)]
    assert marks(said.replace("75", "95")) == []


@pytest.mark.parametrize(
    "said",
    [
        "A bug in {} was to blame.",
        "Root cause: a worker of {} held an expired certificate.",
        "1,240 requests to {} ended in an error.",
        "Because {} had crashed, shops took cash only.",
        "You may have seen an error when you used {}.",
    ],
)
def test_a_service_may_be_named_by_what_was_at_fault(said):
    assert marks(said.format("card payments")) == []
    assert [rule for rule, _text in marks(said.format("Bank transfers"))] == ["service_facts"]


@pytest.mark.parametrize(
    "said",
    [
        "Payouts could have failed too, but did not.",
        "Some of you asked whether payouts are safe. They are.",
        "Those who rang about a payout got through.",
        "We also looked at bank transfers and found nothing wrong.",
    ],
)
def test_a_service_that_is_only_spoken_of_did_not_fail(said):
    assert marks(f"Card payments failed. {said}") == []


def read_beside(source, sibling):
    services = [{"internal": name, "public": name} for name in ("Reading rooms", "Interlibrary loans", "E-books")]
    return marks(source, {"other_services": services, "siblings": [{"audience": "Partners", "text": sibling}]})


@pytest.mark.parametrize(
    "said",
    [
        "When reading rooms were closed, e-books were a comfort to many.",
        "Interlibrary loans were stopped when reading rooms closed; nobody needed to go without e-books.",
        "E-books kept their ways while reading rooms were shut.",
        "Interlibrary loans had a long break. E-books did not.",
    ],
)
def test_what_a_subordinate_clause_says_is_said_of_others(said):
    theirs = "Reading rooms were closed and interlibrary loans stopped. E-books worked throughout."
    assert read_beside(said, theirs) == []
    assert read_beside("E-books gave an error message all day.", theirs) != []


@pytest.mark.parametrize(
    "unit", ["On 10 March you waited. ", "Friday, when ", "it took until 9:50 ", "by 10:00 all had, "]
)
def test_hostile_texts_take_linear_time(unit):
    context = read_context(TILLS)
    assert_it_is_linear(lambda size: run(unit * (size // len(unit)), context, ["consistency"]))
