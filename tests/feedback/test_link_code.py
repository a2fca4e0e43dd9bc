import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

from feedback.links import url_of
from feedback.models import FeedbackLink
from feedback.qr import QUIET, svg
from tests.feedback.factories import make_shared_link, make_told
from tests.hostile.reading import Page

pytestmark = pytest.mark.django_db


def code_path(communication):
    return reverse("feedback:link-code", args=[communication.incident.reference, communication.pk])


def drawn(picture):
    """The picture back as modules, dark or not."""
    size = int(re.search(r'viewBox="0 0 (\d+)', picture)[1])
    rows = [[False] * size for _ in range(size)]
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", picture):
        for dark in range(int(x), int(x) + int(length)):
            rows[int(y)][dark] = True
    return rows


@pytest.mark.parametrize("address", ["http://127.0.0.1:8000/f/x/", "https://talk.northwind.example/f/" + "aB3-_" * 40])
def test_the_picture_is_the_code_of_the_address_with_white_around_it(address):
    code = QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(address)
    rows = drawn(svg(address, "said"))
    assert rows == code.get_matrix()
    assert not any(any(row[:QUIET] + row[-QUIET:]) for row in rows)
    assert all(rows[QUIET][QUIET : QUIET + 7]), "a finder in the corner"


def test_the_page_shows_the_code_and_the_address(sign_in, vera):
    communication = make_told(links=False, subject="[INC-1] Why card payments failed")
    link = make_shared_link(communication)
    page = sign_in(vera).get(code_path(communication))
    assert url_of(link) in page.text
    assert svg(url_of(link), "Code that leads to the feedback form") in page.text
    assert "“Why card payments failed”" in page.text
    overview = sign_in(vera).get(reverse("feedback:incident-feedback", args=[communication.incident.reference]))
    assert code_path(communication) in [said.get("href") for _tag, said in Page(overview.text).tags]


def test_the_picture_alone_is_a_file(sign_in, vera):
    communication = make_told(links=False)
    make_shared_link(communication)
    picture = sign_in(vera).get(code_path(communication) + "?as=svg")
    assert picture["Content-Type"] == "image/svg+xml"
    assert picture["Content-Disposition"].startswith("attachment")
    assert picture.text.startswith("<svg") and picture.text.endswith("</svg>")


@pytest.mark.parametrize("ended", ["none", "revoked_at", "expires_at"])
def test_where_nothing_can_be_answered_there_is_no_code(sign_in, vera, ended):
    communication = make_told()
    if ended != "none":
        make_shared_link(communication)
        FeedbackLink.objects.filter(kind="shared").update(**{ended: timezone.now() - timedelta(seconds=1)})
    assert sign_in(vera).get(code_path(communication)).status_code == 404
