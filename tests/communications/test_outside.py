"""Somebody without an account reviews one revision by a link."""

import json
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communications import outside as outside_links
from communications.delivery.handover import first_hand_over, lock_release
from communications.models import Communication, ReviewLink, StakeholderGroup
from communications.verbs import attaching, drafting, erasing, outside, releasing, reviewing
from postincident.errors import Refused
from postincident.models import Event
from tests.communications.delivery.servers import mailer
from tests.communications.factories import make_contact, make_review_link
from tests.communications.test_drafting import customers, incident  # noqa: F401 - fixtures
from tests.processes import free_port

RUTH = {"name": "Ruth Klein", "email": "ruth@counsel.example", "days": 3}


@pytest.fixture
def revision(customers, tomas):  # noqa: F811
    make_contact(customers.audience.group)
    return reviewing.submit(tomas, customers)


@pytest.fixture
def link(revision):
    return make_review_link(revision)[0]


def page_of(token):
    return reverse("communications:outside-review", args=[token])


def state_of(revision):
    revision.refresh_from_db()
    return revision.state, Communication.objects.get(pk=revision.communication_id).state


def refused(verb, *args, **kwargs):
    with pytest.raises(Refused) as said:
        verb(*args, **kwargs)
    return said.value.code


def test_who_submitted_it_makes_a_link_that_is_shown_once_and_mailed(revision, tomas, sign_in):
    client = sign_in(tomas)
    page = client.post(reverse("communications:reviewlink-add", args=[revision.communication_id]), RUTH)
    link, (sent,) = ReviewLink.objects.get(), mail.outbox
    url = page.context["invitation"].url
    token = url.rstrip("/").rpartition("/")[2]
    assert url in page.text and "no-store" in page["Cache-Control"]
    assert sent.to == ["ruth@counsel.example"] and sent.reply_to == [tomas.email]
    assert url in sent.body and url in sent.alternatives[0].content
    for words in (sent.subject, sent.body, sent.alternatives[0].content):
        assert "certificate" not in words and "INC-" not in words and "Customers" not in words
    assert token not in json.dumps(list(ReviewLink.objects.values()), default=str)
    assert abs(link.expires_at - timezone.now() - timedelta(days=3)) < timedelta(minutes=1)
    again = client.get(reverse("communications:review-ask", args=[revision.communication_id]))
    assert "Ruth Klein" in again.text and token not in again.text
    assert Client().get(page_of(token)).status_code == 200


def test_a_mail_that_did_not_leave_is_said_and_the_link_holds(revision, tomas, sign_in, settings):
    settings.MAILERS = mailer(free_port())
    page = sign_in(tomas).post(reverse("communications:reviewlink-add", args=[revision.communication_id]), RUTH)
    assert "The mail server did not take the mail" in page.text
    assert page.context["invitation"].url in page.text


@pytest.mark.parametrize(
    ("more", "code"),
    [({"days": 0}, "days"), ({"days": 15}, "days"), ({"email": "AMARA@NORTHWIND.EXAMPLE"}, "has_account")],
)
def test_it_makes_no_link_that_should_not_be(revision, tomas, amara, more, code):
    amara.email = "amara@northwind.example"
    amara.save()
    assert refused(outside.invite, tomas, revision, **RUTH | more) == code
    assert not ReviewLink.objects.exists()


def test_one_person_has_one_link_and_few_people_have_any(revision, tomas):
    outside.invite(tomas, revision, **RUTH)
    assert refused(outside.invite, tomas, revision, **RUTH | {"email": "Ruth@Counsel.example"}) == "there"
    for number in range(4):
        outside.invite(tomas, revision, **RUTH | {"email": f"{number}@counsel.example"})
    assert refused(outside.invite, tomas, revision, **RUTH | {"email": "5@counsel.example"}) == "too_many"


def test_only_who_submitted_it_or_a_manager_makes_and_revokes(revision, link, amara, lena, sign_in):
    assert refused(outside.invite, amara, revision, **RUTH) == "not_submitter"
    assert refused(outside.revoke, amara, link) == "not_submitter"
    url = reverse("communications:reviewlink-revoke", args=[revision.communication_id, link.pk])
    assert "opens nothing any more" in sign_in(lena).post(url, follow=True).text
    assert "opens nothing any more" in sign_in(lena).post(url, follow=True).text
    assert Event.objects.filter(verb="reviewlink.revoked").count() == 1


def test_a_link_of_another_communication_is_not_there(revision, link, lena, sign_in, incident, tomas):  # noqa: F811
    other = drafting.draft(tomas, incident, "update", [revision.communication.audience])[0]
    url = reverse("communications:reviewlink-revoke", args=[other.pk, link.pk])
    assert sign_in(lena).post(url).status_code == 404
    link.refresh_from_db()
    assert link.revoked_at is None


def test_its_holder_sees_the_text_as_it_will_be_sent_and_no_facts(revision, tomas):
    link, token = make_review_link(revision)
    page = Client().get(page_of(token))
    body = Client().get(reverse("communications:outside-body", args=[token]))
    assert revision.subject in page.text and "A new security certificate was incomplete." in page.text
    assert "A new security certificate was incomplete." in body.text and "[[" not in body.text + page.text
    assert "TECHNICAL" not in page.text + body.text and "card-auth-eu-2" not in page.text + body.text
    assert body["Content-Security-Policy"].startswith("default-src 'none'")
    for answer in (page, body):
        assert answer["X-Robots-Tag"] == "noindex" and not answer.cookies
        assert answer["Referrer-Policy"] == "same-origin" and "no-store" in answer["Cache-Control"]
    link.refresh_from_db()
    assert link.opened_at


def test_a_scanner_that_only_asks_for_the_head_opens_nothing(revision):
    link, token = make_review_link(revision)
    assert Client().head(page_of(token)).status_code == 200
    link.refresh_from_db()
    assert link.opened_at is None


def test_its_holder_reads_what_is_attached_to_this_and_nothing_else(customers, tomas, incident):  # noqa: F811
    file = attaching.attach(tomas, customers, "letter.pdf", b"%PDF-1.4\n%%EOF\n")
    other = drafting.draft(tomas, incident, "update", [customers.audience])[0]
    secret = attaching.attach(tomas, other, "secret.pdf", b"%PDF-1.4\n%%EOF\n")
    _link, token = make_review_link(reviewing.submit(tomas, customers))
    assert "letter.pdf" in Client().get(page_of(token)).text
    found = Client().get(reverse("communications:outside-attachment", args=[token, file.pk]))
    assert found.content.startswith(b"%PDF-") and found["Content-Disposition"].startswith("attachment")
    assert Client().get(reverse("communications:outside-attachment", args=[token, secret.pk])).status_code == 404


def test_an_approval_from_outside_counts_beside_one_of_a_colleague(revision, amara):
    link, token = make_review_link(revision)
    data = {"decision": "approve", "digest": revision.digest, "comment": "Fine by me."}
    page = Client().post(page_of(token), data)
    assert "Thank you" in page.text and not page.cookies
    review = revision.reviews.get()
    assert (review.outsider, review.link, review.reviewer, review.comment) == ("Ruth Klein", link, None, "Fine by me.")
    assert Event.objects.get(verb="revision.approved").actor == "link_holder"
    assert state_of(revision) == ("in_review", "in_review")
    reviewing.approve(amara, revision, revision.digest)
    assert state_of(revision) == ("approved", "approved")


@pytest.mark.parametrize("first", ["inside", "outside"])
def test_of_two_needed_one_may_be_from_outside(customers, tomas, amara, first):  # noqa: F811
    StakeholderGroup.objects.filter(pk=customers.audience.group_id).update(reviewers_needed=2)
    revision = reviewing.submit(tomas, customers)
    link, _token = make_review_link(revision)
    steps = [
        lambda: reviewing.approve(amara, revision, revision.digest),
        lambda: outside.approve_outside(link, revision.digest),
    ]
    for step in steps if first == "inside" else reversed(steps):
        assert state_of(revision)[0] == "in_review"
        step()
    assert state_of(revision) == ("approved", "approved")


def test_two_from_outside_are_not_enough(customers, tomas, lena):  # noqa: F811
    StakeholderGroup.objects.filter(pk=customers.audience.group_id).update(reviewers_needed=2)
    revision = reviewing.submit(tomas, customers)
    for _ in range(2):
        outside.approve_outside(make_review_link(revision)[0], revision.digest)
    assert state_of(revision)[0] == "in_review"


def test_it_is_sent_back_from_outside_with_a_remark(revision, sign_in, tomas):
    _link, token = make_review_link(revision)
    url = page_of(token)
    assert "Choose one" in Client().post(url, {"digest": revision.digest}).text
    empty = Client().post(url, {"decision": "send_back", "digest": revision.digest, "comment": " "})
    assert "Say what should change" in empty.text
    Client().post(url, {"decision": "send_back", "digest": revision.digest, "comment": "Name no customer."})
    assert state_of(revision) == ("sent_back", "draft")
    editor = sign_in(tomas).get(revision.communication.get_absolute_url()).text
    assert "<strong>Ruth Klein</strong> sent revision 1 back: Name no customer." in editor


def test_it_may_be_sent_back_until_it_is_released(revision, amara, lena, sign_in):
    links = [make_review_link(revision) for _ in range(2)]
    reviewing.approve(amara, revision, revision.digest)
    confirm = reverse("communications:communication-release", args=[revision.communication_id])
    assert "Asked outside, and no decision yet: Ruth Klein" in sign_in(lena).get(confirm).text
    outside.approve_outside(links[0][0], revision.digest)
    outside.send_back_outside(links[1][0], "Not before Friday.")
    assert state_of(revision) == ("sent_back", "draft")
    with pytest.raises(Refused):
        releasing.release(lena, [Communication.objects.get(pk=revision.communication_id)])


def test_after_the_release_it_says_nothing_more(revision, link, amara, lena):
    reviewing.approve(amara, revision, revision.digest)
    releasing.release(lena, [Communication.objects.get(pk=revision.communication_id)])
    assert refused(outside.send_back_outside, link, "Stop.") == "closed"
    assert refused(outside.approve_outside, link, revision.digest) == "closed"


def test_the_record_names_who_approved_from_outside_and_who_asked(revision, link, amara, lena, sign_in):
    outside.approve_outside(link, revision.digest)
    reviewing.approve(amara, revision, revision.digest)
    (release,) = releasing.release(lena, [Communication.objects.get(pk=revision.communication_id)])
    record = first_hand_over(lena, lock_release(release.pk), timezone.now())
    said = {row["by"]: row for row in json.loads(record.metadata)["approvals"]}
    assert said["Ruth Klein"]["asked_by"] == "Tomás Ribeiro" and "asked_by" not in said["Amara Okafor"]
    text = sign_in(lena).get(record.get_absolute_url()).text
    assert "Ruth Klein" in text and "outside, asked by Tomás Ribeiro" in text
    assert "ruth" not in record.metadata.replace("Ruth Klein", "")


def test_another_digest_approves_nothing(revision):
    _link, token = make_review_link(revision)
    page = Client().post(page_of(token), {"decision": "approve", "digest": "0" * 64})
    assert "What would leave is not what you read" in page.text
    assert not revision.reviews.exists()


def test_a_changed_sender_voids_it_for_the_holder_too(revision):
    _link, token = make_review_link(revision)
    StakeholderGroup.objects.filter(pk=revision.communication.audience.group_id).update(from_name="Somebody else")
    assert Client().post(page_of(token), {"decision": "approve", "digest": revision.digest}).status_code == 404
    assert state_of(revision) == ("void", "draft")


def test_many_posts_from_one_network_are_put_off_and_nothing_typed_is_lost(revision, settings):
    settings.PUBLIC_POSTS_PER_HOUR = 1
    _link, token = make_review_link(revision)
    data = {"decision": "send_back", "digest": "x", "comment": ""}
    assert Client().post(page_of(token), data).status_code == 200
    page = Client().post(page_of(token), data | {"comment": "Name no customer."})
    assert (page.status_code, page["Retry-After"]) == (429, "3600")
    assert "Name no customer." in page.text and not revision.reviews.exists()


def test_the_address_it_was_mailed_to_is_forgotten_after_a_year_and_on_request(link, ade):
    def kept():
        return ReviewLink.objects.values_list("email", flat=True).get()

    address = kept().upper()
    assert outside_links.forget_old(timezone.now()) == 0
    erasing.erase_address(ade, address)
    assert kept(), "whoever made it has to revoke it first"
    ReviewLink.objects.update(expires_at=timezone.now() - timedelta(days=1))
    erasing.erase_address(ade, address)
    assert kept() == ""
    ReviewLink.objects.update(email=address, expires_at=timezone.now() - timedelta(days=366))
    assert outside_links.forget_old(timezone.now()) == 1
    assert kept() == ""
