from feedback.models.response import FeedbackLink, Outreach, Questionnaire, Response
from feedback.models.theme import Lesson, Theme, ThemeTag

__all__ = ["FeedbackLink", "Lesson", "Outreach", "Questionnaire", "Response", "Theme", "ThemeTag"]
