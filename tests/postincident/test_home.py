from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from postincident.registry import Need, registry
from tests.factories import make_incident


def test_it_asks_strangers_to_sign_in(client, db):
    response = client.get(reverse("postincident:home"))
    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in/")


def test_it_lists_recent_incidents(sign_in, vera):
    make_incident("Payouts delayed")
    assert "Payouts delayed" in sign_in(vera).get(reverse("postincident:home")).text


def test_it_hides_restricted_incidents_from_those_not_named(sign_in, vera, lena):
    make_incident("Data exposed", restricted=True, access=[lena])
    assert "Data exposed" not in sign_in(vera).get(reverse("postincident:home")).text
    assert "Data exposed" in sign_in(lena).get(reverse("postincident:home")).text


def make_needs(monkeypatch, n, **fields):
    needs = [
        Need(
            **{"why": "due", "label": "Due soon", "detail": "", "action": "Go on", "url": "/"}
            | fields
            | {"title": f"Thing {i}"}
        )
        for i in range(n)
    ]
    monkeypatch.setattr(registry, "needs", [lambda user, now: needs])


def test_it_shows_the_most_urgent_and_offers_all(sign_in, lena, monkeypatch):
    make_needs(monkeypatch, 9)
    page = sign_in(lena)
    text = page.get(reverse("postincident:home")).text
    assert "Nine things need you" in text
    assert "Thing 6" in text
    assert "Thing 7" not in text
    assert 'href="?needs=all#needs"' in text
    assert "Thing 8" in page.get(reverse("postincident:home"), {"needs": "all"}).text


def test_what_is_overdue_says_since_when(sign_in, lena, monkeypatch):
    due_at = timezone.now() - timedelta(days=400)
    make_needs(monkeypatch, 1, why="overdue", due_at=due_at)
    text = " ".join(sign_in(lena).get(reverse("postincident:home")).text.split())
    assert f">{date_format(due_at, 'j M Y')}</time></span></span>" in text
    assert "Overdue since" in text


def test_every_page_counts_what_needs_the_person(sign_in, lena, vera, monkeypatch):
    make_needs(monkeypatch, 3)
    page = sign_in(lena).get(reverse("postincident:help"))
    assert '<span class="count">3<' in page.text
    make_needs(monkeypatch, 0)
    assert '<span class="count">' not in sign_in(vera).get(reverse("postincident:help")).text


def test_the_count_is_made_anew_after_doing_something(sign_in, lena, monkeypatch):
    make_needs(monkeypatch, 3)
    client = sign_in(lena)
    client.get(reverse("postincident:help"))
    make_needs(monkeypatch, 2)
    assert '<span class="count">3<' in client.get(reverse("postincident:help")).text
    client.post(reverse("postincident:service-add"))
    assert '<span class="count">2<' in client.get(reverse("postincident:help")).text
