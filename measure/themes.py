"""How right the suggested themes are, on feedback texts that a person labelled; tests/feedback/themes/README.md says whose they are."""

from __future__ import annotations

from pathlib import Path

from feedback.suggestions import shipped_rules
from feedback.suggestions.evaluating import evaluate, read_labelled, table

TEXTS = Path(__file__).resolve().parent.parent / "tests" / "feedback" / "themes"


def print_themes(for_tuning: bool) -> None:
    """The known half; the unseen one stays shut where rules are being written."""
    for half in ("known",) if for_tuning else ("known", "unseen"):
        print(f"\nThemes suggested, {half} half")
        for line in table(evaluate(read_labelled(TEXTS / f"{half}.csv"), shipped_rules())):
            print(f"  {line}")
