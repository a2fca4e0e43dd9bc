"""A text that names a column: refused while it cannot be filled in, and filled in for each recipient when it leaves."""

import pytest
from django.test import Client
from django.urls import reverse

from communications.completeness import blockers
from communications.delivery.sending import send_release
from communications.looks import readers
from communications.models import Section
from communications.revisioning import EXAMPLE, build, filled
from communications.verbs import releasing
from tests.communications.delivery.servers import mailer, smtp_server
from tests.communications.factories import make_audience, make_communication, make_revision
from tests.communications.test_affected import bring_in

pytestmark = pytest.mark.django_db
ROWS = "address;name;Failed payments;pay_link\nana@example.net;Ana;<b>214</b>;https://pay.example/1\nrui@example.net;Rui;€ 1;\n"
BODY = "Dear [[contact_name]], [[failed_payments]] of your payments failed. [Pay]([[pay_link]])\n\n[[feedback_link]]"


def written(audience, body=BODY, subject="Your [[failed_payments]] payments", **fields):
    communication = make_communication(audience, subject=subject, **fields)
    Section.objects.create(communication=communication, key="summary", title="Summary", position=0, body=body)
    return communication


def codes(communication):
    return {one.code: one for one in blockers(communication)}


def test_a_name_that_nothing_fills_in_keeps_it_from_being_submitted(lena):
    audience = make_audience()
    communication = written(audience, "Hello [[failed payment]], [[plan]] and [[contact_name]]", subject="Why")
    first, second = (one for one in blockers(communication) if one.code == "unknown_name")
    assert "[[failed payment]]" in first.sentence
    assert "[[plan]]" in second.sentence
    assert first.section == second.section == "summary"
    bring_in(lena, audience, "address,plan\nana@example.net,A\n")
    assert sum(one.code == "unknown_name" for one in blockers(communication)) == 1


def test_so_does_a_row_without_a_value_for_a_column_that_is_named(lena):
    audience = make_audience()
    bring_in(lena, audience, ROWS)
    assert "1 recipient" in codes(written(audience))["no_value"].sentence
    other = written(audience, "[[failed_payments]] [[feedback_link]]", kind="update")
    assert not {"no_value", "unknown_name"} & set(codes(other))


def test_what_nothing_fills_in_is_found_in_a_heading_too(lena):
    audience = make_audience()
    communication = written(audience, "Hello [[feedback_link]]", subject="Why")
    assert not {"unknown_name", "template_mark"} & set(codes(communication))
    communication.sections.update(title="Your [[failed_paymnts]], {{ x }}")
    bring_in(lena, audience, ROWS)
    found = codes(communication)
    assert "[[failed_paymnts]]" in found["unknown_name"].sentence
    assert "{{ x }}" in found["template_mark"].sentence
    assert found["unknown_name"].section == found["template_mark"].section == "summary"
    communication.sections.update(title="Your [[pay_link]]")
    assert "1 recipient" in codes(communication)["no_value"].sentence


def test_a_list_that_nothing_names_asks_for_no_values(lena, connection_queries):
    audience = make_audience()
    bring_in(lena, audience, ROWS)
    assert "no_value" not in codes(written(audience, "Hello", subject="Why"))


def test_the_digest_covers_the_list_and_its_columns(lena):
    audience = make_audience()
    communication = written(audience)
    digests = {build(communication).digest}
    for rows in (ROWS, ROWS.replace("214", "215"), ROWS.replace("Failed payments", "Lost payments")):
        bring_in(lena, audience, rows)
        digests.add(build(communication).digest)
    assert len(digests) == 4


@pytest.fixture
def mailbox(settings):
    settings.MAIL_DOMAIN = "northwind.example"
    with smtp_server() as box:
        settings.MAILERS = mailer(box.port)
        yield box


def test_each_mail_holds_its_own_recipients_values_and_link(sign_in, lena, mailbox):
    audience = make_audience()
    bring_in(lena, audience, ROWS)
    communication = written(audience, state="approved")
    communication.sections.update(title="Your [[failed_payments]], [[contact_name]]")
    content = build(communication)
    make_revision(
        communication, subject=content.subject, text=content.text, html=content.html, canonical=content.canonical
    )
    (release,) = releasing.release(lena, [communication])
    send_release(release.pk)
    mails = {str(one["To"].addresses[0].addr_spec): one for one in mailbox.messages}
    ana, rui = mails["ana@example.net"], mails["rui@example.net"]
    assert "Your <b>214</b> payments" in str(ana["Subject"])
    assert "Your € 1 payments" in str(rui["Subject"])
    text, html = (ana.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert "Dear Ana, <b>214</b> of your payments" in text
    assert "&lt;b&gt;214&lt;/b&gt; of your payments" in html
    assert "<b>214" not in html
    assert "YOUR <b>214</b>, Ana\r\n" in text
    assert "Your &lt;b&gt;214&lt;/b&gt;, Ana</h2>" in html
    assert 'href="https://pay.example/1"' in html
    assert "Dear Rui, € 1 of your payments" in rui.get_body(("plain",)).get_content()
    assert "[[" not in html + text
    links = {one.get_body(("plain",)).get_content().split("/f/")[1].split()[0] for one in mails.values()}
    assert len(links) == 2
    release.refresh_from_db()
    assert release.record.body.text == content.text
    assert release.record.title == "Your … payments"
    page = sign_in(lena).get(release.record.get_absolute_url()).text
    assert "each recipient&#x27;s own: failed payments" in page
    assert "[[" not in page
    assert "Your … payments" in Client().get(f"/f/{links.pop()}").text
    assert "listed" in release.record.metadata


def test_the_preview_shows_somebodys_values(sign_in, lena):
    audience = make_audience()
    bring_in(lena, audience, ROWS)
    communication = written(audience)
    client = sign_in(lena)
    body = client.get(reverse("communications:communication-preview-body", args=[communication.pk])).text
    assert "&lt;b&gt;214&lt;/b&gt; of your payments" in body
    assert "[[" not in body


def test_whoever_neither_writes_nor_reviews_sees_nobodys_values(sign_in, lena, vera, amara):
    audience = make_audience()
    bring_in(lena, audience, ROWS)
    communication = written(audience)
    content = build(communication)
    revision = make_revision(communication, subject=content.subject, text=content.text, html=content.html)
    ana = readers(communication, "ana@example.net")[0]
    pk = communication.pk
    urls = [
        reverse("communications:communication-preview", args=[pk]),
        reverse("communications:communication-preview-body", args=[pk]),
        reverse("communications:revision-body", args=[pk, revision.number]),
    ]
    viewer, reviewer = sign_in(vera), sign_in(amara)
    for url in urls:
        for query in ({}, {"to": ana.key}):
            seen = viewer.get(url, query).text
            assert not [word for word in ("214", "pay.example", "ana@example.net") if word in seen]
            assert "214" in reviewer.get(url, query).text
    assert "[failed payments] of your payments" in viewer.get(urls[1]).text
    assert not viewer.get(urls[0]).context["readers"] and 'name="to"' not in viewer.get(urls[0]).text
    assert 'name="to"' in reviewer.get(urls[0]).text


def test_a_reader_of_the_revision_sees_where_each_has_words_of_their_own(sign_in, lena):
    audience = make_audience()
    bring_in(lena, audience, ROWS)
    communication = written(audience, state="in_review", subject="Why")
    communication.sections.update(title="Your [[failed_payments]]")
    content = build(communication)
    revision = make_revision(communication, state="in_review", subject=content.subject)
    revision.source = content.source
    revision.save()
    text = sign_in(lena).get(reverse("communications:communication-detail", args=[communication.pk])).text
    assert text.count("each recipient&#x27;s own: failed payments") == 2
    assert "[[" not in text


def test_a_link_leads_only_to_a_column_that_is_called_one(lena):
    audience = make_audience()
    bring_in(lena, audience, "address,page,pay_link\na@b.de,https://a.example,javascript:x\n")
    assert "no_link" in codes(written(audience, "[Pay]([[page]])", subject="Why"))
    fine = written(audience, "[Pay]([[pay_link]]) [[page]]", subject="Why", kind="update")
    assert "no_link" not in codes(fine)
    assert 'href="[[listed_pay_link]]"' in build(fine).html


@pytest.mark.parametrize("look", ["mail", "text", "chat"])
def test_each_look_shows_the_values_of_the_recipient_chosen(sign_in, lena, look):
    audience = make_audience()
    bring_in(lena, audience, ROWS)
    communication = written(audience)
    communication.sections.update(title="Of [[failed_payments]] payments")
    rui = next(one for one in readers(communication) if one.name == "Rui")
    url = reverse("communications:communication-preview-body", args=[communication.pk])
    text = sign_in(lena).get(url, {"as": look, "to": rui.key}).text
    assert "€ 1 of your payments" in text
    assert "Your € 1 payments" in text
    assert "of € 1 payments" in text.lower()
    assert "[[" not in text


def test_somebody_outside_is_shown_where_each_has_a_value_and_nobodys_value(lena):
    audience = make_audience()
    bring_in(lena, audience, ROWS)
    content = build(written(audience))
    assert "[failed payments] of your payments failed" in filled(content.text, EXAMPLE)
    assert "[failed payments] of your payments failed" in filled(content.html, EXAMPLE, as_html=True)
