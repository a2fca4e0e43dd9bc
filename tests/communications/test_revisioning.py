import pytest

from communications.revisioning import build
from communications.verbs import drafting
from tests.communications.test_drafting import audience_of, customers, incident  # noqa: F401 - fixtures


def test_readers_are_invited_once_in_each_part_of_the_mail(customers):  # noqa: F811
    content = build(customers)
    assert content.text.count("[[feedback_link]]") == 1
    assert content.html.count(">[[feedback_link]]</a>") == 1
    assert content.html.count("[[feedback_link]]?clear=") == 5
    assert content.html.index("Tell us how we did") > content.html.index("If you need help")


@pytest.mark.parametrize("body", ["", "Was this clear? Reply to us."])
def test_the_layout_invites_where_the_text_does_not(customers, tomas, body):  # noqa: F811
    section = customers.sections.get(key="feedback")
    drafting.edit_section(tomas, section, body=body, version=section.version)
    content = build(customers)
    assert content.text.count("[[feedback_link]]") == 1
    assert content.html.count("[[feedback_link]]?clear=") == 5
    assert "Choose a number; the form opens with it." in content.html


def test_an_invitation_of_ones_own_elsewhere_stands_alone(customers, tomas):  # noqa: F811
    for key, body in (("feedback", ""), ("summary", "We would like to hear from you: [[feedback_link]]")):
        section = customers.sections.get(key=key)
        drafting.edit_section(tomas, section, body=body, version=section.version)
    content = build(customers)
    assert content.text.count("[[feedback_link]]") == 1
    assert "?clear=" not in content.html
