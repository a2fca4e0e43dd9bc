"""Mails as mail servers, providers and people write them. Bytes, as they come through a pipe."""

from email.message import EmailMessage

from communications.delivery.verp import envelope_sender


def token_address(delivery):
    return envelope_sender(delivery.pk, "")


def mail(text="", *, sender="ana@example.net", to="incidents@northwind.example", subject="Re: Declined", **headers):
    """`message_id="<…>"` becomes Message-ID and so on; None leaves a header out."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, to, subject
    for name, value in ({"message_id": "<reply-1@example.net>"} | headers).items():
        if value is not None:
            message[name.replace("_", "-")] = value
    message.set_content(text)
    return message.as_bytes()


DSN = """Return-Path: <>
From: MAILER-DAEMON@mx.example.net (Mail Delivery System)
To: {to}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
Message-ID: <{own_id}@mx.example.net>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--B
Content-Type: {status_type}

Reporting-MTA: dns; mx.example.net
Arrival-Date: Tue, 3 Mar 2026 15:40:00 +0000

Final-Recipient: rfc822; {address}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; {said}

--B
Content-Type: {returned_type}

Return-Path: <{returned_path}>
Message-ID: {message_id}
References: <someone-elses@northwind.example>
Subject: Why card payments were declined
{rest}
--B--
"""


def dsn(delivery=None, **changes):
    """A report as Postfix writes it. By default it bounced for good, and nothing but the Message-ID says of what."""
    values = {
        "to": "bounces@northwind.example",
        "own_id": "dsn1",
        "address": delivery.address if delivery else "ana@example.net",
        "action": "failed",
        "status": "5.1.1",
        "said": "550 5.1.1 <ana@example.net>: Recipient address rejected: User unknown",
        "status_type": "message/delivery-status",
        "returned_type": "message/rfc822",
        "returned_path": "bounces@northwind.example",
        "message_id": delivery.message_id if delivery else "<unknown@elsewhere.example>",
        "rest": "\nDear Ana,\n",
    }
    return DSN.format(**values | changes).encode()


ARF = """From: <abuse@provider.example>
To: {to}
Subject: FW: Why card payments were declined
Message-ID: <arf1@provider.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="B"

--B
Content-Type: text/plain

This is an email abuse report.

--B
Content-Type: message/feedback-report

Feedback-Type: {kind}
User-Agent: SomeGenerator/1.0
Version: 1
Original-Mail-From: <{mail_from}>
Original-Rcpt-To: <{address}>

--B
Content-Type: {returned_type}

From: incidents@northwind.example
Message-ID: {message_id}
Subject: Why card payments were declined

--B--
"""


def arf(delivery, **changes):
    values = {
        "to": "bounces@northwind.example",
        "kind": "abuse",
        "mail_from": "bounces@northwind.example",
        "address": delivery.address,
        "returned_type": "text/rfc822-headers",
        "message_id": delivery.message_id,
    }
    return ARF.format(**values | changes).encode()


def qmail(delivery, said="550 5.1.1 unknown user", to="bounces@northwind.example"):
    return f"""From: MAILER-DAEMON@mx.example.net
To: {to}
Subject: failure notice
Message-ID: <qmail1@mx.example.net>

Hi. This is the qmail-send program at mx.example.net.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<{delivery.address}>:
198.51.100.7 does not like recipient.
Remote host said: {said}
Giving up on 198.51.100.7.

--- Below this line is a copy of the message.

Return-Path: <bounces@northwind.example>
From: incidents@northwind.example
Message-ID: {delivery.message_id}
Subject: Why card payments were declined

Dear Ana,
""".encode()


def exim(delivery, to="bounces@northwind.example"):
    return f"""Return-path: <>
From: Mail Delivery System <Mailer-Daemon@mx.example.net>
To: {to}
Auto-Submitted: auto-replied
X-Failed-Recipients: {delivery.address}
Subject: Mail delivery failed: returning message to sender
Message-Id: <exim1@mx.example.net>

This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  {delivery.address}
    SMTP error from remote mail server after RCPT TO:<{delivery.address}>:
    550 5.1.1 no such user

------ This is a copy of the message, including all the headers. ------

Message-ID: {delivery.message_id}
Subject: Why card payments were declined
""".encode()
