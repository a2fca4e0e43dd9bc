from communications.models.communication import Attachment, Audience, Commitment, Communication, Section
from communications.models.delivery import Delivery, Pace, Release
from communications.models.glossary import GlossaryTerm
from communications.models.group import Contact, Endpoint, Membership, Preference, StakeholderGroup, Suppression
from communications.models.proof import Proof
from communications.models.report import DeliveryReport
from communications.models.review import Comment, Look, Review, ReviewLink, ReviewRequest, Revision
from communications.models.sign_up import SignUp
from communications.models.template import MessageTemplate, TemplateVersion
from communications.models.writing import (
    DraftRun,
    DraftRunItem,
    FindingOverride,
    ListedRecipient,
    RecipientList,
    WorkingCopy,
)

__all__ = [
    "Attachment",
    "Audience",
    "Comment",
    "Commitment",
    "Communication",
    "Contact",
    "Delivery",
    "DeliveryReport",
    "DraftRun",
    "DraftRunItem",
    "Endpoint",
    "FindingOverride",
    "GlossaryTerm",
    "ListedRecipient",
    "Look",
    "Membership",
    "MessageTemplate",
    "Pace",
    "Preference",
    "Proof",
    "RecipientList",
    "Release",
    "Review",
    "ReviewLink",
    "ReviewRequest",
    "Revision",
    "Section",
    "SignUp",
    "StakeholderGroup",
    "Suppression",
    "TemplateVersion",
    "WorkingCopy",
]
