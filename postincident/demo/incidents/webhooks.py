from __future__ import annotations

from typing import Any

from postincident.demo import hours_ago
from postincident.demo.incidents.words import INVESTIGATING, KNOWN, NOT_APPLICABLE
from postincident.demo.services import SUPPORT
from postincident.vocabulary import Severity


def incident() -> dict[str, Any]:
    return {
        "title": "Webhooks arrive late for some merchants",
        "public_title": "Payment notifications delayed",
        "severity": Severity.MINOR,
        "services": ["notify"],
        "lead": "tomas",
        "started": hours_ago(4),
        "detected": hours_ago(3.6),
        "facts": [
            (
                hours_ago(3.4),
                [
                    (
                        "tomas",
                        "impact",
                        KNOWN,
                        "Some payment notifications arrive up to 20 minutes late.",
                        "p99 of notify at 19 min.",
                    ),
                    ("tomas", "affected", INVESTIGATING, "", ""),
                    ("tomas", "workaround", NOT_APPLICABLE, "", ""),
                    ("tomas", "support_contacts", KNOWN, SUPPORT, ""),
                ],
            )
        ],
    }
