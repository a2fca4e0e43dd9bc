from datetime import timedelta

import pytest
from django.utils import timezone

from postincident.models import Event

URL = "/account/"


def as_form(person, **fields):
    said = {"name": person.name, "time_zone": person.time_zone, "theme": person.theme}
    flags = {name: "on" for name in ("notify_reviews", "notify_due", "notify_feedback") if getattr(person, name)}
    return said | flags | fields


def test_people_set_their_zone_theme_and_mails(sign_in, vera):
    client = sign_in(vera)
    data = as_form(vera, time_zone="Asia/Kolkata", theme="dark")
    del data["notify_due"]
    assert client.post(URL, data)["Location"] == URL
    vera.refresh_from_db()
    assert (vera.time_zone, vera.theme, vera.notify_due, vera.notify_reviews) == ("Asia/Kolkata", "dark", False, True)
    page = client.get(URL).text
    assert 'data-bs-theme="dark"' in page and "all times in Asia/Kolkata" in page
    assert Event.objects.get(verb="person.preferred").data["fields"] == ["time_zone", "theme", "notify_due"]


def test_they_name_who_stands_in_while_they_are_away(sign_in, vera, tomas):
    until = timezone.localdate() + timedelta(days=10)
    sign_in(vera).post(URL, as_form(vera, absent_until=until.isoformat(), delegate=tomas.pk))
    vera.refresh_from_db()
    assert vera.is_absent and vera.delegate == tomas


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("time_zone", "Mars/Olympus", "Select a valid choice"),
        ("absent_until", "2001-01-01", "That day is over"),
        ("absent_until", "soon", "Give a date such as"),
        ("name", "", "This field is required"),
    ],
)
def test_nonsense_is_said_beside_the_field_and_nothing_is_saved(sign_in, vera, field, value, words):
    page = sign_in(vera).post(URL, as_form(vera, theme="dark", **{field: value}))
    assert page.status_code == 200 and words in page.text
    vera.refresh_from_db()
    assert vera.theme == ""


def test_nobody_stands_in_for_themselves_or_gives_themselves_a_role(sign_in, vera):
    client = sign_in(vera)
    assert "Select a valid choice" in client.post(URL, as_form(vera, delegate=vera.pk)).text
    client.post(URL, as_form(vera, role="manager", is_administrator="on"))
    vera.refresh_from_db()
    assert vera.role == "viewer" and not vera.is_administrator and vera.delegate is None
