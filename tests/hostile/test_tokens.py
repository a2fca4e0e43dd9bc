"""Wrong, cut, forged, expired, revoked and used links: one friendly page that tells nobody which of these it was."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communications.delivery.letters import PREFERENCES, UNSUBSCRIBE
from communications.models import Delivery, Preference, Review
from communications.verbs.preferring import void_links
from feedback.links import ANSWER, LINK
from feedback.models import FeedbackLink
from postincident.links import make_token
from postincident.models import Incident
from tests.communications.factories import make_communication, make_review_link, make_revision
from tests.feedback.factories import edit_path, make_response, make_told

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    return make_told(contacts=4)


@pytest.fixture
def links(told):
    return list(FeedbackLink.objects.filter(communication=told).order_by("pk"))


def token_of(link):
    return make_token(LINK, link.pk, link.nonce)


def wrong_tokens(genuine, *foreign):
    payload, _dot, mac = genuine.partition(".")
    other = ("A" if payload[-1] != "A" else "B") if payload else "A"
    return [
        "x",
        ".",
        "..",
        "%00",
        "\u00e9\u202e",
        "a" * 3000,
        "=" * 40,
        payload,
        f"{payload}.",
        f".{mac}",
        genuine[:-1],
        genuine[:-12],
        genuine[1:],
        f"{genuine}A",
        f"{genuine}.{mac}",
        f"{payload[:-1]}{other}.{mac}",
        genuine.swapcase(),
        f"{payload}.{'A' * len(mac)}",
        *foreign,
    ]


def said(page):
    return {name: value for name, value in page.headers.items() if name != "Expires"}  # that is now, always


def assert_the_same_quiet_page(pages, *, status=404):
    first = pages[0]
    for page in pages:
        assert page.status_code == status
        assert (page.content, said(page)) == (first.content, said(first))
    assert not first.cookies
    assert {"no-store", "private"} <= set(first["Cache-Control"].replace(" ", "").split(","))
    assert first["Referrer-Policy"] == "same-origin"
    assert '<meta name="robots" content="noindex">' in first.text
    assert "INC-" not in first.text and "card payments" not in first.text.lower()


def test_a_link_that_takes_no_answer_says_nothing_else(told, links):
    expired, revoked, used, good = links
    FeedbackLink.objects.filter(pk=expired.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    FeedbackLink.objects.filter(pk=revoked.pk).update(revoked_at=timezone.now())
    make_response(told.incident, communication=told, link=used)
    foreign = [
        make_token(UNSUBSCRIBE, good.delivery_id),
        make_token(ANSWER, 1, "x"),
        make_token(LINK, good.pk),
        make_token(LINK, good.pk, good.nonce, "more"),
        make_token(LINK, good.pk, "another"),
        make_token(LINK, 10**30, good.nonce),
        make_token("feedback ", good.pk, good.nonce),
    ]
    wrong = [*wrong_tokens(token_of(good), *foreign), *map(token_of, (expired, revoked, used))]
    urls = [reverse("feedback:form", args=[token]) for token in wrong]
    assert_the_same_quiet_page(
        [Client().get(url) for url in urls] + [Client().post(url, {"clear": "4"}) for url in urls]
    )
    assert {Client().head(url).status_code for url in urls} == {404}
    assert Client().get(reverse("feedback:form", args=[token_of(good)])).status_code == 200


def test_the_secret_of_an_answer_opens_nothing_else(told, links):
    client, link = Client(), links[0]
    page = client.post(reverse("feedback:form", args=[token_of(link)]), {"clear": "4"})
    genuine = edit_path(page).rstrip("/").rpartition("/")[2]
    for ended in ({"expires_at": timezone.now()}, {"revoked_at": timezone.now()}):
        before = {name: getattr(link, name) for name in ended}
        FeedbackLink.objects.filter(pk=link.pk).update(**ended)
        wrong = [genuine, *wrong_tokens(genuine, token_of(link), make_token(ANSWER, 10**30, "x"))]
        urls = [reverse("feedback:answer-edit", args=[token]) for token in wrong]
        pages = [Client().get(url) for url in urls] + [Client().post(url, {"clear": "1"}) for url in urls]
        assert_the_same_quiet_page(pages)
        FeedbackLink.objects.filter(pk=link.pk).update(**before)
    assert Client().get(reverse("feedback:answer-edit", args=[genuine])).status_code == 200


def test_a_link_to_unsubscribe_is_whole_or_says_so(told, links):
    delivery = Delivery.objects.filter(communication=told).first()
    genuine = make_token(UNSUBSCRIBE, delivery.pk)
    foreign = [
        token_of(links[0]),
        make_token(UNSUBSCRIBE, 10**6),
        make_token(UNSUBSCRIBE, 10**30),
        make_token(UNSUBSCRIBE, ""),
        make_token(UNSUBSCRIBE, -1),
    ]
    urls = [reverse("communications:unsubscribe", args=[token]) for token in wrong_tokens(genuine, *foreign)]
    pages = [Client().get(url) for url in urls] + [
        Client().post(url, {"List-Unsubscribe": "One-Click"}) for url in urls
    ]
    assert_the_same_quiet_page(pages)
    assert not delivery.communication.audience.group.suppressions.exists()
    page = Client().get(reverse("communications:unsubscribe", args=[genuine]))
    assert page.status_code == 200
    assert delivery.address not in page.text and "no-store" in page["Cache-Control"] and not page.cookies


def test_a_link_to_review_opens_one_revision_once_or_says_nothing(tomas, lena):
    def make(**fields):
        communication = make_communication(state="in_review")
        revision = make_revision(communication, state="in_review")
        return revision, *make_review_link(revision, **fields)

    now = timezone.now()
    revision, good, genuine = make()
    _revision, _expired, expired = make(expires_at=now - timedelta(seconds=1))
    _revision, _revoked, revoked = make(revoked_at=now)
    used_for, used_link, used = make()
    Review.objects.create(revision=used_for, link=used_link, outsider="Ruth", decision="approved", digest="d" * 64)
    ended = []
    for state, of_communication in (("void", "draft"), ("sent_back", "draft"), ("approved", "released")):
        over, _link, token = make()
        type(over).objects.filter(pk=over.pk).update(state=state)
        type(over.communication).objects.filter(pk=over.communication_id).update(state=of_communication)
        ended.append(token)
    foreign = [
        make_token(LINK, good.pk, "x"),
        make_token("review", good.pk),
        make_token("review", good.token_hash),
        make_token("review", ""),
        good.token_hash,
    ]
    wrong = [*wrong_tokens(genuine, *foreign), expired, revoked, used, *ended]
    for name, more in (("outside-review", []), ("outside-body", []), ("outside-attachment", [1])):
        urls = [reverse(f"communications:{name}", args=[token, *more]) for token in wrong]
        pages = [Client().get(url) for url in urls]
        if name == "outside-review":
            pages += [Client().post(url, {"decision": "approve", "digest": revision.digest}) for url in urls]
        assert_the_same_quiet_page(pages)
        assert {page["X-Robots-Tag"] for page in pages} == {"noindex"}
    assert not revision.reviews.exists() and used_for.reviews.count() == 1
    for name in ("outside-review", "outside-body"):
        page = Client().get(reverse(f"communications:{name}", args=[genuine]))
        assert page.status_code == 200 and not page.cookies


def test_a_link_still_opens_for_readers_of_an_incident_that_became_restricted(told, links):
    Incident.objects.filter(pk=told.incident_id).update(restricted=True)
    page = Client().get(reverse("feedback:form", args=[token_of(links[0])]))
    assert page.status_code == 200  # they were told; only who works here is kept out
    assert "INC-" not in page.text


@pytest.mark.parametrize("address", ["x", "0", "a" * 500, "withdrawn", "INC-2026-0001"])
def test_an_update_that_never_was_is_not_there(address):
    page = Client().get(reverse("archive:post-detail", args=[address]))
    assert page.status_code == 404 and not page.cookies


def test_what_public_pages_are_given_sets_no_cookie(world, settings):
    scene = world.open
    for name, args in (
        ("feedback:form", [scene.form_token]),
        ("communications:unsubscribe", [scene.unsubscribe_token]),
        ("communications:outside-review", [scene.outside_token]),
        ("archive:post-list", []),
        ("archive:post-detail", [scene.address]),
        ("archive:post-detail", [scene.withdrawn_address]),
        ("archive:history-detail", [scene.history_address]),
        ("archive:history-detail", [scene.closed_history_address]),
    ):
        page = Client().get(reverse(name, args=args))
        assert not page.cookies, name
        assert (
            page["Referrer-Policy"]
            and page["X-Content-Type-Options"] == "nosniff"
            and page["X-Frame-Options"] == "DENY"
        )


def test_somebody_signed_in_learns_no_more(told, links, sign_in, lena):
    FeedbackLink.objects.filter(pk=links[0].pk).update(revoked_at=timezone.now())
    for token in (token_of(links[0]), "x"):
        page = sign_in(lena).get(reverse("feedback:form", args=[token]))
        assert page.status_code == 404 and "Lena" not in page.text and "INC-" not in page.text


def test_a_link_to_preferences_that_opens_nothing_says_nothing_else(told, ade):
    good, withdrawn, others = Delivery.objects.filter(communication=told).order_by("pk")[:3]
    void_links(ade, withdrawn.contact)
    genuine = make_token(PREFERENCES, good.pk)
    foreign = [
        make_token(UNSUBSCRIBE, good.pk),
        make_token(PREFERENCES, good.pk, "more"),
        make_token(PREFERENCES, 10**30),
        make_token(PREFERENCES, "one"),
        make_token("preferences ", good.pk),
        f"{make_token(PREFERENCES, others.pk).partition('.')[0]}.{genuine.partition('.')[2]}",
        make_token(PREFERENCES, withdrawn.pk),
    ]
    urls = [reverse("communications:preferences", args=[token]) for token in wrong_tokens(genuine, *foreign)]
    data = {"form": "text", "paused_until": "2027-01-01"}
    assert_the_same_quiet_page([Client().get(url) for url in urls] + [Client().post(url, data) for url in urls])
    assert not Preference.objects.filter(text_only=True).exists()
    assert Client().get(reverse("communications:preferences", args=[genuine])).status_code == 200
