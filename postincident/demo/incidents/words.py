"""States and kinds as the incidents of the story name them."""

from __future__ import annotations

from postincident.models import Confirmation, Fact, Improvement

NONE_RAISED = Confirmation.Key.NONE_RAISED
ELSEWHERE = Confirmation.Key.NOTHING_ELSEWHERE
REVIEWED = Confirmation.Key.REVIEW_RECORDED
INVESTIGATING = Fact.State.INVESTIGATING
KNOWN = Fact.State.KNOWN
NOT_APPLICABLE = Fact.State.NOT_APPLICABLE
WITHHELD = Fact.State.WITHHELD
PROCESS = Improvement.Kind.PROCESS
SYSTEM = Improvement.Kind.SYSTEM
IN_PROGRESS = Improvement.State.IN_PROGRESS
