"""Many responses: their pages against those of a thousand, in turn; and suggesting themes for them against reading them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from bench.figure import Figure, in_turn, ms
from bench.installation import installation
from bench.pages import analyse, compare
from bench.scene import declared_incident
from bench.sizes import Sizes
from feedback import sought, tallies
from feedback.models import Response, Theme, ThemeTag
from feedback.suggested import suggested
from feedback.suggestions.evaluating import read_labelled
from measure.themes import TEXTS
from postincident.models import Incident

FEW, SUGGESTED, CHUNK = 1_000, 10_000, 500
TAGGED = 5  # one in so many is not tagged yet


def addresses() -> dict[str, str]:
    incident = Incident.objects.order_by("pk")[0]
    return {
        "response list": reverse("feedback:response-list"),
        "response list, one word": reverse("feedback:response-list") + "?q=silence",
        "response list, a word nobody said": reverse("feedback:response-list") + "?q=zebra",
        "response list, not yet tagged": reverse("feedback:response-list") + "?state=untagged",
        "incident feedback": reverse("feedback:incident-feedback", args=[incident.reference]),
        "theme list": reverse("feedback:theme-list"),
        "a theme": reverse("feedback:theme-detail", args=["too-late"]),
        "what became of one theme": reverse("feedback:theme-chain", args=["too-late"]),
        "trends": reverse("feedback:trends"),
    }


def prepare(count: int) -> None:
    """Of one incident in a hundred responses, said one a minute, four of five tagged."""
    texts = [one.text for one in read_labelled(TEXTS / "known.csv")]
    themes = list(Theme.objects.in_use())
    incidents = [declared_incident() for _ in range(max(1, min(100, count // 100)))]
    now = timezone.now()
    made = Response.objects.bulk_create(
        (
            Response(
                incident=incidents[number % len(incidents)],
                source=Response.Source.LINK,
                words=texts[number % len(texts)],
                clear=number % 5 + 1,
                timely=number % 4 + 1,
                said_at=now - timedelta(minutes=number),
                is_tagged=bool(number % TAGGED),
            )
            for number in range(count)
        ),
        batch_size=CHUNK,
    )
    ThemeTag.objects.bulk_create(
        (
            ThemeTag(
                response=row,
                theme=themes[number % len(themes)],
                incident_id=row.incident_id,
                said_at=row.said_at,
            )
            for number, row in enumerate(made)
            if row.is_tagged
        ),
        batch_size=CHUNK,
    )
    tallies.sweep(now)  # as the worker does while they come
    sought.sweep(now + timedelta(hours=1))  # the worker was there
    analyse()


def measure(sizes: Sizes) -> Iterator[Figure]:
    fewer = min(FEW, sizes.responses)
    with (
        installation(fewer, os.environ["OTHER_DATABASE_URL"], "responses") as few,
        installation(sizes.responses, os.environ["DATABASE_URL"], "responses") as many,
    ):
        few.is_ready()
        many.is_ready()
        for page in many.pages:
            yield compare(page, few, many, sizes, f"{sizes.responses:,} : {fewer:,} responses", "≤ 2")
    yield suggesting(min(SUGGESTED, sizes.responses), sizes.runs)


def suggesting(count: int, runs: int) -> Figure:
    """Reading: each response with its incident, group and tags, as a page of the list has it. Suggesting: what is undecided on these."""
    ids = list(Response.objects.order_by("-said_at", "-pk").values_list("pk", flat=True)[:count])
    chunks = [ids[at : at + CHUNK] for at in range(0, count, CHUNK)]
    pages = [list(Response.objects.filter(pk__in=chunk).for_lists()) for chunk in chunks]
    reading, found = in_turn(
        [
            lambda: [list(Response.objects.filter(pk__in=chunk).for_lists()) for chunk in chunks],
            lambda: [suggested(page) for page in pages],
        ],
        runs,
    )
    return Figure(f"suggest themes for {count:,} responses", ms(found), ms(reading), found / reading, "≤ 2")
