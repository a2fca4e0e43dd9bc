from datetime import UTC, datetime

from archive.verbs.filing import Filing, file
from postincident.vocabulary import Kind, Severity, Source
from tests.factories import make_incident


def make_filing(incident=None, **fields):
    incident = incident or make_incident()
    defaults = {
        "incident": incident,
        "kind": Kind.ROOT_CAUSE,
        "audience": "Customers",
        "audience_kind": "external",
        "services": ["Card payments"],
        "severity": Severity.MAJOR,
        "title": "Why card payments were declined",
        "sent_at": datetime(2026, 3, 6, 11, 20, tzinfo=UTC),
        "source": Source.HERE,
        "subject": "Why card payments were declined",
        "text": "A new security certificate was incomplete, so card networks refused the connection.",
        "html": "<p>A new security certificate was incomplete.</p>",
    }
    return Filing(**(defaults | fields))


def make_record(incident=None, **fields):
    return file(None, make_filing(incident, **fields))
