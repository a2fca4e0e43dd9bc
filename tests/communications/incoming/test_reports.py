"""Bounces, delays and complaints, as mail servers write them."""

import pytest

from communications.incoming.receiving import Status, receive
from communications.models import DeliveryReport, Suppression
from tests.communications.factories import make_delivery
from tests.communications.incoming.samples import arf, dsn, exim, mail, qmail, token_address

UNKNOWN = "<unknown@elsewhere.example>"


def state_of(delivery):
    delivery.refresh_from_db()
    return delivery.state


def reasons():
    return [*Suppression.objects.values_list("reason", flat=True)]


def kinds(delivery):
    return [*delivery.reports.values_list("kind", flat=True)]


def test_a_bounce_is_known_by_the_message_id_in_what_it_gives_back(delivery):
    fate = receive(dsn(delivery))
    assert fate == (Status.OK, "Noted: bounced.")
    assert state_of(delivery) == "bounced"
    assert delivery.server_said == "550 5.1.1 <ana@example.net>: Recipient address rejected: User unknown"
    assert reasons() == ["bounced"]


@pytest.mark.parametrize("kind", ["text/rfc822-headers", "message/rfc822-headers", "message/global-headers"])
def test_its_headers_alone_are_enough(delivery, kind):
    receive(dsn(delivery, returned_type=kind, rest=""))
    assert state_of(delivery) == "bounced"


def test_the_report_may_be_of_the_international_kind(delivery):
    receive(dsn(delivery, status_type="message/global-delivery-status", returned_type="message/global"))
    assert state_of(delivery) == "bounced"


def test_it_is_known_by_the_token_in_whom_it_is_for(delivery):
    other = make_delivery(delivery.release, state="sent")
    receive(dsn(delivery, to=token_address(delivery), message_id=UNKNOWN))
    receive(dsn(other, own_id="2", message_id=UNKNOWN), recipient=token_address(other).upper())
    assert state_of(delivery) == state_of(other) == "bounced"


def test_and_by_the_token_in_what_it_gives_back(delivery):
    receive(dsn(delivery, message_id=UNKNOWN, returned_path=token_address(delivery)))
    assert state_of(delivery) == "bounced"


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"to": "bounces+1-aaaaaaaaaaaaaaaaaaaaaaaaaa@northwind.example"},
        {"message_id": "<someone-elses@northwind.example>"},
        {"address": "ana@example.net"},
    ],
)
def test_a_forged_one_does_nothing(delivery, changes):
    fate = receive(dsn(**{"message_id": UNKNOWN} | changes))
    assert fate == (Status.OK, "Ignored: a report about no mail of ours.")
    assert state_of(delivery) == "sent"
    assert not DeliveryReport.objects.exists()


def test_what_a_mail_of_ours_refers_to_is_not_what_bounced(delivery):
    """The mail given back names an earlier one to the same reader among its references."""
    receive(dsn(message_id=UNKNOWN).replace(b"<someone-elses@northwind.example>", delivery.message_id.encode()))
    assert state_of(delivery) == "sent"


@pytest.mark.parametrize(
    ("status", "said", "kind"),
    [
        ("5.1.1", "550 5.1.1 User unknown", "bounced"),
        ("5.1.2", "550 5.1.2 Bad destination system", "bounced"),
        ("5.1.10", "550 5.1.10 RESOLVER.ADR.RecipientNotFound", "bounced"),
        ("5.2.1", "550 5.2.1 The account is disabled", "bounced"),
        ("5.4.4", "Host or domain name not found", "bounced"),
        ("5.0.0", "550 No such user here", "bounced"),
        ("5.0.0", "550 5.1.1 No such user here", "bounced"),
        ("", "550 No such user here", "bounced"),
        ("5.0.0", "552 5.2.2 Mailbox full", "bounced_softly"),
        ("5.0.0", "552 Quota exceeded", "bounced_softly"),
        ("5.2.2", "552 5.2.2 The user is over quota", "bounced_softly"),
        ("5.2.3", "552 5.2.3 Message too large", "bounced_softly"),
        ("5.3.0", "554 5.3.0 Out of order", "bounced_softly"),
        ("5.7.1", "550 5.7.1 Blocked for spam", "bounced_softly"),
        ("5.1.8", "553 5.1.8 Sender's domain does not exist", "bounced_softly"),
        ("4.4.1", "connect: Connection timed out", "bounced_softly"),
        ("4.0.0", "451 Try later", "bounced_softly"),
        ("", "", "bounced_softly"),
        ("nonsense", "nonsense", "bounced_softly"),
    ],
)
def test_only_a_dead_address_bounces_for_good(delivery, status, said, kind):
    receive(dsn(delivery, status=status, said=said))
    assert kinds(delivery) == [kind]
    assert state_of(delivery) == "bounced"
    assert bool(reasons()) == (kind == "bounced")


def test_a_delay_is_noted(delivery):
    receive(dsn(delivery, action="delayed", status="4.4.1", said="Connection timed out"))
    assert (kinds(delivery), state_of(delivery), reasons()) == (["delayed"], "sent", [])
    assert delivery.reports.get().said == "4.4.1 Connection timed out"


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded"])
def test_good_news_change_nothing(delivery, action):
    assert receive(dsn(delivery, action=action)).sentence == "Ignored: a report that nothing went wrong."
    assert kinds(delivery) == []


def test_the_same_report_twice_is_one(delivery):
    receive(dsn(delivery))
    assert receive(dsn(delivery)).sentence == "Ignored: this report was noted before."
    assert len(kinds(delivery)) == 1


def test_of_an_address_it_was_forwarded_to_it_says_nothing_about_theirs(delivery):
    receive(dsn(delivery, address="ana@home.example"))
    assert (kinds(delivery), state_of(delivery), reasons()) == (["bounced_softly"], "bounced", [])


@pytest.mark.parametrize("kind", ["abuse", "fraud", "virus", "other", "opt-out"])
def test_a_complaint_stops_everything(delivery, kind):
    receive(arf(delivery, kind=kind))
    assert (state_of(delivery), reasons()) == ("complained", ["complained"])


def test_a_complaint_is_known_by_the_sender_that_it_names(delivery):
    receive(arf(delivery, message_id=UNKNOWN, mail_from=token_address(delivery), address="redacted"))
    assert state_of(delivery) == "complained"


@pytest.mark.parametrize("kind", ["not-spam", "auth-failure"])
def test_not_every_feedback_report_is_a_complaint(delivery, kind):
    receive(arf(delivery, kind=kind))
    assert (state_of(delivery), reasons()) == ("sent", [])


def test_a_complaint_about_nothing_of_ours_is_ignored(delivery):
    assert receive(arf(delivery, message_id=UNKNOWN)).sentence == "Ignored: a report about no mail of ours."


@pytest.mark.parametrize("written", [qmail, exim])
def test_servers_that_keep_to_no_standard_are_understood_too(delivery, written):
    receive(written(delivery))
    assert (kinds(delivery), state_of(delivery)) == (["bounced"], "bounced")
    assert "5.1.1" in delivery.server_said


def test_and_believed_when_they_say_that_it_may_pass(delivery):
    receive(qmail(delivery, said="552 5.2.2 mailbox full"))
    assert (kinds(delivery), reasons()) == (["bounced_softly"], [])


def test_a_reader_that_breaks_on_one_is_no_reason_to_give_it_back(delivery, monkeypatch, caplog):
    def broken(message):
        raise IndexError("ana@example.net")

    monkeypatch.setattr("communications.incoming.reports.all_failures", broken)
    receive(qmail(delivery, to=token_address(delivery)))
    assert state_of(delivery) == "sent"
    assert "IndexError" in caplog.text
    assert "ana@" not in caplog.text


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated (rejected)"},
        {"Precedence": "auto_reply"},
        {"X_Autoreply": "yes"},
        {"Return_Path": "<>"},
        {"subject": "Automatic reply: [INC-2026-0001] Declined"},
        {"subject": "Out of Office: Declined"},
        {"subject": "Abwesenheitsnotiz: Declined"},
    ],
)
def test_who_is_away_has_received_it(delivery, headers):
    fate = receive(mail("Back on Monday.", In_Reply_To=delivery.message_id, **headers))
    assert fate == (Status.OK, "Noted: the answer of a machine.")
    assert (kinds(delivery), state_of(delivery)) == (["answered"], "sent")


def test_a_machine_that_answers_nothing_of_ours_is_ignored(db):
    assert receive(mail("Back on Monday.", Auto_Submitted="auto-replied")).status == Status.OK
    assert not DeliveryReport.objects.exists()


def test_our_own_mail_that_comes_back_is_ignored(delivery):
    own = "Ignored: a mail of our own came back."
    for one in (
        mail("Dear Ana", message_id=delivery.message_id, Auto_Submitted="auto-generated"),
        mail("Dear Ana", sender="Northwind <incidents@northwind.example>", In_Reply_To=delivery.message_id),
    ):
        assert receive(one, recipient=token_address(delivery)) == (Status.OK, own)
    assert kinds(delivery) == []
