"""A changed fact: which sections it marks, and what is drawn anew without touching what people wrote."""

import pytest
from django.urls import reverse

from communications.drawing.anew import stale_drafts
from communications.drawing.draw import changed_facts, drawn_for
from communications.drawing.values import Source
from communications.models import Audience, Communication
from communications.verbs import drafting, redrawing, reviewing, templates
from postincident.models import Event, Fact
from postincident.verbs.facts import state_fact
from tests.communications.test_drafting import audience_of, customers, incident  # noqa: F401 - fixtures
from tests.communications.test_editor import typed

NEW = "A new security certificate lacked its last part."


@pytest.fixture
def changed(lena, customers):  # noqa: F811
    """The root cause reads otherwise than when the customers' draft was made."""
    fact = customers.incident.facts.get(key=Fact.Key.ROOT_CAUSE)
    state_fact(lena, fact, state="known", plain=NEW, technical="TECHNICAL root_cause")
    return customers


def section_of(communication, key):
    return communication.sections.get(key=key)


def marked(communication):
    drawn = drawn_for(communication)
    rows = communication.sections.all()
    return {row.key: [(one.name, one.new) for one in found] for row in rows if (found := changed_facts(row, drawn))}


def test_a_changed_fact_marks_exactly_the_sections_that_used_it(changed):
    assert marked(changed) == {"root_cause": [("root_cause", NEW)]}


def test_a_fact_of_another_state_is_said_in_words_and_once(lena, customers):  # noqa: F811
    fact = customers.incident.facts.get(key=Fact.Key.ROOT_CAUSE)
    state_fact(lena, fact, state="investigating", plain=fact.plain, technical=fact.technical)
    section, drawn = section_of(customers, "root_cause"), drawn_for(customers)
    said = [(one.label, one.old, one.new) for one in changed_facts(section, drawn)]
    assert said == [("Root cause", "not under investigation", "under investigation")]
    redrawing.redraw(lena, customers)
    state_fact(lena, fact, state="known", plain=fact.plain, technical=fact.technical)
    section, drawn = section_of(customers, "root_cause"), drawn_for(customers)
    said = [(one.label, one.old, one.new) for one in changed_facts(section, drawn)]
    assert said == [("Root cause", "under investigation", "known")]
    section.facts_used = {"root_cause_known": None, "root_cause_investigating": True, "is_resolved": False}
    said = [(one.label, one.old, one.new) for one in changed_facts(section, drawn)]
    assert said == [("Root cause", "under investigation", "known"), ("whether it is resolved", "no", "yes")]
    section.facts_used = {"root_cause_investigating": True, "root_cause_known": None}
    assert [one.old for one in changed_facts(section, drawn)] == ["under investigation"]


def test_one_section_is_drawn_anew_and_the_others_wait(lena, tomas, changed):
    fact = changed.incident.facts.get(key=Fact.Key.RESOLUTION)
    state_fact(lena, fact, state="known", plain="We put the former one back.", technical="t")
    assert set(marked(changed)) == {"root_cause", "resolution"}
    redrawing.redraw_section(tomas, section_of(changed, "root_cause"))
    assert NEW in section_of(changed, "root_cause").body
    assert set(marked(changed)) == {"resolution"}
    assert Event.objects.filter(verb="section.redrawn", user=tomas).count() == 1


def test_what_a_person_wrote_stays_and_the_new_drawing_lies_beside_it(tomas, changed):
    section = section_of(changed, "root_cause")
    drafting.edit_section(tomas, section, body="In my words.", version=section.version)
    redrawing.redraw_section(tomas, section)
    section.refresh_from_db()
    assert (section.body, NEW in section.drawn) == ("In my words.", True)


def test_who_draws_a_section_anew_does_not_approve_it(lena, amara, changed):
    redrawing.redraw_section(amara, section_of(changed, "root_cause"))
    revision = reviewing.submit(lena, changed)
    assert amara.pk in revision.editors


def test_all_untouched_sections_of_an_incident_at_once(tomas, lena, changed):
    audiences = Audience.objects.filter(incident=changed.incident, group__slug__in=["partners", "public"])
    partners, public = drafting.draft(tomas, changed.incident, "root_cause", audiences)
    fact = changed.incident.facts.get(key=Fact.Key.ROOT_CAUSE)
    state_fact(lena, fact, state="known", plain="It was incomplete.", technical="t")
    mine = section_of(partners, "root_cause")
    drafting.edit_section(tomas, mine, body="In my words.", version=mine.version)
    reviewing.submit(lena, public)
    redrawn = redrawing.redraw_untouched(tomas, changed.incident)
    assert [one.audience.group.slug for one in redrawn] == ["customers"]
    assert "It was incomplete." in section_of(changed, "root_cause").body
    assert section_of(partners, "root_cause").body == "In my words."
    assert set(marked(partners)) == {"root_cause"}
    public.refresh_from_db()
    assert public.state == Communication.State.IN_REVIEW
    assert redrawing.redraw_untouched(tomas, changed.incident) == []


def test_stale_drafts_take_no_more_queries_for_many(connection_queries, tomas, incident, lena):  # noqa: F811
    source = Source.of(incident)
    drafting.draft(tomas, incident, "root_cause", [audience_of(incident, "customers")])
    state_fact(lena, incident.facts.get(key=Fact.Key.ROOT_CAUSE), state="known", plain=NEW, technical="t")
    few = connection_queries(lambda: stale_drafts(incident, source))
    drafting.draft(tomas, incident, "root_cause", Audience.objects.filter(incident=incident))
    assert connection_queries(lambda: stale_drafts(incident, source)) == few == 2


def test_the_incident_says_which_drafts_are_stale_and_draws_them_anew(sign_in, tomas, changed):
    client, url = sign_in(tomas), reverse("communications:incident-communications", args=[changed.incident.reference])
    assert "One draft was drawn from facts that have changed since." in client.get(url).text
    response = client.post(reverse("communications:incident-redraw", args=[changed.incident.reference]), follow=True)
    assert "One draft is drawn anew; what people wrote stays as it is." in response.text
    assert "have changed since" not in response.text
    assert NEW in section_of(changed, "root_cause").body


def test_a_section_is_redrawn_by_one_press_which_saves_what_was_typed(sign_in, tomas, changed):
    section = section_of(changed, "root_cause")
    client = sign_in(tomas)
    page = client.get(changed.get_absolute_url()).text
    assert f"<ins>{NEW}</ins>" in page and "A new security certificate was incomplete.</del>" in page
    url = reverse("communications:section-redraw", args=[changed.pk, section.pk])
    client.post(url, typed(changed, resolution="Typed a moment ago."))
    assert NEW in section_of(changed, "root_cause").body
    assert section_of(changed, "resolution").body == "Typed a moment ago."


def test_after_a_conflict_both_stand_beside_each_other_to_choose_from(sign_in, tomas, lena, customers):  # noqa: F811
    mine = typed(customers, resolution="First.\nMine.\nLast.")
    section = section_of(customers, "resolution")
    drafting.edit_section(lena, section, body="First.\nTheirs.\nLast.", version=section.version)
    client = sign_in(tomas)
    page = client.post(customers.get_absolute_url(), mine)
    assert page.status_code == 409
    assert "<mark>Theirs</mark>" in page.text and "<mark>Mine</mark>" in page.text
    take = reverse("communications:section-take", args=[customers.pk, section.pk])
    both = client.post(take, mine | {"take": "both"}).text
    assert "First.\nTheirs.\nMine.\nLast.</textarea>" in both
    assert "First.\nTheirs.\nLast.</textarea>" in client.post(take, mine | {"take": "theirs"}).text
    assert section_of(customers, "resolution").body == "First.\nTheirs.\nLast."


def rewrite(lena, template, subject="On {{ day }}", drop=(), **titles):
    """A new version, with another subject and root cause, sections left out, and others renamed or put in after the first."""
    version = template.versions.first()
    rows = [dict(row) for row in version.sections if row["key"] not in drop]
    for row in rows:
        row["title"] = titles.pop(row["key"], row["title"])
        if row["key"] == "root_cause":
            row["body"] = "In short: {{ root_cause|sentence }}"
    rows[1:1] = [{"key": key, "title": title, "body": "{{ impact|sentence }}"} for key, title in titles.items()]
    return templates.write_version(
        lena, template, subject=subject, sections=rows, why="Clearer", based_on=version.number
    )[0]


def keys_of(communication):
    return list(communication.sections.values_list("key", flat=True))


def test_drawing_a_draft_anew_brings_the_newest_version_of_its_template(lena, tomas, customers):  # noqa: F811
    before, keys = customers.template_version, keys_of(customers)
    version = rewrite(lena, before.template, drop=["feedback"], figures="In figures", summary="In a word")
    redrawing.redraw_section(tomas, section_of(customers, "root_cause"))
    customers.refresh_from_db()
    assert (customers.template_version, keys_of(customers)) == (before, keys)
    redrawing.redraw(tomas, customers)
    customers.refresh_from_db()
    assert customers.template_version == version
    assert customers.subject == "On Tuesday 3 March 2026"
    expected = [key for key in keys if key != "feedback"]
    assert keys_of(customers) == [expected[0], "figures", *expected[1:]]
    assert section_of(customers, "root_cause").body.startswith("In short: A new security certificate")
    assert section_of(customers, "figures").body.startswith("Nearly one in four")
    assert section_of(customers, "summary").title == "In a word"
    event = Event.objects.get(verb="communication.redrawn")
    assert (event.data["before"], event.data["template_version"]) == (before.pk, version.pk)


def test_what_people_wrote_renamed_added_or_took_out_outlives_the_new_version(lena, tomas, customers):  # noqa: F811
    for key, body, title in [("root_cause", "In my words.", None), ("feedback", "Thanks.", "Ours")]:
        section = section_of(customers, key)
        drafting.edit_section(tomas, section, body=body, title=title, version=section.version)
    drafting.add_section(tomas, customers, "Your data")
    section_of(customers, "resolution").delete()
    drafting.edit_details(
        tomas,
        customers,
        subject="Ours",
        next_update_at=None,
        version=Communication.objects.get(pk=customers.pk).version,
    )
    rewrite(lena, customers.template_version.template, drop=["feedback"], root_cause="Why")
    redrawing.redraw(tomas, customers)
    customers.refresh_from_db()
    cause = section_of(customers, "root_cause")
    assert (cause.body, cause.title, cause.drawn[:9]) == ("In my words.", "Why", "In short:")
    assert (section_of(customers, "feedback").title, customers.subject) == ("Ours", "Ours")
    assert {"your_data", "feedback"} < set(keys_of(customers)) and "resolution" not in keys_of(customers)


def test_the_editor_says_that_a_newer_version_is_there_and_takes_it(sign_in, lena, tomas, customers):  # noqa: F811
    client = sign_in(tomas)
    assert "of the template" not in client.get(customers.get_absolute_url()).text
    rewrite(lena, customers.template_version.template)
    text = client.get(customers.get_absolute_url()).text
    assert "Draw anew, with version 2 of the template" in text and "version 2 is newer" in text
    url = reverse("communications:communication-redraw", args=[customers.pk])
    client.post(url, typed(customers, resolution="Typed a moment ago."))
    assert section_of(customers, "root_cause").body.startswith("In short:")
    assert section_of(customers, "resolution").body == "Typed a moment ago."
    assert "is newer" not in client.get(customers.get_absolute_url()).text
