from dataclasses import replace

import pytest

from communications.checks.context import Fact
from tests.checks.whole import CONTEXT, findings, message, rules


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
