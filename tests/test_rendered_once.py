"""Markdown is rendered when a text is submitted, never while a page is served; previews of what is still a draft aside."""

import pytest
from django.conf import settings
from django.urls import reverse

from archive.models import Record
from communications.models import Delivery, MessageTemplate
from communications.verbs import releasing, reviewing
from feedback.links import placeholders
from postincident import rendering
from tests.communications.factories import make_contact
from tests.communications.test_drafting import customers, incident  # noqa: F401 - fixtures


@pytest.fixture
def rendered(monkeypatch):
    """The texts that were rendered, one after the other."""
    texts, plain = [], rendering.markdown.Markdown

    class Noted(plain):
        def convert(self, source):
            texts.append(source)
            return plain.convert(self, source)

    monkeypatch.setattr(rendering.markdown, "Markdown", Noted)
    return texts


@pytest.fixture
def released(customers, tomas, amara, lena):  # noqa: F811
    """A communication that was submitted, approved and released to one contact."""
    make_contact(customers.audience.group)
    revision = reviewing.submit(tomas, customers)
    reviewing.approve(amara, revision, revision.digest)
    customers.refresh_from_db()
    (release,) = releasing.release(lena, [customers])
    return release


def test_a_submitted_text_is_shown_without_rendering_it_again(sign_in, customers, tomas, amara, vera, rendered):  # noqa: F811
    reviewing.submit(tomas, customers)
    assert rendered, "submitting renders"
    rendered.clear()
    for user, name in ((amara, "communication-review"), (vera, "communication-detail")):
        page = sign_in(user).get(reverse(f"communications:{name}", args=[customers.pk]))
        assert page.status_code == 200
        body = customers.sections.exclude(body="").first().body.split("\n")[0]
        assert body[:40] in page.text
    assert rendered == []


def test_what_was_released_is_shown_without_rendering_it_again(sign_in, client, released, lena, rendered):
    link = placeholders([released.deliveries.get().pk])[released.deliveries.get().pk]["feedback_link"]
    pages = [
        released.get_absolute_url(),
        released.communication.get_absolute_url(),
        released.incident.get_absolute_url(),
        reverse("communications:revision-detail", args=[released.communication_id, 1]),
        link.removeprefix(settings.BASE_URL),
    ]
    rendered.clear()
    assert [sign_in(lena).get(page).status_code for page in pages] == [200] * len(pages)
    assert rendered == []


def test_records_and_public_posts_are_shown_without_rendering_them(sign_in, client, lena, rendered):
    from archive.verbs.publishing import publish
    from tests.archive.factories import make_record

    record = make_record()
    pages = [record.get_absolute_url(), publish(lena, record).get_absolute_url(), reverse("archive:post-list")]
    pages += [reverse("archive:search") + "?q=certificate", reverse("archive:record-as-sent", args=[record.number])]
    assert [sign_in(lena).get(page).status_code for page in pages] == [200] * len(pages)
    assert Record.objects.count() == 1
    assert rendered == []


def test_previews_of_what_is_not_submitted_are_rendered_for_their_reader(sign_in, customers, lena, vera, rendered):  # noqa: F811
    """They show what stands at this moment, or what a template would make of an incident: there is nothing kept to show."""
    template = MessageTemplate.objects.filter(kind="root_cause").first()
    pages = [
        customers.get_absolute_url(),
        reverse("communications:communication-preview-body", args=[customers.pk]),
        reverse("communications:template-detail", args=[template.pk]),
    ]
    for page in pages:
        rendered.clear()
        assert sign_in(vera).get(page).status_code == 200
        assert rendered
    assert not Delivery.objects.exists()
