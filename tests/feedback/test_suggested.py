"""Suggested themes on the pages: shown with what decided, accepted or refused, and refusals kept."""

import csv
import io

import pytest
from django.urls import reverse

from feedback.models import Theme, ThemeRefusal, ThemeTag
from feedback.suggestions.evaluating import read_labelled
from feedback.verbs import tagging
from postincident.errors import Refused
from postincident.models import Event
from tests.factories import make_incident
from tests.feedback.factories import make_response

LATE = "It was far too late & <b>vague</b>."
LIVE = {"HX-Request": "true"}


def url(name, *args):
    return reverse(f"feedback:{name}", args=args)


def decide(client, response, headers=None, **data):
    return client.post(url("suggestion-decide", response.pk), data, headers=headers)


@pytest.fixture
def said(db):
    return make_response(words=LATE)


def test_it_is_shown_with_the_words_that_decided(sign_in, tomas, said):
    for page in (
        url("response-list"),
        url("response-detail", said.pk),
        url("incident-feedback", said.incident.reference),
    ):
        text = sign_in(tomas).get(page).text
        assert "Too late?" in text
        assert "<mark>far too late</mark> &amp; &lt;b&gt;" in text


def test_who_may_not_tag_is_not_asked(sign_in, vera, said):
    text = sign_in(vera).get(url("response-list")).text
    assert "Too late?" not in text and "<mark>" not in text
    assert decide(sign_in(vera), said, accept="too-late").status_code == 403


def test_accepted_it_is_a_tag_that_says_whence(sign_in, tomas, said):
    decide(sign_in(tomas), said, accept="too-late")
    tag = ThemeTag.objects.get(response=said)
    assert (tag.theme.slug, tag.by, tag.user) == ("too-late", "suggestion", tomas)
    assert Event.objects.get(verb="response.tagged").user == tomas
    assert "Too late?" not in sign_in(tomas).get(url("response-list")).text


def test_refused_it_is_kept_and_asked_no_more(sign_in, tomas, said):
    for _ in range(2):
        decide(sign_in(tomas), said, refuse="too-late")
    refusal = ThemeRefusal.objects.get()
    assert (refusal.theme.slug, refusal.user) == ("too-late", tomas)
    assert "late" in refusal.signs
    assert Event.objects.filter(verb="suggestion.refused", incident=said.incident).count() == 1
    text = sign_in(tomas).get(url("response-list")).text
    assert "Too late?" not in text and "Too vague?" in text


def test_one_may_think_again(tomas, said, theme):
    tagging.refuse(tomas, said, theme)
    tagging.tag(tomas, [said], theme)
    assert not ThemeRefusal.objects.exists()
    with pytest.raises(Refused):
        tagging.refuse(tomas, said, theme)


def test_a_script_gets_the_row_anew(sign_in, tomas, said):
    row = decide(sign_in(tomas), said, LIVE, accept="too-late", with_incident="1").text
    assert row.lstrip().startswith("<li") and "Too vague?" in row and said.incident.reference in row
    row = decide(sign_in(tomas), said, LIVE, refuse="too-vague").text
    assert "Too vague" not in row and said.incident.reference not in row
    data = {"response": [said.pk], "theme": "tone", "do": "tag"}
    row = sign_in(tomas).post(url("response-tag"), data, headers=LIVE).text
    assert 'data-theme="tone"' in row


@pytest.mark.parametrize(
    "data", [{}, {"accept": "nope"}, {"accept": "tone", "refuse": "tone"}, {"accept": "x" * 5000}, {"refuse": "\x00"}]
)
def test_nonsense_decides_nothing(sign_in, tomas, said, data):
    assert decide(sign_in(tomas), said, **data).status_code == 302
    assert not ThemeTag.objects.exists() and not ThemeRefusal.objects.exists()


def test_strangers_decide_nothing_of_a_restricted_incident(sign_in, tomas, lena):
    secret = make_response(make_incident(restricted=True, access=[lena]), words=LATE)
    assert decide(sign_in(tomas), secret, accept="too-late").status_code == 404


def test_what_was_decided_is_a_table_that_rules_are_tried_on(sign_in, vera, tomas, lena, said, theme, tmp_path):
    make_response(make_incident(restricted=True, access=[lena]), words="Secret", themes=["tone"])
    make_response(words="=1+1", themes=["tone", "thanks"])
    make_response(words="Nobody decided")
    tagging.refuse(tomas, said, theme)
    text = sign_in(vera).get(url("themes-decided")).text
    rows = {row["text"]: row for row in csv.DictReader(io.StringIO(text))}
    assert set(rows) == {LATE, "'=1+1"}
    assert (rows[LATE]["labels"], rows[LATE]["refused"]) == ("", "too-late")
    assert "late" in rows[LATE]["because"]
    assert set(rows["'=1+1"]["labels"].split(";")) == {"tone", "thanks"}
    (tmp_path / "decided.csv").write_text(text)
    assert len(read_labelled(tmp_path / "decided.csv")) == 2


def test_the_pages_ask_as_often_for_two_as_for_twenty(sign_in, tomas, connection_queries):
    incident = make_incident()
    client = sign_in(tomas)
    pages = [url("response-list"), url("incident-feedback", incident.reference), url("themes-decided")]

    def add(count):
        for _ in range(count):
            make_response(incident, words=LATE)
            tagging.refuse(tomas, make_response(incident, words=LATE), Theme.objects.get(slug="too-vague"))

    add(1)
    few = [connection_queries(lambda page=page: client.get(page)) for page in pages]
    add(9)
    assert [connection_queries(lambda page=page: client.get(page)) for page in pages] == few
