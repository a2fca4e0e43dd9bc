"""The chain walked by `manage.py verify_archive`: against the time that it may take, and its memory against that of a tenth."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import batched

from archive.verbs.filing import Filing, file_many
from bench.figure import Figure, seconds
from bench.sizes import Sizes
from bench.words import Texts
from postincident.models import Incident
from postincident.vocabulary import Kind, Severity, Source

LOT = 2000
FIRST = datetime(2019, 1, 1, tzinfo=UTC)
ALLOWED = 60 / 200_000  # seconds a record


def file_records(numbers: range, texts: Texts) -> None:
    """Four to an incident, as by the verb that files them."""
    for some in batched(numbers, LOT, strict=False):
        incidents = Incident.objects.bulk_create(
            Incident(reference=f"INC-2019-{n:06}", title=f"Incident {n}", severity=Severity.MAJOR, started_at=FIRST)
            for n in some[::4]
        )
        file_many(None, [_filing(n, incidents[place // 4], texts) for place, n in enumerate(some)])


def _filing(n: int, incident: Incident, texts: Texts) -> Filing:
    title = f"What happened in incident {incident.title}"
    return Filing(
        incident=incident,
        kind=Kind.UPDATE,
        audience="Customers",
        audience_kind="external",
        services=[f"service-{n % 12}"],
        severity=Severity.MAJOR,
        title=title,
        sent_at=FIRST + timedelta(minutes=7 * n),
        source=Source.HERE,
        subject=title,
        text=texts.one(n),
        facts={"impact": texts.one(n)[:300]},
    )


def verify() -> None:
    subprocess.run([sys.executable, "manage.py", "verify_archive"], check=True, stdout=subprocess.DEVNULL)


def peak_mib() -> float:
    """The most memory that any process ended so far has had."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def measure(sizes: Sizes) -> Iterator[Figure]:
    texts = Texts()
    fewer = max(1, sizes.records // 10)
    file_records(range(fewer), texts)
    verify()
    before = peak_mib()
    file_records(range(fewer, sizes.records), texts)
    taken, allowed = seconds(verify), sizes.records * ALLOWED
    yield Figure(f"verify {sizes.records:,} records", f"{taken:.1f} s", f"{allowed:.1f} s", taken / allowed, "≤ 1")
    after, what = peak_mib(), f"its memory, {sizes.records:,} : {fewer:,} records: MiB more"
    yield Figure(what, f"{after:,.0f} MiB", f"{before:,.0f} MiB", after - before, "≤ 32")
