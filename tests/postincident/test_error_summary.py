import re

from django.urls import reverse

from tests.communications.factories import make_communication


def summary(page):
    return re.search(r'<div class="note note-bad[^>]*autofocus>.*?</div></div>', page, re.DOTALL)[0]


def test_a_form_with_mistakes_puts_the_keyboard_on_a_list_of_them(sign_in, lena):
    page = sign_in(lena).post(reverse("postincident:incident-add"), {"title": "Card payments"}).text
    shown = summary(page)
    assert 'tabindex="-1" autofocus' in shown
    assert '<a href="#id_started_at">Started</a>' in shown
    assert "what you typed is still here" in shown
    assert "Internal title" not in shown
    assert 'id="id_started_at"' in page and page.count("autofocus") == 1


def test_a_form_without_mistakes_shows_none(sign_in, lena):
    assert "autofocus" not in sign_in(lena).get(reverse("postincident:incident-add")).text


def test_of_several_boxes_it_leads_to_the_first(sign_in, tomas):
    draft = make_communication()
    page = sign_in(tomas).post(reverse("communications:draft", args=[draft.incident.reference]), {}).text
    target = re.search(r'<a href="#([^"]+)">Kind</a>', summary(page))[1]
    assert f'id="{target}"' in page


def test_the_editor_lists_the_mistakes_of_every_section_at_once(sign_in, tomas):
    draft = make_communication(created_by=tomas)
    section = draft.sections.create(key="summary", title="Summary", position=0, body="Words.", drawn="Words.")
    data = {"subject": "", "version": draft.version, f"s{section.pk}-title": "Summary", f"s{section.pk}-version": 0}
    page = sign_in(tomas).post(draft.get_absolute_url(), data | {f"s{section.pk}-body": "x" * 30_000}).text
    shown = summary(page)
    assert "2 fields need another look" in shown
    assert f'href="#id_s{section.pk}-body"' in shown
    assert f'aria-describedby="about-{section.pk}"' in page and f'id="about-{section.pk}"' in page


def test_a_page_that_arrived_incomplete_says_so(sign_in, tomas):
    draft = make_communication(created_by=tomas)
    assert "arrived incomplete" in summary(sign_in(tomas).post(draft.get_absolute_url(), {"subject": "S"}).text)


def test_it_does_not_promise_to_have_kept_a_password(client, db):
    shown = summary(client.post(reverse("account_login"), {"login": "", "password": ""}).text)
    assert "2 fields need another look" in shown
    assert "still here" not in shown
