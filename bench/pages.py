"""Staff pages of an installation with many incidents and contacts, against the same pages of one with a hundred, in turn.

The whole answer in this process: middleware, session, queries, template. As many queries must do.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.figure import Figure, median, ms
from bench.installation import Installation, installation
from bench.rows import Growing
from bench.scene import add_contacts, customers, people
from bench.sizes import Sizes
from communications.models import Release
from postincident.models import Incident, User

FEW = 100


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


def reader() -> Client:
    """Somebody who manages and leads a tenth of the incidents."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(people()[0])
    return client


def get(client: Client, url: str) -> None:
    response = client.get(url)
    if response.status_code != 200:
        raise AssertionError(f"{url} answered {response.status_code}")


def queries_of(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        get(client, url)
    return len(captured)


def analyse() -> None:
    """What PostgreSQL does by itself a minute later. SQLite is left as the application leaves it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def prepare(incidents: int) -> None:
    lena, amara = people()
    Growing([lena, amara, *(_colleague(n) for n in range(8))]).grow(incidents)
    add_contacts(customers(), incidents)
    analyse()


def _colleague(n: int) -> User:
    return User.objects.create_user(f"colleague{n}@northwind.example", name=f"Colleague {n}", role=User.Role.MANAGER)


def measure(sizes: Sizes) -> Iterator[Figure]:
    fewer = min(FEW, sizes.incidents)
    with (
        installation(fewer, os.environ["OTHER_DATABASE_URL"], "pages") as few,
        installation(sizes.incidents, os.environ["DATABASE_URL"], "pages") as many,
    ):
        few.is_ready()
        many.is_ready()
        for page in many.pages:
            yield compare(page, few, many, sizes, f"{sizes.incidents:,} : {fewer} incidents", "≤ 1.5")


def compare(page: str, few: Installation, many: Installation, sizes: Sizes, of: str, aim: str) -> Figure:
    for one in (few, many):
        one.get(page)  # once before: caches are warm
    pairs = [(few.get(page), many.get(page)) for _ in range(sizes.times)]
    then, now = (median(pair[place][0] for pair in pairs) for place in (0, 1))
    (_then, before), (_now, after) = pairs[-1]
    return Figure(
        f"{page}, {of}",
        f"{ms(now)}, {after} q",
        f"{ms(then)}, {before} q",
        now / then,
        aim,
        holds=after <= before,
    )
