from dataclasses import replace
from datetime import UTC, datetime

import pytest

from communications.checks import run
from communications.checks.completeness import lasting
from communications.checks.context import Context, Fact, Service
from tests.checks.linear import assert_it_is_linear
from tests.checks.tune import assert_it_reaches

CONTEXT = Context(
    mandatory=("summary", "root_cause", "resolution", "next_steps", "further_updates", "support_contacts"),
    started_at=datetime(2026, 3, 3, 8, 10, tzinfo=UTC),
    resolved_at=datetime(2026, 3, 3, 9, 45, tzinfo=UTC),
    services=(Service("payments-gw", "Card payments"),),
    feedback_contact="Petra Lind, customer desk",
)
SUMMARY = "On 3 March, from 08:10 to 09:45 UTC, one in five Card payments was declined. We are sorry."
SECTIONS = {
    "Summary": SUMMARY,
    "Root cause": "A certificate had expired during the night.",
    "Resolution": "We renewed the certificate and tried forty payments.",
    "Next steps": "From 1 April certificates are renewed thirty days before they run out.",
    "Further updates": "This is the last message we plan to send.",
    "Support contacts": "Call the number on the back of your card.",
    "Feedback": "Three questions: [[feedback_link]]",
}


def message(**changed):
    sections = {**SECTIONS, **{name.replace("_", " ").capitalize(): body for name, body in changed.items()}}
    return "\n\n".join(f"## {title}\n\n{body}" for title, body in sections.items() if body is not None)


def findings(source, context=CONTEXT):
    return run(source, context, ["completeness"])


def rules(source, context=CONTEXT):
    return [one.rule for one in findings(source, context)]


def marks(source, context=CONTEXT):
    return [(one.rule, one.text) for one in findings(source, context)]


def test_it_is_silent_about_a_whole_message():
    assert marks(message()) == []


@pytest.mark.parametrize(
    "said",
    [
        "TBD",
        "N/A",
        "See above.",
        "As described in the summary.",
        "—",
        "More details will follow.",
        "We will share more.",
        "To be completed by engineering before sending.",
        "Awaiting legal review.",
        "The issue was resolved by our team.",
        "We will take appropriate measures.",
        "The incident was caused by a technical problem.",
        "This section intentionally left blank.",
        "Not available at the time of writing.",
        "See attachment.",
        "Details will be added here.",
        "Work in progress, text from plant manager pending",
        "Please refer to our previous communication.",
        "&nbsp;",
        "[Describe the cause in one or two sentences]",
        "Describe what was done to restore service (2–3 sentences).",
        "NB: legal has not signed this off yet",
        "As you know.",
        "As per our earlier e-mail.",
        "What happened?",
        "Wording with the lawyers.",
        "Our engineers worked hard to restore service.",
        "We do not comment on such matters.",
        "(left empty on purpose)",
        "Waiting for Tomas.",
        "Can somebody fill this in?",
        "See our blog.",
        "See the thread on the mailing list.",
        "The relevant measures are contained in the relevant documents.",
        "Available upon request.",
        "We thank you for your understanding.",
        "We regret the inconvenience.",
        "The team worked around the clock to get this resolved.",
        "Insert warm words here.",
        "For security reasons no details are given.",
        "An action plan is being drawn up.",
        "As laid down in the procedures.",
        "Circumstances beyond our control.",
        "The plan is with management.",
    ],
)
def test_it_marks_a_section_that_says_nothing(said):
    for name in ("root_cause", "resolution", "next_steps"):
        [finding] = findings(message(**{name: said}))
        assert (finding.rule, finding.text, finding.section) == ("section_says_nothing", said, name)


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ("further_updates", "No further message is planned."),
        ("further_updates", "This is our final message on the matter."),
        ("further_updates", "That’s all from us on this topic."),
        ("further_updates", "We will leave it at that."),
        ("resolution", "We deployed the former version."),
        ("resolution", "We corrected the template."),
        ("support_contacts", "See https://acme.example/help."),
        ("support_contacts", "Reply to this mail."),
        ("further_updates", "We have nothing to add."),
        ("further_updates", "Nothing more will be published."),
        ("further_updates", "When the report is published in May."),
        ("further_updates", "Only if it happens again."),
        ("further_updates", "This is a one-off message."),
        ("further_updates", "We have said what there is to say."),
        ("further_updates", "We have told you all we know."),
        ("further_updates", "At the members' meeting."),
        ("resolution", "Access was closed and rights were restored."),
        ("support_contacts", "Your letter has the number."),
        ("root_cause", "A cable was cut."),
        ("root_cause", "Not known."),
        ("root_cause", "A colleague mistyped a date."),
        ("resolution", "We now read from both folders."),
        ("resolution", "The missing page is enclosed."),
        ("appreciation", "Thank you."),
        ("resolution", "We replaced it."),
        ("next_steps", "Add a second line by 4 May."),
    ],
)
def test_it_lets_a_short_section_say_what_it_has_to(section, said):
    assert marks(message(**{section: said})) == []


def test_it_marks_what_is_still_to_be_filled_in():
    assert marks(message(support_contacts="Call Petra: [insert phone number].")) == [
        ("section_says_nothing", "[insert phone number]")
    ]
    assert marks(message(root_cause="[Missing: the root cause]"))[0] == (
        "section_says_nothing",
        "[Missing: the root cause]",
    )
    for said in ("Your text here.", "[measures to be listed here]", "XX:XX", "<<name>>"):
        assert (findings(message(support_contacts=f"Petra says: {said}"))[0].text).strip(".") == said.strip(".")
    assert marks(message(support_contacts="Call [your branch](https://acme.example).")) == []


def test_it_names_a_section_that_is_missing_or_empty():
    for said in (None, ""):
        [finding] = findings(message(resolution=said))
        assert (finding.rule, finding.section, finding.end) == ("section_says_nothing", "resolution", 0)


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
        "For 95 minutes Card payments ran hot: four of six nodes had lost quorum, and the on-call was paged twice.",
    ],
)
def test_it_asks_what_went_wrong_for_readers(said):
    [finding] = findings(message(summary=said))
    assert (finding.rule, finding.section) == ("no_what", "summary")


@pytest.mark.parametrize(
    "said",
    [
        "For 95 minutes nobody could pay with Card payments.",
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


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("It began at 14:05 UTC. It was over at 15:40.", ["15:40"]),
        ("It began at 14:05 UTC and was over at 15:40.", []),
        ("Started 14:05, over 15:40, both EET.", []),
        ("Everything below is in UTC. It was over at 15:40.", []),
        ("It was over at 14:05 (Berlin), at 14:10+02:00 to be exact.", []),
        ("It took 1:45 h. We opened at 8:30 h.", ["8:30"]),
        ("Come on Saturday 24 October, 9-13 and 14-18.", ["9", "13", "14", "18"]),
        ("Ask for 9-13 tickets, pages 14-18.", []),
        ("It began at half past midnight.", ["half past midnight"]),
        ("We ring before noon, and all is paid by midnight.", []),
        ("The page said “back at 14:05”.", []),
        (
            "Prices rose to 4.30 euros a month, a rating of 4.20, and the video of 12:30 minutes has an aspect of 16:10.",
            [],
        ),
        ("After 2h30 and again after 5 h the pumps stopped; it took us up to 12h30.", []),
        ("Ecclesiastes 3:10 was read.", []),
        ("Duration: 01:35. Downtime (hh:mm): 00:35.", []),
        ("It was open from 9 to 11 UTC, best of 3 set in 5 most days.", []),
        ("It rang from five to a quarter past nine.", ["five", "a quarter past nine"]),
        ("It was over at 14:05.", ["14:05"]),
        ("It was over at 2 pm on Monday.", ["2 pm"]),
        ("It was over at 10.10pm.", ["10.10pm"]),
        ("It was over at 14.05, not before.", ["14.05"]),
        ("She is there from 8h30 to 17h.", ["8h30", "17h"]),
        ("We look again at noon.", ["noon"]),
        ("It was over before half past three.", ["half past three"]),
        ("It was over by 9 o'clock.", ["9 o'clock"]),
        ("From 14:05 to 15:40 UTC.", []),
        ("It began at 11:20 am and was over by 12:50 pm, both Pacific Time.", []),
        ("It was over at 14:05Z.", []),
        ("It was over at 14:05 (Brasília time).", []),
        ("We look again at noon Central today.", []),
        ("All times are in Central European Time. It was over at 14:05.", []),
        ("Timeline (UTC):\n\n- 14:05 it began\n- 15:40 it was over", []),
        ("Prints came in 4:3 instead of 3:2, at a ratio of 1:1000, with version 9.30 of section 14.2.", []),
        ("It took 2h30, and 1.30 per cent failed.", []),
        ("`14:05`", []),
        ("At 0710 a technician came, since 1310 it works, by 2030 all are new.", ["0710", "1310"]),
        ("- 0915 first alarm\n- 0931 first call", ["0915", "0931"]),
        ("1430 customers called. We answer until 1100 of them are helped.", []),
        ("We write again tomorrow at 9.", ["9"]),
        ("It was dark 14:05-15:40: no light.", ["14:05", "15:40"]),
        ("It began at 8.30 and was over at 9.15.", ["8.30", "9.15"]),
        ("The rate rose to 1.30, we upgraded to 1.31, and prices went from 2.10 to 3.15.", []),
        ("(Hours are stated in Central European Time.) It lasted until 10.20h.", []),
        ("It lasted from 16:13UTC to 18:05UTC, and until 9.45 a.m. in Lisbon.", []),
        ("It ran from twenty past nine to eleven, Brisbane time, in rack 7:12.", []),
        ("Fields were watered at noon. It went on until 14:00 UTC.", []),
        ("Ten to twelve people came.", []),
        ("Time zone: Asia/Singapore. It began at 14:05.", []),
        ("All clock times: Vienna. 14:05 was when it began.", []),
        ("We saw it at 11 o'clock (Vilnius), at 9 a.m. (Buenos Aires) and at 18:40 (local).", []),
        ("It broke at 17:12 (Monday).", ["17:12"]),
        ("It broke at 17:12 Dublin.", []),
        ("Our clock is that of Reykjavik. It broke at 09:20.", []),
        ("We use Singapore time. It broke at 09:20.", []),
        ("The Irish team and the Pacific office noticed at 20:00 that the Central heating was off.", ["20:00"]),
        ("We take your time seriously; it ended at 17:12.", ["17:12"]),
        ("MST-12 broke at 20:00, in prime time.", ["20:00"]),
        ("By 14h00 we had stopped the vans.", ["14h00"]),
        ("The mast grew from 1.25 to 2.40 metres, and between 1100 and 1200 people came.", []),
    ],
)
def test_it_marks_times_without_a_zone(said, marked):
    assert marks(said, Context()) == [("time_without_zone", one) for one in marked]


def test_it_suggests_the_zone_of_the_group():
    assert [one.suggestion for one in findings("Over at 14:05.", Context())] == ["14:05 UTC"]
    paris = Context(time_zone="Europe/Paris", started_at=datetime(2026, 7, 1, tzinfo=UTC))
    assert [one.suggestion for one in findings("Over at 14:05.", paris)] == ["14:05 CEST"]
    assert [one.suggestion for one in findings("Over at 14:05.", replace(paris, time_zone="No/Where"))] == [""]


@pytest.mark.parametrize(
    ("said", "context", "answered"),
    [
        ("[[feedback_link]]", CONTEXT, True),
        ("Tell Petra Lind what you think.", CONTEXT, True),
        ("Call our help line.", CONTEXT, False),
        ("Write to Noor Haddad, noor@acme.example.", replace(CONTEXT, feedback_contact=""), True),
        ("Write to support@acme.example.", replace(CONTEXT, feedback_contact=""), True),
        ("Your dealer, or fx-desk@acme.example", replace(CONTEXT, feedback_contact=""), True),
        ("Mail from noreply@acme.example is not read.", replace(CONTEXT, feedback_contact=""), False),
        ("Messages sent to info@acme.example are not read.", replace(CONTEXT, feedback_contact=""), False),
        ("Press enquiries: press@acme.example", replace(CONTEXT, feedback_contact=""), False),
        ("Service desk, ext. 4411", replace(CONTEXT, feedback_contact=""), True),
        ("In an emergency call 999.", replace(CONTEXT, feedback_contact=""), False),
        ("On 2026-03-04 and 04.03.2026 it was 12 500 euros.", replace(CONTEXT, feedback_contact=""), False),
        ("Just reply to this mail; a person reads it.", replace(CONTEXT, feedback_contact=""), True),
        ("Please do not reply to this mail.", replace(CONTEXT, feedback_contact=""), False),
        ("Post in our channel #status-questions and we answer.", replace(CONTEXT, feedback_contact=""), True),
        ("Use our [form](https://acme.example/contact).", replace(CONTEXT, feedback_contact=""), True),
        ("Maria Santos, guest relations", replace(CONTEXT, feedback_contact=""), True),
        ("Petra at the customer desk, Lind by name, is there.", CONTEXT, True),
        ("Call 030-555 01 25.", replace(CONTEXT, feedback_contact="030 555 0125"), True),
        ("Ask Nadia Costa in integrations, she reads your questions.", replace(CONTEXT, feedback_contact=""), True),
        ("Mail to this box is not read. Odd Arne Vik, +47 51 55 01 08.", replace(CONTEXT, feedback_contact=""), True),
        ("Mrs Ito at the desk hears complaints.", replace(CONTEXT, feedback_contact=""), True),
        ("Ask the Service Desk, 0800 555 0122.", replace(CONTEXT, feedback_contact=""), True),
        ("Please do not call 0800 555 0122.", replace(CONTEXT, feedback_contact=""), False),
        ("Yours, Marta Nowak, Head of Communications", replace(CONTEXT, feedback_contact=""), False),
        ("Ms Lind wants to know.", CONTEXT, True),
        ("Call the customer desk.", CONTEXT, False),
        ("Call our help line.", replace(CONTEXT, kind="talking_points"), True),
    ],
)
def test_it_asks_for_a_way_to_answer(said, context, answered):
    assert rules(message(feedback=said), context) == ([] if answered else ["no_way_to_answer"])


@pytest.mark.parametrize("contact", ["", "Petra Lind, customer desk"])
@pytest.mark.parametrize("link", [True, False])
def test_it_advises_the_link_only_where_there_is_one(link, contact):
    context = replace(CONTEXT, feedback_link=link, feedback_contact=contact)
    (one,) = [one for one in findings(message(feedback="Call us."), context) if one.rule == "no_way_to_answer"]
    assert ("[[feedback_link]]" in one.message, contact in one.message) == (link, True)


@pytest.mark.parametrize(
    ("said", "dated"),
    [
        ("We write again by Friday 13 March, 17:00 UTC.", True),
        ("The next update follows on 17 December.", True),
        ("You will hear from us within 24 hours.", True),
        ("In this channel on 4 August, also if there is nothing new to say.", True),
        ("We will get back to you when we know more.", False),
        ("Updates will be provided at regular intervals.", False),
        ("As announced, results are published on 3 February.", False),
        ("We last wrote on 3 March.", False),
        ("More to come on 17 April.", True),
        ("No later than a fortnight from now.", True),
        ("Its outcome, or its state, will be communicated on 22 July 2026.", True),
        ("The note of 24 June 2026 remains valid.", False),
        ("You read the verdict in the newsletter of 8 January.", True),
        ("Wearers and clinics will be kept up to date.", False),
        ("Daily at 10:00 UTC, until it is solved.", True),
        ("You will read in the gazette of 8 May what was found.", True),
        ("Our web people have until 6 April. That day you get their answer.", True),
        ("Our message of 4 March was premature. A better one will follow.", False),
        ("We refer to our notice of 12 May.", False),
    ],
)
def test_it_asks_for_a_dated_next_update_where_anything_is_open(said, dated):
    for source, context in [
        (message(further_updates=said), replace(CONTEXT, facts=(Fact("root_cause", "investigating"),))),
        (message(further_updates=said, root_cause="We do not yet know why it stopped."), CONTEXT),
    ]:
        found = [one for one in rules(source, context) if one != "section_says_nothing"]
        assert found == ([] if dated else ["no_next_update"])


@pytest.mark.parametrize(
    ("said", "is_open"),
    [
        ("What sets them apart is something we have yet to learn.", True),
        ("A report from the maker is awaited.", True),
        ("So far we can only guess at the reason.", True),
        ("Whose key it was is what we and the police want to know.", True),
        ("We need more time to understand why.", True),
        ("We have five people digging.", True),
        ("The maker is taking the part to pieces to see why it gave way.", True),
        ("The samples are with the laboratory.", True),
        ("Which of the two it was will show when the samples are back.", True),
        ("We have ruled out the patch. We have not ruled out the rest.", True),
        ("Two people are reading each letter to see whether a name is missing.", False),
        ("The part was with the maker for a week. It was a spring.", False),
        ("Nobody here can tell why.", True),
        ("The why of it escapes us.", True),
        ("The Authority's enquiries are continuing.", True),
        ("Two lists were in use, and they did not know of each other.", False),
        ("The cause has not been found.", True),
        ("Its maker is examining the device and is not in a position to state why it opened.", True),
        ("A first suspicion points to the firmware; this has to be confirmed.", True),
        ("The technicians are puzzled.", True),
        ("It is too early to say what caused it.", True),
        ("We are working with the vendor to identify the trigger.", True),
        ("We cannot rule out that letters were opened.", True),
        ("The cause lay in a script that is still running on the old server.", False),
        ("The vendor is testing each part before it ships.", False),
        ("Which of two jobs did it has not been established.", True),
        ("For two hours we could not find the cause. It was a plug.", False),
        ("Our staff could not tell that the line was dead.", False),
        ("A technician was still looking for a parking space.", False),
        ("A pipe burst, and we have told the landlord.", False),
        ("A document is examined again when it is opened.", False),
    ],
)
def test_it_knows_what_is_still_open(said, is_open):
    assert rules(message(root_cause=said)) == (["no_next_update"] if is_open else [])


def test_it_takes_no_other_news_for_the_next_update():
    source = message(
        root_cause="We do not yet know why it stopped.",
        next_steps="Since 11:20 UTC we read the certificates' dates from a page. Updates come on weekdays at 10:00 UTC.",
    )
    assert rules(source) == ["no_next_update"]


def test_it_reads_durations_in_words_and_figures():
    said = "1 h 35 min, an hour and a half, two hours and three quarters, ninety-five minutes, half an hour, 2.5 hours, 1h35m, 5,400 seconds"
    assert sorted(minutes for _start, _end, minutes in lasting.durations(said)) == [30, 90, 90, 95, 95, 95, 150, 165]


def test_it_asks_less_of_a_few_sentences():
    assert marks("We are investigating.", Context()) == []
    assert marks("", CONTEXT) == marks("", CONTEXT)


def test_it_finds_the_same_twice():
    source = message(summary="It began at 14:05.", resolution="TBD")
    assert findings(source) == findings(source) != []


def test_it_reaches_its_aim_on_cases_that_may_be_read():
    assert_it_reaches("completeness", recall=0.95, category_recall=0.9, false_alarms=0.04)


@pytest.mark.parametrize(
    "piece",
    ["a", "1", ":", "12:30 ", "[", "[missing:", "<", "{{", "one ", "5 h ", "A ", "A b ", "UTC ", "( ", ".", "we could not ", "a@b.c ", "(", "0 0", "today ", "half past ", "\n", "## Summary\n\n", "still ", "9-13 ", "from 8 to ", "we have heard that ", "no ", "not know ", "a day ", "Ask Aa ", "0915\n", "at 9 ", "the cause is ", "had a ", "we are sorry that ", "people got a ", "two sentences "],
)  # fmt: skip
def test_it_takes_as_long_as_a_text_is_long(piece):
    assert_it_is_linear(lambda size: findings("## Summary\n\n" + (piece * (size // len(piece) + 1))[:size]))
