import re

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from communications.chat import CHARACTERS
from communications.checking import findings
from communications.looks import Look, chat_of, document
from communications.marking import MARK, marked_html
from communications.models import Section
from communications.revisioning import EXAMPLE, build
from postincident.rendering import to_html
from tests.communications.factories import make_audience, make_communication, make_contact, make_group


@pytest.fixture
def draft(tomas):
    communication = make_communication(make_audience(group=make_group("Card customers")), created_by=tomas)
    body = "Dear [[contact_name]], payments failed.\n\n[[feedback_link]] <script>alert(1)</script>"
    Section.objects.create(communication=communication, key="summary", title="What happened", position=0, body=body)
    return communication


def body_of(client, communication, **query):
    return client.get(reverse("communications:communication-preview-body", args=[communication.pk]), query)


def page_of(client, communication, **query):
    return client.get(reverse("communications:communication-preview", args=[communication.pk]), query)


@pytest.mark.parametrize("look", Look.values)
def test_each_look_is_a_document_of_its_own_in_which_nothing_is_live(look, vera, sign_in, draft):
    answer = body_of(sign_in(vera), draft, **{"as": look})
    assert answer.text.lstrip().lower().startswith("<!doctype html>")
    assert "payments failed" in answer.text
    assert "<script" not in answer.text
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]


def test_it_is_shown_on_two_widths_and_says_what_the_group_is_not_written_to_by(vera, sign_in, draft):
    text = page_of(sign_in(vera), draft).text
    assert text.count("<iframe") == 2
    assert "is not written to in this way" not in text
    assert "Card customers is not written to in this way" in page_of(sign_in(vera), draft, **{"as": "chat"}).text


def test_it_begins_with_the_way_the_group_is_written_to(vera, sign_in, draft):
    draft.audience.group.channels = ["page"]
    draft.audience.group.save()
    assert page_of(sign_in(vera), draft).context["look"] == Look.PAGE


def test_a_chosen_recipient_is_read_with_their_name(tomas, sign_in, draft):
    make_contact(draft.audience.group, name="Bo <b>Li</b>", address="bo@example.net")
    make_contact(draft.audience.group, name="Ana Ferreira", address="ana@example.net")
    client = sign_in(tomas)
    (reader,) = page_of(client, draft, find="BO@").context["readers"]
    text = body_of(client, draft, to=reader.key, find="BO@").text
    assert "Bo &lt;b&gt;Li" in text
    assert "<b>Li</b>" not in text


@pytest.mark.parametrize("key", ["", "0-0-", "nobody", "9" * 400, "<script>"])
def test_a_recipient_who_is_not_there_leaves_the_example(tomas, sign_in, draft, key):
    assert "Ana Ferreira" in body_of(sign_in(tomas), draft, to=key).text
    assert page_of(sign_in(tomas), draft, to=key).status_code == 200


def test_what_is_long_for_a_chat_is_cut_at_a_paragraph(draft):
    section = draft.sections.get()
    section.body = "\n\n".join(["Payments failed. " * 20] * 20)
    section.save()
    whole = chat_of(draft, build(draft))
    ((title, text),), is_cut = whole.shortened()[0].parts, whole.shortened()[1]
    assert is_cut
    assert 2000 < len(title) + len(text) <= CHARACTERS
    assert text.endswith("failed. …")


SOON = "We will replace it soon, by 3 December 2026. We put it back soon after. We will fix the rest soon."


@pytest.mark.parametrize("look", Look.values)
def test_the_very_places_are_marked_in_every_look(draft, look):
    section = draft.sections.get()
    section.body = f"**Soon** [soon](https://soon.example/soon).\n\n{SOON}"
    section.save()
    Section.objects.create(communication=draft, key="more", title="Soon", position=1, body="It ends soon.")
    first = section.body.index("soon after")
    places = [("summary", at, at + 4) for at in (first, section.body.rindex("soon"))] + [("more", 8, 12)]
    html = document(draft, look, EXAMPLE, [*places, ("@subject", 0, 1), places[0]])
    plain = document(draft, look, EXAMPLE)
    words = [found for found in re.findall(r"<mark[^>]*>(.*?)</mark>", html) if found == "soon"]
    assert len(words) == 3
    assert re.sub(r"</?mark[^>]*>", "", html) == plain
    for after in (" after.", ".", "."):
        assert f"soon</mark>{after}" in html
    assert "back <mark" in html and "rest <mark" in html and "it <mark" not in html


@pytest.mark.parametrize("look", ["mail", "page", "chat"])
def test_a_place_in_the_subject_is_marked_in_the_title_that_is_read(draft, look):
    draft.subject = "Soon [[contact_name]]"
    html = document(draft, Look(look), EXAMPLE, [("@subject", 0, 4), ("@subject", 7, 12)])
    assert f"<h1>{MARK.format('Soon')} {MARK.format('Ana Ferreira')}</h1>" in re.sub(r"<h1[^>]*>", "<h1>", html)
    assert "<title>" in html and "<mark" not in html[html.index("<title>") : html.index("</title>")]


def test_what_a_check_finds_is_marked_where_it_stands(vera, sign_in, draft):
    section = draft.sections.get()
    section.body = SOON
    section.save()
    found = [one for one in findings(draft) if one.finding.text == "soon"]
    html = body_of(sign_in(vera), draft, **{"as": "mail"}).text
    assert len(found) == html.count(">soon</mark>") > 0


@pytest.mark.parametrize(
    ("body", "words", "expected"),
    [
        ("It's 27 of them", "27", "<p>It's [27] of them</p>"),
        ("R&D, &amp; amp", "amp", "<p>R&amp;D, &amp; [amp]</p>"),
        ("we can't <b>", "can't <b>", "<p>we [can't &lt;b&gt;]</p>"),
        (
            "a *long* [link](https://a.example) on",
            "long* [link](https://a.example)",
            '<p>a <em>[long]</em> <a href="https://a.example">[link]</a> on</p>',
        ),
        ("a **long link** on", "**long link** on", "<p>a <strong>[long link]</strong>[ on]</p>"),
        ("see [it](https://host.example)", "host", '<p>see <a href="https://host.example">it</a></p>'),
        (
            "see [the host](https://host.example)",
            "host](https://host",
            '<p>see <a href="https://host.example">the host</a></p>',
        ),
        ("Dear [[contact_name]], soon", "name]], so", "<p>Dear [[[contact_name]], so]on</p>"),
        ("- soon\n- so", "soon\n- so", "<ul>\n<li>[soon]</li>\n<li>[so]</li>\n</ul>"),
        ("\ue000 soon", "soon", "<p>\ue000 [soon]</p>"),
        ("", "", ""),
    ],
)
def test_the_words_are_marked_and_nothing_else_changes(body, words, expected):
    at = body.rindex(words)
    assert marked_html(body, [(at, at + len(words))], "[{}]") == expected


@given(
    st.text("ab soon*_[]()`<>&\\\n#-|!.1:/", max_size=60), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)))
)
@settings(max_examples=60, deadline=None)
def test_whatever_is_marked_reads_as_before(body, spans):
    html = marked_html(body, [(min(one), min(max(one), len(body))) for one in spans], MARK)
    assert re.sub(r"</?mark[^>]*>", "", html) == to_html(body)
    assert not re.search(r"[\ue000-\uf8ff]", html)


def test_a_chat_is_cut_at_the_same_place_with_marks(draft):
    section = draft.sections.get()
    section.body = "\n\n".join(["Payments failed. " * 20] * 20)
    section.save()
    marks = [("summary", at, at + 8) for at in range(0, len(section.body) - 20, 17)]
    html = document(draft, Look.CHAT, EXAMPLE, marks)
    assert re.sub(r"</?mark[^>]*>", "", html) == document(draft, Look.CHAT, EXAMPLE)
    assert html.count("<mark") > 50


def test_it_makes_the_same_queries_for_two_and_twenty_recipients(tomas, sign_in, draft, connection_queries):
    client, counts = sign_in(tomas), []
    for count in (2, 18):
        for _ in range(count):
            make_contact(draft.audience.group)
        counts.append(connection_queries(lambda: page_of(client, draft)))
    assert counts[0] == counts[1]
