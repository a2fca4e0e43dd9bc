from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, transaction

from postincident import bulk, events
from postincident.models import Event, Incident, Service
from postincident.vocabulary import Severity, Source

ODD = ["", "a\tb\nc\\d\\N", "\\N", "'\"%s{}", "Ünï 証明書 🎉", "\\."]


def make_incident(n, **fields):
    about = {
        "reference": f"IMP-2024-{n:04}",
        "title": f"Title {n}",
        "severity": Severity.MINOR,
        "source": Source.IMPORTED,
    }
    return Incident(**about | fields)


def as_read(incidents):
    fields = [
        field.name
        for field in Incident._meta.concrete_fields
        if field.name not in ("id", "reference", "origin", "created_at")
    ]
    return list(
        Incident.objects.filter(reference__in=[one.reference for one in incidents]).order_by("pk").values(*fields)
    )


@pytest.mark.django_db
def test_rows_are_those_that_django_writes():
    def given(first):
        return [
            make_incident(
                first + n,
                origin=f"elsewhere:{first + n}",
                title=text or "-",
                public_title=text,
                as_found={"said": text, "none": None, "deep": [1, 2.5, True]},
                flags=[text],
                started_at=datetime(2024, 2, 29, 23, 59, 59, 123456, tzinfo=UTC) if n % 2 else None,
                restricted=bool(n % 2),
            )
            for n, text in enumerate(ODD)
        ]  # fmt: skip

    theirs, ours = given(1), given(101)
    Incident.objects.bulk_create(theirs)
    bulk.insert(ours)
    assert as_read(ours) == as_read(theirs)
    assert Incident.objects.get(reference="IMP-2024-0101").created_at is not None


@pytest.mark.django_db
def test_ids_are_learned_by_a_unique_field(monkeypatch):
    monkeypatch.setattr(bulk, "ROWS_AT_ONCE", 2)
    incidents = [make_incident(n) for n in range(5)]
    bulk.insert(incidents, known_by="reference")
    assert [Incident.objects.get(pk=one.pk).reference for one in incidents] == [one.reference for one in incidents]
    incidents[0].title = "Another"
    incidents[0].save()
    assert Incident.objects.count() == 5


@pytest.mark.django_db
def test_nothing_is_written_of_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        bulk.insert([])


@pytest.mark.django_db
def test_what_the_database_refuses_is_refused_whole():
    with pytest.raises(DatabaseError), transaction.atomic():
        bulk.insert([Service(name="One"), Service(name="Two"), Service(name="One")])
    assert not Service.objects.exists()


@pytest.mark.django_db
def test_each_incident_has_its_event(lena):
    incidents = [make_incident(n) for n in range(3)]
    bulk.insert(incidents, known_by="reference")
    events.record_each(lena, "incident.imported", incidents)
    one = events.record(lena, "incident.imported", incidents[0], incident=incidents[0])
    fields = ("actor", "user", "verb", "object_type", "data")
    assert set(Event.objects.values_list("incident", "object_id")) == {(each.pk, each.pk) for each in incidents}
    assert len({str(row) for row in Event.objects.values_list(*fields)}) == 1
    assert Event.objects.count() == 4 and one.recorded_at
