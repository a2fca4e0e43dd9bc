from __future__ import annotations

from typing import Any

from postincident.demo import moment
from postincident.demo.incidents.words import ELSEWHERE, IN_PROGRESS, KNOWN, REVIEWED, SYSTEM
from postincident.demo.services import SUPPORT
from postincident.vocabulary import Severity


def incident() -> dict[str, Any]:
    return {
        "title": "Duplicate payment notifications",
        "public_title": "Some payment notifications sent twice",
        "severity": Severity.MAJOR,
        "services": ["notify"],
        "lead": "lena",
        "started": moment(42, "05:30"),
        "detected": moment(42, "05:48"),
        "resolved": moment(42, "07:50"),
        "timeline": [
            (moment(42, "05:30"), "A restart begins to send notifications again", True),
            (moment(42, "05:48"), "Alert: twice the usual number of webhooks", False),
            (moment(42, "06:35"), "Sending is stopped", True),
            (moment(42, "07:50"), "Sending goes on from the right place", True),
        ],
        "facts": [
            (
                moment(42, "08:20"),
                [
                    (
                        "lena",
                        "impact",
                        KNOWN,
                        "About 8,200 payment notifications were sent twice. No payment was made twice.",
                        "8,214 webhooks repeated; payment state not touched.",
                    ),
                    (
                        "lena",
                        "affected",
                        KNOWN,
                        "Merchants who receive notifications by webhook.",
                        "Webhooks only, not mail.",
                    ),
                    (
                        "tomas",
                        "root_cause",
                        KNOWN,
                        "A restart repeated work that was already done.",
                        "The consumer committed its offsets after sending and was restarted in between.",
                    ),
                    (
                        "lena",
                        "resolution",
                        KNOWN,
                        "We stopped the repetition and went on from the last notification that had been sent once.",
                        "Consumer stopped 06:35, group offset reset, started 07:50.",
                    ),
                    (
                        "lena",
                        "workaround",
                        KNOWN,
                        "A notification that comes twice carries the same number: act on each number once.",
                        "Deduplicate on event id.",
                    ),
                    (
                        "lena",
                        "next_steps",
                        KNOWN,
                        "Notifications are now marked as sent before a restart.",
                        "Commit before acknowledgement; at most one notification repeats.",
                    ),
                    ("tomas", "support_contacts", KNOWN, SUPPORT, "On-call: #inc-0036."),
                    (
                        "amara",
                        "data",
                        KNOWN,
                        "Every notification went to the merchant it belonged to.",
                        "No cross-tenant delivery found.",
                    ),
                ],
            ),
            (
                moment(41, "10:30"),
                [
                    (
                        "tomas",
                        "impact",
                        KNOWN,
                        "9,412 payment notifications were sent twice. No payment was made twice.",
                        "9,412 webhooks repeated, counted from the access log; the first count missed one region.",
                    )
                ],
            ),
        ],
        "improvements_from": moment(40, "09:00"),
        "improvements": [
            {
                "what": "Commit offsets before a planned restart",
                "public_wording": "Mark every notification as sent before a restart",
                "kind": SYSTEM,
                "owner": "tomas",
                "due": moment(28, "12:00"),
                "done": moment(31, "11:15"),
                "outcome": "Twelve restarts since; no notification was repeated.",
            },
            {
                "what": "Alarm on repeated event ids",
                "public_wording": "Stop by itself when notifications begin to repeat",
                "kind": SYSTEM,
                "owner": "tomas",
                "due": moment(12, "12:00"),
                "state": IN_PROGRESS,
                "done": moment(14, "15:45"),
                "outcome": "Sending stops after ten repeated ids in a minute and wakes on-call.",
            },
        ],
        "confirmed": [
            (moment(37, "13:40"), ELSEWHERE, "lena", "Adria Acquiring was also told by telephone; noted by hand."),
            (
                moment(20, "09:15"),
                REVIEWED,
                "lena",
                "One template changed; the restart checklist has a new first line.",
            ),
        ],
    }
