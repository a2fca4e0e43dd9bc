import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from communications.completeness import blockers
from communications.drawing.anew import stale_drafts
from communications.drawing.values import Source
from communications.models import Audience, Communication, MessageTemplate, StakeholderGroup
from communications.verbs import audiences, drafting, redrawing, templates
from postincident.errors import Refused
from postincident.models import Fact, Improvement
from postincident.verbs import incident as incidents
from postincident.verbs.facts import state_fact
from tests.factories import RESOLVED, STARTED, make_service

FACTS = {
    "impact": "Nearly one in four card payments in the EU was declined.",
    "affected": "1,164 merchants were affected.",
    "root_cause": "A new security certificate was incomplete.",
    "resolution": "We put the previous certificate back.",
    "next_steps": "Every new certificate now passes a test payment first.",
    "support_contacts": "Write to support@northwind.example.",
}


@pytest.fixture
def incident(lena):
    service = make_service("card-auth-eu-2", public_name="Card payments")
    incident = incidents.declare(
        lena,
        title="card-auth-eu-2 TLS failure",
        public_title="Card payments declined in the EU",
        severity="critical",
        started_at=STARTED,
        resolved_at=RESOLVED,
        services=[service],
        broad_impact=True,
    )
    for fact in incident.facts.all():
        if fact.key in FACTS:
            state_fact(lena, fact, state="known", plain=FACTS[fact.key], technical=f"TECHNICAL {fact.key}")
        else:
            state_fact(lena, fact, state="not_applicable")
    return incident


def audience_of(incident, slug):
    return Audience.objects.get(incident=incident, group__slug=slug)


@pytest.fixture
def customers(incident, tomas):
    return drafting.draft(tomas, incident, "root_cause", [audience_of(incident, "customers")])[0]


def text_of(communication):
    return "\n".join(section.body for section in communication.sections.all())


def test_groups_become_audiences_by_their_rules(incident):
    because = {audience.group.slug: audience.because for audience in Audience.objects.all()}
    assert len(because) == 8
    assert because["engineering"] == "it is told of every incident"
    assert because["public"] == "the impact was broad"


def test_a_minor_incident_concerns_fewer(lena):
    minor = incidents.declare(lena, title="T", severity="minor", started_at=STARTED)
    assert set(Audience.objects.filter(incident=minor).values_list("group__slug", flat=True)) == {
        "engineering",
        "support",
        "key-accounts",
    }


def test_what_a_person_decided_outlives_the_rules(incident, lena):
    audiences.exclude(lena, audience_of(incident, "partners"), "They were not connected")
    audiences.ensure_audiences(incident)
    partners = audience_of(incident, "partners")
    assert (partners.state, partners.reason) == ("excluded", "They were not connected")


def test_each_audience_gets_its_own_words(incident, tomas):
    drafts = drafting.draft(tomas, incident, "root_cause", Audience.objects.filter(incident=incident))
    texts = {draft.audience.group.slug: text_of(draft) for draft in drafts}
    assert len(texts) == 8
    assert "TECHNICAL root_cause" in texts["engineering"]
    assert "card-auth-eu-2" in texts["engineering"]
    for slug in ("customers", "partners", "regulators", "public", "key-accounts"):
        assert "TECHNICAL" not in texts[slug]
        assert "card-auth" not in texts[slug]
        assert FACTS["root_cause"] in texts[slug]
    assert "We are sorry" in texts["customers"]
    assert "Northwind" in texts["regulators"] or "reports the following incident" in texts["regulators"]


def test_a_template_in_another_language_is_drawn_with_its_dates(incident, lena, tomas):
    group = StakeholderGroup.objects.get(slug="customers")
    shipped = MessageTemplate.objects.get(group=None, kind="root_cause", detail_level=group.detail_level)
    StakeholderGroup.objects.filter(pk=group.pk).update(language="da")
    own = templates.add(lena, shipped, None, "da")
    version = own.versions.get()
    rows = [{**row, "body": "{{ day }}: {{ span }} ({{ duration }})."} for row in version.sections]
    templates.write_version(lena, own, subject="{{ title }}", sections=rows, why="På dansk.", based_on=version.number)
    draft = drafting.draft(tomas, incident, "root_cause", [audience_of(incident, "customers")])[0]
    assert text_of(draft).startswith("tirsdag, 3. marts 2026: 14:05–15:40 UTC (1 time 35 minutter).")
    assert stale_drafts(incident, Source.of(incident)) == []


def test_nothing_blocks_a_draft_of_complete_facts(incident, tomas):
    drafts = drafting.draft(tomas, incident, "root_cause", Audience.objects.filter(incident=incident))
    assert {str(draft): [b.sentence for b in blockers(draft)] for draft in drafts} == {str(d): [] for d in drafts}


def test_a_gap_is_named_and_blocks(incident, tomas):
    Fact.objects.filter(incident=incident, key="root_cause").update(state="", plain="", technical="")
    draft = drafting.draft(tomas, incident, "root_cause", [audience_of(incident, "customers")])[0]
    assert "[Missing: root cause]" in text_of(draft)
    assert ("gap", "root_cause") in {(b.code, b.section) for b in blockers(draft)}


def test_people_outside_never_get_technical_words_for_want_of_plain_ones(incident, tomas):
    Fact.objects.filter(incident=incident, key="root_cause").update(plain="")
    inside, outside = drafting.draft(
        tomas, incident, "root_cause", [audience_of(incident, "engineering"), audience_of(incident, "customers")]
    )
    assert "TECHNICAL root_cause" in text_of(inside)
    assert "TECHNICAL" not in text_of(outside)
    assert {b.code for b in blockers(outside)} == {"gap"}


def test_what_is_under_investigation_is_said_so_and_demands_a_date(incident, tomas):
    Fact.objects.filter(incident=incident, key="root_cause").update(state="investigating", plain="")
    draft = drafting.draft(tomas, incident, "root_cause", [audience_of(incident, "customers")])[0]
    assert "We do not yet know why this happened" in text_of(draft)
    assert {b.code for b in blockers(draft)} == {"no_next_update"}
    soon = timezone.now() + timedelta(days=3)
    drafting.edit_details(tomas, draft, subject=draft.subject, next_update_at=soon, version=draft.version)
    draft.refresh_from_db()
    assert not blockers(draft)
    assert "We will write to you again by" in text_of(draft)
    drafting.edit_details(
        tomas, draft, subject=draft.subject, next_update_at=timezone.now() - timedelta(days=1), version=draft.version
    )
    draft.refresh_from_db()
    assert {b.code for b in blockers(draft)} == {"next_update_past"}


@pytest.mark.parametrize(
    "key", ["summary", "root_cause", "resolution", "next_steps", "further_updates", "support_contacts"]
)
def test_each_mandatory_section_must_say_something(customers, tomas, key):
    section = customers.sections.get(key=key)
    drafting.edit_section(tomas, section, body="  \n", version=section.version)
    assert ("empty_section", key) in {(b.code, b.section) for b in blockers(customers)}


def test_readers_must_be_able_to_answer(customers, tomas):
    section = customers.sections.get(key="feedback")
    drafting.edit_section(tomas, section, body="Thank you.", version=section.version)
    assert {b.code for b in blockers(customers)} == {"no_feedback"}


@pytest.mark.parametrize(
    ("link", "contact", "advice"),
    [
        (True, "", "put [[feedback_link]] into the text"),
        (True, "Petra Lind", "put [[feedback_link]] into the text"),
        (False, "Petra Lind", "name in the text whom they can tell, Petra Lind."),
        (False, "", "give the group a contact for feedback"),
    ],
)
def test_the_link_is_advised_only_where_there_is_one(customers, tomas, link, contact, advice):
    section = customers.sections.get(key="feedback")
    drafting.edit_section(tomas, section, body="Thank you.", version=section.version)
    group = customers.audience.group
    group.feedback_on, group.feedback_contact = link, contact
    (blocker,) = [one for one in blockers(customers) if one.code == "no_feedback"]
    assert advice in blocker.sentence
    assert link or "feedback_link" not in blocker.sentence


def test_drafting_twice_keeps_the_first(customers, incident, tomas):
    section = customers.sections.get(key="summary")
    drafting.edit_section(tomas, section, body="My words", version=0)
    again = drafting.draft(tomas, incident, "root_cause", [audience_of(incident, "customers")])[0]
    assert again == customers
    assert "My words" in text_of(again)


def test_two_editors_lose_nothing(customers, tomas, amara):
    section = customers.sections.get(key="summary")
    drafting.edit_section(amara, section, body="Hers", version=0)
    with pytest.raises(Refused) as refused:
        drafting.edit_section(tomas, section, body="His", version=0)
    assert refused.value.code == "changed_meanwhile"
    section.refresh_from_db()
    assert section.body == "Hers"


def test_the_editor_shows_both_texts(sign_in, customers, tomas, amara):
    section = customers.sections.get(key="summary")
    drafting.edit_section(amara, section, body="Her words", version=0)
    data = {"subject": customers.subject, "version": customers.version}
    for other in customers.sections.all():
        data |= {f"s{other.pk}-{name}": getattr(other, name) for name in ("title", "body", "version")}
    data |= {f"s{section.pk}-body": "His words", f"s{section.pk}-version": 0}
    response = sign_in(tomas).post(customers.get_absolute_url(), data)
    assert response.status_code == 409
    read = re.sub(r"<[^>]*>", "", response.text)  # what differs stands between tags
    assert "Her words" in read
    assert "His words" in read


def test_a_changed_fact_is_told_and_redrawn_around_what_people_wrote(sign_in, customers, incident, tomas):
    edited, untouched = customers.sections.get(key="root_cause"), customers.sections.get(key="resolution")
    drafting.edit_section(tomas, edited, body="In my words.", version=0)
    for key in ("root_cause", "resolution"):
        Fact.objects.filter(incident=incident, key=key).update(plain=f"New {key}.")
    text = sign_in(tomas).get(customers.get_absolute_url()).text
    assert "A fact it used has changed" in text
    assert "New resolution." in text
    redrawing.redraw(tomas, customers)
    edited.refresh_from_db()
    untouched.refresh_from_db()
    assert edited.body == "In my words."
    assert "New root_cause." in edited.drawn
    assert "New resolution." in untouched.body


def test_improvements_are_drawn_with_their_dates(incident, tomas):
    Improvement.objects.create(
        incident=incident, what="Internal words", public_wording="Test every certificate", due_on="2026-04-30"
    )
    draft = drafting.draft(tomas, incident, "root_cause", [audience_of(incident, "customers")])[0]
    assert "- Test every certificate, by 30 April 2026" in text_of(draft)
    assert "Internal words" not in text_of(draft)


def test_talking_points_are_for_colleagues(incident, lena):
    (points,) = drafting.draft(lena, incident, "talking_points", [audience_of(incident, "support")])
    assert points.kind == "talking_points"
    with pytest.raises(Refused) as refused:
        drafting.draft(lena, incident, "talking_points", [audience_of(incident, "customers")])
    assert refused.value.code == "inside_only"


def test_an_excluded_audience_cannot_be_drafted_for(incident, lena):
    partners = audience_of(incident, "partners")
    audiences.exclude(lena, partners, "Not connected")
    partners.refresh_from_db()
    with pytest.raises(Refused):
        drafting.draft(lena, incident, "root_cause", [partners])


def test_updates_open_a_new_round_and_a_root_cause_does_not(incident, tomas):
    audience = audience_of(incident, "customers")
    for kind, rounds in (("update", [1, 2]), ("root_cause", [1])):
        first = drafting.draft(tomas, incident, kind, [audience])[0]
        Communication.objects.filter(pk=first.pk).update(state="released")
        if len(rounds) == 2:
            assert drafting.draft(tomas, incident, kind, [audience])[0].round == 2
        else:
            with pytest.raises(Refused):
                drafting.draft(tomas, incident, kind, [audience])
    assert drafting.draft(tomas, incident, "root_cause", [audience], corrects=first)[0].round == 2


CORPUS = [
    "<script>alert(1)</script>",
    "{{ 7|add:7 }}{% load x %}",
    "[x](javascript:alert(1))",
    "<img src=x onerror=alert(1)>",
]


@pytest.mark.parametrize("text", CORPUS)
def test_nothing_typed_comes_alive(sign_in, incident, tomas, text):
    Fact.objects.filter(incident=incident, key="root_cause").update(plain=text, technical=text)
    incident.title = incident.public_title = text
    incident.save()
    StakeholderGroup.objects.filter(slug="customers").update(signature=text, feedback_contact=text)
    draft = drafting.draft(tomas, incident, "root_cause", [audience_of(incident, "customers")])[0]
    section = draft.sections.get(key="resolution")
    drafting.edit_section(tomas, section, body=text, version=0, title=text)
    client = sign_in(tomas)
    for url in (
        draft.get_absolute_url(),
        reverse("communications:communication-preview", args=[draft.pk]),
        reverse("communications:communication-preview-body", args=[draft.pk]),
        incident.get_absolute_url(),
    ):
        page = client.get(url).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert 'href="javascript' not in page


@pytest.mark.parametrize("text", ["", "x" * 1_000_000, "\x00", "🙂 مرحبا \u202e", "\x08"])
def test_no_text_breaks_the_editor(sign_in, customers, tomas, text):
    section = customers.sections.get(key="summary")
    data = {"subject": text, "version": customers.version, "next_update_at": text}
    data |= {f"s{section.pk}-title": "T", f"s{section.pk}-body": text, f"s{section.pk}-version": 0}
    assert sign_in(tomas).post(customers.get_absolute_url(), data).status_code in (200, 302, 400)


def test_colleagues_read_whose_an_improvement_is_and_outsiders_do_not(incident, tomas):
    Improvement.objects.create(incident=incident, what="Check every certificate", owner=tomas)
    inside, outside = (
        text_of(drafting.draft(tomas, incident, "root_cause", [audience_of(incident, slug)])[0])
        for slug in ("engineering", "customers")
    )
    assert "Check every certificate (Tomás Ribeiro)" in inside
    assert "Tomás" not in outside


@pytest.mark.parametrize("level", ["technical", "summary", "plain", "formal"])
@pytest.mark.parametrize(("slug", "is_inside"), [("partners", False), ("regulators", False), ("executives", True)])
def test_how_an_incident_is_graded_is_for_inside(incident, tomas, level, slug, is_inside):
    audience = audience_of(incident, slug)
    StakeholderGroup.objects.filter(pk=audience.group_id).update(detail_level=level)
    drafts = [
        drafting.draft(tomas, incident, kind, [audience])[0]
        for kind in ("acknowledgement", "update", "resolution", "root_cause", "improvements")
    ]
    texts = "\n".join(text_of(draft) for draft in drafts)
    assert ("critical" in texts) == (is_inside and level != "plain")
    assert "Severity" not in texts or is_inside


def test_the_page_chooses_whoever_has_none_and_names_whoever_had_it(sign_in, incident, tomas):
    client, url = sign_in(tomas), reverse("communications:draft", args=[incident.reference])
    audiences.ensure_audiences(incident)
    first, *others = Audience.objects.filter(incident=incident, state="included").order_by("group__priority")
    drafting.draft(tomas, incident, "root_cause", [first])
    incident.communications.update(state="released")
    assert client.get(url).context["form"]["audiences"].initial == others
    assert first in client.get(url, {"kind": "update"}).context["form"]["audiences"].initial
    page = client.post(url, {"kind": "root_cause", "audiences": [first.pk]})
    assert f"{first.group.name} had this message already" in page.text


@pytest.mark.parametrize("group", ["customers", "support", "engineering", "regulators"])
def test_while_something_is_investigated_no_message_is_called_the_last(incident, tomas, lena, group):
    last = "This is our last planned message|No further (?:message|report) is planned"
    [draft] = drafting.draft(tomas, incident, "root_cause", [audience_of(incident, group)])
    assert re.search(last, text_of(draft))
    state_fact(lena, incident.facts.get(key="next_steps"), state="investigating", plain="", technical="")
    redrawing.redraw(tomas, draft)
    assert not re.search(last, text_of(draft))
    assert [one.code for one in blockers(draft)] == ["no_next_update"]
    draft.refresh_from_db()
    soon = timezone.now() + timedelta(days=2)
    draft = drafting.edit_details(tomas, draft, subject="S", next_update_at=soon, version=draft.version)
    assert blockers(draft) == []
    assert " by " in draft.sections.get(key="further_updates").body
    assert not re.search(last, text_of(draft))


def test_an_acknowledgement_is_not_called_the_last_while_it_lasts(lena, tomas):
    lasting = incidents.declare(lena, title="T", severity="critical", started_at=STARTED, services=[make_service("s")])
    [draft] = drafting.draft(tomas, lasting, "acknowledgement", [audience_of(lasting, "engineering")])
    assert "No further message is planned" not in text_of(draft)
