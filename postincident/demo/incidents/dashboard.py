from __future__ import annotations

from typing import Any

from postincident.demo import moment
from postincident.demo.incidents.words import KNOWN, NOT_APPLICABLE
from postincident.demo.services import SUPPORT
from postincident.models import Confirmation
from postincident.vocabulary import Severity, TaskKey


def incident() -> dict[str, Any]:
    return {
        "title": "Merchant dashboard slow to load",
        "public_title": "Merchant dashboard slow",
        "severity": Severity.MINOR,
        "services": ["merchant-dashboard"],
        "lead": "tomas",
        "started": moment(10, "16:00"),
        "detected": moment(10, "16:25"),
        "resolved": moment(10, "18:30"),
        "timeline": [
            (moment(10, "16:00"), "A monthly report starts on the database the dashboard reads from", False),
            (moment(10, "18:24"), "The report is stopped", True),
        ],
        "facts": [
            (
                moment(9, "09:00"),
                [
                    (
                        "tomas",
                        "impact",
                        KNOWN,
                        "Pages of the merchant dashboard took up to 20 seconds to load. Payments were not affected.",
                        "p95 at 19.8 s for 2 h 30 min.",
                    ),
                    ("tomas", "affected", KNOWN, "Everybody who used the merchant dashboard.", "All regions."),
                    (
                        "tomas",
                        "root_cause",
                        KNOWN,
                        "A report that runs once a month was started during the day.",
                        "The month-end report took locks on the read replica.",
                    ),
                    (
                        "tomas",
                        "resolution",
                        KNOWN,
                        "We stopped the report and ran it at night.",
                        "Query cancelled at 18:24; job rerun at 01:00.",
                    ),
                    ("tomas", "workaround", NOT_APPLICABLE, "", ""),
                    (
                        "tomas",
                        "next_steps",
                        KNOWN,
                        "Reports now run at night only.",
                        "Job moved to 01:00 UTC, on a replica of its own.",
                    ),
                    ("tomas", "support_contacts", KNOWN, SUPPORT, ""),
                ],
            )
        ],
        "confirmed": [
            (moment(7, "10:00"), Confirmation.Key.NOTHING_ELSEWHERE, "lena", ""),
            (moment(7, "10:02"), Confirmation.Key.NONE_RAISED, "tomas", ""),
        ],
        "not_needed": [
            (
                moment(7, "10:05"),
                TaskKey.IMPROVEMENTS,
                "The report was moved the same evening, and the root cause said so.",
            )
        ],
    }
