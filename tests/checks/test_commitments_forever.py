import pytest

from tests.checks.commitments import NEXT, marks


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("We promise that this will never happen again.", "will never happen again"),
        ("A repeat of Tuesday's outage can be ruled out.", "repeat of Tuesday's outage can be ruled out"),
        ("There won't be another outage like this.", "won't be another outage"),
        ("The disk fault is solved for good.", "solved for good"),
        ("Could it come back? It cannot.", "It cannot."),
        ("Nobody will lose a booking again.", "Nobody will lose a booking again"),
        ("With this, the risk is eliminated.", "risk is eliminated"),
        ("It cannot stop your calls any more.", "cannot stop your calls any more"),
        ("Never again will a card be refused.", "Never again will a card"),
        ("Wrong bills are 100 % excluded.", "Wrong bills are 100 % excluded"),
        ("You have our word that no letter will be lost.", "our word that no letter will"),
        ("No tenant will ever wait in the cold again.", "No tenant will ever"),
        ("The new valve makes a flood impossible.", "makes a flood impossible"),
        ("Your data will stay safe, whatever happens.", "will stay safe, whatever happens"),
        ("Double bookings are a thing of the past.", "Double bookings are a thing of the past"),
        ("From now on all ferries will run on time.", "From now on all ferries will run on time"),
        ("Your photos cannot vanish.", "cannot vanish"),
        ("Duplicates are no more.", "are no more"),
        ("The risk of a repeat is nil.", "risk of a repeat is nil"),
        ("The doors will always open.", "will always open"),
        ("The hospital can no longer be cut off.", "can no longer be cut off"),
        ("There is zero chance of this coming back.", "zero chance of this coming back"),
        ("The new pump rules out flooding.", "rules out flooding"),
        ("Gone are the days of mix-ups.", "Gone are the days"),
        ("Rest assured that every letter will be right.", "assured that every letter will"),
        ("The bug won't be coming back.", "won't be coming back"),
        ("It will remain an isolated case.", "will remain an isolated case"),
        ("No flight will be overbooked.", "No flight will be overbooked"),
        ("False alarms are a closed chapter.", "closed chapter"),
        ("We won't make the same mistake twice.", "won't make the same mistake twice"),
        ("Something like this only happens once.", "only happens once"),
        ("Your data shall at no time be mixed up.", "shall at no time be"),
        ("A cut cable can no longer stop the trains.", "can no longer stop the"),
        ("We promise 100 % that it holds.", "promise 100 %"),
        ("Such a queue will not form again.", "Such a queue will not form again"),
        ("Your photos are safe with us, today and always.", "safe with us, today and always"),
        ("From today no alarm goes unheard.", "From today no alarm goes unheard"),
        ("There is no chance of a second flood.", "no chance of a second"),
    ],
)
def test_nothing_is_promised_for_ever(said, marked):
    assert marks(NEXT + said) == [("never_again", marked)]


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("The port vouches for the safety of each box.", "vouches for the safety of each box"),
        ("The school pledges flawless reports.", "pledges flawless reports"),
        ("A flood is no longer able to reach the archive.", "is no longer able to reach the archive"),
        ("Not even an earthquake can stop the new pump.", "Not even an earthquake can stop the new pump"),
        ("Thieves won't stand a chance.", "won't stand a chance"),
        ("Confusions of pupils are thereby excluded for the future.", "are thereby excluded for the future"),
        (
            "Never, under any weather, shall we shut the gate again.",
            "Never, under any weather, shall we shut the gate again",
        ),
        ("We promise a term without a single wrong mark.", "promise a term without a single wrong"),
        ("Not one parcel more will go astray.", "Not one parcel more will go astray"),
        ("Whatever happens, your lights stay on.", "Whatever happens, your lights stay on"),
        ("You need fear no outages.", "need fear no outages"),
    ],
)
def test_law_and_figures_of_speech_promise_for_ever_too(said, marked):
    assert [("never_again", marked)] == marks(NEXT + said)


@pytest.mark.parametrize(
    "said",
    [
        "The auditor vouched for the figures of 3 May.",
        "Old cards are no longer able to open the side door.",
        "Rows without a date are excluded from the import.",
        "Not one of the 40 buses was late on 5 May.",
        "Never send your password by mail.",
        "There was not a single complaint after 9 May.",
        "We had a winter without a single interruption.",
    ],
)
def test_what_is_told_or_bounded_promises_nothing_for_ever(said):
    assert marks(NEXT + said) == []


@pytest.mark.parametrize(
    ("innocent", "promise"),
    [
        ("You can always get updates here.", "You will always get your mail."),
        ("Deployments will not occur any more until it is fixed.", "This will not occur any more."),
        ("The move will be pushed no matter what happens.", "Your lights will stay on no matter what happens."),
        ("No other services will be affected.", "No other customer will be affected."),
        ("No mail will be lost in the migration.", "No mail will be lost."),
        ("Letters will have remained sealed at all times.", "Letters will remain sealed at all times."),
        ("The driver was improved to guarantee better isolation.", "We guarantee better isolation."),
        ("To make sure this won't happen again we added a sensor.", "We make sure this won't happen again."),
    ],
)
def test_what_only_sounds_like_for_ever_beside_what_is_promised(innocent, promise):
    assert marks(innocent) == []
    assert [rule for rule, _said in marks(promise)] == ["never_again"]
