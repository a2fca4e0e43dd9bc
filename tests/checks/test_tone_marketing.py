import pytest

from tests.checks.toned import marked


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("No other network comes close to ours.", ["No other network comes close to ours"]),
        ("Our world-class team is proud to serve you.", ["Our world-class team", "is proud to"]),
        (
            "What sets us apart is how we turn every challenge into an opportunity.",
            ["What sets us apart", "every challenge into an opportunity"],
        ),
        ("As the trusted choice of many, our best-in-breed till is back.", ["trusted choice of", "best-in-breed"]),
        ("A generous discount is yours.", ["generous discount"]),
        ("We bring people closer together.", ["We bring people closer together"]),
        ("There was never a better time to join.", ["never a better time to"]),
        ("Stay tuned to this page. We discovered the leak, and outstanding payments go out.", []),
        ("A discount was left out of your bill.", []),
        ("As the nation's favourite bank, we are back.", ["nation's favourite"]),
        ("The Pride march passed, and the best route is open again.", []),
        ("Nobody knows the hills better than we do.", ["Nobody knows the hills better"]),
        ("Check out our spring menu.", ["Check out our spring menu"]),
        ("We don't just bake bread, we bake happiness.", ["don't just bake bread, we bake"]),
        ("The region's most beautiful zoo is open.", ["region's most"]),
        ("The next generation of meters came. Nobody could find the magic link.", []),
        ("You get 20 % off your next bill and a ticket for free.", []),
        ("First class was cold, and the awards ceremony begins later.", []),
    ],
)
def test_what_advertises(source, expected):
    assert marked(source, "marketing") == expected


@pytest.mark.parametrize(
    "word",
    [
        "best-in-class",
        "first-class",
        "first-rate",
        "five-star",
        "next-gen",
        "bank-grade",
        "military-grade",
        "super-fast",
        "blazing-fast",
        "ultra-fast",
        "ultra-reliable",
        "top-tier",
        "record-breaking",
        "world-beating",
        "worry-free",
    ],
)
def test_words_of_advertising_with_a_hyphen(word):
    assert marked(f"Our {word} system failed.", "marketing") == [word]
    assert marked(f"Our {word.capitalize()} system failed.", "marketing") == [word.capitalize()]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("We are sorry for the outage to our valued clients.", ["valued clients"]),
        ("We are so excited to show you what is coming.", ["excited to show"]),
        ("Our award-winning crew is on it.", ["award-winning"]),
        ("We are proud of our record.", ["are proud of"]),
        ("Over the course of tomorrow it is moved. A reservation will be set to prevent jobs.", []),
        ("Mount it like any other volume. This tool is not good enough for our network.", []),
        ("It was incredibly hard to find, and the disk runs at its ultimate speed again.", []),
        ("Packages work seamlessly again. The reputation of the mail server recovers.", []),
        ("Discover our network with mtr, explore the new menu, and upgrade now.", []),
    ],
)
def test_what_advertises_while_it_lasts(source, expected):
    assert marked(source, "marketing", kind="update") == expected
