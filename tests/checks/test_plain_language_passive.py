import pytest

from communications.checks.context import Service
from tests.checks.plain import marked


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
        ("Why were parents not called?", ["Why were parents not called"]),
        ("Only on Thursday were the shops warned.", ["Only on Thursday were the shops warned"]),
        ("The second charge should have been stopped.", ["The second charge should have been stopped"]),
        ("The service should have been restored by now.", []),
        ("This could have been prevented.", ["This could have been prevented"]),
        (
            "It was switched off in August and never switched on again.",
            ["It was switched off in August and never switched"],
        ),
        ("The report was passed from one desk to the next.", ["The report was passed"]),
        ("It was not read by anyone.", ["It was not read"]),
        ("They were told to wait in lane 9.", ["They were told"]),
        ("Staff have been told to help.", []),
        ("Shortcuts were taken in spring.", ["Shortcuts were taken"]),
        ("The names of 85 guests were passed on to a journalist.", ["The names of 85 guests were passed on"]),
        ("The names of the thieves were passed on to the police.", []),
        ("The wrong valve was closed.", ["The wrong valve was closed"]),
        ("The wrong prices were corrected, and the faulty part was removed.", []),
        ("An old list was printed.", ["An old list was printed"]),
        ("The part was fitted without being checked.", ["The part was fitted without being checked"]),
        ("It went live without being checked.", ["It went live without being checked"]),
        ("It is felt that a notice can wait.", ["It is felt that"]),
        ("The risk was considered low.", ["The risk was considered"]),
        ("All routes were considered.", []),
        ("The certificate was allowed to lapse.", ["The certificate was allowed"]),
        ("The gate was left open.", ["The gate was left"]),
        ("Nobody was sent to look, and no backup was made.", ["Nobody was sent", "no backup was made"]),
        ("Nobody was hurt, and no payments were made.", []),
        ("Customers were only informed on Friday.", ["Customers were only informed"]),
        ("A cheaper copy had been installed.", ["A cheaper copy had been installed"]),
        ("You see what had been sold. If you were not called, ring us.", []),
        ("Emails were not sent, and jobs were incorrectly closed.", []),
        ("Jobs were closed by mistake.", ["Jobs were closed"]),
        ("Records were automatically deleted without warning, as it wasn't caught by existing monitoring.", []),
        ("Your card was not blocked.", []),
        ("Your account has been unlocked.", []),
        ("They had been lent to a visitor.", ["They had been lent"]),
        ("You lost the place you had been given.", []),
        ("It was not thought necessary to ask.", ["It was not thought"]),
        ("We still investigate why it was not recognised.", []),
        ("The list was printed without any check, and the site was moved without a break.", ["The list was printed"]),
        ("If the tank had been checked, it would not have leaked.", ["the tank had been checked"]),
        ("Had the tank been checked, it would not have leaked.", ["Had the tank been checked"]),
        ("It went back without anybody being asked.", ["It went back without anybody being asked"]),
        ("Assurances were given to you.", ["Assurances were given"]),
        ("A request for new tyres was refused.", ["A request for new tyres was refused"]),
        ("API requests were refused.", []),
        ("The budget for tyres was cut.", ["The budget for tyres was cut"]),
        ("They were being sent there all morning.", ["They were being sent"]),
        ("It stopped while the file was being sent.", []),
        ("A pipe was drilled through, and a cable was cut by a digger.", ["A pipe was drilled through"]),
        ("The phones were not staffed.", ["The phones were not staffed"]),
        ("What had gone wrong was not explained.", ["What had gone wrong was not explained"]),
        ("The cause has not been found.", []),
        ("Your account was suspended for no good reason.", ["Your account was suspended"]),
        ("Test cards were left in the machines.", ["Test cards were left"]),
        ("The servers were left in a degraded state.", []),
        ("The date was changed at short notice.", ["The date was changed"]),
        (
            "A fee was charged in error, and the review was postponed twice.",
            ["A fee was charged", "the review was postponed"],
        ),
        ("It went off before the notice had been delivered.", ["the notice had been delivered"]),
        ("The version was not meant for you, and it was not developed to do that.", []),
        ("The list was not renewed because the service had stopped.", []),
        ("In all 1,830 letters were put in the wrong bag.", ["In all 1,830 letters were put in"]),
        ("The booking was never confirmed.", ["The booking was never confirmed"]),
        ("Money meant for the school was spent on carpets.", ["Money meant for the school was spent"]),
        ("Your dose was calculated incorrectly.", ["Your dose was calculated"]),
        ("Nobody was left behind, and no child was left without lunch.", []),
        ("The rule dropped a form. So 268 of you were told that no room was free.", []),
        ("You were told that it was free.", ["You were told"]),
        ("The plugin was not installed during the image build.", []),
        ("The old mill was built in 1911.", []),
        ("Once a decision has been made, we will write. A decision has been made.", ["A decision has been made"]),
    ],
)
def test_passives_where_the_actor_matters(source, expected):
    assert marked(source, "passive") == expected


def test_insiders_do_not_ask_which_machine_did_not_do_it():
    services = (Service("a", "Search API"), Service("m", "Maps"), Service("w", "Website"))
    source = "The list was not renewed. Customers were not told. It was unintentionally dropped."
    assert marked("Domains that had not been updated were not signed.", "passive", level="technical") == []
    assert marked(source, "passive", services=services) == ["Customers were not told", "It was unintentionally dropped"]
    assert len(marked(source, "passive")) == 3
