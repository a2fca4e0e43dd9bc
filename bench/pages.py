"""Staff pages of an installation with many incidents and contacts, against the same pages when it had a hundred.

The whole answer in this process: middleware, session, queries, template. As many queries must do.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.figure import Figure, in_turn, ms
from bench.rows import Growing
from bench.scene import add_contacts, customers, people
from bench.sizes import Sizes
from communications.models import Contact, Release
from postincident.models import Incident, User

FEW = 100


@dataclass(frozen=True)
class Page:
    seconds: float
    queries: int


def addresses() -> dict[str, str]:
    """Of the newest open incident, which is there from the first."""
    incident = Incident.objects.filter(restricted=False).order_by("pk")[0]
    release = Release.objects.filter(incident=incident).order_by("pk")[0]
    of_it = [incident.reference]
    return {
        "home": reverse("postincident:home"),
        "incident list": reverse("postincident:incident-list"),
        "incident list, one word": reverse("postincident:incident-list") + "?q=region",
        "workspace": reverse("postincident:incident-detail", args=of_it),
        "archive search, newest": reverse("archive:search"),
        "archive search, one word": reverse("archive:search") + "?q=certificate",
        "release": reverse("communications:release-detail", args=[release.pk]),
        "communication": reverse("communications:communication-detail", args=[release.communication_id]),
        "response list": reverse("feedback:response-list"),
        "incident feedback": reverse("feedback:incident-feedback", args=of_it),
        "theme list": reverse("feedback:theme-list"),
        "contact list": reverse("communications:contact-list"),
        "group list": reverse("communications:group-list"),
        "template list": reverse("communications:template-list"),
        "commitment list": reverse("communications:commitment-list"),
    }


def look(user: User, urls: dict[str, str], times: int) -> dict[str, Page]:
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user)

    def get(url: str) -> None:
        response = client.get(url)
        if response.status_code != 200:
            raise AssertionError(f"{url} answered {response.status_code}")

    taken = in_turn([lambda url=url: get(url) for url in urls.values()], times)
    pages = {}
    for (name, url), middle in zip(urls.items(), taken, strict=True):
        with CaptureQueriesContext(connection) as captured:
            get(url)
        pages[name] = Page(middle, len(captured))
    return pages


def analyse() -> None:
    """What PostgreSQL does by itself a minute later. SQLite is left as the application leaves it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def measure(sizes: Sizes) -> Iterator[Figure]:
    lena, amara = people()
    growing = Growing([lena, amara, *(_colleague(n) for n in range(8))])
    few = min(FEW, sizes.incidents)
    growing.grow(few)
    add_contacts(customers(), few)
    analyse()
    urls = addresses()
    before = look(lena, urls, sizes.times)
    growing.grow(sizes.incidents)
    add_contacts(customers(), sizes.incidents - Contact.objects.count())
    analyse()
    after = look(lena, urls, sizes.times)
    for name in urls:
        now, then = after[name], before[name]
        yield Figure(
            f"{name}, {sizes.incidents:,} : {few} incidents",
            f"{ms(now.seconds)}, {now.queries} q",
            f"{ms(then.seconds)}, {then.queries} q",
            now.seconds / then.seconds,
            "≤ 1.5",
            holds=now.queries <= then.queries,
        )


def _colleague(n: int) -> User:
    return User.objects.create_user(f"colleague{n}@northwind.example", name=f"Colleague {n}", role=User.Role.MANAGER)
