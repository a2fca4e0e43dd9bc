"""A mail asks whether it was clear, in the words of the group's own questionnaire."""

import pytest

from communications.models import Section
from communications.revisioning import build
from feedback.models import Questionnaire
from tests.communications.factories import make_audience, make_communication, make_group
from tests.factories import make_incident

pytestmark = pytest.mark.django_db

CLEAR = {"key": "clear", "kind": "rating", "text": "Haben Sie <alles> verstanden?"}
WORDS = {"key": "words", "kind": "text", "text": "Was fehlte?"}


@pytest.fixture
def group():
    return make_group("Kunden", language="de")


def mail(group, **fields):
    communication = make_communication(make_audience(make_incident(), group), **fields)
    Section.objects.create(communication=communication, key="summary", title="1", body="2", position=1)
    return build(communication)


def ask(group, *questions, **fields):
    return Questionnaire.objects.create(group=group, language="de", questions=list(questions), **fields)


def test_as_it_ships_it_asks_in_the_language_of_its_readers(group):
    content = mail(group)
    assert "<strong>War sie klar?</strong> Wählen Sie eine Zahl" in content.html
    assert "War sie klar? Ein paar Fragen, zwanzig Sekunden:" in content.text


def test_it_asks_in_the_words_of_the_group(group):
    ask(group, WORDS, CLEAR)
    content = mail(group)
    assert "<strong>Haben Sie &lt;alles&gt; verstanden?</strong>" in content.html
    assert "Haben Sie <alles> verstanden? Ein paar Fragen, zwanzig Sekunden:" in content.text
    assert content.html.count("[[feedback_link]]?clear=") == 5
    assert "War sie klar?" not in content.html + content.text


def test_it_asks_in_those_words_beside_an_invitation_too(group):
    ask(group, CLEAR)
    communication = make_communication(make_audience(make_incident(), group))
    body = "Sagen Sie es uns: [[feedback_link]]"
    Section.objects.create(communication=communication, key="feedback", title="Ihre Meinung", body=body, position=1)
    assert "Oder beginnen Sie hier: Haben Sie &lt;alles&gt; verstanden?" in build(communication).html


def test_a_questionnaire_of_one_kind_words_the_mails_of_that_kind_alone(group):
    ask(group, CLEAR, kind="update")
    assert "verstanden?" in mail(group, kind="update").html
    assert "verstanden?" not in mail(group, kind="root_cause").html


def test_a_questionnaire_without_that_question_leaves_it_in_the_words_that_ship(group):
    ask(group, WORDS)
    assert "<strong>War sie klar?</strong>" in mail(group).html
