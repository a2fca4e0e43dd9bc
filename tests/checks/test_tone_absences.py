import pytest

from communications.checks import run
from communications.checks.context import Context
from tests.checks.toned import marked


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("The pump broke. Thank you for your patience.", [""]),
        ("We appreciate your cooperation.", [""]),
        ("We know that the cause is a pump.", [""]),
        ("We regret to inform you that it broke.", [""]),
        ("Callers hear “Sorry, try again”. The sorry state of the queue was mended.", [""]),
        ("We are aware that no calls reach us. We appreciate your loyalty.", [""]),
        ("We are sorry.", []),
        ("We know how hard this was for you.", []),
        ("We remember how hard the silent phones were for you.", []),
        ("Please accept our apologies.", []),
        ("That's on us.", []),
        ("Nobody should have to wait for a doctor in the dark. You deserved better.", []),
        ("None of this undoes the night of 2 March, which you spent alone.", []),
        ("We are aware that your drivers carried paper.", []),
        ("The door at 5 Rue des Lilas is open.", [""]),
        ("Two hours in a lift are two hours too many.", []),
        ("The fault for this is ours.", []),
        ("We ask you to excuse us.", []),
        ("It was very cold in your homes.", []),
        ("You expected a hot meal and got a cold one.", []),
        ("You were right to complain.", []),
        ("We know how the error came about. Nobody needs to sign in again.", [""]),
    ],
)
def test_acknowledgement(source, expected):
    assert marked(source, "no_acknowledgement") == expected
    assert marked(source, "no_acknowledgement", outside=False) == []
    assert marked(source, "no_acknowledgement", kind="talking_points") == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Thanks to a second cable it worked. Thankfully nobody was hurt.", [""]),
        ("No thanks to us, it works.", [""]),
        ("Thanks to the registrar's team, who worked through lunch.", []),
        ("Thanks to the men and women of the fire brigade, who came within minutes.", []),
        ("Prices appreciate.\n\n## Appreciation\n\nWe are sorry.", [""]),
        ("Thank you.", []),
        ("Thanks to all who helped.", []),
        ("Thanks to Mrs Aalto, who saw it.", []),
        ("I would be grateful for more of them.", [""]),
        ("We appreciate the grace with which you took it.", []),
        ("Thx to everyone on the forum.", []),
        ("Thanks to the clear report from Leeds.", []),
        ("We are grateful to the crew.", []),
        ("We appreciate the time you gave our fitters.", []),
        ("The Service appreciates the assistance of the consulates.", []),
        ("The Service appreciates the difficulties of applicants.", [""]),
        ("Shout-out to everyone on the forum.", []),
        ("You were very patient with us.", []),
        ("Without your calls it would still be dark.", []),
        ("We owe the nurses a great deal.", []),
        ("We owe you 40 euros, and we value your opinion.", [""]),
    ],
)
def test_thanks(source, expected):
    assert marked(source, "no_thanks", kind="resolution") == expected
    assert marked(source, "no_thanks", kind="update") == []


def test_an_absence_names_its_section():
    findings = run("## Summary\n\nIt broke.\n\n## Appreciation\n\nNone.", Context(kind="root_cause"), only=["tone"])
    assert [(one.rule, one.section) for one in findings] == [
        ("no_acknowledgement", "summary"),
        ("no_thanks", "appreciation"),
    ]
