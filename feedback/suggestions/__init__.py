"""Which themes a text speaks of. `suggest` is the seam: what decides behind it may be rules, as now, or a model that learned."""

from __future__ import annotations

from feedback.suggestions.reading import Rules, read_rules, shipped_rules
from feedback.suggestions.signs import RulesError
from feedback.suggestions.suggesting import Suggestion, suggest

__all__ = ["Rules", "RulesError", "Suggestion", "read_rules", "shipped_rules", "suggest"]
