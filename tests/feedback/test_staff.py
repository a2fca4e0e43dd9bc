"""The pages where staff read, tag, ask and reach out."""

import pytest
from django.urls import reverse
from django.utils import timezone

from feedback.models import FeedbackLink, Lesson, Outreach, Response, Theme
from feedback.pages import Ahead, invitations
from tests.archive.factories import make_record
from tests.communications.factories import make_contact, make_group
from tests.factories import make_incident
from tests.feedback.factories import make_response, make_shared_link, make_told

NASTY = ["<script>alert(1)</script>", "=cmd()", "{{ 7 }}", "\u202eabc", "\u200bzero", "' OR 1=1 --", "🙂 مرحبا"]


def url(name, *args):
    return reverse(f"feedback:{name}", args=args)


def test_responses_are_listed_found_and_exported_safely(sign_in, vera):
    for words in NASTY:
        make_response(words=words)
    client = sign_in(vera)
    text = client.get(url("response-list")).text
    assert "<script>alert" not in text
    assert "OR 1=1" in client.get(url("response-list"), {"q": "1=1"}).text
    assert "'=cmd()" in client.get(url("response-list"), {"export": "csv"}).text


@pytest.mark.parametrize("query", ["q=%00", "group=x&theme=y&state=z&sort=;", "page=-9", "q=a&q=b&page=x"])
def test_the_list_survives_nonsense(sign_in, vera, query):
    make_response()
    assert sign_in(vera).get(f"{url('response-list')}?{query}").status_code == 200


def test_what_is_found_is_counted_as_far_as_somewhat_past_the_page(sign_in, vera, monkeypatch):
    monkeypatch.setattr(Ahead, "MOST", 10)
    incident = make_incident()
    for n in range(61):
        make_response(incident, words=f"Silence {n}.")
    make_response(incident, words="Noise.")
    client = sign_in(vera)
    for page, said in ((1, "1–25 of 35+"), (2, "26–50 of 60+"), (3, "51–61 of 61"), ("x", "1–25 of 35+")):
        text = " ".join(client.get(url("response-list"), {"q": "silence", "page": page}).text.split())
        assert f"<span>{said}</span>" in text
    assert "of 62</span>" in " ".join(client.get(url("response-list")).text.split())


def test_responses_of_restricted_incidents_do_not_exist_for_strangers(sign_in, vera, lena):
    secret = make_response(make_incident(restricted=True, access=[lena]), words="Secret words", themes=["too-late"])
    client = sign_in(vera)
    assert "Secret words" not in client.get(url("response-list")).text
    assert client.get(url("response-detail", secret.pk)).status_code == 404
    assert "Secret words" not in client.get(url("theme-detail", "too-late")).text
    assert "Secret words" in sign_in(lena).get(url("theme-detail", "too-late")).text


def test_many_are_tagged_at_once(sign_in, tomas):
    rows = [make_response() for _ in range(3)]
    data = {"response": [row.pk for row in rows], "theme": "too-late", "do": "tag"}
    for _ in range(2):
        sign_in(tomas).post(url("response-tag"), data)
    assert Response.objects.filter(tags__theme__slug="too-late").count() == 3


def test_a_viewer_reads_and_does_not_tag(sign_in, vera):
    row = make_response()
    data = {"response": [row.pk], "theme": "too-late", "do": "tag"}
    assert sign_in(vera).post(url("response-tag"), data).status_code == 403
    assert sign_in(vera).post(url("response-detail", row.pk), {"themes": []}).status_code == 403
    assert sign_in(vera).get(url("response-detail", row.pk)).status_code == 200


def test_a_question_is_noted_with_its_time(sign_in, tomas):
    incident = make_incident()
    page = url("question-add", incident.reference)
    client = sign_in(tomas)
    assert "Why is it down?" in client.post(page, {"words": "Why is it down?", "said_at": "soon"}).text
    client.post(page, {"words": "Why is it down?", "said_at": "2026-03-03T14:30"})
    assert Response.objects.get().source == "question"
    assert "Why is it down?" in client.get(url("incident-feedback", incident.reference)).text


@pytest.mark.parametrize("words", ["", " ", "x" * 1_000_000, "a\x00b", *NASTY])
def test_no_question_breaks_the_form(sign_in, tomas, words):
    page = url("question-add", make_incident().reference)
    response = sign_in(tomas).post(page, {"words": words, "said_at": "2026-03-03T14:30"})
    assert response.status_code in (200, 302)
    assert "<script>alert" not in response.text


def test_outreach_notes_what_came_of_it(sign_in, tomas):
    incident, group = make_incident(), make_group()
    make_told(incident, group=group)
    contact = make_contact(group, is_key=True)
    client = sign_in(tomas)
    assert contact.name in client.get(url("outreach-list", incident.reference)).text
    data = {"outcome": "spoke", "happened_at": "2026-03-05T10:00", "words": "It came too late.", "timely": 2}
    client.post(url("outreach-note", incident.reference, contact.pk), data)
    row = Outreach.objects.get(contact=contact)
    assert (row.outcome, row.response.timely) == ("spoke", 2)


def test_themes_are_added_edited_and_retired(sign_in, tomas):
    client = sign_in(tomas)
    client.post(url("theme-add"), {"name": "Wrong time zone", "description": "Times without a zone"})
    theme = Theme.objects.get(name="Wrong time zone")
    assert "Wrong time zone" in client.get(url("theme-list")).text
    client.post(url("theme-retire", theme.slug), {"retired": "1"})
    theme.refresh_from_db()
    assert theme.retired


def test_a_change_says_what_it_was_learned_from(sign_in, tomas):
    change = {"kind": "process", "what": "First update in 20 minutes", "why": "They waited", "lesson": "theme:too-late"}
    response = sign_in(tomas).post(reverse("archive:change-add"), change, follow=True)
    assert Lesson.objects.get().theme.slug == "too-late"
    assert "Theme: Too late" in response.text


def test_what_recurs_without_a_lesson_stands_on_the_home_page(sign_in, tomas, vera):
    for _ in range(2):
        make_response(make_incident(), themes=["too-late"])
    assert "Too late" in sign_in(vera).get("/").text


def test_the_pages_make_the_same_queries_for_two_and_twenty(sign_in, vera, connection_queries):
    incident = make_incident()
    pages = [url("response-list"), url("incident-feedback", incident.reference), url("theme-list")]
    client = sign_in(vera)
    for _ in range(2):
        make_response(incident, themes=["too-late"], clear=4, said_at=timezone.now())
    few = [connection_queries(lambda page=page: client.get(page)) for page in pages]
    for _ in range(18):
        make_response(incident, themes=["too-late"], clear=4)
    assert [connection_queries(lambda page=page: client.get(page)) for page in pages] == few


def test_a_record_shows_what_its_readers_said_of_it(sign_in, vera):
    told = make_told()
    release = told.releases.get()
    release.record = make_record(told.incident)
    release.save()
    client = sign_in(vera)
    assert "What they said" not in client.get(release.record.get_absolute_url()).text
    make_response(told.incident, communication=told, clear=4, words="")
    text = client.get(release.record.get_absolute_url()).text
    assert "What they said" in text
    assert "One response" in text


def test_links_and_answers_are_each_counted_once(db):
    told, other = make_told(contacts=3), make_told(links=False)
    make_shared_link(told)
    for _n in range(2):
        make_response(told.incident, communication=told)
    counted = [(row.personal, row.answers, row.shared is not None, row.revoked) for row in invitations(told.incident)]
    assert counted == [(3, 2, True, False)]
    (unasked,) = invitations(other.incident)
    assert (unasked.personal, unasked.answers, unasked.has_links, unasked.revoked) == (0, 0, False, False)
    links = FeedbackLink.objects.filter(communication=told)
    links.filter(delivery=links.exclude(delivery=None).first().delivery).update(revoked_at=timezone.now())
    assert [row.revoked for row in invitations(told.incident)] == [False]
    links.update(revoked_at=timezone.now())
    assert [(row.personal, row.shared, row.revoked) for row in invitations(told.incident)] == [(3, None, True)]
