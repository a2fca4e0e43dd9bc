import re

import pytest
from django.urls import reverse

from archive.models import Change, Publication, RecordBody
from archive.verbs import changing, publishing
from archive.verbs.redaction import redact
from postincident.errors import Refused
from tests.archive.factories import make_record
from tests.factories import make_incident


def test_the_record_page_shows_what_was_sent(sign_in, vera):
    record = make_record()
    text = sign_in(vera).get(record.get_absolute_url()).text
    assert record.title in text
    assert record.digest in text
    assert 'sandbox="allow-same-origin" data-fit title="As sent"' in text


def test_the_record_page_shows_the_facts_and_how_sure_they_were(sign_in, vera):
    facts = {"root_cause": "A full disk", "root_cause_investigating": True, "contributing_factors": ["One", "Two"]}
    text = sign_in(vera).get(make_record(facts=facts | {"span": "between 14:05 and 15:40"}).get_absolute_url()).text
    assert "Under investigation: A full disk" in text
    assert "One<br>Two" in text
    assert "span" not in re.sub(r"</?span[^>]*>", "", text)


def test_on_paper_the_text_stands_in_place_of_the_frame(sign_in, vera):
    page = sign_in(vera).get(make_record(text="SUMMARY\nA disk was full.").get_absolute_url()).text
    assert '<iframe class="as-sent not-on-paper"' in page
    assert '<div class="letter only-on-paper"><h2>SUMMARY</h2>\n<p>A disk was full.</p></div>' in page


def test_a_page_as_sent_can_be_read_and_has_one_feedback_link_for_all(sign_in, vera):
    record = make_record(html="<h2>Summary</h2><p>[[feedback_link]]</p>", extra={"html_for": "page", "language": "de"})
    shown = sign_in(vera).get(reverse("archive:record-as-sent", args=[record.number])).text
    assert '<html lang="de">' in shown and "max-width:40em" in shown
    assert ">the feedback link</span>" in shown


def test_as_sent_may_do_nothing(sign_in, vera):
    record = make_record(html="<p style='color:red'>Hello</p>")
    response = sign_in(vera).get(reverse("archive:record-as-sent", args=[record.number]))
    assert response["Content-Security-Policy"].startswith("default-src 'none'")
    assert response["X-Frame-Options"] == "SAMEORIGIN"


def test_places_filled_in_for_each_recipient_are_said_in_words(sign_in, vera):
    record = make_record(
        text="Dear [[contact_name]],",
        html='<p>Dear [[contact_name]], <a href="[[feedback_link]]?clear=1">1</a> <a href="https://a.example">a</a></p>',
    )
    for name in ("record-detail", "record-as-sent"):
        text = sign_in(vera).get(reverse(f"archive:{name}", args=[record.number])).text
        assert "each contact&#x27;s name</span>" in text
        assert "[[" not in text
    assert "<a>1</a>" in text
    assert 'href="https://a.example"' in text


def test_the_record_page_says_who_approved_it_and_when(sign_in, vera):
    approvals = [
        {"by": "Amara Okafor", "decision": "approved", "at": "2026-03-06T11:04:09+00:00"},
        {"by": "Tomás Ribeiro", "decision": "none_asked", "at": "2026-03-06T11:05:00+00:00"},
    ]
    text = sign_in(vera).get(make_record(approvals=approvals).get_absolute_url()).text
    assert "Amara Okafor" in text
    assert "6 Mar 2026, 11:04 UTC" in text
    assert "none_asked" not in text
    assert "Tomás Ribeiro" not in text
    text = sign_in(vera).get(make_record(approvals=approvals[1:]).get_absolute_url()).text
    assert "its group asks for no reviewer" in text


def test_a_correction_and_what_it_corrects_point_at_each_other(sign_in, vera, lena):
    first = make_record()
    second = make_record(first.incident, corrects=first)
    hidden = make_record(make_incident(restricted=True, access=[lena]), corrects=first)
    text = sign_in(vera).get(first.get_absolute_url()).text
    assert f'<a href="{second.get_absolute_url()}">record 2</a>' in text
    assert hidden.get_absolute_url() not in text.split("Neighbouring")[0]
    text = sign_in(vera).get(second.get_absolute_url()).text
    assert f'It corrects <a href="{first.get_absolute_url()}">record 1</a>, released ' in text


def test_it_is_cited_by_its_number_its_time_with_the_zone_and_all_of_its_digest(sign_in, vera):
    record = make_record()
    vera.time_zone = "Asia/Tokyo"
    vera.save()
    citation = sign_in(vera).get(record.get_absolute_url()).text.split('class="citation')[1].split("</p>")[0]
    for words in ("6 March 2026, 11:20 UTC", 'datetime="2026-03-06T11:20:00Z"', "Record 1", record.digest):
        assert words in citation


def test_on_paper_the_text_stands_in_the_page(sign_in, vera):
    record = make_record(
        text="Dear [[contact_name]],\n\nWHAT HAPPENED\n<b>It</b> failed.\n\n- One\n- Two",
        facts={"impact": "Twelve cards"},
        approvals=[{"by": "Amara Okafor", "decision": "approved", "at": "2026-03-06T11:04:09+00:00"}],
    )
    text = sign_in(vera).get(reverse("archive:record-print", args=[record.number])).text
    assert "<iframe" not in text and "<details" not in text
    assert "<h2>WHAT HAPPENED</h2>" in text and "&lt;b&gt;It&lt;/b&gt; failed." in text and "<li>Two</li>" in text
    for words in ("each contact&#x27;s name", "Twelve cards", "Amara Okafor", record.digest, "Checked: as filed."):
        assert words in text
    assert "[[" not in text


def test_strangers_find_no_restricted_record(sign_in, vera, lena):
    record = make_record(make_incident(restricted=True, access=[lena]))
    for name in ("record-detail", "record-as-sent"):
        assert sign_in(vera).get(reverse(f"archive:{name}", args=[record.number])).status_code == 404


def test_only_an_administrator_redacts(sign_in, lena, ade):
    record = make_record()
    url = reverse("archive:record-redact", args=[record.number])
    assert sign_in(lena).post(url, {"why": "x"}).status_code == 403
    assert sign_in(ade).post(url, {"why": ""}).status_code == 200
    assert RecordBody.objects.exists()
    sign_in(ade).post(url, {"why": "A name"})
    assert not RecordBody.objects.exists()
    assert "A name" in sign_in(lena).get(record.get_absolute_url()).text


def test_the_public_sees_what_was_published_and_only_that(client, sign_in, lena):
    record, other = make_record(), make_record(title="Internal words")
    sign_in(lena).post(reverse("archive:record-publish", args=[record.number]))
    publication = Publication.objects.get()
    assert record.title in client.get(reverse("archive:post-list")).text
    assert other.title not in client.get(reverse("archive:post-list")).text
    assert "security certificate" in client.get(publication.get_absolute_url()).text
    assert record.title in client.get(reverse("archive:post-feed")).text


def test_withdrawing_leaves_a_tombstone(client, sign_in, lena):
    publication = publishing.publish(lena, make_record())
    url = reverse("archive:publication-withdraw", args=[publication.record.number, publication.pk])
    assert sign_in(lena).post(url, {"why": ""}).status_code == 200
    sign_in(lena).post(url, {"why": "Wrong figure"})
    response = client.get(publication.get_absolute_url())
    assert response.status_code == 410
    assert "security certificate" not in response.text
    assert "Wrong figure" not in response.text


def test_a_restricted_incident_is_not_published(lena):
    record = make_record(make_incident(restricted=True, access=[lena]))
    with pytest.raises(Refused):
        publishing.publish(lena, record)


def test_restricting_later_takes_it_off_the_page(client, lena):
    incident = make_incident()
    publication = publishing.publish(lena, make_record(incident))
    incident.restricted = True
    incident.save()
    assert client.get(publication.get_absolute_url()).status_code == 410
    assert publication.record.title not in client.get(reverse("archive:post-feed")).text


def test_a_change_needs_a_reason(sign_in, tomas):
    url = reverse("archive:change-add")
    response = sign_in(tomas).post(url, {"kind": "process", "what": "First update after 20 minutes", "why": " "})
    assert "First update after 20 minutes" in response.text
    sign_in(tomas).post(url, {"kind": "process", "what": "First update after 20 minutes", "why": "Partners waited"})
    assert "First update after 20 minutes" in sign_in(tomas).get(reverse("archive:change-list")).text


def test_a_change_shows_both_texts(sign_in, tomas, vera):
    change = changing.record_change(tomas, kind="document", what="W", why="Y", before="one two", after="one <b>three")
    text = sign_in(vera).get(change.get_absolute_url()).text
    assert "<del>two</del>" in text
    assert "&lt;" in text
    assert "<b>three" not in text


def test_suggestions_are_made_or_declined(sign_in, tomas):
    incident = make_incident()
    one, two = (changing.suggest(incident, f"theme:{n}", f"Suggestion {n}") for n in "ab")
    client = sign_in(tomas)
    made = {"kind": "process", "what": "Done", "why": "Heard twice"}
    client.post(reverse("archive:suggestion-make", args=[incident.reference, one.pk]), made)
    client.post(reverse("archive:suggestion-decline", args=[incident.reference, two.pk]), {"why": "Too dear"})
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.state, one.change.what) == ("made", "Done")
    assert (two.state, two.reason) == ("declined", "Too dear")
    text = client.get(reverse("archive:incident-changes", args=[incident.reference])).text
    assert "Too dear" in text


def test_a_change_recorded_before_makes_what_was_suggested(sign_in, tomas, vera):
    incident = make_incident()
    suggestion = changing.suggest(incident, "theme:a", "“Too late” was said twice")
    change = changing.record_change(tomas, kind="template", what="Root cause, version 2", why="Heard twice")
    hidden = changing.record_change(tomas, kind="process", what="W", why="Y", incident=make_incident(restricted=True))
    client = sign_in(tomas)
    address = reverse("archive:suggestion-made", args=[incident.reference, suggestion.pk])
    assert "Choose the change that was made." in client.post(address).text
    assert client.post(address, {"change": hidden.pk}).status_code == 200
    client.post(address, {"change": change.pk})
    suggestion.refresh_from_db()
    assert (suggestion.state, suggestion.change) == ("made", change)
    assert "decided on it" in client.post(address, {"change": change.pk}).text
    activity = sign_in(vera).get(reverse("postincident:incident-activity", args=[incident.reference])).text
    assert "suggested:" in activity and "recorded as made:" in activity and "“Too late” was said twice" in activity


def test_what_was_decided_meanwhile_is_not_recorded_again(sign_in, tomas):
    incident = make_incident()
    suggestion = changing.suggest(incident, "theme:a", "Suggestion")
    changing.decline(tomas, suggestion, "Too dear")
    made = {"kind": "process", "what": "Done", "why": "Heard twice"}
    client = sign_in(tomas)
    text = client.post(reverse("archive:suggestion-make", args=[incident.reference, suggestion.pk]), made).text
    assert "decided before" in text
    assert "Too dear" in text and "Tomás Ribeiro decided on it" in text
    assert (
        'value="Done"' in text and f'formaction="{reverse("archive:change-add")}?incident={incident.reference}"' in text
    )
    assert not Change.objects.exists()
    client.post(f"{reverse('archive:change-add')}?incident={incident.reference}", made)
    assert (Change.objects.get().what, Change.objects.get().incident) == ("Done", incident)


def test_whoever_declines_what_was_made_meanwhile_is_told_by_what(sign_in, tomas, lena):
    incident, hidden = make_incident(), make_incident(restricted=True, access=[lena])
    for n, made_in in enumerate((incident, hidden)):
        suggestion = changing.suggest(incident, f"theme:{n}", "Suggestion")
        change = changing.record_change(lena, kind="process", what=f"Made {n}", why="Y", incident=made_in)
        changing.make(lena, suggestion, change)
        decline = reverse("archive:suggestion-decline", args=[incident.reference, suggestion.pk])
        for page in (
            sign_in(tomas).post(decline, {"why": "What I typed"}).text,
            sign_in(tomas).get(reverse("archive:suggestion-make", args=[incident.reference, suggestion.pk])).text,
        ):
            assert "Lena Hoffmann decided on it" in page
            assert ("Made" in page.split("<main")[1].split("<form")[0]) == (made_in == incident)
        assert "What I typed" in sign_in(tomas).post(decline, {"why": "What I typed"}).text
    page = reverse("archive:incident-changes", args=[incident.reference])
    assert "Made 1" not in sign_in(tomas).get(page).text
    assert "Made 1" in sign_in(lena).get(page).text


def test_an_open_suggestion_keeps_the_review_task_open(tomas):
    from django.utils import timezone

    from postincident.checklist import evaluate

    incident = make_incident()
    suggestion = changing.suggest(incident, "theme:a", "Suggestion")

    def clause():
        return next(
            (c.holds, c.sentence)
            for c in evaluate([incident], timezone.now())[incident.pk]["review"].clauses
            if c.code == "suggestions_decided"
        )

    assert clause() == (False, "1 of 1 suggested change waits for a decision.")
    changing.decline(tomas, suggestion, "Too dear")
    assert clause() == (True, "1 suggested change, decided on.")


def test_a_mail_on_the_public_page_leaves_out_what_concerned_each_reader(client, lena):
    text = (
        "Dear [[contact_name]],\n\nWHAT HAPPENED\nPayments <failed>.\n\n- One\n- Two\n\nLena Hoffmann\n\n--\n"
        "You receive this because you are among Customers.\nUnsubscribe: [[unsubscribe_link]]"
    )
    facts = {"day": "Tuesday 3 March 2026", "span": "between 14:05 and 15:40 UTC", "duration": "1 hour 35 minutes"}
    publication = publishing.publish(lena, make_record(text=text, facts=facts))
    shown = client.get(publication.get_absolute_url()).text
    assert "<h2>WHAT HAPPENED</h2>\n<p>Payments &lt;failed&gt;.</p>" in shown
    assert "<ul><li>One</li><li>Two</li></ul>" in shown
    assert "Tuesday 3 March 2026, between 14:05 and 15:40 UTC" in shown
    for gone in ("Dear", "[[", "Unsubscribe", "You receive this"):
        assert gone not in shown


def test_a_text_said_elsewhere_keeps_its_dashes_and_links(client, lena):
    record = make_record(text="Look at https://status.example/a?b=1&c=2\n--\nThe team", html="", source="imported")
    shown = client.get(publishing.publish(lena, record).get_absolute_url()).text
    assert '<a href="https://status.example/a?b=1&amp;c=2" rel="nofollow">' in shown
    assert "The team" in shown


CHAT = {"title": "Cards were declined", "parts": [["Summary", "For an hour.\n\n- <b>Mine</b>\n- [[feedback_link]]"]]}


def test_what_a_chat_was_told_is_shown_as_the_chat_showed_it(sign_in, vera):
    record = make_record(extra={"html_for": "mail", "chat": CHAT | {"is_cut": True}})
    frame, browser = reverse("archive:record-as-sent", args=[record.number]), sign_in(vera)
    page = browser.get(record.get_absolute_url()).text
    assert f'src="{frame}"' in page
    assert 'aria-current="page">Mail</a>' in page and '<a href="?as=chat">Chat</a>' in page
    assert f'src="{frame}?as=chat"' in browser.get(f"{record.get_absolute_url()}?as=chat").text
    shown = browser.get(f"{frame}?as=chat")
    assert shown["Content-Security-Policy"].startswith("default-src 'none'")
    assert "<h1>Cards were declined</h1>" in shown.text and "<strong>Summary</strong>" in shown.text
    assert (
        "&lt;b&gt;Mine" in shown.text
        and ">the feedback link</span>" in shown.text
        and "a link to all of it" in shown.text
    )
    assert "incomplete" not in shown.text and "incomplete" in browser.get(frame).text


@pytest.mark.parametrize("asked", ["chat", "nonsense"])
def test_without_a_chat_there_is_one_way_to_show_it(sign_in, vera, asked):
    record = make_record()
    page = sign_in(vera).get(f"{record.get_absolute_url()}?as={asked}").text
    assert "?as=" not in page
    frame = reverse("archive:record-as-sent", args=[record.number])
    assert "incomplete" in sign_in(vera).get(f"{frame}?as={asked}").text


def test_what_a_chat_was_told_goes_with_a_redaction(sign_in, vera, ade):
    record = make_record(extra={"chat": CHAT | {"is_cut": False}})
    redact(ade, record, "It named somebody.")
    for path in (record.get_absolute_url(), reverse("archive:record-as-sent", args=[record.number])):
        text = sign_in(vera).get(f"{path}?as=chat").text
        assert "For an hour" not in text and "?as=" not in text
