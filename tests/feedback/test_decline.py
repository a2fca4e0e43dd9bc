"""A theme that keeps coming back is flagged until somebody acts, or declines with a reason."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from feedback.models import Theme, ThemeDecline
from feedback.recurring import recurring
from feedback.verbs import rearranging, themes
from postincident.errors import Refused
from postincident.models import Event
from tests.factories import make_incident
from tests.feedback.factories import make_response

WHY = "Their contract asks for mail only."


def decline(client, theme, reason=WHY):
    return client.post(reverse("feedback:theme-decline", args=[theme.slug]), {"reason": reason}, follow=True)


@pytest.fixture
def flagged(theme):
    for _ in range(2):
        make_response(make_incident(), themes=[theme.slug])
    return theme


def come_back(theme, incidents=2):
    for _ in range(incidents):
        make_response(make_incident(), themes=[theme.slug], said_at=timezone.now() + timedelta(hours=1))


def test_declined_with_a_reason_it_is_no_longer_flagged(sign_in, tomas, vera, flagged):
    client = sign_in(tomas)
    page = reverse("feedback:theme-detail", args=[flagged.slug])
    assert "Decline with a reason" in client.get(page).text
    assert WHY in decline(client, flagged).text
    assert Event.objects.get(verb="theme.declined").user == tomas
    assert recurring(vera) == []
    text = client.get(page).text
    assert "Decline with a reason" not in text and "keeps coming back" not in text


@pytest.mark.parametrize("reason", ["", "  ", "\u200b", "x" * 501])
def test_a_reason_is_needed(sign_in, tomas, vera, flagged, reason):
    decline(sign_in(tomas), flagged, reason)
    assert not ThemeDecline.objects.exists()
    assert [row.theme for row in recurring(vera)] == [flagged]


def test_said_about_two_more_incidents_it_is_flagged_again(tomas, vera, flagged):
    themes.decline(tomas, flagged, WHY)
    come_back(flagged, 1)
    assert recurring(vera) == []
    come_back(flagged, 1)
    assert [row.incidents for row in recurring(vera)] == [2]


def test_the_list_of_themes_flags_what_keeps_coming_back_and_nothing_else(sign_in, tomas, vera, flagged):
    client, page = sign_in(vera), reverse("feedback:theme-list")
    for _ in range(2):
        make_response(make_incident(), themes=["thanks", "tone"])
    make_response(make_incident(), themes=["too-vague"])
    for change in (lambda: None, lambda: themes.decline(tomas, flagged, WHY), lambda: come_back(flagged)):
        change()
        assert client.get(page).context["flagged"] == {row.theme.pk for row in recurring(vera)}
    assert {row.theme for row in recurring(vera)} == {flagged, Theme.objects.get(slug="tone")}


def test_what_asks_for_no_change_is_not_declined(tomas):
    with pytest.raises(Refused):
        themes.decline(tomas, Theme.objects.get(slug="thanks"), WHY)


def test_a_merged_theme_brings_its_declines(tomas, flagged):
    themes.decline(tomas, flagged, WHY)
    rearranging.merge(tomas, flagged, Theme.objects.get(slug="tone"))
    assert ThemeDecline.objects.get().theme.slug == "tone"


def test_a_viewer_declines_nothing(sign_in, vera, flagged):
    assert decline(sign_in(vera), flagged).status_code == 403
