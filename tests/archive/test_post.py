import re

import pytest
from django.urls import reverse

from archive.verbs.publishing import publish
from communications.models import Release
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


@pytest.mark.parametrize("name", ["post-list", "post-feed"])
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
