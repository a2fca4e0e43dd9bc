from communications.models.communication import Attachment, Audience, Commitment, Communication, Section
from communications.models.delivery import Delivery, Release
from communications.models.group import Contact, Endpoint, Membership, StakeholderGroup, Suppression
from communications.models.review import Comment, Review, Revision
from communications.models.template import MessageTemplate, TemplateVersion

__all__ = [
    "Attachment",
    "Audience",
    "Comment",
    "Commitment",
    "Communication",
    "Contact",
    "Delivery",
    "Endpoint",
    "Membership",
    "MessageTemplate",
    "Release",
    "Review",
    "Revision",
    "Section",
    "StakeholderGroup",
    "Suppression",
    "TemplateVersion",
]
