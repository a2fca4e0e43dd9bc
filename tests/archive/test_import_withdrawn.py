"""An accepted import that is withdrawn is shown nowhere, changes nothing in the chain, and can be restored."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse

from archive.models import Import, Record, RecordBody, Redaction, WithheldIncident, WithheldRecord
from archive.search.find import Wanted, find
from archive.verbs import importing, placing, publishing, withdrawing
from archive.verbs.reading import read_file
from archive.verify import faults
from postincident.errors import Refused
from postincident.models import Event, Incident
from postincident.verbs.incident import adopt, restrict
from tests.archive.factories import make_record
from tests.archive.statuspage import api_incident, api_update, as_bytes, older_incident
from tests.factories import make_incident

pytestmark = pytest.mark.django_db


def brought(user, *incidents):
    run = importing.stage(user, "statuspage", "history.json", read_file("history.json", as_bytes(*incidents)))
    return importing.accept(user, run)


@pytest.fixture
def run(lena):
    return brought(lena, api_incident(), older_incident())


@pytest.fixture
def browser(client, lena):
    client.force_login(lena)
    return client


def grown():
    """The first incident, with a message that came later."""
    incident = api_incident()
    incident["incident_updates"].insert(0, api_update("postmortem", "2024-05-04T10:00:00Z", "Why it happened."))
    return incident


def places(record):
    number, incident = [record.number], [record.incident.reference]
    names = ("record-detail", "record-as-sent", "record-print", "record-export")
    pages = [reverse(f"archive:{name}", args=number) for name in names]
    of_incident = ("archive:incident-records", "archive:incident-changes", "postincident:incident-detail")
    return [*pages, *(reverse(name, args=incident) for name in of_incident)]


def exported(browser, incident):
    """Every word of the zip of an incident."""
    response = browser.get(reverse("archive:incident-export", args=[incident.reference]))
    with ZipFile(BytesIO(b"".join(response))) as zipped:
        return b"".join(zipped.read(name) for name in zipped.namelist())


def statuses(browser, urls):
    return {browser.get(url).status_code for url in urls}


def test_nothing_of_it_is_shown_to_anybody_until_it_is_restored(browser, lena, run):
    record = Record.objects.select_related("incident").first()
    lists = [reverse(name) for name in ("archive:search", "postincident:incident-list", "postincident:home")]
    shown = {url: browser.get(url).text for url in lists}
    withdrawing.withdraw(lena, run, "It was another company's.")
    assert statuses(browser, places(record)) == {404}
    for typed in ("", "payments", "kind:resolution", "-certificate", "cert*"):
        found = find(lena, Wanted(typed))
        assert (found.total, any(found.facets.values())) == (0, False), typed
    for url in lists:
        assert "Card payments failing" not in browser.get(url).text
    withdrawing.restore(lena, run)
    assert statuses(browser, places(record)) == {200}
    assert find(lena, Wanted("payments")).total
    assert "Card payments failing" in shown[lists[0]] and "Card payments failing" in browser.get(lists[0]).text
    assert not WithheldRecord.objects.exists() and not WithheldIncident.objects.exists()


def test_the_chain_stays_as_it_is(lena, run):
    digests = list(Record.objects.order_by("number").values_list("digest", flat=True))
    withdrawing.withdraw(lena, run, "Not ours.")
    assert not list(faults())
    later = make_record(make_incident())
    assert (later.number, later.previous_digest) == (8, digests[-1])
    withdrawing.restore(lena, run)
    assert not list(faults())
    assert list(Record.objects.order_by("number").values_list("digest", flat=True))[:-1] == digests


def test_it_leaves_the_public_pages_and_its_addresses_say_so(client, lena, run):
    publication = publishing.publish(lena, Record.objects.first())
    withdrawing.withdraw(lena, run, "Not ours.")
    assert client.get(publication.get_absolute_url()).status_code == 410
    for name in ("post-list", "post-feed", "post-feed-json", "post-sitemap"):
        assert publication.address not in client.get(reverse(f"archive:{name}")).text
    withdrawing.restore(lena, run)
    assert client.get(publication.get_absolute_url()).status_code == 410, "it is published anew by a person only"


def test_a_record_of_it_cannot_be_published(lena):
    first = brought(lena, api_incident())
    adopt(lena, Incident.objects.get())
    record = Record.objects.first()
    withdrawing.withdraw(lena, first, "Not ours.")
    with pytest.raises(Refused, match="withdrawn"):
        publishing.publish(lena, record)


def test_an_incident_somebody_worked_on_stays_without_its_records(browser, lena, run):
    adopted = Incident.objects.get(origin="statuspage:aaaa1111bbbb")
    adopt(lena, adopted)
    page = browser.get(reverse("archive:import-withdraw", args=[run.pk])).text
    assert "1 incident that somebody worked on" in page and "1 incident, which has nothing else" in page
    assert b"We are sorry" in exported(browser, adopted)
    withdrawing.withdraw(lena, run, "Not ours.")
    records = reverse("archive:incident-records", args=[adopted.reference])
    assert "archive/records/" not in browser.get(records).text
    assert b"We are sorry" not in exported(browser, adopted)
    assert [one.origin for one in Incident.objects.visible_to(lena)] == ["statuspage:aaaa1111bbbb"]
    assert not Record.objects.visible_to(lena).exists()


def test_an_incident_with_a_record_of_another_import_stays_with_that(lena, run):
    later = brought(lena, grown())
    withdrawing.withdraw(lena, run, "Not ours.")
    (record,) = Record.objects.visible_to(lena)
    assert record.kind == "root_cause" and record.incident in Incident.objects.visible_to(lena)
    withdrawing.withdraw(lena, later, "Nor that.")
    assert not Incident.objects.visible_to(lena).exists()
    withdrawing.restore(lena, run)
    assert Incident.objects.visible_to(lena).count() == 2
    assert Record.objects.visible_to(lena).count() == 7


def test_what_is_imported_again_is_said_to_be_withdrawn_and_what_is_new_shows_its_incident(lena, run):
    withdrawing.withdraw(lena, run, "Not ours.")
    again = brought(lena, grown(), older_incident())
    assert again.counts == {"records": 1, "incidents": 1, "already_there": 7, "problems": 0, "remarks": 7}
    assert set(again.entries.exclude(problem="").values_list("problem", flat=True)) == {
        f"Import {run.pk}, which brought it, was withdrawn: restore that one."
    }
    assert [record.kind for record in Record.objects.visible_to(lena)] == ["root_cause"]
    assert [one.origin for one in Incident.objects.visible_to(lena)] == ["statuspage:aaaa1111bbbb"]
    withdrawing.restore(lena, run)
    assert Record.objects.visible_to(lena).count() == 8


def test_an_incident_that_names_nobody_is_not_shown_for_that(lena):
    """Restricted, and who was named is gone: that is no withdrawal."""
    incident = make_incident(restricted=True)
    assert placing.show_again([incident]) == 0
    incident.refresh_from_db()
    assert incident.restricted


def test_it_needs_a_reason_and_is_done_and_undone_once(lena, run):
    with pytest.raises(Refused, match="why"):
        withdrawing.withdraw(lena, run, " ")
    with pytest.raises(Refused, match="not withdrawn"):
        withdrawing.restore(lena, run)
    withdrawing.withdraw(lena, run, "Not ours.")
    with pytest.raises(Refused, match="accepted"):
        withdrawing.withdraw(lena, run, "Not ours.")
    assert (run.state, run.withdrawn_by, run.why) == (Import.State.WITHDRAWN, lena, "Not ours.")
    withdrawing.restore(lena, run)
    assert run.state == Import.State.ACCEPTED
    told = Event.objects.filter(verb__in=["import.withdrawn", "import.restored"]).order_by("pk")
    assert [(event.verb, event.user, event.data) for event in told] == [
        ("import.withdrawn", lena, {"records": 7, "incidents": 2, "publications": 0}),
        ("import.restored", lena, {"records": 7, "incidents": 2}),
    ]


def test_a_manager_withdraws_and_restores_in_the_browser(browser, run):
    url = run.get_absolute_url()
    form = reverse("archive:import-withdraw", args=[run.pk])
    assert form in browser.get(url).text
    assert "7 records: in no search" in browser.get(form).text
    assert "invalid-feedback" in browser.post(form, {"why": ""}).text
    browser.post(form, {"why": "It was <b>theirs</b>."})
    page = browser.get(url).text
    assert "It was &lt;b&gt;theirs&lt;/b&gt;." in page and form not in page
    assert reverse("archive:record-detail", args=[1]) not in page
    browser.post(reverse("archive:import-restore", args=[run.pk]))
    assert reverse("archive:record-detail", args=[1]) in browser.get(url).text


def test_the_pages_ask_the_same_queries_however_much_was_brought(browser, lena, connection_queries):
    def asked(incidents):
        one = brought(lena, *(older_incident(f"q{incidents}x{n}") for n in range(incidents)))
        pages = [one.get_absolute_url(), reverse("archive:import-withdraw", args=[one.pk]), reverse("archive:search")]
        before = [connection_queries(lambda url=url: browser.get(url)) for url in pages]
        withdrawing.withdraw(lena, one, "Not ours.")
        return before, [connection_queries(lambda url=url: browser.get(url)) for url in (pages[0], pages[2])]

    asked(1)
    assert asked(2) == asked(9)


def test_the_page_says_what_was_filed_until_it_is_withdrawn(browser, lena, run):
    address = reverse("archive:import-detail", args=[run.pk])
    record = Record.objects.filter(incident__title=api_incident()["name"]).order_by("number")[0]
    assert record.title in (shown := browser.get(address).content.decode()) and record.audience in shown
    withdrawing.withdraw(lena, run, "Another company's")
    assert record.title not in browser.get(address).content.decode()


def test_a_record_of_it_is_redacted_without_being_restored(browser, client, lena, ade, run):
    record = Record.objects.select_related("incident").get(number=1)
    withdrawing.withdraw(lena, run, "Not ours.")
    address, words = reverse("archive:record-redact", args=[1]), record.body.text
    assert address not in browser.get(run.get_absolute_url()).text, "a manager does not redact"
    assert browser.get(address).status_code == 403
    client.force_login(ade)
    page = client.get(address).text
    assert "need not be restored" in page and record.title not in page
    assert client.post(address, {"why": "It names a customer"}).url == reverse("archive:search")
    assert Redaction.objects.get().by == ade and not RecordBody.objects.filter(record=record).exists()
    assert not list(faults())
    assert statuses(client, places(record)) == {404}
    client.force_login(lena)
    assert "Redacted" in browser.get(run.get_absolute_url()).text
    withdrawing.restore(lena, run)
    page = browser.get(record.get_absolute_url()).text
    assert "It names a customer" in page and words not in page


def test_of_a_restricted_incident_it_stays_hidden_from_who_is_not_named(client, lena, ade, run):
    incident = Record.objects.select_related("incident").get(number=1).incident
    adopt(lena, incident)
    restrict(lena, incident, [lena])
    withdrawing.withdraw(lena, run, "Not ours.")
    client.force_login(ade)
    assert client.get(reverse("archive:record-redact", args=[1])).status_code == 404
