import pytest
from django.urls import reverse

from archive.models import Change
from communications.models import MessageTemplate, StakeholderGroup
from tests.factories import make_all_facts, make_incident


@pytest.fixture
def template(db):
    return MessageTemplate.objects.get(kind="root_cause", detail_level="plain", group=None)


def form_of(template, **fields):
    version = template.versions.first()
    keys = ",".join(row["key"] for row in version.sections)
    data = {
        "subject": version.subject,
        "based_on": version.number,
        "why": "Customers asked what to do next",
        "keys": keys,
    }
    for row in version.sections:
        data |= {f"title_{row['key']}": row["title"], f"body_{row['key']}": row["body"]}
    return data | fields


def test_a_change_makes_a_version_and_is_recorded(sign_in, lena, template):
    sign_in(lena).post(
        template.get_absolute_url(), form_of(template, body_summary="On {{ day }}: {{ impact|sentence }}")
    )
    version = template.versions.first()
    assert (version.number, version.why, version.by) == (2, "Customers asked what to do next", lena)
    change = Change.objects.get()
    assert "On {{ day }}" in change.after
    assert change.kind == "template"


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"why": " ", "body_summary": "x"}, "This field is required"),
        ({"body_summary": "one\n{{ rootcause }}"}, "Line 2"),
        ({"body_summary": "{% if impact %}"}, "not closed"),
        ({"body_summary": "  "}, "mandatory"),
        ({"subject": "{{ title"}, "Line 1"),
        ({}, "Nothing was changed"),
    ],
)
def test_it_refuses_what_does_not_hold_and_keeps_what_was_typed(sign_in, lena, template, fields, sentence):
    response = sign_in(lena).post(template.get_absolute_url(), form_of(template, **fields))
    assert sentence in response.text
    assert template.versions.count() == 1
    for value in fields.values():
        assert value.split("\n")[0].replace("{", "{").strip() in response.text


def test_two_editors_are_noticed(sign_in, lena, template):
    client = sign_in(lena)
    client.post(template.get_absolute_url(), form_of(template, body_summary="First"))
    response = client.post(template.get_absolute_url(), form_of(template, body_summary="Second", based_on=1))
    assert "Somebody else saved" in response.text
    assert "Second" in response.text


def test_an_earlier_version_is_restored_as_a_new_one(sign_in, lena, template):
    client = sign_in(lena)
    client.post(template.get_absolute_url(), form_of(template, body_summary="Worse"))
    client.post(reverse("communications:template-version", args=[template.pk, 1]), {"why": "It was better"})
    versions = list(template.versions.all())
    assert versions[0].number == 3
    assert versions[0].sections == versions[2].sections


def test_a_group_can_have_its_own(sign_in, lena, template):
    group = StakeholderGroup.objects.get(slug="customers")
    sign_in(lena).post(reverse("communications:template-add", args=[template.pk]), {"group": group.pk})
    own = MessageTemplate.objects.get(group=group)
    assert own.versions.get().sections == template.versions.get().sections


def test_readers_read_and_do_not_change(sign_in, tomas, template):
    client = sign_in(tomas)
    assert client.get(template.get_absolute_url()).status_code == 200
    assert client.post(template.get_absolute_url(), form_of(template, body_summary="x")).status_code == 403


def test_it_shows_a_real_incident_as_a_reader_would_have_it(sign_in, vera, template):
    incident = make_incident("Payments declined")
    make_all_facts(incident)
    text = sign_in(vera).get(template.get_absolute_url(), {"incident": incident.pk}).text
    assert "Plain impact." in text


def test_restricted_incidents_are_not_offered(sign_in, vera, lena, template):
    make_incident("Secret", restricted=True, access=[lena])
    assert "Secret" not in sign_in(vera).get(template.get_absolute_url()).text


def test_the_list_stays_constant(sign_in, vera, connection_queries, template):
    client, url = sign_in(vera), reverse("communications:template-list")
    few = connection_queries(lambda: client.get(url))
    for group in StakeholderGroup.objects.all():
        MessageTemplate.objects.create(kind="update", detail_level="plain", group=group)
    assert connection_queries(lambda: client.get(url)) == few


def test_the_list_says_for_whom_talking_points_are(sign_in, vera):
    client, url = sign_in(vera), reverse("communications:template-list")
    points, others = client.get(url, {"kind": "talking_points"}).text, client.get(url, {"kind": "update"}).text
    assert "groups inside" in points and "every group" not in points
    assert "every group" in others and "groups inside" not in others


def test_a_version_shows_line_by_line_what_changed(sign_in, lena, template):
    client = sign_in(lena)
    client.post(template.get_absolute_url(), form_of(template, subject="Declined: {{ title }}"))
    text = client.get(reverse("communications:template-version", args=[template.pk, 2])).text
    assert "What changed since version 1" in text
    assert '<td class="plus">+ Declined: {{ title }}</td>' in text


def test_who_may_not_change_a_template_reads_it(sign_in, vera, lena, template):
    assert "readonly" in sign_in(vera).get(template.get_absolute_url()).text
    assert "readonly" not in sign_in(lena).get(template.get_absolute_url()).text
