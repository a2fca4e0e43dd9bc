import pytest

from communications.engine import TemplateError, compile_template, render
from communications.engine.run import MOST_ITEMS, MOST_OUTPUT

VALUES = {"a": "Alpha", "b": "", "yes": True, "many": ["one", "two"], "dns": "DNS failed"}


def run(source, **values):
    return render(compile_template(source), VALUES | values)[0]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ a }}!", "Alpha!"),
        ("{{a|lower_first}}", "alpha"),
        ("{{ dns|lower_first }}", "DNS failed"),
        ("{{ a|sentence }}", "Alpha."),
        ("{% if a %}1{% elif yes %}2{% else %}3{% endif %}", "1"),
        ("{% if b %}1{% elif yes %}2{% else %}3{% endif %}", "2"),
        ("{% if b %}1{% elif not yes %}2{% else %}3{% endif %}", "3"),
        ("{% if a and not b %}x{% endif %}", "x"),
        ("{% if b or yes %}x{% endif %}", "x"),
        ("{% for m in many %}- {{ m }}\n{% endfor %}", "- one\n- two"),
        ("{{ many }}", "one, two"),
        ("{{ nothing }}", ""),
        ("one\n\n\n\ntwo", "one\n\ntwo"),
    ],
)
def test_it_renders(source, text):
    assert run(source) == text


def test_it_says_which_names_it_looked_at():
    compiled = compile_template("{% if a %}{{ b }}{% else %}{{ c }}{% endif %}{% for m in many %}{{ m }}{% endfor %}")
    assert render(compiled, VALUES)[1] == {"a", "b", "many"}


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("one\ntwo {{ a", 2),
        ("{{ a.b }}", 1),
        ("{{ a() }}", 1),
        ("{{ __class__ }}", 1),
        ("\n\n{% if a %}", 3),
        ("{% load x %}", 1),
        ("{% include 'x' %}", 1),
        ("{% if a and b or c %}{% endif %}", 1),
        ("{% for x in many %}{% for y in many %}{% endfor %}{% endfor %}", 1),
        ("{% else %}", 1),
        ("{{ a|safe }}", 1),
        ("{% if a %}{% else %}{% else %}{% endif %}", 1),
        ("{% if a %}" * 9 + "{% endif %}" * 9, 1),
    ],
)
def test_it_refuses_with_the_line(source, line):
    with pytest.raises(TemplateError) as error:
        compile_template(source)
    assert error.value.line == line


def test_it_refuses_unknown_facts_by_name():
    with pytest.raises(TemplateError, match="no fact or value called “rootcause”"):
        compile_template("{{ rootcause }}", {"root_cause"})


def test_values_are_never_read_as_templates():
    assert run("{{ a }}", a="{{ b }}{% if %}") == "{{ b }}{% if %}"


def test_output_is_bounded():
    many = ["x" * 5000] * 1000
    text = run("{% for m in many %}{{ m }}{% endfor %}" * 3, many=many)
    assert len(text) <= MOST_OUTPUT
    assert run("{% for m in many %}.{% endfor %}", many=many) == "." * MOST_ITEMS
