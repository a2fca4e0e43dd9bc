"""What Debian's SpamAssassin says of a mail, without asking anybody on the network."""

from __future__ import annotations

import email.policy
import os
import re
import subprocess
from dataclasses import dataclass
from email import message_from_bytes
from pathlib import Path

# Only the rules that come with the package. That a mail came from this machine counts for nothing: anywhere else it would not.
_OURS = (
    "use_bayes 0",
    "use_auto_welcomelist 0",
    "score ALL_TRUSTED 0",
    "score NO_RELAYS 0",
    "add_header all Status _SCORE_ _TESTS_",
)


@dataclass(frozen=True)
class Opinion:
    score: float
    rules: list[str]


def opinion(mail: bytes, home: Path) -> Opinion:
    """`home`: where it keeps what it keeps, so that nobody's own settings play a part."""
    command = ["spamassassin", "--local", *(f"--cf={line}" for line in _OURS)]
    environ = os.environ | {"HOME": str(home)}
    marked = subprocess.run(command, input=mail, capture_output=True, check=True, env=environ).stdout
    said = str(message_from_bytes(marked, policy=email.policy.default)["X-Spam-Status"])
    score, _, rules = " ".join(said.split()).partition(" ")
    return Opinion(float(score), [rule for rule in re.split(r"[,\s]+", rules) if rule not in ("", "none")])
