"""What is missing, unclear, indiscreet, inconsistent or unkind in a text, said before a reader says it.

Each check is one module with its own severity and one pure function of a text and a frozen `Context`:

    SEVERITY = BLOCKING
    def check(text: Text, context: Context) -> Iterator[Mark]

Nothing here reads the database; `communications.checking` loads a Context for a communication and keeps what was overridden.
"""

from __future__ import annotations

from communications.checks.registry import CHECKS
from communications.checks.running import run

__all__ = ["CHECKS", "run"]
