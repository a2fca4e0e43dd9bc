import pytest

from tests.checks.whole import findings, marks, message


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
        "We will complete this part of the letter later.",
        "The rest of this section comes next week.",
        "Something went wrong.",
        "The cause was found and removed.",
        "The service was put back online.",
        "Being worked on.",
        "Legal has not signed it.",
        "The team has the details.",
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
        ("resolution", "We sent it again."),
        ("resolution", "A technician put it back."),
        ("resolution", "We took out the second page."),
        ("resolution", "We corrected the date."),
        ("resolution", "The step was made up for."),
        ("resolution", "It has twice as much now."),
        ("resolution", "The wrong notices were taken down."),
        ("resolution", "Everybody has new keys."),
        ("root_cause", "The page did not look at bookings made on paper."),
        ("root_cause", "The alarm did not go off."),
        ("root_cause", "The valve has not been checked since spring."),
        ("root_cause", "A step was left out."),
        ("root_cause", "It had not been filled."),
        ("root_cause", "Two of them were the same."),
        ("next_steps", "From now on two people sign."),
        ("next_steps", "No further steps are needed."),
        ("further_updates", "Read our blog, and comment here: [[feedback_link]]"),
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
