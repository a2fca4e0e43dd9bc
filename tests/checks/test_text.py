import pytest

from communications.checks import run
from communications.checks.context import Context
from communications.checks.finding import Mark
from communications.checks.running import _merged
from communications.checks.text import Text
from tests.checks.linear import assert_it_is_linear


def told(text, spans):
    return [text.source[span.start : span.end] for span in spans]


def sentences(source):
    text = Text.of(source)
    return told(text, text.sentences)


def test_sections_begin_with_known_titles_whatever_their_case():
    source = "Dear all,\n\n## what happened\n\nIt broke.\n\n## Details\n\nMore.\n\n## Root cause:\n\nA cable."
    text = Text.of(source)
    assert [(part.key, part.title) for part in text.parts] == [
        ("", ""),
        ("summary", "what happened"),
        ("root_cause", "Root cause:"),
    ]
    assert told(text, text.parts)[1].strip() == "It broke.\n\n## Details\n\nMore."
    assert text.section_at(source.index("More")).key == "summary"
    assert text.section_at(0).key == ""
    assert text.section_at(len(source)).key == "root_cause"


def test_the_context_names_further_titles():
    text = Text.of("## Hva skjedde\n\nDet stoppet.", Context(titles={"Hva skjedde": "summary"}))
    assert [part.key for part in text.parts] == ["", "summary"]


def test_a_heading_in_code_begins_no_section():
    assert [part.key for part in Text.of("```\n## Summary\n```\n").parts] == [""]


@pytest.mark.parametrize(
    ("source", "prose"),
    [
        ("Run `rm -rf` now", "Run now"),
        ("``a ` b`` c", "c"),
        ("```\ncode. More\n```\nafter", "after"),
        ('See [the page](https://a.example/x_(y) "T") now', "See the page now"),
        ("![a picture](https://a.example/x.png) here", "a picture here"),
        ("[![alt](https://i.example/a.png)](https://t.example/) x", "alt x"),
        ("On https://a.example/b.c, or <https://x.example>.", "On , or ."),
        ("a <b class='x'>bold</b> <!-- not. this --> move", "a bold move"),
        ("Dear [[contact_name]],", "Dear ,"),
        ("- [ ] one\n2. two", "one two"),
        ("### A heading\ntext", "A heading text"),
        ("## Summary\ntext", "text"),
        ("a **very** _bold_ snake_case ~~word~~", "a very bold snake_case word"),
        ("> said\n> so", "said so"),
        ("| A | B |\n|---|:-:|\n| x | y |", "A B x y"),
        ("[ref]: https://a.example/x\nSee [ref].", "See [ref]."),
        ("unclosed `code and [link](", "unclosed `code and [link]("),
    ],
)
def test_prose_is_what_people_read(source, prose):
    text = Text.of(source)
    assert len(text.prose) == len(source)
    assert " ".join(text.prose.split()) == prose


def test_links_know_their_places():
    source = '[our *page*](https://a.example/(b) "Title"), ![pic](http://i.example/p.png) and https://bare.example/x.'
    text = Text.of(source)
    assert [(source[link.label_start : link.label_end], link.target, link.is_image) for link in text.links] == [
        ("our *page*", "https://a.example/(b)", False),
        ("pic", "http://i.example/p.png", True),
        ("https://bare.example/x", "https://bare.example/x", False),
    ]
    assert all(source[link.target_start : link.target_end] == link.target for link in text.links)
    assert source[text.links[0].title_start : text.links[0].title_end] == "Title"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("It broke. We fixed it!", ["It broke.", "We fixed it!"]),
        ("At 9 a.m. UTC it broke.", ["At 9 a.m. UTC it broke."]),
        ("It broke at 9 a.m. We fixed it.", ["It broke at 9 a.m.", "We fixed it."]),
        ("It broke at 9 p.m. Tuesday.", ["It broke at 9 p.m. Tuesday."]),
        ("Use e.g. Chrome, or i.e. a browser.", ["Use e.g. Chrome, or i.e. a browser."]),
        ("See no. 7 and No. 8. No. That is all.", ["See no. 7 and No. 8.", "No.", "That is all."]),
        ("It took 1.5 h in v2.4.1. Then db.example.com came back.", ["It took 1.5 h in v2.4.1.", "Then db.example.com came back."]),
        ("Mr. Jones and J. Smith of Acme Inc. Berlin wrote.", ["Mr. Jones and J. Smith of Acme Inc. Berlin wrote."]),
        ("We said “it is over.” It was not.", ["We said “it is over.”", "It was not."]),
        ("Wait... what? Yes.", ["Wait... what?", "Yes."]),
        ("- one item\n- two items\n\nA paragraph\nwrapped over a line that is long enough to be wrapped\nonce", [
            "one item",
            "two items",
            "A paragraph\nwrapped over a line that is long enough to be wrapped\nonce",
        ]),
        ("Start: 10:00 UTC\nEnd: 11:00 UTC", ["Start: 10:00 UTC", "End: 11:00 UTC"]),
        ("修复了。谢谢。", ["修复了。", "谢谢。"]),
        ("", []),
    ],
)  # fmt: skip
def test_sentences_end_where_they_end(source, expected):
    assert sentences(source) == expected


def test_a_sentence_is_found_by_a_place_in_it():
    text = Text.of("One. Two three.")
    assert told(text, [text.sentence_at(7)]) == ["Two three."]
    assert text.sentence_at(4) is None


def test_words_are_counted_as_people_count():
    text = Text.of("About 1,240 payments (3.2 %) at 14:05 didn't go through: 24-hour `x y` service.")
    assert told(text, text.words())[1] == "1,240"
    assert len(text.words()) == 11


def test_quotes_are_known():
    source = 'They said "it is minor" and\n\n> all is well\n\nminor'
    text = Text.of(source)
    first = source.index("minor")
    assert text.is_quoted(first, first + 5)
    assert text.is_quoted(source.index("well"), source.index("well") + 4)
    assert not text.is_quoted(len(source) - 5, len(source))


def test_a_harder_text_has_a_higher_grade():
    easy = "We sent the mail twice. We are sorry. It will not cost you more."
    hard = (
        "Notwithstanding considerable organisational difficulties, comprehensive investigations "
        "established unanticipated configuration incompatibilities throughout the infrastructure."
    )
    assert Text.of(easy).grade() < 4 < 18 < Text.of(hard).grade()
    assert Text.of("").grade() == 0
    assert Text.of(easy).reading_time() == 4


@pytest.mark.parametrize("part", ["[", "](", "`", "```\n", "<", "<!--", "](x \"", "## \n", "- \n", "> ", "*", "a.", ". ",
                                  '"', "“", "\n", "| -", "|\n", "`a``", "[a](b ", "[x](  ", "\x00", "e.g. ", "\\"])  # fmt: skip
def test_it_takes_no_longer_for_what_somebody_made_hostile(part):
    def read(size):
        text = Text.of((part * size)[:size])
        assert len(text.prose) == size
        assert text.links is not None and text.quotes is not None and text.grade() is not None
        assert text.sentences is not None and text.words() is not None

    assert_it_is_linear(read)


def test_marks_of_one_rule_that_overlap_are_one():
    marks = [
        Mark("a", 0, 5, "x", "y"),
        Mark("a", 3, 9, "z"),
        Mark("b", 3, 9, "z"),
        Mark("a", 0, 0, "gone"),
        Mark("a", 9, 12, "n"),
    ]
    assert [(mark.rule, mark.start, mark.end) for mark in _merged(marks)] == [
        ("a", 0, 0),
        ("a", 0, 9),
        ("a", 9, 12),
        ("b", 3, 9),
    ]  # fmt: skip


def test_the_same_text_gets_the_same_findings():
    for source in ("", "\x00", "## Summary\n", "a" * 1000):
        assert run(source, Context()) == run(source, Context())


def test_small_letters_are_as_many_as_the_letters_were():
    text = Text.of("İzmir is OPEN. Third-party Café.")
    assert text.lowered == "İzmir is open. third-party café."
    assert text.vocabularies == (frozenset({"İzmir", "is", "open"}), frozenset({"third", "party", "café"}))
