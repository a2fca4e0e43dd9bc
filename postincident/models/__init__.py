from postincident.models.appearance import Appearance
from postincident.models.checklist import ChecklistTask, Confirmation
from postincident.models.event import Event
from postincident.models.fact import Fact, Improvement, TimelineEntry
from postincident.models.incident import Incident, IncidentAccess, in_sight_of
from postincident.models.notice import Notice
from postincident.models.service import Service
from postincident.models.throttle import PublicUse
from postincident.models.user import User

__all__ = [
    "Appearance",
    "ChecklistTask",
    "Confirmation",
    "Event",
    "Fact",
    "Improvement",
    "Incident",
    "IncidentAccess",
    "Notice",
    "PublicUse",
    "Service",
    "TimelineEntry",
    "User",
    "in_sight_of",
]
