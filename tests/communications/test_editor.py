import pytest
from django.core import mail
from django.urls import reverse

from communications.mirror import mirrored
from communications.verbs import drafting, reviewing
from communications.writing_forms import digest_of
from tests.communications.test_drafting import customers, incident  # noqa: F401 - fixtures


def typed(communication, **bodies):
    """What the editor posts, with some sections written anew."""
    data = {"subject": communication.subject, "next_update_at": "", "version": communication.version}
    for section in communication.sections.all():
        body = bodies.get(section.key, section.body)
        data |= {f"s{section.pk}-{name}": value for name, value in (("title", section.title), ("body", body))}
        data[f"s{section.pk}-version"] = section.version
        data[f"s{section.pk}-seen"] = digest_of(section.title, section.body)
    return data


def body_of(communication, key):
    return communication.sections.get(key=key).body


@pytest.mark.parametrize("name", ["section-add", "communication-redraw", "communication-test"])
def test_what_is_pressed_beside_the_text_saves_it_first(sign_in, tomas, customers, name):  # noqa: F811
    data = typed(customers, summary="Written and not yet saved.") | {"title": "In your country"}
    response = sign_in(tomas).post(reverse(f"communications:{name}", args=[customers.pk]), data)
    assert response.status_code == 302
    assert body_of(customers, "summary") == "Written and not yet saved."


def test_taking_a_drawing_keeps_what_was_typed_elsewhere(sign_in, tomas, customers):  # noqa: F811
    section = customers.sections.get(key="summary")
    drafting.edit_section(tomas, section, body="Mine.", version=section.version)
    url = reverse("communications:section-use-drawn", args=[customers.pk, section.pk])
    sign_in(tomas).post(url, typed(customers, resolution="Typed a moment ago."))
    assert body_of(customers, "resolution") == "Typed a moment ago."
    assert body_of(customers, "summary") == section.drawn


def test_nothing_is_tested_while_what_was_typed_needs_another_look(sign_in, tomas, customers):  # noqa: F811
    data = typed(customers, summary="Kept on the screen.") | {"subject": ""}
    response = sign_in(tomas).post(reverse("communications:communication-test", args=[customers.pk]), data)
    assert response.status_code == 200
    assert "Kept on the screen." in response.text
    assert f'action="{customers.get_absolute_url()}"' in response.text
    assert not mail.outbox


def test_what_was_typed_while_somebody_submitted_is_shown(sign_in, tomas, lena, customers):  # noqa: F811
    data = typed(customers, summary="Half an hour of work.")
    reviewing.submit(lena, customers)
    response = sign_in(tomas).post(customers.get_absolute_url(), data)
    assert response.status_code == 409
    assert "Half an hour of work." in response.text
    assert body_of(customers, "summary") != "Half an hour of work."


def test_a_section_removed_meanwhile_gives_back_what_was_typed_in_it(sign_in, tomas, lena, customers):  # noqa: F811
    section = drafting.add_section(tomas, customers, "In your country")
    customers.refresh_from_db()
    data = typed(customers, in_your_country="Three paragraphs.", summary="Saved all the same.")
    drafting.remove_section(lena, section)
    response = sign_in(tomas).post(customers.get_absolute_url(), data)
    assert response.status_code == 409
    assert "Three paragraphs." in response.text
    assert body_of(customers, "summary") == "Saved all the same."


def test_two_people_in_two_sections_do_not_meet(sign_in, tomas, lena, customers):  # noqa: F811
    url, theirs = customers.get_absolute_url(), typed(customers, summary="Theirs.")
    mine = typed(customers, resolution="Mine.")
    assert sign_in(lena).post(url, theirs).status_code == 302
    assert sign_in(tomas).post(url, mine).status_code == 302
    assert (body_of(customers, "summary"), body_of(customers, "resolution")) == ("Theirs.", "Mine.")


def test_after_a_conflict_only_what_was_written_replaces_anything(sign_in, tomas, lena, customers):  # noqa: F811
    url, client = customers.get_absolute_url(), sign_in(tomas)
    mine = typed(customers, resolution="Mine.", next_steps="Mine too.")
    sign_in(lena).post(url, typed(customers, resolution="Theirs.", summary="Theirs too."))
    response = client.post(url, mine)
    assert response.status_code == 409
    shown = {name: field.value() or "" for form in response.context["forms"] for name, field in form_fields(form)}
    assert client.post(url, mine | shown).status_code == 302
    expected = {"resolution": "Mine.", "next_steps": "Mine too.", "summary": "Theirs too."}
    assert {key: body_of(customers, key) for key in expected} == expected


def form_fields(form):
    return [(field.html_name, field) for field in form]


def test_a_preview_of_what_was_submitted_shows_the_frozen_text(sign_in, vera, tomas, customers):  # noqa: F811
    reviewing.submit(tomas, customers)
    customers.sections.filter(key="summary").update(body="Changed behind its back.")
    text = sign_in(vera).get(reverse("communications:communication-preview-body", args=[customers.pk])).text
    assert "Changed behind its back." not in text
    assert "Ana Ferreira" in text


def test_the_mirror_marks_gaps_and_what_is_filled_in():
    marked = mirrored("<b> [Missing: impact] at [[feedback_link]]")
    assert '<span class="f-bad">[Missing: impact]</span>' in marked
    assert '<span class="f-info">[[feedback_link]]</span>' in marked
    assert "&lt;b&gt;" in marked


@pytest.mark.parametrize("tone", ["factual", "empathetic", "formal"])
def test_the_tone_of_the_group_stands_beside_the_text(sign_in, tomas, customers, tone):  # noqa: F811
    type(customers.audience.group).objects.filter(pk=customers.audience.group_id).update(tone=tone)
    text = sign_in(tomas).get(customers.get_absolute_url()).text
    assert f"<dt>Tone</dt><dd>{tone}</dd>" in text


def test_the_form_of_a_group_says_what_its_tone_is_for(sign_in, lena, customers):  # noqa: F811
    text = sign_in(lena).get(reverse("communications:group-edit", args=[customers.audience.group.slug])).text
    assert "A note to whoever writes to them" in text
