import re
from dataclasses import replace

import pytest
from django.urls import reverse

from archive.corrections import chain_of
from archive.verbs.filing import file
from archive.verbs.redaction import redact
from postincident.models import Incident
from tests.archive.factories import make_filing, make_record
from tests.factories import make_incident

pytestmark = pytest.mark.django_db


def corrected(times=1, incident=None):
    incident = incident or make_incident()
    records = [make_record(incident, text="A certificate had expired.")]
    for number in range(times):
        text = f"A certificate was incomplete, as we know since time {number}."
        records.append(make_record(incident, corrects=records[-1], text=text))
    return records


def compare(record):
    return reverse("archive:record-compare", args=[record.number])


@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_each_of_a_chain_knows_all_of_it(vera, place):
    records = corrected(3)
    corrected(1, records[0].incident)
    make_record(records[0].incident)
    assert chain_of(vera, records[place]) == records


def test_a_record_that_nothing_corrects_has_none(vera):
    record = make_record()
    corrected(1, record.incident)
    assert chain_of(vera, record) == []


def test_two_corrections_of_one_are_both_there(vera):
    first, second = corrected(1)
    third = make_record(first.incident, corrects=first)
    assert chain_of(vera, second) == [first, second, third]


def test_records_without_an_incident_find_each_other(vera):
    first = file(None, replace(make_filing(), incident=None))
    second = file(None, replace(make_filing(), incident=None, corrects=first))
    assert chain_of(vera, first) == chain_of(vera, second) == [first, second]


def test_the_page_leads_to_all_of_it_and_to_the_comparison(sign_in, vera):
    first, second, third = corrected(2)
    page = sign_in(vera).get(second.get_absolute_url()).text
    for record in (first, third):
        assert f'<a href="{record.get_absolute_url()}">Record {record.number}</a>' in page
    assert compare(second) in page and compare(third) in page and compare(first) not in page


def test_the_page_makes_as_many_queries_for_a_long_chain(sign_in, vera, connection_queries):
    browser, counts = sign_in(vera), []
    for times in (2, 9):
        url = corrected(times)[1].get_absolute_url()
        browser.get(url)
        counts.append(connection_queries(lambda url=url: browser.get(url)))
    assert counts[0] == counts[1]


def test_both_texts_stand_whole_with_what_differs_marked(sign_in, vera):
    first = make_record(text="A certificate had expired. Answer: [[feedback_link]]")
    second = make_record(first.incident, corrects=first, text="A certificate was <b>incomplete</b>.")
    page = sign_in(vera).get(compare(second)).text
    assert re.search(r"A certificate <mark>had expired</mark>", page)
    assert "&lt;" in page and "<b>" not in page
    assert "[[" not in page and "own feedback link" in page


def test_there_is_nothing_to_compare_where_nothing_was_corrected(sign_in, vera):
    first, second = corrected()
    browser = sign_in(vera)
    assert browser.get(compare(first)).status_code == 404
    Incident.objects.filter(pk=second.incident_id).update(restricted=True)
    assert browser.get(compare(second)).status_code == 404


def test_what_was_redacted_is_said_beside_what_was_not(sign_in, vera, ade):
    first, second = corrected()
    redact(ade, first, "It named somebody.")
    page = sign_in(vera).get(compare(second)).text
    assert "Redacted: what it said is gone for good." in page and "as we know since time 0" in page
    assert "had expired" not in page
