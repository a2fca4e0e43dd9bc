"""Answering from the application: a mail in the thread, who looks after it, notes, and a section of questions and answers."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse

from communications.delivery.threads import thread_id
from communications.models import Communication
from communications.revisioning import build
from feedback.faq import plain
from feedback.models import Letter, Note, Response, Theme
from feedback.posting import MOST_TRIES, sweep
from feedback.privacy import purge
from feedback.verbs import letters, tagging
from postincident import clock
from postincident.errors import Refused
from postincident.models import Event
from postincident.rendering import to_html, to_text
from tests.communications.delivery.servers import mailer, smtp_server
from tests.communications.factories import make_audience, make_communication
from tests.feedback.factories import make_response, make_told
from tests.processes import free_port

pytestmark = pytest.mark.django_db
REFUSAL = "550 5.1.1 no such user"


def url(name, *args):
    return reverse(f"feedback:{name}", args=args)


@pytest.fixture
def asked(db):
    told = make_told()
    return make_response(
        told.incident,
        communication=told,
        source="reply",
        delivery=told.releases.get().deliveries.first(),
        words="Were we charged twice?",
        reply_to="ana@example.org",
        may_reply=True,
        message_id="<theirs@example.org>",
    )


def test_a_reply_is_seen_first_and_then_sent_in_its_thread(sign_in, tomas, asked):
    client, page = sign_in(tomas), url("response-reply", asked.pk)
    shown = client.post(page, {"words": "No, once.", "do": "look"})
    assert "ana@example.org" in shown.text and "&gt; Were we charged twice?" in shown.text
    assert not Letter.objects.exists()
    seen = shown.context["sheet"].digest
    assert "Otherwise." in client.post(page, {"words": "Otherwise.", "do": "send", "seen": seen}).text
    assert not Letter.objects.exists()
    client.post(page, {"words": "No, once.", "do": "send", "seen": seen})
    assert sweep(clock.now()) == 1
    (sent,) = mail.outbox
    thread = [thread_id(asked.incident), asked.delivery.message_id, "<theirs@example.org>"]
    assert sent.extra_headers["References"].split() == thread
    assert sent.extra_headers["In-Reply-To"] == "<theirs@example.org>"
    assert (
        sent.to == ["ana@example.org"]
        and sent.body.startswith("No, once.\n")
        and "Auto-Submitted" not in sent.extra_headers
    )
    letter = Letter.objects.get()
    assert letter.state == "sent" and letter.by == tomas
    assert "No, once." in client.get(url("response-detail", asked.pk)).text


def test_whoever_answered_by_a_personal_link_is_not_named_by_the_thread(tomas, asked):
    Response.objects.filter(pk=asked.pk).update(source="link", message_id="")
    letters.answer(tomas, Response.objects.get(pk=asked.pk), "No, once.")
    sweep(clock.now())
    assert mail.outbox[0].extra_headers["References"] == thread_id(asked.incident)


def test_sent_twice_is_one_letter_and_other_words_are_another(tomas, asked):
    for words in ("No, once.", "No, once.", "Really."):
        letters.answer(tomas, asked, words)
    assert Letter.objects.count() == 2
    assert Event.objects.filter(verb="response.replied").count() == 2
    assert [sweep(clock.now()), sweep(clock.now())] == [2, 0]


@pytest.mark.parametrize("fields", [{"may_reply": False}, {"reply_to": ""}])
def test_nobody_is_written_to_who_did_not_ask_for_it(tomas, asked, fields):
    Response.objects.filter(pk=asked.pk).update(**fields)
    with pytest.raises(Refused):
        letters.answer(tomas, asked, "Hello")
    assert not Letter.objects.exists()


def test_what_is_refused_for_good_asks_for_a_reply_again(settings, tomas, asked):
    letters.answer(tomas, asked, "No, once.")
    with smtp_server() as box:
        settings.MAILERS = mailer(box.port)
        box.rcpt["ana@example.org"] = REFUSAL
        sweep(clock.now())
        assert not box.messages
    assert (Letter.objects.get().state, Letter.objects.get().server_said) == ("failed", REFUSAL)
    assert Response.objects.awaiting_reply().get() == asked
    assert Event.objects.filter(verb="letter.failed").exists()


def test_a_server_that_is_down_is_tried_again_and_not_for_ever(settings, tomas, asked):
    letters.answer(tomas, asked, "No, once.")
    settings.MAILERS = mailer(free_port())
    sweep(clock.now())
    assert Letter.objects.get().state == "waiting" and sweep(clock.now()) == 0
    for n in range(1, MOST_TRIES + 1):
        sweep(clock.now() + timedelta(minutes=6 * n))
    assert (Letter.objects.get().state, Letter.objects.get().tries) == ("failed", MOST_TRIES)


def test_without_a_mail_server_it_is_kept_locally_and_says_so(settings, tmp_path, tomas, asked, sign_in):
    settings.MAILERS = {"default": {"BACKEND": "communications.delivery.eml.EmlBackend"}}
    settings.OUTBOX_DIR = tmp_path
    letters.answer(tomas, asked, "No, once.")
    sweep(clock.now())
    assert Letter.objects.get().state == "kept_locally"
    assert "Kept locally" in sign_in(tomas).get(url("response-detail", asked.pk)).text


def test_what_was_erased_leaves_no_more(tomas, asked):
    letters.answer(tomas, asked, "No, once.")
    Note.objects.create(response=asked, by=tomas, words="Call Ana")
    purge("delivery", [asked.delivery_id])
    assert sweep(clock.now()) == 0 and not mail.outbox
    letter = Letter.objects.get()
    assert (letter.state, letter.words, letter.address) == ("failed", "", "") and not Note.objects.exists()


def test_what_was_said_elsewhere_is_kept_as_the_answer(sign_in, tomas):
    row = make_response(source="question", words="Is it down?")
    for _ in range(2):
        sign_in(tomas).post(url("response-reply", row.pk), {"words": "Until four.", "do": "keep"})
    assert Letter.objects.get().state == "elsewhere"
    assert Response.objects.get().answered_by == tomas
    assert sweep(clock.now()) == 0 and not mail.outbox


def test_it_is_assigned_and_waits_for_whoever_looks_after_it(sign_in, tomas, amara, asked):
    client = sign_in(tomas)
    client.post(url("response-assign", asked.pk), {"owner": amara.pk})
    assert Response.objects.get().owner == amara
    assert "Reply to" in sign_in(amara).get("/").text
    client.post(url("response-assign", asked.pk), {"owner": ""})
    assert Response.objects.get().owner is None
    assert client.post(url("response-assign", asked.pk), {"owner": "x" * 40}).status_code == 200


def test_notes_stay_among_colleagues_and_are_kept_once(sign_in, tomas, asked):
    client = sign_in(tomas)
    for words in ("She is <b>angry</b>.", "She is <b>angry</b>.", " "):
        client.post(url("response-note", asked.pk), {"words": words})
    assert Note.objects.count() == 1
    shown = client.get(url("response-detail", asked.pk)).text
    assert "&lt;b&gt;angry" in shown and "<b>angry" not in shown


def test_too_long_a_note_loses_nothing_that_was_typed(sign_in, tomas, asked):
    words = "x" * 4001
    assert words in sign_in(tomas).post(url("response-note", asked.pk), {"words": words}).text


@pytest.fixture
def draft(asked):
    return make_communication(make_audience(asked.incident), state=Communication.State.DRAFT, round=2)


def test_answers_become_a_section_of_a_draft(sign_in, tomas, asked, draft):
    letters.note_answer(tomas, asked, "No, once.\n- see *invoice*")
    client, page = sign_in(tomas), url("questions-faq", asked.incident.reference)
    assert "Were we charged twice?" in client.get(page).text
    data = {"communication": draft.pk, "title": "Questions and answers", "response": [asked.pk]}
    assert client.post(page, data).url == draft.get_absolute_url()
    section = draft.sections.get(title="Questions and answers")
    assert "### Were we charged twice?" in section.body
    assert "see *invoice*" in build(draft).text and "ana@example.org" not in section.body
    assert "has a section of this name" in client.post(page, data).text
    assert "has a box before it" in client.post(page, data | {"response": []}).text


def test_one_answer_leads_to_the_draft_with_itself_chosen(sign_in, tomas, vera, asked, draft):
    there = f"{url('questions-faq', asked.incident.reference)}?response={asked.pk}"
    assert there not in sign_in(tomas).get(url("response-detail", asked.pk)).text
    letters.note_answer(tomas, asked, "No, once.")
    letters.note_answer(tomas, make_response(asked.incident, words="And refunds?"), "By Friday.")
    page = sign_in(tomas).get(url("response-detail", asked.pk))
    assert there in page.text
    form = sign_in(tomas).get(there)
    assert form.text.count(" checked") == 1 and f'value="{asked.pk}" id="f{asked.pk}" checked' in form.text
    assert there not in sign_in(vera).get(url("response-detail", asked.pk)).text


def test_a_theme_leads_to_the_draft_with_what_was_said_of_it_chosen(sign_in, tomas, vera, asked, draft):
    theme = Theme.objects.get(slug="too-vague")
    tagging.tag(tomas, [asked], theme)
    letters.note_answer(tomas, asked, "No, once.")
    letters.note_answer(tomas, make_response(asked.incident, words="And refunds?"), "By Friday.")
    there = f"{url('questions-faq', asked.incident.reference)}?theme={theme.slug}"
    assert there in sign_in(tomas).get(theme.get_absolute_url()).text
    form = sign_in(tomas).get(there)
    assert form.text.count(" checked") == 1 and f'value="{asked.pk}" id="f{asked.pk}" checked' in form.text
    assert " checked" not in sign_in(tomas).get(f"{there}%00x").text
    assert there not in sign_in(vera).get(theme.get_absolute_url()).text


def test_only_drafts_of_this_incident_take_it(sign_in, tomas, asked):
    letters.note_answer(tomas, asked, "No, once.")
    other = make_communication(state=Communication.State.DRAFT)
    data = {"communication": other.pk, "title": "Q", "response": [asked.pk]}
    sign_in(tomas).post(url("questions-faq", asked.incident.reference), data)
    assert not other.sections.filter(title="Q").exists()


HOSTILE = [
    "[[contact_name]]",
    "<script>alert(1)</script>",
    "# Head",
    "a\n===\nb",
    "- x",
    "    code",
    "*b* _i_ `c`",
    "a & b",
    "~~a~~",
    "\\*a\\*",
    "[[[x]]]",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_nobodys_words_are_marks(words):
    html = to_html(plain(words))
    assert not any(tag in html for tag in ("<h1", "<h2", "<li", "<code", "<em", "<strong", "<script"))
    assert "[[" not in html
    assert " ".join(to_text(plain(words)).split()) == " ".join(re.sub(r"\[(?=\[)", "[ ", words).split())


def test_the_page_of_one_makes_the_same_queries_for_two_and_twenty(sign_in, tomas, asked, connection_queries):
    client, pages = sign_in(tomas), [url("response-detail", asked.pk), url("questions-faq", asked.incident.reference)]
    make_communication(make_audience(asked.incident), state=Communication.State.DRAFT, round=2)

    def more(first, last):
        for n in range(first, last):
            row = make_response(asked.incident, words=f"Question {n}?")
            for one in (row, asked):
                letters.note_answer(tomas, one, f"Answer {n}")
                Note.objects.create(response=one, by=tomas, words=f"Note {n}")

    more(0, 2)
    few = [connection_queries(lambda page=page: client.get(page)) for page in pages]
    more(2, 20)
    assert [connection_queries(lambda page=page: client.get(page)) for page in pages] == few
