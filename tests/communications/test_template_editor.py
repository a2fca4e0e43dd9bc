import pytest
from django.urls import reverse

from archive.models import Change
from communications.models import MessageTemplate, StakeholderGroup
from feedback.models import Lesson, Theme
from tests.communications.factories import make_audience, make_communication
from tests.communications.test_affected import bring_in
from tests.communications.test_template import form_of, template  # noqa: F401 - fixture
from tests.factories import make_all_facts, make_incident


def post(client, template, **fields):  # noqa: F811
    return client.post(template.get_absolute_url(), form_of(template, **fields))


def keys_of(template):  # noqa: F811
    return [row["key"] for row in template.versions.first().sections]


def test_sections_are_added_moved_and_removed(sign_in, lena, template):  # noqa: F811
    client = sign_in(lena)
    before = keys_of(template)
    post(client, template, new_title="Your data", new_body="No data was read.")
    assert keys_of(template) == [*before, "your_data"]
    post(client, template, place_your_data=1)
    assert keys_of(template) == ["your_data", *before]
    post(client, template, place_your_data=3)
    assert keys_of(template) == [*before[:2], "your_data", *before[2:]]
    post(client, template, remove_your_data="on")
    assert keys_of(template) == before


def test_every_name_is_at_hand_where_one_writes(sign_in, lena, vera, template):  # noqa: F811
    text = sign_in(lena).get(template.get_absolute_url()).text
    dock = text.partition('<div class="dock jumps">')[2].partition("</form>")[0]
    for name, written, _words, _is_fact in sign_in(lena).get(template.get_absolute_url()).context["names"]:
        assert f'data-insert="{written}"' in dock and f">{name}</code>" in dock
    for place in ("sections", "as-read", "why"):
        assert f'href="#{place}"' in dock and f'id="{place}"' in text
    assert "jumps" not in sign_in(vera).get(template.get_absolute_url()).text


def test_a_mandatory_section_is_neither_removed_nor_emptied(sign_in, lena, template):  # noqa: F811
    response = post(sign_in(lena), template, remove_summary="on", subject="Changed")
    assert "summary" in keys_of(template)
    assert 'name="remove_summary"' not in response.text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"new_body": "Words without a heading"}, "Give the new section a heading."),
        ({"new_title": "Ours", "new_body": "{{ impct }}"}, "Did you mean “impact”?"),
        ({"body_summary": "one\n\n{{ root_cuase }}"}, "Line 3: There is no fact or value called “root_cuase”"),
        ({"place_summary": "first", "subject": "x"}, "Enter a whole number"),
        ({"title_summary": "What {{ imapct }} happened"}, "Line 1: There is no fact or value called “imapct”"),
        ({"title_summary": "What {{ impact }} was"}, "A heading is plain words"),
        ({"title_summary": "What {{ happened"}, "A “{{” or “{%” is not closed."),
        ({"new_title": "{{ nothing }}", "new_body": "Words"}, "no fact or value called “nothing”"),
        ({"body_summary": "Dear\n\n[[contact_nam]]"}, "Line 3: Nothing fills in [[contact_nam]]. Did you mean"),
        ({"title_summary": "For [[contact_nme]]"}, "Did you mean [[contact_name]]?"),
        ({"subject": "Your [[Failed payments]]"}, "Nothing fills in [[Failed payments]]. Use one of"),
    ],
)
def test_what_does_not_hold_is_said_beside_its_field(sign_in, lena, template, fields, sentence):  # noqa: F811
    response = post(sign_in(lena), template, **fields)
    assert sentence in response.text
    assert template.versions.count() == 1


def test_a_column_that_a_list_may_have_is_taken(sign_in, lena, template):  # noqa: F811
    bring_in(lena, make_audience(), "address,contact names\nana@example.net,A\n")
    post(sign_in(lena), template, body_summary="[[failed_payments]] [[contact_names]]", title_summary="For [[plan]]")
    assert template.versions.count() == 2


def test_two_sections_of_one_heading_keep_apart(sign_in, lena, template):  # noqa: F811
    client = sign_in(lena)
    for _twice in range(2):
        post(client, template, new_title="Your data", new_body="Words.")
    assert keys_of(template)[-2:] == ["your_data", "your_data_2"]


def test_a_conflict_shows_what_differs_and_the_next_save_replaces(sign_in, lena, template):  # noqa: F811
    client, stale = sign_in(lena), form_of(template, body_summary="Mine")
    post(client, template, body_summary="Theirs")
    response = client.post(template.get_absolute_url(), stale)
    assert "Somebody else saved" in response.text
    assert '<td class="minus">− Theirs</td>' in response.text
    assert '<td class="plus">+ Mine</td>' in response.text
    assert 'name="based_on" value="2"' in response.text
    client.post(template.get_absolute_url(), stale | {"based_on": 2})
    assert template.versions.first().sections[0]["body"] == "Mine"


def test_a_section_somebody_removed_meanwhile_is_not_lost_from_what_was_typed(sign_in, lena, template):  # noqa: F811
    client = sign_in(lena)
    post(client, template, new_title="Ours", new_body="Words.")
    stale = form_of(template, body_ours="More words of ours.")
    post(client, template, remove_ours="on")
    response = client.post(template.get_absolute_url(), stale)
    assert "More words of ours." in response.text
    client.post(template.get_absolute_url(), stale | {"based_on": 3})
    assert template.versions.first().sections[-1]["body"] == "More words of ours."


def test_what_is_typed_is_tried_on_an_incident_without_saving(sign_in, lena, template):  # noqa: F811
    make_all_facts(make_incident("Payments declined"))
    for headers in ({}, {"HX-Request": "true"}):
        data = form_of(template, why="", do="preview", body_summary="It meant: {{ impact }}", body_resolution="{{ x")
        text = sign_in(lena).post(template.get_absolute_url(), data, headers=headers).text
        assert "It meant: Plain impact." in text
        assert "Line 1: A “{{” or “{%” is not closed." in text
        assert "What changes from version 1" in text
    assert template.versions.count() == 1


def test_it_is_tried_as_the_group_of_choice(sign_in, vera, template):  # noqa: F811
    incident = make_incident("card-auth TLS", public_title="Card payments declined", resolved_at=None)
    group = StakeholderGroup.objects.get(slug="key-accounts")
    StakeholderGroup.objects.filter(pk=group.pk).update(time_zone="Asia/Tokyo")
    client = sign_in(vera)
    page = client.get(template.get_absolute_url(), {"incident": incident.pk, "group": group.pk}).text
    assert "as Key accounts would have read it" in page
    assert "JST" in page
    assert "card-auth" not in page[page.index('id="tried"') : page.index('id="differs"')]


def test_the_newest_incidents_are_offered_and_any_is_tried(sign_in, vera, template, monkeypatch):  # noqa: F811
    monkeypatch.setattr("communications.template_forms.MOST_OFFERED", 2)
    incidents = [make_incident(f"Incident {number}", resolved_at=None) for number in range(4)]
    page = sign_in(vera).get(template.get_absolute_url())
    assert [pk for pk, _words in page.context["trying"].fields["incident"].choices][1:] == [
        incidents[3].pk,
        incidents[2].pk,
    ]
    page = sign_in(vera).get(template.get_absolute_url(), {"incident": incidents[0].pk})
    assert page.context["tried"].incident == incidents[0]
    assert f'<option value="{incidents[0].pk}" selected>' in page.text


def test_a_restricted_incident_is_not_tried_by_who_may_not_see_it(sign_in, vera, lena, template):  # noqa: F811
    secret = make_incident("Secret", restricted=True, access=[lena])
    text = sign_in(vera).get(template.get_absolute_url(), {"incident": secret.pk}).text
    assert "Secret" not in text
    assert secret.reference not in text


def test_a_lesson_is_kept_with_a_version_and_with_a_restored_one(sign_in, lena, template):  # noqa: F811
    theme = Theme.objects.create(name="Where is my money", slug="money")
    client = sign_in(lena)
    post(client, template, subject="Declined: {{ title }}", lesson=f"theme:{theme.slug}")
    restored = {"why": "It was better", "lesson": f"theme:{theme.slug}"}
    client.post(reverse("communications:template-version", args=[template.pk, 1]), restored)
    assert set(Lesson.objects.values_list("change", flat=True)) == set(Change.objects.values_list("pk", flat=True))
    assert Change.objects.count() == 2
    newest, _second, first = template.versions.all()
    assert newest.restores == first
    assert "restores version 1" in client.get(template.get_absolute_url()).text


def test_any_two_versions_are_compared(sign_in, lena, vera, template):  # noqa: F811
    client = sign_in(lena)
    for subject in ("Second", "Third"):
        post(client, template, subject=subject)
    url = reverse("communications:template-compare", args=[template.pk])
    text = sign_in(vera).get(url, {"old": 3, "new": 1}).text
    assert '<td class="minus">− Third</td>' in text
    assert "Second" not in text
    for odd in ({"old": "9" * 30, "new": "x"}, {"old": 7}, {}):
        assert sign_in(vera).get(url, odd).status_code == 200
    assert "one and the same" in sign_in(vera).get(url, {"old": 2, "new": 2}).text


def test_only_communications_one_may_see_are_named_and_counted(sign_in, vera, lena, template):  # noqa: F811
    secret = make_incident("Secret", restricted=True, access=[lena])
    for incident in (secret, make_incident("Open")):
        make_communication(make_audience(incident), template_version=template.versions.get(), subject="Told")
    pages = [
        reverse("communications:template-list"),
        template.get_absolute_url(),
        reverse("communications:template-version", args=[template.pk, 1]),
    ]
    for user, times in ((vera, 1), (lena, 2)):
        client = sign_in(user)
        rows = client.get(pages[0]).context["rows"]
        assert next(row["used"] for row in rows if row["template"] == template) == times
        assert client.get(pages[1]).context["versions"][0][1] == times
        assert client.get(pages[2]).context["times"] == len(client.get(pages[2]).context["used"]) == times


def test_the_groups_it_is_used_by_are_named(sign_in, lena, template):  # noqa: F811
    client = sign_in(lena)
    assert "Used by Customers, Key accounts, Public" in _eyebrow(client, template)
    customers = StakeholderGroup.objects.get(slug="customers")
    client.post(reverse("communications:template-add", args=[template.pk]), {"group": customers.pk})
    assert "Used by Key accounts, Public" in _eyebrow(client, template)
    assert "Used by Customers" in _eyebrow(client, MessageTemplate.objects.get(group=customers))
    points = MessageTemplate.objects.get(kind="talking_points", detail_level="plain")
    assert "No group is written to with it" in _eyebrow(client, points)


def _eyebrow(client, template):  # noqa: F811
    groups = client.get(template.get_absolute_url()).context["groups"]
    return f"Used by {', '.join(sorted(map(str, groups)))}" if groups else "No group is written to with it"
