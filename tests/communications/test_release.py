import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from archive.models import Publication, Record
from communications.models import Audience, Communication, Delivery, Release
from communications.progress import progress_of
from communications.verbs import drafting, releasing, reviewing
from communications.verbs.contacts import add
from tests.communications.factories import make_delivery, make_release
from tests.communications.test_drafting import audience_of, customers, incident  # noqa: F401 - fixtures
from tests.factories import make_user


@pytest.fixture
def approved(customers, tomas, amara):  # noqa: F811
    add(tomas, name="Ana Ferreira", addresses=["ana@example.org"], groups=[customers.audience.group])
    revision = reviewing.submit(tomas, customers)
    reviewing.approve(amara, revision, revision.digest)
    customers.refresh_from_db()
    return customers


def url(name, row):
    return reverse(f"communications:{name}", args=[row.pk])


def test_the_page_shows_recipients_now_and_at_approval(sign_in, lena, approved):
    text = sign_in(lena).get(url("communication-release", approved)).text
    assert "the same people" in text
    add(lena, name="Boris", addresses=["boris@example.org"], groups=[approved.audience.group])
    text = sign_in(lena).get(url("communication-release", approved)).text
    assert "1 joined, 0 left" in " ".join(text.split())


def test_the_page_names_everybody_who_approved(sign_in, lena, approved):
    revision = approved.revisions.get()
    for name in ("Rui Prado", "Eva Lund"):
        revision.reviews.create(reviewer=make_user(name), decision="approved", digest=revision.digest)
    text = sign_in(lena).get(url("communication-release", approved)).text
    assert all(str(review.reviewer) in text for review in revision.reviews.all())
    assert text.count("and by") == 2


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"from_name": "Somebody else"}, "the sender&#x27;s name"),
        ({"reply_to": "other@northwind.example"}, "where replies go"),
        ({"channels": ["mail", "page"], "reply_to": "o@n.example"}, "where replies go, the channels"),
    ],
)
def test_a_change_of_the_group_is_said_before_a_release_is_tried(sign_in, lena, vera, approved, change, what):
    assert "would be refused" not in sign_in(lena).get(approved.get_absolute_url()).text
    type(approved.audience.group).objects.filter(pk=approved.audience.group_id).update(**change)
    for person, may in ((lena, True), (vera, False)):
        text = sign_in(person).get(approved.get_absolute_url()).text
        assert "would be refused" in text
        assert f"Changed since: {what}." in text
        assert ("Take it back and submit it again" in text) == may
    sign_in(lena).post(url("communication-withdraw", approved))
    assert "would be refused" not in sign_in(vera).get(approved.get_absolute_url()).text


def test_the_page_names_who_is_covered_before_it_leaves(sign_in, lena, approved, incident, tomas, amara):  # noqa: F811
    partners = audience_of(incident, "partners")
    contact = approved.audience.group.contacts.get()
    contact.memberships.create(group=partners.group)
    releasing.release(lena, [approved])
    other = drafting.draft(tomas, incident, "root_cause", [partners])[0]
    revision = reviewing.submit(tomas, other)
    reviewing.approve(amara, revision, revision.digest)
    text = sign_in(lena).get(url("communication-release", other)).text
    assert "Ana Ferreira: Customers" in text


def test_the_page_says_which_audience_comes_first(sign_in, lena, approved, incident, tomas):  # noqa: F811
    regulators = audience_of(incident, "regulators")
    approved.audience.group.contacts.get().memberships.create(group=regulators.group)
    (first,) = drafting.draft(tomas, incident, "root_cause", [regulators])
    text = " ".join(sign_in(lena).get(url("communication-release", approved)).text.split())
    assert "1 of these recipients is also among Regulators, which comes first" in text
    assert "Law or contract requires that notice" in text
    assert first.get_absolute_url() in text


def test_one_press_releases_and_two_release_once(sign_in, lena, approved):
    client = sign_in(lena)
    for _ in range(2):
        client.post(url("communication-release", approved))
    release = Release.objects.get()
    assert release.deliveries.get().address == "ana@example.org"
    assert client.get(release.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("name", ["communication-release"])
def test_only_a_manager_releases(sign_in, amara, tomas, ade, approved, name):
    for user in (amara, tomas, ade):
        assert sign_in(user).post(url(name, approved)).status_code == 403
    assert not Release.objects.exists()


def test_what_is_not_approved_does_not_leave(sign_in, lena, customers):  # noqa: F811
    text = sign_in(lena).post(url("communication-release", customers), follow=True).text
    assert "not approved" in text
    assert not Release.objects.exists()


def test_an_audience_without_anybody_is_not_released(sign_in, lena, customers, tomas, amara):  # noqa: F811
    revision = reviewing.submit(tomas, customers)
    reviewing.approve(amara, revision, revision.digest)
    text = sign_in(lena).post(url("communication-release", customers), follow=True).text
    assert "nobody to write to" in text


def test_the_progress_counts_everybody_once(sign_in, vera):
    release = make_release()
    for state in ("sent", "sent", "failed", "unconfirmed", "queued"):
        make_delivery(release, state=state, server_said="550 5.1.1 User unknown" if state == "failed" else "")
    text = sign_in(vera).get(release.get_absolute_url()).text
    assert 'aria-label="1 waiting, 2 sent, 1 failed, 1 unconfirmed"' in text
    assert "550 5.1.1 User unknown" in text
    piece = sign_in(vera).get(release.get_absolute_url(), headers={"HX-Request": "true"}).text
    assert "<html" not in piece
    assert 'id="progress"' in piece


def test_the_progress_is_filtered_exported_and_survives_nonsense(sign_in, vera):
    release = make_release()
    make_delivery(release, "sent@example.org", state="sent")
    make_delivery(release, "failed@example.org", state="failed", name="=cmd()")
    client = sign_in(vera)
    assert "sent@example.org" not in client.get(release.get_absolute_url(), {"state": "failed"}).text
    assert "'=cmd()" in client.get(release.get_absolute_url(), {"export": "csv"}).text
    assert client.get(release.get_absolute_url(), {"q": "\x00", "state": "x", "page": "-3"}).status_code == 200


def test_failures_are_tried_again_by_reason(sign_in, lena):
    release = make_release()
    make_delivery(release, state="failed", server_said="550 no")
    make_delivery(release, state="failed", server_said="554 policy")
    sign_in(lena).post(url("release-retry", release), {"reason": "550 no"})
    assert sorted(release.deliveries.values_list("state", flat=True)) == ["failed", "queued"]


@pytest.mark.parametrize(("decision", "state"), [("resend", "queued"), ("sent", "sent"), ("", "unconfirmed")])
def test_a_person_decides_about_the_unconfirmed(sign_in, lena, decision, state, incident):  # noqa: F811
    release = make_release()
    delivery = make_delivery(release, state="unconfirmed")
    sign_in(lena).post(url("release-unconfirmed", release), {"decision": decision})
    delivery.refresh_from_db()
    assert delivery.state == state


def test_a_recipient_is_told_by_hand_or_not_reachable(sign_in, tomas):
    release = make_release()
    told, lost = make_delivery(release, state="failed"), make_delivery(release, state="failed")
    client = sign_in(tomas)
    said = {"resolution": "told_by_hand", "told_how": "phone", "told_at": f"{timezone.now():%Y-%m-%dT%H:%M}"}
    client.post(url("delivery-resolve", told), said | {"note": "They asked for the report."})
    assert "Say why" in client.post(url("delivery-resolve", lost), {"resolution": "not_reachable"}).text
    client.post(url("delivery-resolve", lost), {"resolution": "not_reachable", "note": "Left the company"})
    assert list(release.deliveries.order_by("pk").values_list("resolution", flat=True)) == [
        "told_by_hand",
        "not_reachable",
    ]
    assert Record.objects.count() == 1


def test_the_public_page_is_an_explicit_choice(sign_in, client, lena, incident, tomas, amara):  # noqa: F811
    public = drafting.draft(tomas, incident, "root_cause", [audience_of(incident, "public")])[0]
    revision = reviewing.submit(tomas, public)
    reviewing.approve(amara, revision, revision.digest)
    sign_in(lena).post(url("communication-release", public))
    assert not Publication.objects.exists()
    assert Audience.objects.get(pk=public.audience_id).told_at is None
    sign_in(lena).post(url("release-publish", Release.objects.get()))
    post = client.get(Publication.objects.get().get_absolute_url()).text
    assert "A new security certificate was incomplete." in post
    assert "[[" not in post


def test_pause_resume_and_cancel(sign_in, lena, approved):
    client = sign_in(lena)
    client.post(url("communication-release", approved))
    release = Release.objects.get()
    for name, state in (("release-pause", "paused"), ("release-resume", "sending"), ("release-cancel", "cancelled")):
        client.post(url(name, release))
        release.refresh_from_db()
        assert release.state == state
    approved.refresh_from_db()
    assert approved.state == Communication.State.APPROVED
    assert not Delivery.objects.exclude(state="cancelled").exists()


def test_a_test_goes_to_oneself_only(sign_in, tomas, customers, settings):  # noqa: F811
    sign_in(tomas).post(url("communication-test", customers))
    assert [message.to for message in mail.outbox] == [[tomas.email]]
    assert "[[" not in mail.outbox[0].body
    assert not Delivery.objects.exists()


def test_deliveries_of_a_restricted_incident_are_not_found(sign_in, vera):
    release = make_release()
    release.incident.restricted = True
    release.incident.save()
    delivery = make_delivery(release, state="failed")
    assert sign_in(vera).get(release.get_absolute_url()).status_code == 404
    assert sign_in(vera).get(url("delivery-resolve", delivery)).status_code == 403


def test_what_is_kept_locally_does_not_look_like_sent(sign_in, vera):
    release = make_release()
    make_delivery(release, state="kept_locally")
    make_delivery(release, state="sent")
    assert [(bar.part, bar.width) for bar in progress_of(release).bars] == [("sent", 1), ("local", 1)]
    assert "nobody has received it" in sign_in(vera).get(release.get_absolute_url()).text


def test_what_is_kept_locally_can_be_tried_again_once_a_server_is_connected(sign_in, lena, settings):
    release = make_release()
    make_delivery(release, state="kept_locally")
    for is_local in (True, False):
        settings.MAIL_IS_LOCAL = is_local
        shown = "Try everything without an answer again" in sign_in(lena).get(release.get_absolute_url()).text
        assert shown is not is_local


def test_the_progress_makes_the_same_queries_for_two_and_twenty(sign_in, vera, connection_queries):
    release = make_release()
    client = sign_in(vera)
    make_delivery(release, state="sent")
    make_delivery(release, state="failed")
    client.get(release.get_absolute_url())  # what is counted once a minute is counted now
    few = connection_queries(lambda: client.get(release.get_absolute_url()))
    for _ in range(18):
        make_delivery(release, state="sent")
    assert connection_queries(lambda: client.get(release.get_absolute_url())) == few
