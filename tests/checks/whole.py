"""A whole message, and what completeness says of it where something is changed."""

from datetime import UTC, datetime

from communications.checks import run
from communications.checks.context import Context, Service

CONTEXT = Context(
    mandatory=("summary", "root_cause", "resolution", "next_steps", "further_updates", "support_contacts"),
    started_at=datetime(2026, 3, 3, 8, 10, tzinfo=UTC),
    resolved_at=datetime(2026, 3, 3, 9, 45, tzinfo=UTC),
    services=(Service("payments-gw", "Card payments"),),
    feedback_contact="Petra Lind, customer desk",
)
SUMMARY = "On 3 March, from 08:10 to 09:45 UTC, one in five Card payments was declined. We are sorry."
SECTIONS = {
    "Summary": SUMMARY,
    "Root cause": "A certificate had expired during the night.",
    "Resolution": "We renewed the certificate and tried forty payments.",
    "Next steps": "From 1 April certificates are renewed thirty days before they run out.",
    "Further updates": "This is the last message we plan to send.",
    "Support contacts": "Call the number on the back of your card.",
    "Feedback": "Three questions: [[feedback_link]]",
}


def message(**changed):
    sections = {**SECTIONS, **{name.replace("_", " ").capitalize(): body for name, body in changed.items()}}
    return "\n\n".join(f"## {title}\n\n{body}" for title, body in sections.items() if body is not None)


def findings(source, context=CONTEXT):
    return run(source, context, ["completeness"])


def rules(source, context=CONTEXT):
    return [one.rule for one in findings(source, context)]


def marks(source, context=CONTEXT):
    return [(one.rule, one.text) for one in findings(source, context)]
