import pytest
from django.urls import reverse

from communications.models import Comment
from communications.verbs import commenting, drafting, reviewing
from postincident.errors import Refused
from postincident.models import Event
from tests.communications.test_drafting import customers, incident  # noqa: F401 - fixtures
from tests.communications.test_editor import typed


def url_of(name, *args):
    return reverse(f"communications:{name}", args=args)


def test_a_comment_goes_with_what_is_saved_and_stands_at_its_section(sign_in, tomas, customers):  # noqa: F811
    section = customers.sections.get(key="summary")
    client = sign_in(tomas)
    client.post(customers.get_absolute_url(), typed(customers) | {f"s{section.pk}-comment": "Who says <so>?"})
    assert Comment.objects.get().section == section
    assert "Who says &lt;so&gt;?" in client.get(customers.get_absolute_url()).text
    assert list(Event.objects.filter(verb="comment.added").values_list("user", flat=True)) == [tomas.pk]


def test_a_comment_that_is_too_long_is_shown_again(sign_in, tomas, customers):  # noqa: F811
    section = customers.sections.get(key="summary")
    words = "long " * 1000
    response = sign_in(tomas).post(customers.get_absolute_url(), typed(customers) | {f"s{section.pk}-comment": words})
    assert words.strip() in response.text
    assert not Comment.objects.exists()


def test_it_is_resolved_and_reopened(sign_in, tomas, amara, customers):  # noqa: F811
    row = commenting.comment(tomas, customers, customers.sections.first(), "Is this so?")
    client = sign_in(amara)
    assert client.post(url_of("comment-resolve", customers.pk, row.pk)).status_code == 302
    row.refresh_from_db()
    assert row.resolved_by == amara
    assert "One comment is resolved" in client.get(customers.get_absolute_url()).text
    client.post(url_of("comment-reopen", customers.pk, row.pk))
    row.refresh_from_db()
    assert (row.resolved_at, row.resolved_by) == (None, None)
    assert Event.objects.filter(verb__in=["comment.resolved", "comment.reopened"], user=amara).count() == 2


def test_resolving_twice_leaves_one_event(amara, tomas, customers):  # noqa: F811
    row = commenting.comment(tomas, customers, None, "Is this so?")
    commenting.resolve(amara, row)
    commenting.resolve(tomas, row)
    assert Event.objects.filter(verb="comment.resolved").count() == 1


def test_a_reviewer_comments_and_approves_all_the_same(sign_in, tomas, amara, customers):  # noqa: F811
    revision = reviewing.submit(tomas, customers)
    section = customers.sections.get(key="root_cause")
    client = sign_in(amara)
    response = client.post(url_of("comment-list", customers.pk), {"section": section.pk, "body": "Say which one."})
    assert response.status_code == 302
    page = client.get(url_of("communication-review", customers.pk)).text
    assert "Say which one." in page
    customers.refresh_from_db()
    assert customers.state == "in_review"
    reviewing.approve(amara, revision, revision.digest)


def test_a_section_that_is_removed_leaves_its_comments(sign_in, tomas, customers):  # noqa: F811
    section = drafting.add_section(tomas, customers, "In your country")
    commenting.comment(tomas, customers, section, "Which one?")
    drafting.remove_section(tomas, section)
    assert "Which one?" in sign_in(tomas).get(url_of("comment-list", customers.pk)).text


@pytest.mark.parametrize("body", ["", "  ", "\u200b"])
def test_an_empty_comment_is_refused(tomas, customers, body):  # noqa: F811
    with pytest.raises(Refused) as refused:
        commenting.comment(tomas, customers, None, body)
    assert refused.value.code == "says_nothing"


def test_what_was_cancelled_takes_no_comment(sign_in, tomas, customers):  # noqa: F811
    drafting.cancel(tomas, customers)
    response = sign_in(tomas).post(url_of("comment-list", customers.pk), {"body": "Too late?"})
    assert response.status_code == 200
    assert "Too late?" in response.text and not Comment.objects.exists()


def test_a_comment_of_another_communication_does_not_exist_here(sign_in, tomas, customers):  # noqa: F811
    (other,) = drafting.draft(tomas, customers.incident, "update", [customers.audience])
    row = commenting.comment(tomas, other, None, "Elsewhere")
    assert sign_in(tomas).post(url_of("comment-resolve", customers.pk, row.pk)).status_code == 404
