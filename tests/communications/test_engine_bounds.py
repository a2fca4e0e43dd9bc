"""Whatever somebody types as a template, and whatever the facts are: it renders what it was given, or is refused with its line."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communications.engine import TemplateError, compile_template, render
from communications.engine.parse import DEEPEST, FILTERS, MOST_CHARACTERS, MOST_NODES
from communications.engine.run import MOST_ITEMS, MOST_OUTPUT

NAMES = ("a", "b", "many", "dns", "nothing", "a_known")
# Pieces of the language, of other template languages, and of what an attacker would try to reach.
PIECES = (
    "{{", "}}", "{%", "%}", "{#", "#}", "{{ a }}", "{{ many }}", "{{a|lower_first}}", "{{ a|safe }}", "{% if a %}",
    "{% elif not b %}", "{% else %}", "{% endif %}", "{% for m in many %}", "{{ m }}", "{% endfor %}", "{% if a and b or dns %}",
    "{% load static %}", "{% include 'a' %}", "{{ a.__class__ }}", "{{ a.__init__.__globals__ }}", "{{ request }}",
    "{{ settings.SECRET_KEY }}", "{{ 7*7 }}", "{{ a() }}", "{{ a[0] }}", "{% extends 'x' %}", "{% debug %}", "${a}", "%(a)s",
    "{a.__class__}", "\n", " ", "\r\n", "|", "words", "[[feedback_link]]", "\u2028", "\x00", "é", "\U0001f600",
)  # fmt: skip
SOURCES = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.text(max_size=300),
    st.text(alphabet="{}%| \nabifornelds_.()'\"", max_size=120),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=20)), max_size=30).map("".join),
)
WORDS = st.text(max_size=200)
VALUES = st.dictionaries(
    st.sampled_from(NAMES), st.one_of(WORDS, st.booleans(), st.none(), st.lists(WORDS, max_size=8)), max_size=6
)
MANY_OF_THEM = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def compiled_or_refused(source, allowed=None):
    try:
        return compile_template(source, allowed)
    except TemplateError as error:
        assert 1 <= error.line <= source.count("\n") + 1
        assert error.sentence
        return None


@MANY_OF_THEM
@given(SOURCES, VALUES)
def test_it_renders_or_is_refused_with_a_line(source, values):
    compiled = compiled_or_refused(source)
    if compiled is not None:
        text, used = render(compiled, values)
        assert len(text) <= MOST_OUTPUT
        assert used <= compiled.names


@MANY_OF_THEM
@given(SOURCES)
def test_a_name_that_is_not_allowed_is_never_looked_at(source):
    compiled = compiled_or_refused(source, {"a", "many"})
    if compiled is not None:
        _text, used = render(compiled, dict.fromkeys(NAMES, "h0stile"))
        assert used <= {"a", "many"}


# Letters that are in no piece of the language, so that where a letter of the output came from can be told.
TEMPLATE_LETTERS, VALUE_LETTERS = "ABCDEFG", "UVWXYZ"
BLOCKS = st.recursive(
    st.one_of(
        st.text(alphabet=TEMPLATE_LETTERS, max_size=5),
        st.builds(
            lambda name, wanted: f"{{{{ {name}{wanted} }}}}",
            st.sampled_from(NAMES),
            st.sampled_from(["", *(f"|{name}" for name in FILTERS)]),
        ),
        st.just("{% for each in many %}{{ each }}{% endfor %}"),
    ),
    lambda inner: (
        st.builds(
            lambda name, yes, no: f"{{% if {name} %}}{yes}{{% else %}}{no}{{% endif %}}",
            st.sampled_from(NAMES),
            inner,
            inner,
        )
        | st.lists(inner, max_size=4).map("".join)
    ),
    max_leaves=12,
)
GIVEN = st.text(alphabet=VALUE_LETTERS + "{}%<&[]._", max_size=12)
GIVEN_VALUES = st.dictionaries(st.sampled_from(NAMES), st.one_of(GIVEN, st.lists(GIVEN, max_size=3)), max_size=6)


@MANY_OF_THEM
@given(BLOCKS, GIVEN_VALUES)
def test_what_comes_out_was_put_in(source, values):
    """Every letter is one of the template's or of a value's: nothing of Python, of Django or of the process."""
    try:
        compiled = compile_template(source)
    except TemplateError:
        return
    text, _used = render(compiled, values)
    said = "".join(value if isinstance(value, str) else "".join(value) for value in values.values())
    from_filters = said.lower() + said.upper() + "., "
    assert set(text) <= set(TEMPLATE_LETTERS + said + from_filters)
    for letter in TEMPLATE_LETTERS:
        assert text.count(letter) <= source.count(letter)


@MANY_OF_THEM
@given(SOURCES)
def test_a_value_is_told_and_never_read(source):
    """Whatever is typed as a fact comes out as it is, but for the space around it."""
    text, _used = render(compile_template("<{{ a }}>"), {"a": source})
    squeezed = "".join(text[1:-1].split())
    assert squeezed == "".join(source.split())


@pytest.mark.parametrize(
    "source",
    [
        "{{" * (MOST_CHARACTERS // 2),
        "{%" * (MOST_CHARACTERS // 2),
        "{{ a" * (MOST_CHARACTERS // 4),
        "{% if a %}" * (MOST_CHARACTERS // 10),
        "{" * MOST_CHARACTERS,
        "{{" + " " * (MOST_CHARACTERS - 4) + "}}",
        "{% if " + " and " * (MOST_CHARACTERS // 6) + "%}",
        "{% if " + "a and " * (MOST_CHARACTERS // 7) + "a %}x{% endif %}",
        "{% for" + " " * (MOST_CHARACTERS - 10) + "%}",
        "\n" * MOST_CHARACTERS,
        " \n" * (MOST_CHARACTERS // 2),
        " " * (MOST_CHARACTERS - 1) + "x",
        "{% for m in many %}" + "{{ many }}" * (MOST_NODES - 3) + "{% endfor %}",
        "x" * (MOST_CHARACTERS + 1),
    ],
    ids=lambda source: source[:12],
)
def test_the_worst_that_fits_takes_no_time(source):
    """A thread cannot be stopped, so it is the grammar that bounds the work."""
    many = ["x" * 10_000] * 10_000
    started = time.process_time()
    compiled = compiled_or_refused(source)
    if compiled is not None:
        text, _used = render(compiled, {"a": "x" * 20_000, "many": many})
        assert len(text) <= MOST_OUTPUT
    assert time.process_time() - started < 1


def test_every_bound_is_reached_by_something():
    """The bounds are no dead letters: each refuses, or cuts, the first thing beyond it."""
    for within, beyond in [
        ("x" * MOST_CHARACTERS, "x" * (MOST_CHARACTERS + 1)),
        ("{{ a }}" * MOST_NODES, "{{ a }}" * (MOST_NODES + 1)),
        (
            "{% if a %}" * DEEPEST + "{% endif %}" * DEEPEST,
            "{% if a %}" * (DEEPEST + 1) + "{% endif %}" * (DEEPEST + 1),
        ),
    ]:
        assert compiled_or_refused(within) is not None
        assert compiled_or_refused(beyond) is None
    assert len(render(compile_template("{{ a }}"), {"a": "x" * (MOST_OUTPUT + 1)})[0]) == MOST_OUTPUT
    loop = compile_template("{% for m in many %}.{% endfor %}")
    assert render(loop, {"many": ["x"] * (MOST_ITEMS + 1)})[0] == "." * MOST_ITEMS
