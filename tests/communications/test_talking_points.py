import pytest
from django.urls import reverse

from communications.checking import findings
from communications.circumstances import context_of
from communications.completeness import blockers
from communications.matrix import matrices
from communications.models import MessageTemplate, StakeholderGroup
from communications.verbs import drafting
from postincident.models import Fact, Improvement
from postincident.verbs.facts import state_fact
from postincident.vocabulary import DetailLevel
from tests.communications.test_drafting import audience_of, incident, text_of  # noqa: F401 - fixture
from tests.factories import make_fact

SECTIONS = ["what_to_say", "what_not_to_say", "questions", "when_to_pass_on"]


def points_for(incident, user, group="support"):  # noqa: F811
    return drafting.draft(user, incident, "talking_points", [audience_of(incident, group)])[0]


@pytest.mark.parametrize("level", DetailLevel)
def test_they_say_to_people_outside_only_what_may_be_said_there(incident, tomas, level):  # noqa: F811
    StakeholderGroup.objects.filter(slug="support").update(detail_level=level)
    Improvement.objects.create(incident=incident, what="Rotate card-auth-eu-2", public_wording="Test every certificate")
    points = points_for(incident, tomas)
    assert [section.key for section in points.sections.all()][:4] == SECTIONS
    text = f"{points.subject}\n{text_of(points)}"
    assert "Card payments declined in the EU" in text
    assert "A new security certificate was incomplete." in text
    assert "Test every certificate" in text
    for internal in ("card-auth-eu-2", "TECHNICAL"):
        assert internal not in text
    assert blockers(points) == []
    assert findings(points) == []


def test_engineers_are_told_besides_what_they_might_say(incident, tomas):  # noqa: F811
    warned = points_for(incident, tomas, "engineering").sections.get(key="what_not_to_say").body
    assert "No name of a system" in warned
    assert "No promise that is not written here" in warned
    assert "No name of a system" not in points_for(incident, tomas).sections.get(key="what_not_to_say").body


def test_they_are_checked_as_what_people_outside_will_hear(incident, tomas):  # noqa: F811
    points = points_for(incident, tomas)
    section = points.sections.get(key="what_to_say")
    drafting.edit_section(tomas, section, body=f"{section.body}\n\nIt was card-auth-eu-2.", version=section.version)
    named = [one.finding.text for one in findings(points) if one.is_blocking]
    assert named == ["card-auth-eu-2"]


def test_the_texts_beside_them_know_that_they_are_for_outside(incident, tomas):  # noqa: F811
    audiences = [audience_of(incident, "support"), audience_of(incident, "engineering")]
    for points in drafting.draft(tomas, incident, "talking_points", audiences):
        context = context_of(points)
        assert (context.outside, [one.outside for one in context.siblings]) == (True, [True])


def test_a_fact_without_plain_words_is_asked_for(incident, tomas):  # noqa: F811
    fact = incident.facts.get(key="root_cause")
    state_fact(tomas, fact, state="known", plain="", technical="Leaf certificate without its chain")
    points = points_for(incident, tomas)
    assert "Leaf certificate" not in text_of(points)
    assert "A fact is missing, or has no plain wording: root cause." in [one.sentence for one in blockers(points)]


@pytest.mark.parametrize(
    ("key", "state", "warning"),
    [
        ("root_cause", Fact.State.INVESTIGATING, "No cause that is not written here: it is still under investigation."),
        ("root_cause", Fact.State.WITHHELD, "Nothing of the cause: it is known and is not shared."),
        ("data", Fact.State.INVESTIGATING, "Nothing on whether data is safe"),
    ],
)
def test_they_warn_of_what_cannot_be_said_yet(incident, tomas, key, state, warning):  # noqa: F811
    incident.facts.filter(key=key).delete()
    make_fact(incident, key, state=state, withheld_reason="Lawyers look at it.")
    assert warning in points_for(incident, tomas).sections.get(key="what_not_to_say").body


@pytest.mark.parametrize("key", SECTIONS)
def test_each_of_their_sections_is_mandatory(incident, tomas, key):  # noqa: F811
    points = points_for(incident, tomas)
    points.sections.filter(key=key).update(body=" ")
    assert [one.section for one in blockers(points)] == [key]


def test_where_no_template_fits_the_mandatory_sections_wait_to_be_written(incident, tomas):  # noqa: F811
    MessageTemplate.objects.filter(kind="talking_points", detail_level="summary").delete()
    points = points_for(incident, tomas)
    assert [(section.key, section.body) for section in points.sections.all()] == [(key, "") for key in SECTIONS]


def test_the_draft_page_offers_them_to_groups_inside(sign_in, incident, tomas):  # noqa: F811
    client, url = sign_in(tomas), reverse("communications:draft", args=[incident.reference])
    chosen = client.get(url, {"kind": "talking_points"}).context["form"]["audiences"].initial
    assert {audience.group.kind for audience in chosen} == {"internal"}
    client.post(url, {"kind": "talking_points", "audiences": [audience.pk for audience in chosen]})
    assert incident.communications.filter(kind="talking_points").count() == len(chosen)


def test_an_audience_is_told_by_its_root_cause_whatever_its_talking_points_do(incident, tomas, vera):  # noqa: F811
    def is_told():
        rows = matrices(vera, [incident.pk])[incident.pk].rows
        return next(row.is_told for row in rows if row.audience.group.slug == "support")

    points_for(incident, tomas)
    incident.communications.update(state="released")
    assert not is_told()
    drafting.draft(tomas, incident, "root_cause", [audience_of(incident, "support")])
    incident.communications.filter(kind="root_cause").update(state="released")
    incident.communications.filter(kind="talking_points").update(state="draft")
    assert is_told()


def test_nobody_is_told_of_data_where_the_fact_does_not_apply(incident, tomas, lena):  # noqa: F811
    asked = "**Was my data affected?**"
    answers = points_for(incident, tomas).sections.get(key="questions").body
    assert f"{asked} I will ask" in answers
    fact = make_fact(incident, "data", state="not_applicable", plain="", technical="")
    assert asked not in text_of(points_for(incident, tomas, "executives"))
    state_fact(lena, fact, state="investigating", plain="", technical="")
    answers = points_for(incident, tomas, "engineering").sections.get(key="questions").body
    assert f"{asked} We are still looking into it." in answers
