from feedback.models.letter import Letter
from feedback.models.response import FeedbackLink, Outreach, Questionnaire, Response
from feedback.models.theme import Lesson, Theme, ThemeDecline, ThemeRefusal, ThemeTag

__all__ = [
    "FeedbackLink",
    "Lesson",
    "Letter",
    "Outreach",
    "Questionnaire",
    "Response",
    "Theme",
    "ThemeDecline",
    "ThemeRefusal",
    "ThemeTag",
]
