import re
from html import unescape
from xml.etree import ElementTree

import pytest
from django.core.cache import cache
from django.urls import reverse

from archive.verbs.publishing import publish, withdraw
from archive.views import post
from communications.models import Release
from postincident.models import Incident
from tests.archive.factories import make_record
from tests.communications.factories import make_audience, make_communication, make_release
from tests.factories import make_incident

pytestmark = pytest.mark.django_db


def published(user, text="Please say how this served you: [[feedback_link]]"):
    """A record of a release, with the address where readers may answer."""
    incident = make_incident()
    record = make_record(incident, text=text)
    release = make_release(make_communication(make_audience(incident), state="released"))
    Release.objects.filter(pk=release.pk).update(record=record)
    return publish(user, record)


@pytest.mark.parametrize("name", ["post-list", "post-feed", "post-feed-json", "post-sitemap"])
def test_it_makes_the_same_queries_for_two_and_ten_posts(client, lena, connection_queries, name):
    url = reverse(f"archive:{name}")
    counts = []
    for more in (2, 8):
        for _ in range(more):
            published(lena)
        client.get(url)  # the shared links are made the first time
        counts.append(connection_queries(lambda: client.get(url)))
    assert counts[0] == counts[1]


def test_each_entry_of_the_feed_has_its_own_link(client, lena):
    for _ in range(2):
        published(lena)
    text = client.get(reverse("archive:post-feed")).text
    assert len(set(re.findall(r"/f/[\w.-]+", text))) == 2
    assert "[[" not in text


def test_a_post_without_a_place_for_a_link_asks_for_none(client, lena, connection_queries):
    plain, asking = published(lena, "Nothing to fill in."), published(lena)
    client.get(asking.get_absolute_url())
    few = connection_queries(lambda: client.get(plain.get_absolute_url()))
    assert few < connection_queries(lambda: client.get(asking.get_absolute_url()))


def test_whoever_has_a_page_gets_nothing_again(client, lena):
    for url in (published(lena).get_absolute_url(), reverse("archive:post-list"), reverse("archive:post-feed")):
        page = client.get(url)
        assert page.content
        for name, value in (("If-None-Match", page["ETag"]), ("If-Modified-Since", page["Last-Modified"])):
            again = client.get(url, headers={name: value})
            assert (again.status_code, again.content, again["ETag"]) == (304, b"", page["ETag"])
        assert client.get(url, headers={"If-None-Match": '"another"'}).content == page.content
        assert client.get(url, headers={"If-Modified-Since": "Thu, 01 Jan 2026 00:00:00 GMT"}).content == page.content


def test_pages_are_the_same_for_whoever_opens_them(client, sign_in, vera, lena):
    vera.time_zone = "Asia/Kolkata"
    vera.save()
    for url in (published(lena).get_absolute_url(), reverse("archive:post-list"), reverse("archive:post-feed")):
        theirs, hers = client.get(url), sign_in(vera).get(url)
        assert theirs["Cache-Control"] == "public, max-age=60"
        assert "Cookie" not in theirs["Vary"] + hers["Vary"]
        cache.clear()
        assert theirs.content == hers.content == sign_in(vera).get(url).content


def test_a_page_kept_shows_what_changed_at_once(client, lena):
    first = published(lena, "The first text.")
    incident = first.record.incident
    page = client.get(first.get_absolute_url())
    known = {"If-None-Match": page["ETag"]}
    assert client.get(first.get_absolute_url(), headers=known).status_code == 304

    second = publish(lena, make_record(incident, title="What came of it"))
    assert "What came of it" in client.get(first.get_absolute_url(), headers=known).text
    assert "What came of it" in client.get(reverse("archive:post-list")).text
    withdraw(lena, second, "A figure was wrong.")
    for url in (first.get_absolute_url(), reverse("archive:post-list"), reverse("archive:post-feed")):
        assert "What came of it" not in client.get(url).text

    Incident.objects.filter(pk=incident.pk).update(restricted=True)
    assert client.get(first.get_absolute_url(), headers=known).status_code == 410
    assert "The first text" not in client.get(reverse("archive:post-feed")).text


def test_what_is_published_while_a_page_is_put_together_is_not_kept_under_what_stood_before(client, lena, monkeypatch):
    first = published(lena)
    url = first.get_absolute_url()
    put_together = post._post

    def somebody_else_publishes(address):
        late = publish(lena, make_record(first.record.incident, title="Came in between"))
        words = put_together(address)
        withdraw(lena, late, "Too early.")
        publish(lena, make_record(first.record.incident, title="Came after"))
        return words

    monkeypatch.setattr(post, "_post", somebody_else_publishes)
    assert "Came in between" in client.get(url).text
    monkeypatch.setattr(post, "_post", put_together)
    assert "Came in between" not in client.get(url).text


def test_a_page_that_was_put_together_asks_two_queries(client, lena, django_assert_num_queries):
    url = published(lena).get_absolute_url()
    client.get(url)
    with django_assert_num_queries(2):
        client.get(url)


def test_a_withdrawn_page_says_nothing_of_cookies_either(client, lena):
    gone = published(lena)
    withdraw(lena, gone, "A figure was wrong.")
    response = client.get(gone.get_absolute_url())
    assert response.status_code == 410
    assert "Cookie" not in response["Vary"]


def test_a_post_says_what_it_is_to_whoever_shows_a_link_to_it(client, lena, settings):
    settings.ORGANISATION = 'Northwind "Payments"'
    text = "WHAT HAPPENED\n\nA certificate ran out & payments <failed>.\n\n" + "We renewed it. " * 40
    publication = publish(lena, make_record(title="Why cards were declined", text=text, extra={"language": "de"}))
    url = settings.BASE_URL + publication.get_absolute_url()
    page = client.get(publication.get_absolute_url()).text

    told = dict(re.findall(r'<meta (?:property|name|itemprop)="([^"]+)" content="([^"]*)">', page))
    begins = "A certificate ran out &amp; payments &lt;failed&gt;. We renewed it."
    assert told["description"] == told["og:description"]
    assert told["description"].startswith(begins)
    assert len(unescape(told["description"])) <= 200
    assert (told["og:title"], told["og:type"], told["og:url"]) == ("Why cards were declined", "article", url)
    assert told["og:site_name"] == told["name"] == "Northwind &quot;Payments&quot;"
    assert told["article:published_time"] == f"{publication.published_at:%Y-%m-%dT%H:%M:%S}+00:00"
    assert f'<link rel="canonical" href="{url}">' in page
    assert 'itemtype="https://schema.org/Article"' in page
    assert '<h1 itemprop="headline" lang="de">' in page and 'itemprop="articleBody" lang="de"' in page
    assert "<script" not in page


def test_pages_of_the_list_have_an_address_each(client, lena, settings):
    for _ in range(21):
        publish(lena, make_record(make_incident()))
    url = settings.BASE_URL + reverse("archive:post-list")
    assert f'<link rel="canonical" href="{url}">' in client.get(reverse("archive:post-list")).text
    assert f'<link rel="canonical" href="{url}?page=2">' in client.get(reverse("archive:post-list"), {"page": 2}).text
    nonsense = client.get(reverse("archive:post-list"), {"page": '"><b>'}).text
    assert f'<link rel="canonical" href="{url}">' in nonsense and "<b>" not in nonsense


def test_the_json_feed_says_what_the_atom_feed_says(client, lena, settings):
    first = publish(lena, make_record(text="It failed.\n\nIt works.", title="It works again", extra={"language": "fr"}))
    gone = publish(lena, make_record(title="Taken back"))
    withdraw(lena, gone, "A figure was wrong.")
    response = client.get(reverse("archive:post-feed-json"))
    assert response["Content-Type"] == "application/feed+json; charset=utf-8"
    feed = response.json()
    (item,) = feed["items"]
    assert feed["feed_url"] == settings.BASE_URL + "/updates/feed.json"
    assert item["id"] == item["url"] == settings.BASE_URL + first.get_absolute_url()
    assert (item["title"], item["content_html"]) == ("It works again", "<p>It failed.</p>\n<p>It works.</p>")
    assert (item["summary"], item["language"]) == ("It failed. It works.", "fr")


def test_the_sitemap_holds_what_stands_and_robots_lead_to_it(client, lena, settings):
    first = publish(lena, make_record())
    gone = publish(lena, make_record(title="Taken back"))
    withdraw(lena, gone, "A figure was wrong.")
    sitemap = client.get(reverse("archive:post-sitemap"))
    root = ElementTree.fromstring(sitemap.content)  # noqa: S314 - our own
    places = [one.text for one in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert places == [settings.BASE_URL + "/updates/", settings.BASE_URL + first.get_absolute_url()]
    assert f"Sitemap: {settings.BASE_URL}/updates/sitemap.xml" in client.get("/robots.txt").text
