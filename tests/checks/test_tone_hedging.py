import pytest

from tests.checks.toned import marked


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("Your order may possibly have been lost.", ["may possibly have been lost"]),
        ("It appears that some users might have seen it.", ["It appears that some", "might have seen"]),
        ("From what we gather, we kind of think so.", ["From what we gather", "we kind of think"]),
        ("It is not inconceivable that it leaked.", ["It is not inconceivable"]),
        ("You may ask for a new one, and it could be sent on Monday.", []),
        ("We do not know the cause yet. It points to the new server.", []),
    ],
)
def test_what_hedges(source, expected):
    assert marked(source, "hedging") == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("We believe that the cable broke.", ["We believe that"]),
        ("It seems that the cable broke.", ["It seems"]),
        ("Some users may have seen an error.", ["Some users may have"]),
    ],
)
def test_one_word_of_doubt_is_honest_while_the_fault_is_looked_into(source, expected):
    assert marked(source, "hedging", kind="resolution") == expected
    assert marked(source, "hedging", kind="update") == []
    assert marked(source, "hedging", kind="acknowledgement") == []
    assert marked(f"{source} We are still investigating.", "hedging") == []


@pytest.mark.parametrize("kind", ["update", "root_cause"])
@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("It may possibly be the cable.", ["may possibly"]),
        ("Chances are that it is the storm.", ["Chances are that"]),
        ("You may have noticed it. If you paid, you may have paid twice.", []),
        ("Some users may see an error. You may need to sign in again.", []),
        ("The relay was likely to fail. The button seemed to work, but did nothing.", []),
        ("Four of the steps said in May have been taken.", []),
    ],
)
def test_doubt_that_is_heaped_up_and_what_readers_may_see(source, expected, kind):
    assert marked(source, "hedging", kind=kind) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("As far as we know no data was lost. It is more or less normal again.", []),
        ("We are not entirely sure what broke it. For whatever reason the job did not run.", []),
        ("Hopefully the part comes today, and in theory the change takes an hour.", []),
        ("It seems to have a bad module -- possibly due to heat.", []),
        ("It would appear to work, but nothing is saved.", []),
        ("It seems that our setting may have an error in it.", ["It seems that our setting may"]),
        ("The link has hopefully been restored.", ["hopefully"]),
        ("There may be a potential impact on builds.", []),
        ("We expect that it should be back by noon. Some kind of lock may or may not be held.", []),
        ("The load may possibly come from a job.", ["may possibly"]),
        ("Conceivably the alarm did not go out.", ["Conceivably the"]),
    ],
)
def test_one_doubt_passes_while_it_lasts_and_an_empty_one_does_not(source, expected):
    assert marked(source, "hedging", kind="update") == expected
