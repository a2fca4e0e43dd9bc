"""What readers outside are told beside a text is in the language the text was written in."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import translation

from communications.delivery.letters import preferences_link, unsubscribe_link
from communications.languages import TRANSLATED
from communications.models import Communication, Section
from communications.revisioning import build
from communications.verbs import signing_up
from tests.communications.factories import (
    make_audience,
    make_communication,
    make_contact,
    make_delivery,
    make_group,
    make_release,
    make_sign_up,
)
from tests.factories import make_incident

pytestmark = pytest.mark.django_db
OTHERS = [code for code in TRANSLATED if code != "en"]
UNSUBSCRIBE = dict(de="Abmelden", es="Cancelar la suscripción", fr="Se désabonner", it="Annulla l’iscrizione")
UNSUBSCRIBE |= dict(nl="Afmelden", pt="Cancelar a subscrição")


def delivery_in(language, **fields):
    group = make_group(language=language, **fields)
    audience = make_audience(make_incident(), group)
    communication = make_communication(audience, state=Communication.State.RELEASED)
    return make_delivery(make_release(communication), contact=make_contact(group))


def path_in(url):
    return url.removeprefix("http://127.0.0.1:8000")


def visible(page):
    return re.sub(r"<[^>]+>", " ", page.text)


def test_the_words_looked_for_are_those_of_every_language():
    assert sorted(UNSUBSCRIBE) == sorted(OTHERS)


@pytest.mark.parametrize("code", OTHERS)
def test_a_mail_is_in_one_language(code):
    communication = make_communication(make_audience(make_incident(), make_group(language=code)))
    Section.objects.create(communication=communication, key="summary", title="1", body="2", position=1)
    content = build(communication)
    for text in (content.html, content.text):
        assert UNSUBSCRIBE[code] in text
        for english in ("Dear", "Unsubscribe", "You receive", "Was this", "Choose a number"):
            assert english not in text
        assert "[[contact_name]]" in text and "[[unsubscribe_link]]" in text and "[[preferences_link]]" in text
    assert translation.get_language() == "en"


@pytest.mark.parametrize("code", OTHERS)
def test_leaving_is_in_that_language(code):
    path = path_in(unsubscribe_link(delivery_in(code).pk))
    page = Client().get(path)
    assert f'<html lang="{code}">' in page.text and page["Content-Language"] == code
    assert f">{UNSUBSCRIBE[code]}</button>" in page.text
    done = Client().post(path, {"List-Unsubscribe": "One-Click"})
    assert "unsubscribed" not in visible(done)


@pytest.mark.parametrize("code", OTHERS)
def test_preferences_and_what_they_refuse_are_in_that_language(code):
    path = path_in(preferences_link(delivery_in(code).pk))
    for page in (Client().get(path), Client().post(path, {"form": "fax", "paused_until": "yesterday"})):
        assert f'<html lang="{code}">' in page.text
        for english in ("What you receive", "Save", "Text only", "Choose", "Give a date", "German"):
            assert english not in visible(page)
    assert "2026-03-06" in page.text
    assert 'value="yesterday"' in page.text


def test_a_pause_is_taken_in_another_language_as_in_english():
    path = path_in(preferences_link(delivery_in("de").pk))
    page = Client().post(path, {"form": "both", "shown": "", "paused_until": "1999-01-01"})
    assert "Wählen Sie einen Tag ab morgen" in page.text and 'value="1999-01-01"' in page.text


@pytest.mark.parametrize(
    ("name", "german"),
    [
        ("unsubscribe", "Dieser Link ist nicht vollständig"),
        ("preferences", "Dieser Link öffnet nichts"),
        ("told", "Unter dieser Adresse ist nichts"),
        ("sign-up-confirm", "Dieser Link bestätigt nichts"),
    ],
)
def test_a_link_that_opens_nothing_says_so_in_the_language_of_the_browser(name, german):
    page = Client().get(reverse(f"communications:{name}", args=["x"]), headers={"accept-language": "de-CH,fr;q=0.8"})
    assert page.status_code == 404 and german in page.text and '<html lang="de">' in page.text


def test_signing_up_is_in_the_language_of_the_group(settings):
    settings.MAIL_IS_LOCAL = False
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
    mail.outbox = []
    group = make_group(language="fr", sign_up_open=True)
    path = reverse("communications:sign-up", args=[group.slug])
    assert "Être informé des incidents" in Client().get(path).text
    refused = Client().post(path, {"address": "nowhere", "name": ""})
    assert "n’est pas une adresse e-mail" in refused.text and 'value="nowhere"' in refused.text
    sign_up = make_sign_up(group, mailed_at=None)
    signing_up.sweep(sign_up.next_attempt_at)
    (message,) = mail.outbox
    assert "confirmez que nous pouvons vous écrire" in message.subject
    assert "If that was you" not in message.body and '<html lang="fr">' in message.alternatives[0].content
    confirm = Client().get(path_in(signing_up.url_of(sign_up)))
    assert "Devons-nous vous écrire" in confirm.text
