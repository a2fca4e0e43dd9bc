"""A text that was drawn in another language than its readers', which nobody has written anew for them."""

import pytest

from communications.models import StakeholderGroup
from communications.verbs import drafting, reviewing
from tests.communications.test_drafting import audience_of, incident  # noqa: F401 - fixture

SAYS = "This audience reads"


@pytest.fixture
def draft_for(incident, tomas):  # noqa: F811
    def draft(language):
        StakeholderGroup.objects.filter(slug="customers").update(language=language)
        return drafting.draft(tomas, incident, "root_cause", [audience_of(incident, "customers")])[0]

    return draft


@pytest.mark.parametrize("language", ["en", "en-gb"])
def test_nothing_is_said_where_the_languages_are_one(draft_for, sign_in, tomas, language):
    assert SAYS not in sign_in(tomas).get(draft_for(language).get_absolute_url()).text


def test_the_writer_is_told_which_sections_are_still_as_drawn(draft_for, sign_in, tomas):
    draft = draft_for("de")
    page = " ".join(sign_in(tomas).get(draft.get_absolute_url()).text.split())
    assert "This audience reads German." in page
    assert "as a template in English drew them: What happened, Why it happened, How it was put right" in page
    section = draft.sections.get(key="summary")
    drafting.edit_section(tomas, section, body="Am Freitag …", version=section.version)
    page = " ".join(sign_in(tomas).get(draft.get_absolute_url()).text.split())
    assert "as a template in English drew them: Why it happened, How it was put right" in page


def test_whoever_reviews_it_is_told_too(draft_for, sign_in, tomas, amara):
    draft = draft_for("de")
    reviewing.submit(tomas, draft)
    for path in (draft.get_absolute_url(), f"{draft.get_absolute_url()}review/"):
        assert SAYS in sign_in(amara).get(path).text


def test_nothing_is_said_once_all_was_written_anew(draft_for, sign_in, tomas):
    draft = draft_for("de")
    for section in draft.sections.all():
        drafting.edit_section(tomas, section, body=f"Neu: {section.body}", version=section.version)
    assert SAYS not in sign_in(tomas).get(draft.get_absolute_url()).text
