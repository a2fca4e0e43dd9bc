"""The editor with what the checks find: asked for while one types, one press for a suggestion, kept with a reason."""

import re

import pytest
from django.urls import reverse

from communications.checks.finding import BLOCKING
from communications.mirror import mirrored
from communications.models import FindingOverride, WorkingCopy
from communications.verbs import drafting, reviewing
from postincident.verbs.facts import state_fact
from tests.communications.fake_checks import HOST, JARGON, Finds, only
from tests.communications.test_checking import write
from tests.communications.test_drafting import audience_of, customers, incident  # noqa: F401 - fixtures
from tests.communications.test_editor import body_of, typed
from tests.factories import make_user


@pytest.fixture(autouse=True)
def checks(monkeypatch):
    only(monkeypatch, disclosure=HOST, plain_language=JARGON)


def url_of(name, *args):
    return reverse(f"communications:{name}", args=args)


def key_in(page, name):
    """The finding that a button with this address names."""
    address = re.escape(url_of(name, *re.findall(r"/communications/(\d+)/", page.request["PATH_INFO"])))
    return re.search(rf'name="finding" value="([^"]+)" formaction="{address}"', page.text)[1]


def test_findings_stand_beside_their_section_and_in_its_text(sign_in, tomas, customers):  # noqa: F811
    write(tomas, customers, "summary", "A failover of db-prod-3.")
    text = sign_in(tomas).get(customers.get_absolute_url()).text
    pk = customers.sections.get(key="summary").pk
    assert f'<span id="at-{pk}-14-host_name"></span><span class="f-bad">db-prod-3</span>' in text
    assert f'<span class="f-warn">failover</span>' in text  # noqa: F541
    assert f'href="#at-{pk}-14-host_name"' in text
    assert "Blocks submission:" in text and "Advice:" in text
    assert "Use “one of our databases”" in text
    assert "Keep, with reason" not in text  # a manager's


def test_where_findings_lie_over_one_another_the_more_serious_shows(monkeypatch):
    only(monkeypatch, disclosure=Finds(BLOCKING, "host_name", "db"))
    assert mirrored("a <db> [Missing: x] [[feedback_link]]") == (
        'a &lt;db&gt; <span class="f-bad">[Missing: x]</span> <span class="f-info">[[feedback_link]]</span> '
    )


def test_what_is_typed_is_checked_and_nothing_is_saved(sign_in, tomas, customers):  # noqa: F811
    before = body_of(customers, "summary")
    data = typed(customers, summary="It was db-prod-3 again.")
    response = sign_in(tomas).post(url_of("finding-check", customers.pk), data)
    pk = customers.sections.get(key="summary").pk
    assert f'hx-swap-oob="innerHTML:#mirror-{pk}"' in response.text
    assert '<span class="f-bad">db-prod-3</span>' in response.text
    assert "<textarea" not in response.text
    assert body_of(customers, "summary") == before
    assert not WorkingCopy.objects.exists()


def test_one_section_alone_is_shown_checked_and_saved(sign_in, tomas, customers):  # noqa: F811
    client, summary = sign_in(tomas), customers.sections.get(key="summary")
    page = client.get(f"{customers.get_absolute_url()}?section=summary")
    assert page.text.count("<textarea") == 2  # its text, and a comment on it
    data = {
        name: value
        for name, value in typed(customers, summary="Only this one.").items()
        if name[0] != "s" or "subject" in name
    }
    data |= {
        name: value for name, value in typed(customers, summary="Only this one.").items() if f"s{summary.pk}-" in name
    }
    others = {section.key: section.body for section in customers.sections.exclude(pk=summary.pk)}
    response = client.post(customers.get_absolute_url(), data | {"only": "summary"})
    assert response["Location"].endswith("?section=summary")
    assert body_of(customers, "summary") == "Only this one."
    assert {section.key: section.body for section in customers.sections.exclude(pk=summary.pk)} == others


def test_one_press_takes_the_suggestion_and_saves_what_was_typed(sign_in, tomas, customers):  # noqa: F811
    write(tomas, customers, "summary", "It was db-prod-3.")
    customers.refresh_from_db()
    client = sign_in(tomas)
    key = key_in(client.get(customers.get_absolute_url()), "finding-use")
    data = typed(customers, resolution="Typed elsewhere.") | {"finding": key}
    response = client.post(url_of("finding-use", customers.pk), data)
    assert response["Location"].endswith(f"#section-{customers.sections.get(key='summary').pk}")
    assert body_of(customers, "summary") == "It was one of our databases."
    assert body_of(customers, "resolution") == "Typed elsewhere."


def test_a_manager_keeps_what_blocks_with_a_reason(sign_in, tomas, lena, customers):  # noqa: F811
    write(tomas, customers, "summary", "It was db-prod-3.")
    customers.refresh_from_db()
    client, keep = sign_in(lena), url_of("finding-keep", customers.pk)
    key = key_in(client.get(customers.get_absolute_url()), "finding-keep")
    asked = client.post(keep, typed(customers, resolution="Typed elsewhere.") | {"finding": key})
    assert "Why it stays" in asked.text and "db-prod-3" in asked.text
    assert body_of(customers, "resolution") == "Typed elsewhere."
    assert "This field is required" in client.post(keep, {"finding": key, "reason": ""}).text
    assert client.post(keep, {"finding": key, "reason": "They named it."}).status_code == 302
    page = client.get(customers.get_absolute_url()).text
    assert "They named it." in page and "Kept, with a reason:" in page
    override = FindingOverride.objects.get()
    client.post(url_of("override-withdraw", customers.pk, override.pk))
    assert "They named it." not in client.get(customers.get_absolute_url()).text


def test_a_finding_that_is_gone_loses_no_reason(sign_in, lena, customers):  # noqa: F811
    data = {"finding": "disclosure~host_name~summary~4~abc", "reason": "Half an hour of thought."}
    response = sign_in(lena).post(url_of("finding-keep", customers.pk), data)
    assert "Half an hour of thought." in response.text
    assert not FindingOverride.objects.exists()


def test_submitting_says_what_blocks(sign_in, tomas, customers):  # noqa: F811
    data = typed(customers, summary="It was db-prod-3.") | {"do": "submit"}
    response = sign_in(tomas).post(customers.get_absolute_url(), data, follow=True)
    assert "Saved, but not submitted." in response.text
    assert "“db-prod-3”: Readers do not know it." in response.text
    customers.refresh_from_db()
    assert customers.state == "draft"


def test_words_grade_and_time_stand_beside_the_limits(sign_in, tomas, customers):  # noqa: F811
    group = customers.audience.group
    group.word_limit, group.grade_limit = 20, 3
    group.save()
    write(tomas, customers, "summary", "The administration of the organisation acknowledges responsibility. " * 20)
    text = sign_in(tomas).get(customers.get_absolute_url()).text
    assert "Against the limits of" in text
    assert text.count("over the limit</span>") == 2
    assert "Reading time" in text


def test_a_text_over_its_limit_of_words_says_so_where_it_is_submitted_and_reviewed(sign_in, tomas, amara, customers):  # noqa: F811
    group, client = customers.audience.group, sign_in(tomas)
    words = client.get(customers.get_absolute_url()).context["limits"]["words"]
    for limit, over in ((words, 0), (words - 3, 3)):
        type(group).objects.filter(pk=group.pk).update(word_limit=limit)
        text = client.get(customers.get_absolute_url()).text
        assert (f"3 words over the limit of {limit}" in text, "3 over the limit" in text) == (bool(over), bool(over))
    response = client.post(url_of("finding-check", customers.pk), typed(customers))
    assert f"3 words over the limit of {words - 3}" in response.text
    reviewing.submit(tomas, customers)
    page = sign_in(amara).get(url_of("communication-review", customers.pk))
    assert page.context["limits"]["words"] == words
    assert "3 over the limit" in page.text


def test_nothing_is_checked_after_it_was_submitted(sign_in, tomas, lena, customers):  # noqa: F811
    reviewing.submit(lena, customers)
    response = sign_in(tomas).post(url_of("finding-check", customers.pk), typed(customers))
    assert response.status_code == 204


def test_many_findings_take_no_more_queries(sign_in, connection_queries, tomas, customers):  # noqa: F811
    client = sign_in(tomas)

    def count(times):
        write(tomas, customers, "summary", "It was db-prod-3. " * times)
        for number in range(times):
            WorkingCopy.objects.create(communication=customers, user=make_user(f"Person {times} {number}"), fields={})
            customers.comments.create(section=customers.sections.first(), author=tomas, body="Why?")
        return connection_queries(lambda: client.get(customers.get_absolute_url()))

    client.get(customers.get_absolute_url())
    assert count(1) == count(30)


def test_a_next_update_counts_as_soon_as_it_is_typed(sign_in, lena, tomas, incident):  # noqa: F811
    fact = incident.facts.get(key="next_steps")
    state_fact(lena, fact, state="investigating", plain="Fewer certificates.", technical="Fewer.")
    draft = drafting.draft(tomas, incident, "root_cause", [audience_of(incident, "customers")])[0]
    client, asked = sign_in(tomas), "Say by when you will write again."
    check = url_of("finding-check", draft.pk)
    assert asked in client.get(draft.get_absolute_url()).text
    assert asked in client.post(check, typed(draft)).text
    assert asked in client.post(check, typed(draft) | {"next_update_at": "some day"}).text
    assert asked not in client.post(check, typed(draft) | {"next_update_at": "2099-05-04T12:00"}).text
    assert "lies in the past" in client.post(check, typed(draft) | {"next_update_at": "2020-05-04T12:00"}).text
    draft.refresh_from_db()
    assert draft.next_update_at is None
    data = typed(draft) | {"next_update_at": "2099-05-04T12:00"}
    client.post(draft.get_absolute_url(), data)
    draft.refresh_from_db()
    assert asked in client.post(check, typed(draft)).text
