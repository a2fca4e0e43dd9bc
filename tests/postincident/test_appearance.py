import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from postincident.appearance import DARK, LIGHT, READABLE, contrast, worst_contrast
from postincident.models import Appearance
from postincident.models.event import Event
from tests.factories import make_png

URL = "/appearance/"
STYLES = Path(settings.BASE_DIR) / "static/css/postincident.css"
UPDATES = "/updates/"
SET = {
    "accent": "#7A1F5C",
    "accent_dark": "#f0b6dc",
    "footer": "[Imprint](https://example.net/imprint)",
    "version": "0",
}


def picture(data, name="logo.png"):
    return SimpleUploadedFile(name, data)


@pytest.mark.parametrize(
    ("one", "other", "reached"),
    [("#000000", "#ffffff", 21), ("#ffffff", "#ffffff", 1), ("#777777", "#ffffff", 4.48), ("#767676", "#ffffff", 4.54)],
)
def test_contrast_is_that_of_the_guidelines(one, other, reached):
    assert contrast(one, other) == contrast(other, one) == pytest.approx(reached, abs=0.005)


def test_shipped_colours_pass_what_others_must():
    assert worst_contrast("#0d586c", LIGHT) > READABLE and worst_contrast("#82c9db", DARK) > READABLE


@pytest.mark.parametrize(("grounds", "place", "ink"), [(LIGHT, 0, "#000000"), (DARK, 1, "#ffffff")])
def test_no_ground_of_the_pages_is_harder_to_read_on(grounds, place, ink):
    names = "paper|surface|sunken|accent-soft|ok-soft|warn-soft|bad-soft|on-accent"
    tokens = re.findall(rf"--({names}):light-dark\((#\w{{6}}),(#\w{{6}})\)", STYLES.read_text())
    assert len(tokens) == 8
    assert min(contrast(token[1 + place], ink) for token in tokens) == worst_contrast(ink, grounds)


def test_public_pages_show_what_the_administrator_set(sign_in, ade, client, django_capture_on_commit_callbacks):
    plain = client.get(UPDATES).text
    assert "appearance" not in plain
    with django_capture_on_commit_callbacks(execute=True):
        answer = sign_in(ade).post(URL, SET | {"logo": picture(make_png(64, 32))})
    assert answer.status_code == 302
    page = client.get(UPDATES).text
    assert '<a href="https://example.net/imprint">Imprint</a>' in page
    assert 'href="/appearance.css?7a1f5cf0b6dc"' in page and 'src="/appearance/logo?' in page
    css = client.get("/appearance.css")
    assert css["Content-Type"].startswith("text/css")
    assert "--accent:light-dark(#7a1f5c,#f0b6dc)" in css.text
    logo = client.get("/appearance/logo")
    assert (logo["Content-Type"], logo.content) == ("image/png", make_png(64, 32))
    assert Event.objects.filter(verb="appearance.changed", user=ade).count() == 1


def test_the_logo_stays_until_it_is_to_go(sign_in, ade, client):
    browser = sign_in(ade)
    browser.post(URL, SET | {"logo": picture(make_png())})
    browser.post(URL, SET | {"version": "1"})
    assert bytes(Appearance.objects.get().logo) == make_png()
    browser.post(URL, SET | {"version": "2", "without_logo": "on"})
    assert (Appearance.objects.get().logo, Appearance.objects.get().logo_digest) == (None, "")
    assert client.get("/appearance/logo").status_code == 404


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("accent", "#c0c0c0", "its contrast is 1.5 to 1, and 4.5 is needed. Choose a colour that is darker."),
        ("accent_dark", "#0d586c", "Choose a colour that is lighter."),
        ("accent", "red", "Write a colour as # and six digits"),
        ("accent", "#12345g", "Write a colour as # and six digits"),
        ("accent_dark", "}*{}", "Write a colour as # and six digits"),
    ],
)
def test_a_colour_that_cannot_be_read_is_refused(sign_in, ade, field, value, sentence):
    page = sign_in(ade).post(URL, SET | {field: value})
    assert page.status_code == 200 and sentence in page.text
    assert not Appearance.objects.exists()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "This is no PNG."),
        (b"\x89PNG\r\n\x1a\n", "This is no PNG."),
        (make_png() + b"\0" * 210_000, "larger than 200 kB"),
        (make_png(5000, 1), "larger than 4,000 pixels"),
        (make_png(0, 1), "larger than 4,000 pixels"),
    ],
)
def test_what_is_no_small_png_is_refused(sign_in, ade, data, sentence):
    page = sign_in(ade).post(URL, SET | {"logo": picture(data)})
    assert page.status_code == 200 and sentence in page.text
    assert not Appearance.objects.exists()


def test_two_who_change_it_both_see_both(sign_in, ade):
    browser = sign_in(ade)
    browser.post(URL, SET)
    page = browser.post(URL, SET | {"footer": "Another"})
    assert page.status_code == 409
    assert "[Imprint](https://example.net/imprint)" in page.text and "Another" in page.text
    assert Appearance.objects.get().footer == SET["footer"]


def test_a_footer_holds_no_more_than_markdown(sign_in, ade, client):
    sign_in(ade).post(URL, SET | {"footer": "<script>alert(1)</script> [x](javascript:alert(1))"})
    page = client.get(UPDATES).text
    assert "<script>alert" not in page and 'href="javascript' not in page


def test_managers_do_not_set_it(sign_in, lena):
    assert sign_in(lena).get(reverse("postincident:appearance")).status_code == 403
