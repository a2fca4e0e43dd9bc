"""Drafting for a few of an audience: they alone are written to, and nothing says that the audience was told."""

import pytest

from communications.affected import emptied_sentence, is_emptied
from communications.evidence import improvements_told
from communications.matrix import matrices
from communications.models import Commitment, Communication, Delivery, RecipientList
from communications.recipients import recipients_of
from communications.verbs import affected, drafting, releasing, reviewing
from communications.verbs.commitments import commit
from communications.verbs.few import draft_to_a_few
from postincident import clock
from postincident.errors import Refused
from postincident.models import Improvement
from tests.communications.factories import (
    make_audience,
    make_communication,
    make_contact,
    make_delivery,
    make_group,
    make_group_endpoint,
    make_release,
    make_revision,
    make_suppression,
)
from tests.communications.test_affected import bring_in

pytestmark = pytest.mark.django_db

PEOPLE = {"ana@example.net": "Ana", "rui@example.net": ""}


def to_a_few(user, audience, people=PEOPLE, **fields):
    fields = {"follows": None, "bodies": {"you_said": ("You said", "Late.")}, "improvements": []} | fields
    return draft_to_a_few(user, audience, "improvements", people, **fields)


def addresses(communication):
    return [one.address for one in recipients_of([communication]).of(communication).addressed]


@pytest.fixture
def audience(lena):
    group = make_group(channels=["mail", "slack"])
    for _ in range(3):
        make_contact(group)
    make_group_endpoint("slack", group=group)
    return make_audience(group=group, told_at=clock.now())


def test_only_they_are_written_to_and_no_channel_of_the_group(lena, audience):
    assert addresses(to_a_few(lena, audience)) == ["ana@example.net", "rui@example.net"]


def test_it_goes_before_a_list_of_the_audience(lena, audience):
    bring_in(lena, audience, "address\nothers@example.net\n")
    few = to_a_few(lena, audience)
    everybody = make_communication(audience)
    assert addresses(few) == ["ana@example.net", "rui@example.net"]
    assert "others@example.net" in addresses(everybody)
    assert "ana@example.net" not in addresses(everybody)
    affected.remove(lena, audience)
    assert addresses(few) == ["ana@example.net", "rui@example.net"]


def test_who_left_is_not_written_to(lena, audience):
    make_suppression("ana@example.net")
    assert addresses(to_a_few(lena, audience)) == ["rui@example.net"]


def test_its_sections_stand_first_or_in_the_place_of_the_templates(lena, audience):
    bodies = {"you_said": ("You said", "It came late."), "improvements": ("We did", "- A pager")}
    made = to_a_few(lena, audience, bodies=bodies)
    rows = list(made.sections.values_list("key", "title", "body"))
    assert rows[0] == ("you_said", "You said", "It came late.")
    assert ("improvements", "We did", "- A pager") in rows
    assert list(made.sections.values_list("position", flat=True)) == list(range(len(rows)))


def test_its_round_is_its_own_whichever_was_drafted_first(lena, audience):
    incident = audience.incident
    first = to_a_few(lena, audience)
    (ordinary,) = drafting.draft(lena, incident, "improvements", [audience])
    second = to_a_few(lena, audience)
    assert len({first.round, ordinary.round, second.round}) == 3
    assert drafting.draft(lena, incident, "improvements", [audience]) == [ordinary]
    Communication.objects.filter(pk=ordinary.pk).update(state="released")
    (later,) = drafting.draft(lena, incident, "improvements", [audience])
    assert later.round not in {first.round, ordinary.round, second.round}
    assert not RecipientList.objects.filter(communication=later).exists()


def test_what_corrects_it_or_follows_it_goes_to_the_same_few(lena, audience):
    few = to_a_few(lena, audience)
    Communication.objects.filter(pk=few.pk).update(state="released")
    few.refresh_from_db()
    (correction,) = drafting.draft(lena, audience.incident, "improvements", [audience], corrects=few)
    (update,) = drafting.draft(lena, audience.incident, "update", [audience], follows=few)
    assert addresses(correction) == addresses(update) == ["ana@example.net", "rui@example.net"]


def test_the_audience_counts_as_told_by_what_goes_to_everybody_only(lena, audience):
    incident = audience.incident
    Improvement.objects.create(incident=incident, what="A pager", state="done", done_at=clock.now())
    few = to_a_few(lena, audience)
    Communication.objects.filter(pk=few.pk).update(state="released")
    (clause,) = improvements_told([incident], clock.now())[incident.pk]
    assert not clause.holds
    (row,) = matrices(lena, [incident.pk])[incident.pk].rows
    assert not any(cell.communications for cell in row.cells)


def test_it_settles_no_commitment_but_makes_those_of_what_it_tells(lena, audience):
    incident = audience.incident
    done = Improvement.objects.create(incident=incident, what="A pager", state="done", done_at=clock.now())
    planned = Improvement.objects.create(incident=incident, what="A drill")
    Commitment.objects.create(
        incident=incident,
        audience=audience,
        kind="improvement",
        improvement=done,
        text="A pager",
        told_in=make_communication(audience, state="released"),
    )
    commit(to_a_few(lena, audience, improvements=[done, planned]))
    assert dict(Commitment.objects.values_list("improvement__what", "state")) == {"A pager": "open", "A drill": "open"}


def test_drawing_it_anew_leaves_what_it_tells_of(lena, audience):
    Improvement.objects.create(incident=audience.incident, what="A pager")
    made = to_a_few(lena, audience)
    drafting.edit_details(
        lena, made, subject="Another", next_update_at=clock.now(), version=Communication.objects.get(pk=made.pk).version
    )
    assert not made.improvements.exists()


def test_what_was_approved_for_them_is_released_to_them(lena, audience):
    made = to_a_few(lena, audience)
    make_revision(made)
    Communication.objects.filter(pk=made.pk).update(state="approved")
    releasing.release(lena, [Communication.objects.get(pk=made.pk)], any_hour=True)
    assert sorted(Delivery.objects.values_list("address", flat=True)) == ["ana@example.net", "rui@example.net"]


def test_the_list_is_part_of_what_was_approved(lena, audience):
    made = to_a_few(lena, audience)
    make_revision(made)
    Communication.objects.filter(pk=made.pk).update(state="approved")
    RecipientList.objects.update(digest="0" * 64)
    with pytest.raises(Refused) as refused:
        releasing.release(lena, [Communication.objects.get(pk=made.pk)])
    assert refused.value.code == "not_what_was_approved"


@pytest.mark.parametrize("state", ["draft", "in_review"])
def test_its_page_says_to_whom_alone_it_goes_and_shows_them_to_those_who_write(sign_in, lena, vera, audience, state):
    made = to_a_few(lena, audience)
    make_revision(made)
    Communication.objects.filter(pk=made.pk).update(state=state)
    page = sign_in(lena).get(made.get_absolute_url()).text
    assert f"Only 2 of {audience.group} are written to." in page
    assert "ana@example.net" in page
    page = sign_in(vera).get(made.get_absolute_url()).text
    assert "are written to." in page
    assert "ana@example.net" not in page


def test_when_all_of_them_were_erased_nothing_leaves(lena, audience):
    made = to_a_few(lena, audience)
    assert not is_emptied(made)
    made.recipient_list.recipients.all().delete()
    assert is_emptied(made)
    assert "Cancel it" in emptied_sentence(made)
    assert addresses(made) == []


def test_nobody_or_an_excluded_audience_is_refused(lena, audience):
    with pytest.raises(Refused):
        to_a_few(lena, audience, {})
    audience.state, audience.reason = "excluded", "Not theirs"
    audience.save()
    with pytest.raises(Refused):
        to_a_few(lena, audience)


def test_whoever_lists_them_does_not_approve_it(lena, audience):
    assert lena.pk in reviewing.editors_of(to_a_few(lena, audience))


def test_a_delivery_of_another_round_covers_nobody(lena, audience):
    release = make_release(make_communication(audience, kind="improvements", state="released"))
    make_delivery(release, "ana@example.net", state="sent")
    assert "ana@example.net" in addresses(to_a_few(lena, audience))
