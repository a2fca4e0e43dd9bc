"""Told by hand: who says so, when and how it was, and the files that show it, which are kept by their digests."""

import hashlib
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from archive.verbs.redaction import redact
from communications.models import Proof
from communications.reach import who_received
from communications.verbs import erasing, proving, releasing
from postincident.errors import Refused
from postincident.models import Event
from tests.communications.factories import (
    make_audience,
    make_communication,
    make_contact,
    make_delivery,
    make_proof,
    make_release,
)
from tests.factories import make_incident

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 received, signed"


@pytest.fixture
def delivery():
    release = make_release(released_at=timezone.now())
    return make_delivery(release, state="by_hand", channel="by_hand", contact=make_contact(address=None))


def typed(at=None):
    return f"{timezone.localtime(at or timezone.now()):%Y-%m-%dT%H:%M}"


def decide(client, delivery, **said):
    data = {"resolution": "told_by_hand", "told_how": "meeting", "told_at": typed(), "note": "Read aloud."} | said
    return client.post(reverse("communications:delivery-resolve", args=[delivery.pk]), data)


def test_who_when_how_and_the_proof_are_kept(client, delivery, tomas):
    client.force_login(tomas)
    response = decide(client, delivery, proof=SimpleUploadedFile("Receipt.pdf", PDF))
    assert response.status_code == 302
    delivery.refresh_from_db()
    assert (delivery.resolution, delivery.told_how, delivery.resolved_by) == ("told_by_hand", "meeting", tomas)
    assert typed(delivery.handed_over_at) == typed(delivery.resolved_at)
    proof = delivery.proofs.get()
    assert (proof.name, proof.digest) == ("Receipt.pdf", hashlib.sha256(PDF).hexdigest())
    assert set(Event.objects.values_list("verb", flat=True)) >= {"proof.added", "delivery.told_by_hand"}


def test_the_record_names_the_proof_with_its_digest(client, delivery, tomas, django_assert_max_num_queries):
    releasing.resolve(tomas, delivery, "told_by_hand", told_how="letter", proof=("letter.pdf", PDF))
    delivery.release.refresh_from_db()
    record = delivery.release.record
    with django_assert_max_num_queries(4):
        reach = who_received(tomas, [record.pk])[record.pk]
    url = reverse("communications:proof-detail", args=[delivery.pk, delivery.proofs.get().pk])
    assert reach.proofs == [("letter.pdf", hashlib.sha256(PDF).hexdigest(), url)]
    client.force_login(tomas)
    text = client.get(record.get_absolute_url()).text
    assert url in text and hashlib.sha256(PDF).hexdigest()[:16] in text
    assert "By letter" in client.get(delivery.release.get_absolute_url()).text


@pytest.mark.parametrize(
    "said", [{"told_how": ""}, {"told_at": ""}, {"told_at": "2026-02-30T10:00"}, {"told_how": "x"}]
)
def test_it_asks_how_and_when(client, delivery, tomas, said):
    client.force_login(tomas)
    response = decide(client, delivery, **said)
    assert (response.status_code, "is-invalid" in response.text) == (200, True)
    delivery.refresh_from_db()
    assert not delivery.resolution


def test_whoever_cannot_be_reached_was_told_in_no_way(client, delivery, tomas):
    client.force_login(tomas)
    file = SimpleUploadedFile("a.pdf", PDF)
    assert decide(client, delivery, resolution="not_reachable", proof=file).status_code == 302
    delivery.refresh_from_db()
    assert (delivery.told_how, delivery.handed_over_at, delivery.proofs.count()) == ("", None, 0)


@pytest.mark.parametrize(
    ("moved", "why"), [(timedelta(hours=1), "still to come"), (-timedelta(hours=1), "not been released")]
)
def test_nobody_was_told_tomorrow_or_before_the_release(client, delivery, tomas, moved, why):
    client.force_login(tomas)
    assert why in decide(client, delivery, told_at=typed(timezone.now() + moved)).text
    delivery.refresh_from_db()
    assert not delivery.resolution and delivery.release.record is None


def test_the_minute_of_the_release_is_not_before_it(delivery, tomas):
    at = delivery.release.released_at.replace(second=0, microsecond=0)
    assert releasing.resolve(tomas, delivery, "told_by_hand", told_at=at).handed_over_at == at


@pytest.mark.parametrize("content", [b"", b"MZ\x90\x00", b"<html>", b"%PDX", b"GIF89a", b"PK\x03\x04 no letter"])
def test_a_file_that_may_not_be_attached_proves_nothing_and_nothing_is_recorded(client, delivery, tomas, content):
    client.force_login(tomas)
    response = decide(client, delivery, proof=SimpleUploadedFile("proof.pdf", content))
    assert (response.status_code, "is-invalid" in response.text) == (200, True)
    delivery.refresh_from_db()
    assert not delivery.resolution and not Proof.objects.exists()


def test_a_file_too_large_is_refused(delivery, tomas, settings):
    settings.ATTACHMENT_BYTES = 100
    with pytest.raises(Refused, match="may have"):
        releasing.resolve(tomas, delivery, "told_by_hand", proof=("a.pdf", b"%PDF-" + b"x" * 100))
    delivery.refresh_from_db()
    assert not delivery.resolution and delivery.release.record is None


@pytest.fixture
def told(delivery, tomas):
    return releasing.resolve(tomas, delivery, "told_by_hand", "By the side entrance.", told_how="letter")


def test_a_receipt_may_come_later(client, told, amara):
    client.force_login(amara)
    page = reverse("communications:proof-list", args=[told.pk])
    assert "Nothing is attached" in client.get(page).text
    assert client.post(page, {"proof": SimpleUploadedFile("r.pdf", PDF)}).status_code == 302
    assert told.proofs.get().added_by == amara
    again = client.post(page, {"proof": SimpleUploadedFile("again.pdf", PDF)})
    assert "attached already" in again.text


def test_nothing_proves_what_was_not_told(delivery, tomas):
    with pytest.raises(Refused, match="told by hand"):
        proving.prove(tomas, delivery, "r.pdf", PDF)


def test_five_files_are_enough(told, tomas):
    for number in range(5):
        proving.prove(tomas, told, "r.pdf", PDF + bytes([number]))
    with pytest.raises(Refused, match="At most 5"):
        proving.prove(tomas, told, "r.pdf", PDF)


def test_viewers_read_and_attach_nothing(client, told, vera):
    client.force_login(vera)
    page = reverse("communications:proof-list", args=[told.pk])
    assert client.get(page).status_code == 200
    assert "Attach a proof" not in client.get(page).text
    assert client.post(page, {"proof": SimpleUploadedFile("r.pdf", PDF)}).status_code == 403


def test_it_is_given_as_a_download_and_never_shown(client, told, vera):
    proof = make_proof(told, "<h1>&\u202efdp.exe.pdf")
    client.force_login(vera)
    response = client.get(reverse("communications:proof-detail", args=[told.pk, proof.pk]))
    assert response["Content-Disposition"].startswith("attachment")
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == ("application/octet-stream", "nosniff")
    assert response.content == bytes(proof.content)


def test_the_number_of_another_delivery_opens_nothing(client, told, vera):
    proof, other = make_proof(told), make_delivery(make_release())
    client.force_login(vera)
    assert client.get(reverse("communications:proof-detail", args=[other.pk, proof.pk])).status_code == 404


def test_a_restricted_incident_has_no_proofs_for_strangers(client, vera, tomas):
    audience = make_audience(make_incident(restricted=True))
    release = make_release(make_communication(audience, state="released"))
    hidden = make_delivery(release, state="by_hand", resolution="told_by_hand", resolved_by=tomas)
    proof = make_proof(hidden)
    client.force_login(vera)
    for name, args in (("proof-list", [hidden.pk]), ("proof-detail", [hidden.pk, proof.pk])):
        assert client.get(reverse(f"communications:{name}", args=args)).status_code == 404


def emptied(told):
    proof = told.proofs.get()
    return (bytes(proof.content), proof.size, proof.digest) == (b"", 0, hashlib.sha256(PDF).hexdigest())


def test_erasing_the_contact_empties_the_proof_and_what_was_noted(told, tomas, ade, client, vera):
    proof = proving.prove(tomas, told, "Ana Ferreira signed.pdf", PDF)
    erasing.erase(ade, told.contact)
    told.refresh_from_db()
    assert emptied(told) and (told.resolution, told.resolution_note) == ("told_by_hand", "")
    assert "Ana" not in told.proofs.get().name
    client.force_login(vera)
    assert client.get(reverse("communications:proof-detail", args=[told.pk, proof.pk])).status_code == 404


def test_redacting_the_record_empties_the_proof(told, tomas, ade):
    proving.prove(tomas, told, "r.pdf", PDF)
    told.release.refresh_from_db()
    redact(ade, told.release.record, "A name was in it.")
    assert emptied(told)
