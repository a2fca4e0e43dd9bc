import pytest
from django.urls import reverse

from communications.chat import CHARACTERS
from communications.looks import Look, chat_of, marked
from communications.models import Section
from communications.revisioning import build
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


def test_words_are_marked_in_what_is_read_and_never_in_a_tag():
    html = '<title>soon</title><a href="soon">soon &amp; now</a>'
    assert marked(html, ["soon"]).count("<mark") == 1
    assert 'href="soon"' in marked(html, ["soon"])
    assert "<title>soon</title>" in marked(html, ["soon"])
    assert marked("<p>&lt;b&gt;</p>", ["<b>"]).count("<mark") == 1


@pytest.mark.parametrize(
    ("html", "word", "expected"),
    [
        ("<p>It&#x27;s 27 of them.</p>", "27", "<p>It&#x27;s [27] of them.</p>"),
        ("<p>R&amp;D, amp</p>", "amp", "<p>R&amp;D, [amp]</p>"),
        ("<p>in production on prod</p>", "prod", "<p>in production on [prod]</p>"),
        ("<p>we can&#x27;t say</p>", "can't", "<p>we [can&#x27;t] say</p>"),
        ("<p>C++ and (soon)</p>", "(soon)", "<p>C++ and [(soon)]</p>"),
        ("<p>C++11</p>", "C++", "<p>[C++]11</p>"),
        ("<p>sooner</p>", "soon", "<p>sooner</p>"),
    ],
)
def test_words_are_marked_whole_and_never_inside_an_entity(html, word, expected):
    assert marked(html, [word], "[{}]") == expected


def test_it_makes_the_same_queries_for_two_and_twenty_recipients(tomas, sign_in, draft, connection_queries):
    client, counts = sign_in(tomas), []
    for count in (2, 18):
        for _ in range(count):
            make_contact(draft.audience.group)
        counts.append(connection_queries(lambda: page_of(client, draft)))
    assert counts[0] == counts[1]
