from dataclasses import replace

import pytest

from communications.checks.completeness import lasting
from communications.checks.context import Fact, Service
from tests.checks.whole import CONTEXT, findings, marks, message, rules


@pytest.mark.parametrize(
    "said",
    [
        "On 3 March there was an incident with Card payments from 08:10 to 09:45 UTC. We take it seriously, and apologise.",
        "Card payments experienced degraded performance for 95 minutes. The disturbance was noticed by our monitoring.",
        "Some customers were impacted by an outage of Card payments, which lasted 95 minutes. Thank you for your patience.",
        "Card payments was down from 08:10 to 09:45 UTC. We regret that we have not been able to give you better news.",
        "Card payments had a bit of a wobble for 95 minutes. We read every one of your messages, the funny ones too.",
        "An event of 95 minutes touched Card payments. The authority was told in time. A voucher is in your account and it doesn't expire.",
        "Card payments did not work as it should for 95 minutes. No customer data was lost. Crews worked through the night.",
        "Something went wrong with Card payments for 95 minutes. The matter is closed, and we are not proud of it.",
        "For 95 minutes the Card payments team was in an emergency. The mood in the control room was excellent.",
        "Card payments took a tumble for 95 minutes. Our provider has apologised to us, and we pass the apology on.",
        "Card payments did not perform to the standard that you may expect, for 95 minutes. The director was briefed.",
        "Card payments missed the agreed target for 95 minutes. Four dashboards turned from green to red.",
        "We let you down with Card payments for 95 minutes. You did not get what you had every right to get.",
        "Card payments could not be offered at its usual quality for 95 minutes. Merchants were informed by telephone.",
        "Card payments went into contingency mode for 95 minutes and came out of it again.",
        "Card payments had a difficult day for 95 minutes. Our team worked on it without a break.",
        "Card payments were the subject of several conversations at the front desk for 95 minutes.",
        "Card payments and you have had better weeks: for 95 minutes things were not normal.",
        "Card payments in Bern and Basel saw an abnormal state for 95 minutes. Nine banks asked us about it.",
        "Card payments ran into some turbulence for 95 minutes. Every shop has a letter from us in its mailbox.",
        "Card payments were on the blink for 95 minutes. Cashiers rolled up their sleeves, and we applaud them.",
        "Card payments made life hard for many of you for 95 minutes. Nobody was more annoyed than we were.",
        "Card payments did not run as laid down for 95 minutes. The prefect was advised by telephone.",
        "For 95 minutes Card payments gave us grey hairs. The shops were wonderful about it.",
        "For 95 minutes Card payments ran hot: four of six nodes had lost quorum, and the on-call was paged twice.",
        "Card payments: we know about it and our crews have been sent out. It started at 03:50 IST and lasted 95 minutes.",
        "It was a pear-shaped day for Card payments, of 95 minutes, and nobody had lunch.",
    ],
)
def test_it_asks_what_went_wrong_for_readers(said):
    [finding] = findings(message(summary=said))
    assert (finding.rule, finding.section) == ("no_what", "summary")


@pytest.mark.parametrize(
    "said",
    [
        "For 95 minutes nobody could pay with Card payments.",
        "For 95 minutes Card payments were an hour off.",
        "Card payments dropped one purchase in five for 95 minutes.",
        "For 95 minutes Card payments stopped sending receipts to the tills.",
        "Card payments did not work in the west of town for 95 minutes.",
        "Card payments ran 95 minutes behind; statements of that day went out a day later.",
        "We had an incident with Card payments for 95 minutes. In four towns the tills sounded an alarm before anybody paid.",
        "There was a problem with Card payments for 95 minutes. Pensioners paid the full fare.",
        "Card payments had a difficult day for 95 minutes: you got fined in front of the till.",
        "The irregularity in Card payments lasted 95 minutes. It returned the former address of those who had moved.",
        "A fault of Card payments meant for 95 minutes that receipts went out blank.",
        "Card payments have been degraded for 95 minutes. Drivers wait up to two hours at the gate.",
        "Card payments were booked twice for 95 minutes on 3 March.",
        "We are sorry that you could not use Card payments for 95 minutes.",
        "Between 08:10 and 09:45 UTC, customers who used Card payments got no receipt.",
        "Card payments showed other people's names for 95 minutes.",
        "For 95 minutes Card payments drew every receipt upside down.",
        "For 95 minutes Card payments charged the foreign tariff.",
        "Over 95 minutes you were asked for your PIN again and again. It was Card payments that asked.",
        "We have heard that Card payments took a refund for a purchase. That went on for 95 minutes.",
        "One of our services, Card payments, gave tills a price of nil for 95 minutes.",
        "Card payments failed for 95 minutes.",
        "Card payments took up to eleven times as long as usual for 95 minutes.",
        "The incident with Card payments lasted 95 minutes. An alarm about a bridge went out 14 times.",
        "Card payments had a problem for 95 minutes. 1,300 presents went out with the price still on them.",
        "Card payments was abnormal for 95 minutes. Two classes sat in one room.",
        "For 95 minutes the Commission's Card payments showed private addresses.",
        "For 95 minutes Card payments went back to zero.",
        "For 95 minutes strangers listened in on Card payments.",
        "For 95 minutes Card payments recommended peanuts to children.",
        "For 95 minutes Card payments left the pumps running; growers are being compensated.",
        "We apologise to the 40 tenants whose letters were opened by Card payments for 95 minutes.",
        "The outage of Card payments kept 240 lorries at the border for 95 minutes.",
        "For 95 minutes we gave 30 guests the code of another room. It was Card payments that did it.",
        "People who wrote to Card payments got an automatic answer for 95 minutes.",
        "On 3 March Card payments, for 95 minutes, taxed everybody as single.",
        "Card payments have been leaving out the last line of every receipt, for 95 minutes.",
    ],
)
def test_it_sees_what_went_wrong(said):
    assert marks(message(summary=said)) == []


def test_it_takes_the_fact_of_the_impact_for_what_went_wrong():
    vague = message(summary="Card payments were degraded for 95 minutes. It was felt in Bristol.")
    assert rules(vague) == ["no_what"]
    assert rules(vague, replace(CONTEXT, facts=(Fact("impact", "known", "It was felt in Bristol."),))) == []
    assert rules(vague, replace(CONTEXT, facts=(Fact("impact", "withheld"),))) == []


def test_it_asks_for_the_names_of_services():
    unnamed = message(summary="For 95 minutes on 3 March one of our services declined one payment in five.")
    [finding] = findings(unnamed)
    assert finding.rule == "no_services" and "Card payments" in finding.message
    assert rules(message(summary="card payment failed for 95 minutes.")) == []
    assert rules(message(summary="For 95 minutes payments by card were declined.")) == []
    assert rules(unnamed, replace(CONTEXT, services=())) == []


def test_it_does_not_ask_again_how_long_it_lasted():
    source = message(summary="You could not use Card payments on 3 March.")
    assert rules(source) == ["no_duration"]
    assert rules(source, replace(CONTEXT, kind="update")) == []


def test_it_takes_one_word_for_a_name_only_as_it_is_written():
    context = replace(CONTEXT, services=(Service("messages", "Messages"),))
    assert rules(message(summary="For 95 minutes guests saw error messages."), context) == ["no_services"]
    assert rules(message(summary="For 95 minutes Messages showed guests an error."), context) == []


@pytest.mark.parametrize(
    "said",
    [
        "lasted 1 h 35 min",
        "was away for about an hour and a half",
        "stood still for ninety-five minutes",
        "failed from 8.10 am to 9.45 am UTC",
        "failed between 08:10 and 09:45 (UTC)",
        "failed from ten past eight until quarter to ten, UK time",
        "failed 08h10 to 09h45 UTC",
        "began to fail at 9:10 am and was back at 10:45 am, both Paris time",
        "failed from 8 to half past 9, UK time",
        "failed from 8 to 10 UTC",
        "had a 95-minute standstill",
        "failed. Duration: 01:35",
        "failed from twenty past eight to ten, UK time",
        "failed from 08.10 till 09.45 UTC",
        "was away from 08:10 UTC on, for the next hour and a half",
        "work again as of 09:45 UTC. Between 08:10 UTC and that time there were none",
        "worked until 08:10 UTC, and again only at 09:45 UTC",
        "failed from a quarter past eight in the morning of 3 March until about ten to ten, UK time",
    ],
)
def test_it_reads_how_long_it_lasted(said):
    assert rules(message(summary=f"Card payments {said}. Nobody could pay.")) == []


@pytest.mark.parametrize(
    "said",
    [
        "Card payments failed on 3 March. Refunds take 14 days.",
        "Card payments failed on 3 March. Our help line is open from 9 am to 5 pm UTC.",
        "Card payments failed from 08:10 UTC on 3 March. We repair within 2 hours.",
        "Card payments work again since 09:45 UTC; nobody could pay.",
        "Card payments failed on 3 March, noticed at 08:12 UTC by a person who rang at 08:20 UTC.",
    ],
)
def test_it_asks_how_long_it_lasted_where_that_is_known(said):
    assert rules(message(summary=said)) == ["no_duration"]
    assert rules(message(summary=said), replace(CONTEXT, resolved_at=None)) == []


@pytest.mark.parametrize(
    ("changed", "asked"),
    [
        ({"resolution": "We renewed the certificate 95 minutes after the first refusal."}, []),
        ({"resolution": "We renewed the certificate, and all was well at 09:45 UTC."}, []),
        ({"resolution": "After 95 minutes we renewed the certificate."}, []),
        ({"resolution": "We renewed the certificate within 95 minutes of being called."}, ["no_duration"]),
        ({"resolution": "We renewed the certificate at 09:20 UTC."}, ["no_duration"]),
    ],
)
def test_it_finds_anywhere_how_long_it_lasted(changed, asked):
    summary = "Card payments were refused on 3 March from 08:10 UTC."
    assert rules(message(summary=summary, **changed)) == asked


def test_it_reads_durations_in_words_and_figures():
    said = "1 h 35 min, an hour and a half, two hours and three quarters, ninety-five minutes, half an hour, 2.5 hours, 1h35m, 5,400 seconds"
    assert sorted(minutes for _start, _end, minutes in lasting.durations(said)) == [30, 90, 90, 95, 95, 95, 150, 165]
