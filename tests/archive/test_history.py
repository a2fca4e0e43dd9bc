import re
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils import timezone

from archive.models import PublicHistory
from archive.verbs.histories import close_history, open_history
from archive.verbs.publishing import publish, withdraw
from archive.verbs.redaction import redact
from archive.views import history as views
from postincident.errors import Refused
from postincident.models import Incident, TimelineEntry
from postincident.models.event import Event
from tests.archive.factories import make_record
from tests.factories import make_incident

pytestmark = pytest.mark.django_db
TITLE = "Card payments were declined"


def told(user, accounts=1, incident=None, **fields):
    """An incident of which that many records are published, each said a day after the one before."""
    incident = incident or make_incident()
    for day in range(1, accounts + 1):
        said = {"title": f"Message {day}", "text": f"What we knew on day {day}.", "html": ""}
        sent_at = datetime(2026, 3, day, 9, tzinfo=UTC)
        publish(user, make_record(incident, sent_at=sent_at, **(said | fields)))
    return incident


def opened(user, accounts=1, **fields):
    return open_history(user, told(user, accounts, **fields), TITLE)


def step(incident, text="We renewed the certificate.", public=True):
    return TimelineEntry.objects.create(incident=incident, happened_at=timezone.now(), text=text, public=public)


def text_of(client, history):
    return client.get(history.get_absolute_url()).text


def test_it_shows_every_account_in_the_order_it_was_said_and_the_public_timeline(client, lena):
    history = opened(lena, 3)
    make_record(history.incident, text="Never published.")
    step(history.incident)
    step(history.incident, "Paged the certificate team.", public=False)
    page = text_of(client, history)
    assert re.findall(r"What we knew on day (\d)\.</p>", page) == ["1", "2", "3"]
    assert f"<h1>{TITLE}</h1>" in page and "We renewed the certificate." in page
    assert "Never published." not in page and "Paged" not in page and history.incident.reference not in page


def test_a_manager_opens_and_closes_it(client, sign_in, lena):
    incident = told(lena)
    browser = sign_in(lena)
    answer = browser.post(reverse("archive:history-open", args=[incident.reference]), {"title": TITLE})
    assert answer.status_code == 302
    history = PublicHistory.objects.get()
    assert (history.address, history.opened_by) == ("card-payments-were-declined", lena)
    assert history.get_absolute_url() in browser.get(answer.url).text
    assert client.get(history.get_absolute_url()).status_code == 200

    close = reverse("archive:history-close", args=[incident.reference])
    assert browser.post(close, {"why": " "}).status_code == 200 and PublicHistory.objects.get().closed_at is None
    assert browser.post(close, {"why": "Opened too early."}).status_code == 302
    gone = client.get(history.get_absolute_url())
    assert gone.status_code == 410 and "was withdrawn" in gone.text
    assert "Opened too early" not in gone.text and TITLE not in gone.text
    assert client.get(reverse("archive:history-feed", args=[history.address])).status_code == 404
    assert browser.get(close).status_code == 404
    records = browser.get(reverse("archive:incident-records", args=[incident.reference])).text
    assert "Opened too early." in records and "Open it to the public" in records
    assert set(Event.objects.filter(verb__startswith="history.").values_list("verb", flat=True)) == {
        "history.opened",
        "history.closed",
    }


def test_what_was_closed_is_opened_at_an_address_of_its_own(lena):
    history = opened(lena)
    close_history(lena, history, "Too early.")
    close_history(lena, history, "Closed twice, it is closed once.")
    assert PublicHistory.objects.get().why == "Too early."
    assert open_history(lena, history.incident, TITLE).address == "card-payments-were-declined-2"


def test_it_is_refused_where_there_is_nothing_to_show(lena):
    history = opened(lena)
    restricted = told(lena)
    Incident.objects.filter(pk=restricted.pk).update(restricted=True)
    for code, incident, title in (
        ("already_open", history.incident, TITLE),
        ("nothing_published", make_incident(), TITLE),
        ("restricted", restricted, TITLE),
        ("no_title", told(lena), " "),
    ):
        with pytest.raises(Refused) as refused:
            open_history(lena, incident, title)
        assert refused.value.code == code


@pytest.mark.parametrize("gone", ["withdrawn", "redacted", "restricted"])
def test_it_stands_as_long_as_something_is_public(client, lena, ade, gone):
    history = opened(lena)
    publication = history.incident.records.get().publications.get()
    text_of(client, history)
    if gone == "withdrawn":
        withdraw(lena, publication, "A figure was wrong.")
    elif gone == "redacted":
        redact(ade, publication.record, "It named somebody.")
    else:
        Incident.objects.filter(pk=history.incident_id).update(restricted=True)
    page = client.get(history.get_absolute_url())
    assert page.status_code == 410 and "What we knew" not in page.text
    assert history.address not in client.get(reverse("archive:post-sitemap")).text


def test_a_page_kept_shows_what_changed_at_once(client, lena):
    history = opened(lena, 2)
    page = client.get(history.get_absolute_url())
    known = {"If-None-Match": page["ETag"]}
    assert page["Cache-Control"] == "public, max-age=60" and "Cookie" not in page["Vary"]
    assert client.get(history.get_absolute_url(), headers=known).status_code == 304

    entry = step(history.incident)
    assert "We renewed the certificate." in client.get(history.get_absolute_url(), headers=known).text
    TimelineEntry.objects.filter(pk=entry.pk).update(public=False)
    assert "We renewed the certificate." not in text_of(client, history)
    withdraw(lena, history.incident.records.first().publications.get(), "A figure was wrong.")
    assert "Message 2" not in text_of(client, history) and "Message 1" in text_of(client, history)


def test_a_correction_stands_beside_what_it_corrects(client, lena):
    history = opened(lena)
    first = history.incident.records.get()
    assert "Corrected later" not in text_of(client, history)
    sent_at = datetime(2026, 3, 9, 9, tzinfo=UTC)
    publish(lena, make_record(history.incident, title="The right figure", corrects=first, sent_at=sent_at))
    assert re.search(r"Corrected later:</strong> <a [^>]*>The right figure</a>", text_of(client, history))


def test_each_account_says_its_language_and_has_its_headings_below_its_own(client, lena):
    history = opened(lena, text="WAS GESCHAH\n\nEin Zertifikat lief ab.", extra={"language": "de"})
    page = text_of(client, history)
    assert '<div class="letter" itemprop="articleBody" lang="de"><h3>WAS GESCHAH</h3>' in page


def test_it_is_found_from_its_posts_in_the_sitemap_and_by_its_feed(client, lena):
    history, other = opened(lena, 2), opened(lena)
    url = history.get_absolute_url()
    assert url in client.get(history.incident.records.first().publications.get().get_absolute_url()).text
    assert url in client.get(reverse("archive:post-sitemap")).text
    feed = client.get(reverse("archive:history-feed", args=[history.address]))
    entries = ElementTree.fromstring(feed.text).findall("{http://www.w3.org/2005/Atom}entry")  # noqa: S314 - our own
    assert len(entries) == 2 and other.get_absolute_url() not in feed.text
    close_history(lena, history, "Too early.")
    assert url not in client.get(reverse("archive:post-sitemap")).text
    assert url not in client.get(history.incident.records.first().publications.get().get_absolute_url()).text


def test_only_so_many_are_shown_and_the_page_says_so(client, lena, monkeypatch):
    monkeypatch.setattr(views, "SHOWN", 2)
    page = text_of(client, opened(lena, 3))
    assert "One earlier message is not shown here." in page and "Message 1" not in page and "Message 3" in page


@pytest.mark.parametrize("name", ["history-detail", "history-feed"])
def test_it_makes_the_same_queries_for_two_and_twelve_accounts(client, lena, connection_queries, name):
    history = opened(lena, 2)
    url = reverse(f"archive:{name}", args=[history.address])
    counts = []
    for more in (0, 10):
        told(lena, more, history.incident, text="Answer here: [[feedback_link]]")
        for _ in range(more):
            step(history.incident)
        counts.append(connection_queries(lambda: client.get(url)))
    assert counts[1] <= counts[0] + 1  # what stands in placeholders is asked once for all, when there are any


def test_a_page_that_was_put_together_asks_three_queries(client, lena, django_assert_num_queries):
    history = opened(lena, 2)
    text_of(client, history)
    with django_assert_num_queries(3):
        text_of(client, history)
