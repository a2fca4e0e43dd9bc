"""Only words that may have been found are read, and no further than is shown. Reading all of them gives the same piece."""

from html import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.search.query import parse
from archive.search.snippet import BEFORE, LENGTH, snippet
from archive.search.stems import WORD, read, stem

WORDS = [
    *(
        "certificate",
        "Certificates",
        "CERTIFIED",
        "dying",
        "die",
        "skies",
        "sky",
        "early",
        "Idly",
        "generously",
        "y",
        "yes",
    ),
    *(
        "café",
        "Cafe",
        "cafe\u0301",
        "naïve",
        "naiver",
        "Straße",
        "STRASSE",
        "İstanbul",
        "ﬁnding",
        "find",
        "½",
        "1⁄2",
        "µs",
        "ªb",
    ),
    *(
        "Платежи",
        "платеж",
        "cПлатеж",
        "u8",
        "u8d0",
        "u8d0bf",
        "日本語",
        "x_y",
        "_x",
        "x" * 120,
        "2025",
        "2",
        "card-auth",
        "…",
        "<b>",
        "&",
    ),
]
word = st.sampled_from(WORDS) | st.text(max_size=6)
text = st.lists(word | st.sampled_from(["filler " * 9, "\n", "."]), max_size=60).map(" ".join)
part = st.one_of(
    word,
    word.map("{}*".format),
    word.map(lambda w: w[:2] + "*"),
    st.lists(word, max_size=3).map(lambda ws: f'"{" ".join(ws)}"'),
)
typed = st.lists(part, max_size=4).map(" ".join)


def plainly(text, query):
    read_words = [(match.span(), found) for match in WORD.finditer(text) if (found := read(match[0]))]
    hits = set()
    for term in query.wanted:
        size = len(term.tokens)
        for i, ((begin, end), found) in enumerate(read_words):
            if term.prefix and (found.word.startswith(term.tokens[0]) or found.stem.startswith(term.tokens[0])):
                hits.add((begin, end))
            elif not term.prefix and tuple(w.stem for _span, w in read_words[i : i + size]) == term.tokens:
                hits.add((begin, read_words[i + size - 1][0][1]))
    start = max(0, min(hits)[0] - BEFORE) if hits else 0
    start = text.rfind(" ", 0, start) + 1 if start else 0
    piece, out, at = text[start : start + LENGTH], "", 0
    for begin, end in sorted((begin - start, end - start) for begin, end in hits):
        if at <= begin and end <= len(piece):
            out += f"{escape(piece[at:begin])}<mark>{escape(piece[begin:end])}</mark>"
            at = end
    return ("…" if start else "") + out + escape(piece[at:]) + ("…" if start + LENGTH < len(text) else "")


@given(text=text, typed=typed)
@settings(max_examples=1500, deadline=None)
def test_it_is_what_reading_every_word_gives(text, typed):
    query = parse(typed)
    assert snippet(text, query) == plainly(text, query)


def test_a_stem_begins_as_its_word_does():
    """Which words are read at all depends on it. The stemmer's own exceptions among them."""
    words = [
        "skis",
        "skies",
        "dying",
        "lying",
        "tying",
        "idly",
        "gently",
        "ugly",
        "early",
        "only",
        "singly",
        "sky",
        "news",
        "howe",
        "atlas",
        "cosmos",
        "bias",
        "andes",
    ]
    words += [
        "yes",
        "youth",
        "inning",
        "outing",
        "canning",
        "herring",
        "earring",
        "proceed",
        "exceed",
        "succeed",
        "generate",
        "communism",
        "arsenal",
        "hoping",
    ]
    assert all(stem(word)[0] == word[0] for word in words)
