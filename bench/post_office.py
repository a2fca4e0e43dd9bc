"""django-post-office sending as many mails: python -m bench.post_office PORT COUNT. Prints how many a second.

In settings of its own, beside ours: it keeps its queue in tables of its own in the same database.
"""

from __future__ import annotations

import sys
import time

from postincident import environment

ADDRESS = "incidents@northwind.example"


def database() -> dict[str, object]:
    """As ours is set up."""
    found = environment.database("DATABASE_URL", "")
    if found["ENGINE"].endswith("sqlite3"):
        wal = "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
        found["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": wal}
    return found


def main(port: str, count: str) -> None:
    from django.conf import settings

    settings.configure(
        SECRET_KEY="x" * 50,
        INSTALLED_APPS=["django.contrib.contenttypes", "post_office"],
        DATABASES={"default": database()},
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
        USE_TZ=True,
        EMAIL_HOST="127.0.0.1",
        EMAIL_PORT=int(port),
        POST_OFFICE={
            "BACKENDS": {"default": "django.core.mail.backends.smtp.EmailBackend"},
            "BATCH_SIZE": 500,
            "THREADS_PER_PROCESS": 1,
        },
    )
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", "post_office", verbosity=0)
    print(send(int(count)))


def send(count: int) -> float:
    from post_office import mail
    from post_office.models import STATUS, Email

    words = ("x" * 76 + "\n") * 25
    begun = time.perf_counter()
    mail.send_many(
        {
            "sender": ADDRESS,
            "recipients": [f"reader{n}@customer.example"],
            "subject": "Ready made",
            "message": f"Dear {n}\n{words}",
            "html_message": f"<p>Dear {n}</p><p>{words}</p>",
        }
        for n in range(count)
    )
    while Email.objects.filter(status=STATUS.queued).exists():
        mail.send_queued(processes=1)
    taken = time.perf_counter() - begun
    if (sent := Email.objects.filter(status=STATUS.sent).count()) < count:
        raise AssertionError(f"{count} to send, {sent} sent")
    return count / taken


if __name__ == "__main__":
    main(*sys.argv[1:])
