"""Themes of one's own: their words suggest them; two become one, and one becomes two."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from archive.verbs.changing import record_change
from feedback.models import Lesson, Theme, ThemeTag
from feedback.recurring import recurring
from feedback.suggested import suggested
from feedback.verbs import rearranging, tagging, themes
from postincident.errors import Refused
from postincident.models import Event
from tests.factories import make_incident
from tests.feedback.factories import make_response


def url(name, *args):
    return reverse(f"feedback:{name}", args=args)


@pytest.fixture
def zones(lena):
    return themes.add(lena, name="Wrong time zone", words="cet|utc\n\nwrong .. hour")


def slugs(response):
    return {one.theme.slug for one in suggested([response]).get(response.pk, ())}


def learn(lena, theme):
    change = record_change(lena, kind="process", what="W", why="Y")
    return Lesson.objects.create(theme=theme, by=lena, change=change)


def test_the_words_of_a_theme_suggest_it(zones):
    response = make_response(words="It gives the wrong local hour, far too late.")
    assert slugs(response) == {"too-late", zones.slug}
    assert slugs(make_response(words="Is that UTC?")) == {zones.slug}


def test_changed_words_count_at_once(lena, zones):
    response = make_response(words="Summer time?")
    assert slugs(response) == set()
    themes.edit(lena, zones, name=zones.name, description="", needs_change=True, words="summer time")
    assert slugs(response) == {zones.slug}
    themes.retire(lena, zones, True)
    assert slugs(response) == set()


def test_a_theme_is_written_with_examples_and_words(sign_in, tomas):
    data = {"name": "Zones", "examples": "Whose time?", "words": "time zone\ncet|utc", "needs_change": "on"}
    page = sign_in(tomas).post(url("theme-add"), data, follow=True).text
    assert "Whose time?" in page and "<code>time zone</code>, <code>cet|utc</code>" in page


@pytest.mark.parametrize(
    "words", ["(a)", "@nothing", "a ..", "a? b? c? d? e?", "a .. b .. c .. d .. e .. f", "x " * 20]
)
def test_words_that_cannot_be_looked_for_are_refused_beside_the_field(sign_in, tomas, words):
    page = sign_in(tomas).post(url("theme-add"), {"name": "Zones", "words": words}).text
    assert "cannot be looked for" in page and not Theme.objects.filter(name="Zones").exists()


def test_merged_themes_are_one(lena, tomas, zones, theme):
    both, one, refused = make_response(themes=[zones.slug, theme.slug]), make_response(), make_response()
    tagging.tag(tomas, [one], zones)
    tagging.refuse(tomas, refused, zones)
    lesson = learn(lena, zones)
    rearranging.merge(lena, zones, theme)
    assert set(ThemeTag.objects.filter(theme=theme).values_list("response", flat=True)) == {both.pk, one.pk}
    assert not zones.tags.exists()
    assert ThemeTag.objects.get(response=one).user == tomas
    assert theme.refusals.get().response == refused
    lesson.refresh_from_db()
    assert lesson.theme == theme
    zones.refresh_from_db()
    assert (zones.retired, zones.merged_into) == (True, theme)
    assert Event.objects.get(verb="theme.merged").object_id == theme.pk
    assert slugs(make_response(words="Is that UTC?")) == {theme.slug}


def test_a_merged_theme_is_neither_restored_nor_merged_again(lena, zones, theme):
    rearranging.merge(lena, zones, theme)
    zones.refresh_from_db()
    for attempt in (
        lambda: themes.retire(lena, zones, False),
        lambda: rearranging.merge(lena, zones, Theme.objects.get(slug="tone")),
        lambda: rearranging.merge(lena, theme, theme),
        lambda: rearranging.merge(lena, theme, zones),
    ):
        with pytest.raises(Refused):
            attempt()
    with pytest.raises(IntegrityError), transaction.atomic():
        Theme.objects.filter(pk=zones.pk).update(retired=False)


def test_what_was_merged_follows_when_that_is_merged(lena, zones, theme):
    tone = Theme.objects.get(slug="tone")
    rearranging.merge(lena, zones, theme)
    rearranging.merge(lena, theme, tone)
    zones.refresh_from_db()
    assert zones.merged_into == tone
    assert "tone" in slugs(make_response(words="Is that UTC?"))


def test_chosen_responses_become_a_theme_of_their_own(lena, tomas, theme):
    stay, go = (make_response(make_incident(), themes=[theme.slug]) for _ in range(2))
    learn(lena, theme)
    new, moved = rearranging.split(tomas, theme, [go], into=None, name="Far too late")
    assert moved == 1
    assert ThemeTag.objects.get(response=go).theme == new
    assert ThemeTag.objects.get(response=stay).theme == theme
    old, copied = theme.lessons.get(), new.lessons.get()
    assert (copied.change, copied.at) == (old.change, old.at)
    assert Event.objects.get(verb="theme.split").object_id == new.pk


def test_what_was_learned_from_both_is_not_flagged_anew(lena, theme):
    rows = [make_response(make_incident(), themes=[theme.slug]) for _ in range(4)]
    learn(lena, theme)
    rearranging.split(lena, theme, rows[:2], into=None, name="Far too late")
    assert recurring(lena) == []


def test_it_is_done_from_the_pages(sign_in, tomas, theme):
    rows = [make_response(themes=[theme.slug]) for _ in range(3)]
    client = sign_in(tomas)
    data = {"response": [row.pk for row in rows[:2]], "name": "Far too late"}
    assert "2 responses moved." in client.post(url("theme-split", theme.slug), data, follow=True).text
    new = Theme.objects.get(name="Far too late")
    client.post(url("theme-split", theme.slug), {"response": [rows[2].pk], "into": new.slug})
    assert new.tags.count() == 3
    assert "Choose another theme" not in client.get(url("theme-merge", new.slug)).text
    page = client.post(url("theme-merge", new.slug), {"into": theme.slug}, follow=True).text
    assert "Merged." in page and theme.tags.count() == 3
    assert "Merged into" in client.get(url("theme-detail", new.slug)).text


@pytest.mark.parametrize("data", [{}, {"into": "tone"}, {"response": "x", "name": "N"}, {"name": "N"}])
def test_nothing_chosen_moves_nothing(sign_in, tomas, theme, data):
    make_response(themes=[theme.slug])
    assert sign_in(tomas).post(url("theme-split", theme.slug), data).status_code == 302
    assert theme.tags.count() == 1 and not Theme.objects.filter(name="N").exists()


def test_a_name_that_is_taken_moves_nothing(sign_in, tomas, theme):
    row = make_response(themes=[theme.slug])
    sign_in(tomas).post(url("theme-split", theme.slug), {"response": [row.pk], "name": "Tone"})
    assert theme.tags.count() == 1


def test_responses_one_may_not_see_stay(sign_in, tomas, lena, theme):
    secret = make_response(make_incident(restricted=True, access=[lena]), themes=[theme.slug])
    sign_in(tomas).post(url("theme-split", theme.slug), {"response": [secret.pk], "name": "N"})
    assert theme.tags.count() == 1
