import pytest

from tests.checks.plain import marked

WORDS = [
    "one",
    "that",
    "two",
    "who",
    "three",
    "when",
    "four",
    "if",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
]


def sentence(count, tail=""):
    return " ".join(["We", *(WORDS * 4)[: count - 1]]) + tail + "."


def test_a_sentence_is_long_from_26_words():
    assert marked(sentence(25), "long_sentence") == []
    assert marked("Yes. " + sentence(26), "long_sentence") == [sentence(26)]


@pytest.mark.parametrize(
    "moment",
    ["on Tuesday 3 March 2026", "at 2:30 p.m.", "at 14:05 UTC", "on March 3rd, 2026", "at status.shop.example.com"],
)
def test_dates_times_and_hosts_are_taken_in_at_a_glance(moment):
    assert marked(sentence(23, f" {moment}"), "long_sentence") == []
    assert len(marked(sentence(25, f" {moment}"), "long_sentence")) == 1


@pytest.mark.parametrize(
    "glance",
    [
        "within thirty minutes",
        "from Bank Holiday Street",
        "at midnight (UTC) Saturday March 11, 2023",
        "soon (Gen2 of 2024)",
        "at 9:00 PM (UTC) Thursday July 6, 2023",
        "from 22:00 on Friday 3 March until 02:00 UTC on Saturday 4 March",
        "between 10h30 and 12h45 UTC",
        "at Bath, Wells Road, Bristol North and York",
        "for more than 10 to 15 minutes",
        "from 2.319.1 to 2.319.2",
        "“You have no more seats left”",
    ],
)
def test_quantities_names_and_asides_are_taken_in_at_a_glance(glance):
    assert marked(sentence(23, f" {glance}"), "long_sentence") == []
    assert len(marked(sentence(26, f" {glance}"), "long_sentence")) == 1


def test_a_rest_parts_a_sentence_unless_it_is_very_long():
    assert marked(sentence(15, f"; {sentence(15)[:-1]}"), "long_sentence") == []
    assert len(marked(sentence(16, f" - {sentence(20)[:-1]}"), "long_sentence")) == 1
    assert len(marked(sentence(4, f"; {sentence(26)[:-1]}"), "long_sentence")) == 1


def test_commas_let_the_reader_rest_a_little():
    assert marked(sentence(14, f", {sentence(14)[:-1]}"), "long_sentence") == []
    assert len(marked(sentence(15, f", {sentence(14)[:-1]}"), "long_sentence")) == 1
    assert len(marked(sentence(19, f", {sentence(7)[:-1]}"), "long_sentence")) == 1


def test_a_list_of_four_things_is_four_words():
    assert (
        marked(sentence(21, " the map server, the open data site, our licence desk and the new gate"), "long_sentence")
        == []
    )


def test_a_short_line_ends_a_sentence_all_the_same():
    assert marked(sentence(8)[:-1] + "\n" + sentence(20), "long_sentence") == []


def test_a_forgotten_space_ends_a_sentence_all_the_same():
    assert marked(sentence(20) + sentence(20), "long_sentence") == []
    assert marked(sentence(20) + sentence(30), "long_sentence") == [sentence(30)]
    assert marked(sentence(18, " by 14:05") + sentence(20), "long_sentence") == []


def test_a_list_behind_a_colon_is_not_read_word_by_word():
    assert marked(sentence(20, ": red house, blue house, green house, old mill and new mill"), "long_sentence") == []


def test_items_of_a_list_are_sentences_of_their_own():
    source = "We did this:\n\n" + "\n".join(f"- {sentence(20)[:-1]}" for _n in range(3))
    assert marked(source, "long_sentence") == []


def test_the_grade_is_judged_from_100_words_where_the_group_has_a_limit():
    hard = "Comprehensive investigations established unanticipated configuration incompatibilities. " * 20
    assert marked(hard, "reading_grade", grade_limit=9.0) == [""]
    assert marked(hard, "reading_grade") == []
    assert marked(hard[:700], "reading_grade", grade_limit=9.0) == []
    assert marked("We are here. You can call us. " * 20, "reading_grade", grade_limit=9.0) == []


@pytest.mark.parametrize(
    "straight",
    [
        "Please take this as an opportunity to check the version of any shop program you are using, however old, and make sure to install the "
        "latest version on your own.",
        "Those of you who have been using our small container for the controller can switch directly to the new container without having to "
        "perform any of the steps.",
        "To prevent its recurrence, we have [filed a ticket](https://x.example/a/b/251) to make our stores of copies bear such "
        "outages, and [added an alarm](https://x.example/c) to detect this kind of issue earlier.",
        "If your account is on the old server, please write down the name of your mailbox and the name of each folder before the evening of "
        "the move.",
    ],
)
def test_what_tells_one_thing_after_another_may_be_a_little_longer(straight):
    assert marked(straight, "long_sentence") == []


def test_a_single_clause_may_be_longer_still():
    single = (
        "We are working with our provider to find the cause of the fault and are looking into further ways to make the effect on all of you "
        "smaller in the future."
    )
    assert marked(single, "long_sentence") == []
    assert len(marked("Due to the work of " + single[0].lower() + single[1:], "long_sentence")) == 1
    assert len(marked(single[:-1] + ", causing less of it.", "long_sentence")) == 1


@pytest.mark.parametrize(
    "tangled",
    [
        "No email will be lost in the move however email may be delayed while it finds its way from the old server to the new one.",
        "The new box does not replace the old one and it is crucial that you read the whole of the letter that we sent before you move anything "
        "to it.",
        "Your slip reached you a day late because the program that makes the slips stopped in the night and nobody looked at it before the "
        "end of the week.",
    ],
)
def test_what_could_be_two_sentences_may_not(tangled):
    assert marked(tangled, "long_sentence") == [tangled]


def test_no_sentence_is_joined_to_the_next_one():
    first = "Because these places are outside of the folder you have to mount them as you would any other one if they are to be used"
    assert (
        marked(f"{first}. e.g. `-v a:b` if you call it from the command line or from a script.", "long_sentence") == []
    )
    assert marked(f"{first}. nginx does so by itself when it starts again.", "long_sentence") == []
    assert len(marked(f"{first} by any of the people e.g. those of the shop.", "long_sentence")) == 1


@pytest.mark.parametrize(
    "lines",
    [
        "10:05 UTC - We noticed that the shop did not answer to some of the people in the north\n"
        "10:15 UTC - We started both of the machines again and saw that the shop came back\n",
        "It is slow<br>We are working on it and will write again when we know what is wrong<br/>Please call us if you see that it "
        "does not come back for you",
        "We are working on it and will write again here as soon as we know more about this\n"
        "Update: it is fixed for everybody who had an account on the old machine in the hall\n",
    ],
)
def test_lines_that_begin_anew_are_sentences_of_their_own(lines):
    assert marked(lines, "long_sentence") == []
    assert (
        len(
            marked(
                lines.replace("\n", " and ").replace("<br>", " and ").replace("<br/>", ", because "), "long_sentence"
            )
        )
        == 1
    )
