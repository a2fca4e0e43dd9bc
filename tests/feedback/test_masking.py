import time

import pytest
from django.urls import reverse

from feedback.masking import mask
from feedback.models import Response
from postincident.models import Event
from tests.feedback.factories import make_questionnaire, make_response

FOUND = {
    "+351 21 000 1234": "[telephone number]",
    "+44 (0)20 7946 0958": "[telephone number]",
    "(030) 901820-55": "[telephone number]",
    "030/9018 2055": "[telephone number]",
    "07700 900123": "[telephone number]",
    "415-555-0132": "[telephone number]",
    "4111 1111 1111 1111": "[card number]",
    "5500-0000-0000-0004": "[card number]",
    "378282246310005": "[card number]",
    "ana.silva+shop@livraria.example": "[mail address]",
    "jörg@bücher.example": "[mail address]",
    "12 High Street": "[address]",
    "221b, Upper Baker Street": "[address]",
    "Hauptstraße 5": "[address]",
    "Rua do Ouro, 25": "[address]",
    "calle Mayor 3": "[address]",
}
LEFT = [
    "INC-2026-0142 began at 14:10 on 2026-03-06 and ended 15:40 UTC.",
    "We lost 214,000 euros and 1 250 000 payments in 3 days, 12 % of 90 000.",
    "Order 1234567890123456 failed, ticket #99887766.",  # no card: its last digit does not check
    "Error 0x80070005 in version 10.0.19045.3803 from 10.0.0.1 port 8443.",
    "0000 0000 0000 0000",
    "5 out of 10 drive through the night; the street was closed.",
    "2026-11-26T15:40:00",
    "From 06.03.2026 until 07.03.2026.",
]


@pytest.mark.once
@pytest.mark.parametrize("shape", FOUND)
def test_it_takes_the_shape_out_and_leaves_the_words(shape):
    assert mask(f"Please call: {shape}, thank you.") == (f"Please call: {FOUND[shape]}, thank you.", [shape])


@pytest.mark.once
@pytest.mark.parametrize("text", LEFT)
def test_it_leaves_references_amounts_dates_and_numbers_of_other_kinds(text):
    assert mask(text) == (text, [])


@pytest.mark.once
@pytest.mark.parametrize("piece", ["1 ", "0 1-", "+1(0)2", "a@a.", "12 street ", "rua a, ", "(((", "4111-"])
def test_no_text_takes_long(piece):
    begun = time.monotonic()
    mask(piece * (60_000 // len(piece)))
    assert time.monotonic() - begun < 2


@pytest.mark.django_db
def test_whoever_configures_takes_them_out_of_everything_that_was_written(sign_in, lena, tomas):
    response = make_response(
        words="Ring me, +351 21 000 1234.",
        whole="Ring me, +351 21 000 1234.\n-- \nAna, ana@livraria.example",
        questionnaire=make_questionnaire(),
        answers={"q00000001": "By phone", "q00000003": "My card 4111 1111 1111 1111 was charged."},
        name="Ana",
        reply_to="ana@livraria.example",
        may_reply=True,
    )
    page, url = (reverse(f"feedback:response-{name}", args=[response.pk]) for name in ("detail", "mask"))
    assert url not in sign_in(tomas).get(page).text
    assert sign_in(tomas).post(url).status_code == 403
    shown = sign_in(lena).get(page).text
    assert url in shown
    assert "+351 21 000 1234" in shown
    assert sign_in(lena).post(url).url == page
    response = Response.objects.get()
    assert response.words == "Ring me, [telephone number]."
    assert response.whole == "Ring me, [telephone number].\n-- \nAna, [mail address]"
    assert response.answers == {"q00000001": "By phone", "q00000003": "My card [card number] was charged."}
    assert (response.name, response.reply_to) == ("Ana", "ana@livraria.example"), (
        "given for a reply, and forgotten in time"
    )
    event = Event.objects.get(verb="response.masked")
    assert event.data == {"count": 4}
    assert url not in sign_in(lena).get(page).text


@pytest.mark.django_db
def test_masking_again_changes_nothing(sign_in, lena):
    response = make_response(words="Nothing of the kind.")
    sign_in(lena).post(reverse("feedback:response-mask", args=[response.pk]))
    assert not Event.objects.filter(verb="response.masked").exists()
