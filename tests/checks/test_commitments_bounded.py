import pytest

from tests.checks.commitments import NEXT, marks


@pytest.mark.parametrize(
    ("said", "marked"),
    [
        ("We are in close contact with our supplier.", "are in close contact with"),
        ("We keep an eye on the queues.", "keep an eye on the queues"),
        ("The backups are tested periodically.", "tested periodically"),
        ("The network team watches the links, starting 4 May.", "The network team watches the links"),
        ("The network team keeps watching the links, starting 4 May.", "keeps watching the links"),
        ("The devs are always tinkering with the editor.", "tinkering with"),
        ("We add checks where it makes sense.", "where it makes sense"),
        ("We read the level day by day and open the valves as needed.", "as needed"),
        ("Extra staff stay until things have settled.", "until things have settled"),
        ("Our aim is to keep an eye on the queue.", "keep an eye on the queue"),
        ("The rollout of the new readers continues.", "rollout of the new readers continues"),
        ("Checks are made again and again.", "again and again"),
        ("We do this whenever there is room.", "whenever there"),
        ("Monitoring stays in place.", "Monitoring stays in place"),
        ("Gradual replacement of the old valves", "Gradual replacement"),
        ("Clean-up of old rules, recurring", ", recurring"),
        ("The vans continue to be observed.", "continue to be observed"),
        ("We are in the process of testing all 40 pumps.", "are in the process of testing all 40 pumps"),
    ],
)
def test_what_goes_on_has_an_end(said, marked):
    assert marks(NEXT + said) == [("not_bounded", marked)]
