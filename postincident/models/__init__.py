from postincident.models.checklist import ChecklistTask, Confirmation
from postincident.models.event import Event
from postincident.models.fact import Fact, Improvement, TimelineEntry
from postincident.models.incident import Incident, IncidentAccess
from postincident.models.notice import Notice
from postincident.models.service import Service
from postincident.models.throttle import PublicUse
from postincident.models.user import User

__all__ = [
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
]
