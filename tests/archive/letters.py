"""Invented letters, as mail programs and mailing tools write them."""

from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime

BEGAN = datetime(2023, 3, 29, 9, 30, tzinfo=UTC)


def a_letter(number, subject, text, answers=(), after=0, **headers):
    mail = EmailMessage()
    mail["From"] = "Mira Castellanos <mira.castellanos@payments.example>"
    mail["To"] = "Otto Brandt <otto.brandt@shop.example>, lea@kiosk.example"
    mail["Subject"] = subject
    mail["Date"] = format_datetime(BEGAN + timedelta(minutes=after))
    mail["Message-ID"] = f"<letter{number}.castellanos@payments.example>"
    if answers:
        mail["In-Reply-To"] = f"<letter{answers[-1]}.castellanos@payments.example>"
        mail["References"] = " ".join(f"<letter{one}.castellanos@payments.example>" for one in answers)
    for name, value in headers.items():
        del mail[name.replace("_", "-")]
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail


FIRST = a_letter(1, "Payments failing", "Card payments fail for some.\n\nFrom here we look at the gateway.\n")
ANSWER = a_letter(2, "Re: Payments failing", "A certificate had expired.\n", answers=[1], after=20)
OVER = a_letter(3, "[RESOLVED] Payments failing", "Payments work again. We are sorry.\n", after=60)
WHY = a_letter(4, "AW: Payments failing – post-mortem", "Nobody renewed it.\n", answers=[1, 2], after=3000)
WHY.add_attachment(b"%PDF-1.7 what happened", maintype="application", subtype="pdf", filename="what happened.pdf")
WHY.set_boundary("by-hand")  # else by chance, and with it the names of the tests
OTHER = a_letter(5, "Payouts late", "Payouts are late.\n", after=40)


def a_mailbox(*mails):
    """As mboxrd: a line that begins with From is quoted."""
    said = b""
    for mail in mails:
        raw = mail if isinstance(mail, bytes) else mail.as_bytes()
        raw = raw.replace(b"\nFrom ", b"\n>From ")
        said += b"From mira@payments.example Wed Mar 29 11:00:00 2023\n" + raw.rstrip(b"\n") + b"\n\n"
    return said


MAILBOX = a_mailbox(FIRST, ANSWER, OTHER, OVER, WHY)
