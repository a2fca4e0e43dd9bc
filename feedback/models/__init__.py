from feedback.models.letter import Letter, Note
from feedback.models.response import FeedbackLink, Outreach, Questionnaire, Response
from feedback.models.tally import Tally
from feedback.models.theme import Lesson, Theme, ThemeDecline, ThemeRefusal, ThemeTag
from feedback.models.told import ToldBack

__all__ = [
    "FeedbackLink",
    "Lesson",
    "Letter",
    "Note",
    "Outreach",
    "Questionnaire",
    "Response",
    "Tally",
    "Theme",
    "ThemeDecline",
    "ThemeRefusal",
    "ThemeTag",
    "ToldBack",
]
