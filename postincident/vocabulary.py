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
