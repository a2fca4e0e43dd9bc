from communications.reach import who_received
from tests.archive.factories import make_record
from tests.communications.factories import make_delivery, make_release


def test_the_record_page_counts_who_received_it(sign_in, vera):
    release = make_release()
    release.record = make_record(release.incident)
    release.save()
    for state in ("sent", "sent", "failed"):
        make_delivery(release, state=state)
    reach = who_received(vera, [release.record_id])[release.record_id]
    assert reach.lines == [("Sent", 2), ("Failed", 1)]
    text = sign_in(vera).get(release.record.get_absolute_url()).text
    assert "Who received it" in text
    assert release.get_absolute_url() in text


def test_a_record_said_elsewhere_says_nothing_of_recipients(vera):
    record = make_record(source="imported")
    assert who_received(vera, [record.pk]) == {}
