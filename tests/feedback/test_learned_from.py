"""What a change was learned from: a theme, an incident, what somebody said, or an improvement."""

import pytest
from django.urls import reverse

from archive.models import Change
from archive.verbs.changing import record_change, suggest
from feedback.lessons import NEWEST_SAID, attach, choices, describe, named
from feedback.models import Lesson
from postincident.errors import Refused
from postincident.models import Improvement
from tests.factories import make_incident
from tests.feedback.factories import make_response


def values(user):
    return [value for _heading, rows in choices(user) for value, _label in rows]


def make_change(lena):
    return record_change(lena, kind="process", what="W", why="Y")


def make_improvement(incident=None):
    return Improvement.objects.create(incident=incident or make_incident(), what="Try the certificate a week before")


def test_what_somebody_said_can_be_chosen_and_is_told(lena, vera):
    response, change = make_response(words="We  heard\nit late"), make_change(lena)
    value = f"response:{response.pk}"
    assert value in values(vera)
    attach(lena, change, value)
    assert Lesson.objects.get().response == response
    assert describe(vera, [change.pk])[change.pk] == f"“We heard it late” ({response.incident.reference})"


def test_an_improvement_can_be_chosen_and_its_incident_led_to_both(lena, vera):
    improvement, change = make_improvement(), make_change(lena)
    assert f"improvement:{improvement.pk}" in values(vera)
    attach(lena, change, f"improvement:{improvement.pk}")
    lesson = Lesson.objects.get()
    assert (lesson.incident, lesson.improvement, lesson.change) == (improvement.incident, improvement, change)
    assert describe(vera, [change.pk])[change.pk].startswith("Try the certificate")


@pytest.mark.parametrize("make", [make_response, make_improvement])
def test_of_a_restricted_incident_it_is_of_those_named_on_it(lena, vera, make):
    row, change = make(make_incident(restricted=True, access=[lena])), make_change(lena)
    value = f"{row._meta.model_name}:{row.pk}"
    assert value in values(lena)
    assert value not in values(vera)
    assert named(lena, value)
    assert named(vera, value) == ""
    with pytest.raises(Refused):
        attach(vera, change, value)
    attach(lena, change, value)
    assert describe(vera, [change.pk]) == {}
    assert describe(lena, [change.pk])


@pytest.mark.parametrize(
    "value", ["", "response", "response:x", "response:٣", "response:" + "9" * 30, "user:1", "theme:\x00", ":"]
)
def test_what_is_none_of_them_is_refused(lena, value):
    assert named(lena, value) == ""
    with pytest.raises(Refused):
        attach(lena, make_change(lena), value)


def test_what_is_older_than_what_is_offered_is_taken_from_its_page(sign_in, tomas):
    old = make_response(words="Years ago")
    for _ in range(NEWEST_SAID):
        make_response(old.incident)
    value = f"response:{old.pk}"
    assert value not in values(tomas)
    client, page = sign_in(tomas), reverse("feedback:response-detail", args=[old.pk])
    url = f"{reverse('archive:change-add')}?lesson={value}"
    assert url in client.get(page).text
    assert f'<option value="{value}" selected' in client.get(url).text
    client.post(url, {"kind": "process", "what": "W", "why": "Y", "lesson": value})
    assert Lesson.objects.get().response == old


def test_words_that_are_forgotten_are_not_told_here_either(lena, vera):
    response, change = make_response(words=""), make_change(lena)
    attach(lena, change, f"response:{response.pk}")
    assert describe(vera, [change.pk])[change.pk] == f"“Feedback form” ({response.incident.reference})"


def test_the_choices_are_the_same_queries_for_one_and_many(lena, connection_queries):
    make_response(), make_improvement()
    few = connection_queries(lambda: choices(lena))
    for _ in range(9):
        make_response(), make_improvement()
    assert connection_queries(lambda: choices(lena)) == few


def test_a_word_of_the_glossary_says_what_it_was_learned_from(sign_in, lena):
    response, client = make_response(words="What is a shard?"), sign_in(lena)
    said = {"why": "Asked", "lesson": f"response:{response.pk}"}
    word = {"kind": "jargon", "word": "shard", "replacement": "part", "version": 0}
    client.post(reverse("communications:glossary-add"), word | said)
    pk = Change.objects.get().subject_id
    client.post(reverse("communications:glossary-edit", args=[pk]), word | said | {"replacement": "piece"})
    client.post(reverse("communications:glossary-retire", args=[pk]), said)
    assert list(Lesson.objects.values_list("response", "change__kind")) == [(response.pk, "glossary")] * 3


def test_a_word_is_not_changed_where_the_lesson_is_not_theirs(sign_in, ade, lena):
    secret = make_response(make_incident(restricted=True, access=[lena]))
    word = {"kind": "jargon", "word": "shard", "replacement": "part", "version": 0, "why": "Asked"}
    response = sign_in(ade).post(reverse("communications:glossary-add"), word | {"lesson": f"response:{secret.pk}"})
    assert response.context["form"].errors["lesson"]
    assert not Change.objects.exists()


@pytest.mark.parametrize("make", [make_incident, make_response, make_improvement])
def test_pages_of_changes_name_it_to_those_named_on_its_incident(sign_in, lena, vera, make):
    secret = make_incident("The secret outage", restricted=True, access=[lena])
    row = secret if make is make_incident else make(secret)
    change = make_change(lena)
    attach(lena, change, f"{row._meta.model_name}:{row.pk}")
    pages = [reverse("archive:change-list"), change.get_absolute_url(), reverse("archive:change-list") + "?export=csv"]
    for page in pages:
        assert secret.reference in sign_in(lena).get(page).text, page
        assert secret.reference not in sign_in(vera).get(page).text, page


def test_the_list_takes_as_many_queries_for_many_lessons_as_for_few(sign_in, lena, connection_queries):
    client, page = sign_in(lena), reverse("archive:change-list")

    def learn():
        attach(lena, make_change(lena), f"response:{make_response().pk}")

    learn()
    client.get(page)
    few = connection_queries(lambda: client.get(page))
    for _ in range(9):
        learn()
    assert connection_queries(lambda: client.get(page)) == few


def test_what_a_theme_suggested_was_learned_from_it(sign_in, tomas, theme):
    incident = make_incident()
    of_theme, of_checks = (suggest(incident, code, "Say it sooner") for code in (f"theme:{theme.slug}", "check:x"))
    client = sign_in(tomas)
    pages = [
        client.get(reverse("archive:suggestion-make", args=[incident.reference, one.pk]))
        for one in (of_theme, of_checks)
    ]
    assert [list(page.context["form"].fields)[:4] for page in pages] == [["kind", "what", "why", "lesson"]] * 2
    assert f'<option value="theme:{theme.slug}" selected' in pages[0].text
    assert "check:x" not in pages[1].text and 'value="Say it sooner"' not in pages[1].text
