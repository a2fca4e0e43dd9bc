import pytest

from tests.checks.commitments import NEXT, marks


@pytest.mark.parametrize(
    "said",
    [
        "The necessary adjustments will be made.",
        "We will improve our processes.",
        "Better communication with customers",
        "Measures have been initiated.",
        "We're going to get smarter about how we ship.",
        "Our colleagues will think harder about valves.",
        "Corrective action is under way.",
        "We will invest in the stability of the claims portal.",
        "Tidy up alerting",
        "The sensors get some love from us.",
        "Lessons were learned and will be applied.",
        "Some tweaks on the technical side.",
        "We will take a package of measures.",
        "A roadmap is being drawn up.",
        "We'll make the app more fault tolerant.",
    ],
)
def test_a_step_says_what_will_be_different(said):
    assert marks(NEXT + said) == [("not_specific", said)]


@pytest.mark.parametrize(
    "said",
    [
        "In future we will take greater care when printing.",
        "We'll be doing a ton of stuff under the hood.",
        "Our service culture will be taken to another level.",
    ],
)
def test_care_says_nothing_even_of_a_deed_that_is_named(said):
    assert marks(NEXT + said) == [("not_specific", said)]


@pytest.mark.parametrize(
    "said",
    [
        "The lamp of the analyser is changed on 2 February.",
        "The council has learnt of the matter on 3 May.",
        "Whoever missed the game can watch it in the archive.",
    ],
)
def test_a_thing_called_after_what_it_does_and_news_are_no_empty_steps(said):
    assert marks(NEXT + said) == []


@pytest.mark.parametrize(
    "said",
    [
        "Documentation has been given a higher priority.",
        "Accessibility has moved to the top of our agenda.",
        "Lessons have been learned about labelling.",
        "Suitable training shall be provided to the personnel concerned.",
        "A culture of double-checking is what we aspire to.",
        "Due diligence will be exercised in the selection of suppliers.",
        "We've got some exciting work in the oven.",
        "We're gonna level up our testing game big time.",
        "The lessons of this night will stay with us.",
        "Our drivers have been called upon to be considerate.",
        "We vow to listen better.",
        "More love for the login page.",
        "Greater sensitivity in dealing with relatives.",
    ],
)
def test_rank_virtues_and_figures_of_speech_are_no_steps(said):
    assert marks(NEXT + said) == [("not_specific", said)]


@pytest.mark.parametrize(
    "said",
    [
        "Ambulances have priority at the gate from 1 June on.",
        "High priority: the valve is replaced on 4 May.",
        "Each driver gets two hours of training on the new lift on 5 May.",
        "The samples of the culture are kept for 14 days.",
        "The oven gets a second thermometer on 2 May.",
        "We level the floor of the hall on 3 May.",
        "We will do one thing better: from 1 June a late bus shows in the app.",
    ],
)
def test_the_same_words_may_name_a_thing(said):
    assert marks(NEXT + said) == []


@pytest.mark.parametrize(
    "said",
    [
        "From now on our crews will go about boarding with more circumspection.",
        "Punctuality on the island line is going to be a matter of honour for us.",
        "We'll put our backs into it.",
        "Greater weight will be attached to the wishes of our tenants.",
        "The museum will see to a pleasanter visit.",
        "The signalling will be put through its paces.",
        "A lot of thought is being put into parking.",
        "Our colleagues at the counter will receive the backing they need.",
        "Make deploys less scary",
        "We will spare no effort with the pumps.",
        "There will be some soul-searching on our side.",
        "Keep the mail queue healthy",
        "We will think twice before we touch the settings.",
        "We have taken the decision to be more open about faults.",
        "Our team is going to double its efforts around the season opening.",
        "Our kitchen will pay heed to allergies.",
        "Next winter we will be ready.",
        "We will show more presence at the gates.",
        "All this will be addressed.",
        "Greater importance will be given to phone calls from relatives.",
        "Communication on delays must become second nature to us.",
        "The theatre wishes to do its audience justice in future.",
        "Our box office will handle refunds in a more customer-minded manner.",
        "Kitchen and ward will talk with one another more.",
    ],
)
def test_a_virtue_that_is_pledged_is_no_step(said):
    assert marks(NEXT + said) == [("not_specific", said)]


@pytest.mark.parametrize(
    "said",
    [
        "The quality laboratory moves into the new building on 3 May.",
        "The care home gets its own boiler by 30 September.",
        "For more safety on the pier, a fence is put up by 4 June.",
        "A stronger rope holds the boat from now on.",
        "Ilse Maier adds a health check to the ticket shop until 30 June.",
        "To be more reliable, the link runs over a second cable from May.",
        "We put a generator into the dairy for reliability.",
        "A buzzer sounds when a door is open.",
        "Importer: drop rows without a key",
        "The larger claims are dealt with one after the other, the last of them by 31 July.",
        "The heart of the pump, its rotor, is exchanged on 4 May.",
        "Quality inspectors open each tenth box.",
        "Lorries use the north gate while the eyes of the bridge are welded.",
        "In progress: a list on paper, ready on 1 June.",
        "Tables are changed in the presence of both parties.",
        "We wish you a warm rest of the winter.",
        "The signal at Kirkby is fitted with a battery.",
    ],
)
def test_a_thing_that_is_done_is_one_whatever_it_is_done_for(said):
    assert marks(NEXT + said) == []
