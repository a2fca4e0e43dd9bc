"""The words every app shares. They live at the bottom so that the archive can name a kind without knowing a message."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What a communication is for, in the order of an incident's life."""

    ACKNOWLEDGEMENT = "acknowledgement", _("Acknowledgement")
    UPDATE = "update", _("Update")
    RESOLUTION = "resolution", _("Resolution")
    ROOT_CAUSE = "root_cause", _("Root cause & next steps")
    IMPROVEMENTS = "improvements", _("Improvements")
    TALKING_POINTS = "talking_points", _("Talking points")
    PUBLIC_POST = "public_post", _("Public post")


class DetailLevel(TextChoices):
    TECHNICAL = "technical", _("Technical")
    SUMMARY = "summary", _("Summary")
    PLAIN = "plain", _("Plain")
    FORMAL = "formal", _("Formal")


class Severity(TextChoices):
    CRITICAL = "critical", _("Critical")
    MAJOR = "major", _("Major")
    MINOR = "minor", _("Minor")
    NONE = "none", _("Not stated")

    @property
    def rank(self) -> int:
        """3 for critical down to 0, so that rules can say "at least"."""
        return {"critical": 3, "major": 2, "minor": 1, "none": 0}[self.value]


class Source(TextChoices):
    HERE = "here", _("Written here")
    IMPORTED = "imported", _("Imported")


class TaskKey(TextChoices):
    """The five post-incident tasks, in their order."""

    TELL = "tell", _("Send tailored root cause and next steps to all relevant stakeholders")
    FEEDBACK = "feedback", _("Invite and gather feedback")
    ARCHIVE = "archive", _("Archive all communications")
    IMPROVEMENTS = "improvements", _("Communicate improvements and preventive measures")
    REVIEW = "review", _("Review and update documentation, templates and processes")

    @property
    def short(self) -> str:
        """For tables, where the whole name has no room."""
        return str(
            {
                "tell": _("Root cause & next steps"),
                "feedback": _("Feedback"),
                "archive": _("Archive"),
                "improvements": _("Improvements"),
                "review": _("Review of documentation"),
            }[self.value]
        )


# What importers found odd in an incident, by the name they note it under.
FLAGS = {
    "resolved_before_started": _("It was resolved before it started. The times are kept as they were found."),
    "started_at_unreadable": _("When it started could not be read."),
    "scheduled_for_unreadable": _("When it was scheduled for could not be read."),
    "created_at_unreadable": _("When it was written down could not be read."),
    "resolved_at_unreadable": _("When it was resolved could not be read."),
    "resolved_time_assumed": _("When it was resolved is not stated; the time is that of the last message."),
    "update_before_start": _("A message is dated before the start. The times are kept as they were found."),
    "published_unknown": _("When its account was published is not stated; it stands at a time of the incident."),
    "times_assumed": _("Some messages have no time of their own; they stand at that of the message before."),
    "time_of_receipt": _("A message has no date that can be read; it stands at when it was received."),
    "encoding_assumed": _(
        "Some characters were not in the encoding that was stated; they are read as what they most likely are."
    ),
    "messages_together": _("Several messages stand together in one, for nothing told them apart."),
    "hidden_text": _("The page held text that its writers had hidden; it was left out."),
    "front_matter_unread": _("Some lines about the incident could not be read and were left out."),
    "no_title": _("It had no title; its name in the file stands for it."),
    "no_services": _("It names no service."),
    "severity_as_meant": _("The severity is what was meant, rather than what was typed."),
    "severity_unknown": _("Its severity is none that is known."),
}
