"""What somebody types is kept while they type it: a closed tab, or a page that arrived in conflict, loses nothing."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from communications.models import WorkingCopy
from communications.verbs import drafting, reviewing
from tests.communications.test_checking import write
from tests.communications.test_drafting import customers, incident  # noqa: F401 - fixtures
from tests.communications.test_editor import body_of, typed


@pytest.fixture
def keep(sign_in):
    def kept(user, communication, **more):
        url = reverse("communications:working-copy-keep", args=[communication.pk])
        data = typed(communication, **{key: more.pop(key) for key in list(more) if "-" not in key})
        return sign_in(user).post(url, data | more)

    return kept


def field(page, section):
    """What the text field of a section holds."""
    found = re.search(rf'<textarea[^>]*name="s{section.pk}-body"[^>]*>\n?(.*?)</textarea>', page.text, re.DOTALL)
    return found[1]


def test_what_was_typed_is_there_again_and_said_to_be_unsaved(sign_in, tomas, keep, customers):  # noqa: F811
    summary = customers.sections.get(key="summary")
    assert "Kept" in keep(tomas, customers, summary="Half a sentence").text
    assert body_of(customers, "summary") != "Half a sentence"
    page = sign_in(tomas).get(customers.get_absolute_url())
    assert field(page, summary) == "Half a sentence"
    assert "You typed this and did not save it." in page.text


def test_nobody_else_sees_it_but_that_somebody_writes(sign_in, tomas, lena, keep, customers):  # noqa: F811
    keep(tomas, customers, summary="Half a sentence")
    page = sign_in(lena).get(customers.get_absolute_url())
    assert "Half a sentence" not in page.text
    assert "Tomás Ribeiro is writing here" in page.text
    WorkingCopy.objects.update(saved_at=timezone.now() - timedelta(hours=1))
    assert "is writing here" not in sign_in(lena).get(customers.get_absolute_url()).text


def test_saving_and_discarding_end_it(sign_in, tomas, keep, customers):  # noqa: F811
    client = sign_in(tomas)
    keep(tomas, customers, summary="Half a sentence")
    client.post(customers.get_absolute_url(), typed(customers, summary="A whole sentence."))
    assert not WorkingCopy.objects.exists()
    customers.refresh_from_db()
    keep(tomas, customers, summary="Half a sentence")
    client.post(reverse("communications:working-copy-discard", args=[customers.pk]))
    assert not WorkingCopy.objects.exists()
    assert "Half a sentence" not in client.get(customers.get_absolute_url()).text


def test_what_is_as_it_stands_is_not_kept(tomas, keep, customers):  # noqa: F811
    keep(tomas, customers, summary="Half a sentence")
    assert "Kept" not in keep(tomas, customers).text
    assert not WorkingCopy.objects.exists()


def test_what_others_saved_meanwhile_is_shown_where_one_did_not_write(sign_in, tomas, lena, keep, customers):  # noqa: F811
    keep(tomas, customers, summary="Mine, unsaved")
    write(lena, customers, "resolution", "Theirs, saved.")
    drafting.edit_details(lena, customers, subject="Theirs too", next_update_at=None, version=customers.version + 1)
    page = sign_in(tomas).get(customers.get_absolute_url())
    assert field(page, customers.sections.get(key="summary")) == "Mine, unsaved"
    assert field(page, customers.sections.get(key="resolution")) == "Theirs, saved."


def test_it_meets_what_others_saved_in_the_same_section(sign_in, tomas, lena, keep, customers):  # noqa: F811
    summary = customers.sections.get(key="summary")
    data = typed(customers, summary="Mine, unsaved")
    keep(tomas, customers, summary="Mine, unsaved")
    write(lena, customers, "summary", "Theirs, saved.")
    response = sign_in(tomas).post(customers.get_absolute_url(), data)
    assert response.status_code == 409
    assert field(sign_in(tomas).get(customers.get_absolute_url()), summary) == "Mine, unsaved"


def test_a_section_on_a_page_of_its_own_leaves_the_others_kept(tomas, keep, sign_in, customers):  # noqa: F811
    keep(tomas, customers, summary="In one tab")
    resolution = customers.sections.get(key="resolution")
    data = typed(customers, resolution="In another")
    alone = {
        name: data[name] for name in data if name.startswith(f"s{resolution.pk}-") or name in ("subject", "version")
    }
    client = sign_in(tomas)
    client.post(reverse("communications:working-copy-keep", args=[customers.pk]), alone | {"only": "resolution"})
    client.post(customers.get_absolute_url(), alone | {"only": "resolution", "next_update_at": ""})
    assert body_of(customers, "resolution") == "In another"
    page = client.get(customers.get_absolute_url())
    assert field(page, customers.sections.get(key="summary")) == "In one tab"


def test_what_was_typed_into_a_section_that_is_gone_is_given_back(sign_in, tomas, lena, keep, customers):  # noqa: F811
    section = drafting.add_section(tomas, customers, "In your country")
    customers.refresh_from_db()
    keep(tomas, customers, in_your_country="Three paragraphs.")
    drafting.remove_section(lena, section)
    page = sign_in(tomas).get(customers.get_absolute_url())
    assert "Three paragraphs." in page.text
    assert "Somebody removed a section in which you had typed." in page.text


def test_what_was_typed_before_somebody_submitted_is_given_back(sign_in, tomas, lena, keep, customers):  # noqa: F811
    keep(tomas, customers, summary="Half a sentence")
    reviewing.submit(lena, customers)
    assert "Half a sentence" in sign_in(tomas).get(customers.get_absolute_url()).text
    sign_in(tomas).post(reverse("communications:working-copy-discard", args=[customers.pk]))
    assert "Half a sentence" not in sign_in(tomas).get(customers.get_absolute_url()).text


def test_what_cannot_be_saved_is_kept_all_the_same(sign_in, tomas, keep, customers):  # noqa: F811
    summary = customers.sections.get(key="summary")
    keep(tomas, customers, summary="x" * 21_000)
    assert len(field(sign_in(tomas).get(customers.get_absolute_url()), summary)) == 21_000
    keep(tomas, customers, summary="\x00nul \ud800".encode("utf-8", "replace").decode())
    assert "nul" in field(sign_in(tomas).get(customers.get_absolute_url()), summary)


def test_a_copy_holds_fields_of_the_form_only(tomas, keep, customers):  # noqa: F811
    keep(tomas, customers, summary="Half", **{"csrfmiddlewaretoken": "secret", "s1-evil": "x"})
    assert not {"csrfmiddlewaretoken", "s1-evil"} & set(WorkingCopy.objects.get().fields)
