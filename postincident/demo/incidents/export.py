from __future__ import annotations

from datetime import timedelta
from typing import Any

from postincident.demo import moment
from postincident.demo.incidents.words import (
    ELSEWHERE,
    IN_PROGRESS,
    KNOWN,
    NONE_RAISED,
    NOT_APPLICABLE,
    SYSTEM,
    WITHHELD,
)
from postincident.vocabulary import Severity


def incident() -> dict[str, Any]:
    resolved = moment(13, "09:30")
    return {
        "title": "Merchant names visible in a shared export",
        "public_title": "Names visible in an export",
        "severity": Severity.MAJOR,
        "services": ["merchant-dashboard"],
        "lead": "lena",
        "access": ["amara"],
        "started": moment(14, "09:00"),
        "detected": moment(13, "08:40"),
        "resolved": resolved,
        "timeline": [
            (moment(14, "09:00"), "An export with names of other merchants is opened once", False),
            (moment(13, "08:40"), "The merchant who opened it tells us", False),
            (resolved, "The export is withdrawn", False),
        ],
        "facts": [
            (
                resolved + timedelta(hours=3),
                [
                    (
                        "lena",
                        "impact",
                        KNOWN,
                        "The names of 14 merchants could be seen by one other merchant, who told us and deleted the file.",
                        "One export, opened once; names only, no payment data.",
                    ),
                    ("lena", "affected", KNOWN, "Fourteen merchants, each written to by letter.", "See the case file."),
                    (
                        "lena",
                        "root_cause",
                        WITHHELD,
                        "",
                        "Tenant filter missing in export v2.",
                        "Under examination by the data protection authority.",
                    ),
                    ("lena", "resolution", KNOWN, "The export was withdrawn the same morning.", "Export v2 disabled."),
                    ("lena", "workaround", NOT_APPLICABLE, "", ""),
                    (
                        "lena",
                        "next_steps",
                        KNOWN,
                        "Every export is checked for names of others before it can be opened.",
                        "Tenant check in the export job; review of the 31 other exports.",
                    ),
                    ("lena", "support_contacts", KNOWN, "Data protection office: privacy@northwind.example.", ""),
                ],
            )
        ],
        "improvements_from": resolved + timedelta(hours=5),
        "improvements": [
            {
                "what": "Tenant check on every export",
                "public_wording": "Check every export for names of others before it can be opened",
                "kind": SYSTEM,
                "owner": "lena",
                "due": moment(-9, "12:00"),
                "state": IN_PROGRESS,
            },
        ],
        "confirmed": [
            (moment(8, "16:00"), ELSEWHERE, "lena", "The letters to the fourteen are in the case file."),
            (moment(8, "16:02"), NONE_RAISED, "lena", ""),
        ],
    }
