from __future__ import annotations

from typing import Any

from postincident.demo import moment
from postincident.demo.incidents.words import ELSEWHERE, IN_PROGRESS, KNOWN, NOT_APPLICABLE, PROCESS, REVIEWED, SYSTEM
from postincident.demo.services import SUPPORT
from postincident.vocabulary import Severity


def incident() -> dict[str, Any]:
    return {
        "title": "Payouts sent a day late",
        "public_title": "Payouts sent a day late",
        "severity": Severity.CRITICAL,
        "services": ["payout-runner"],
        "lead": "lena",
        "broad_impact": True,
        "started": moment(64, "06:00"),
        "detected": moment(64, "09:15"),
        "resolved": moment(63, "16:00"),
        "timeline": [
            (moment(64, "06:00"), "The payout run of the day does not start", True),
            (moment(64, "09:15"), "A merchant asks where the payout is; Lena Hoffmann takes the lead", False),
            (moment(64, "11:40"), "A bank holiday is found on the wrong day of the calendar", False),
            (moment(63, "06:10"), "The run is started by hand", True),
            (moment(63, "16:00"), "The last bank confirms its payouts", True),
        ],
        "facts": [
            (
                moment(63, "17:00"),
                [
                    (
                        "lena",
                        "impact",
                        KNOWN,
                        "All payouts of one day, 9,406 in number, arrived a day late. No money was lost.",
                        "Run of the day did not start; 9,406 payouts, 38.2 M EUR, value date one day late.",
                    ),
                    (
                        "lena",
                        "affected",
                        KNOWN,
                        "Every merchant who expected a payout that day.",
                        "All schemes and currencies.",
                    ),
                    (
                        "tomas",
                        "root_cause",
                        KNOWN,
                        "A bank holiday was entered for the wrong day, so our system believed that banks were closed.",
                        "Calendar table held the holiday a day early; the runner skips closed days without a word.",
                    ),
                    (
                        "tomas",
                        "contributing_factor",
                        KNOWN,
                        "One person alone could enter a bank holiday.",
                        "No second pair of eyes on the calendar table.",
                    ),
                    (
                        "tomas",
                        "detection",
                        KNOWN,
                        "A merchant asked us three hours later.",
                        "Ticket at 09:15; a skipped run raised no alarm.",
                    ),
                    (
                        "lena",
                        "resolution",
                        KNOWN,
                        "We started the payouts by hand the next morning, and all banks confirmed them by 16:00 UTC.",
                        "Manual run at 06:10; last acknowledgement 16:00.",
                    ),
                    ("lena", "workaround", NOT_APPLICABLE, "", ""),
                    (
                        "lena",
                        "next_steps",
                        KNOWN,
                        "Bank holidays are entered by two people, and a payout run that does not start wakes us within the hour.",
                        "Two-person rule on the calendar; alarm at T+60 min without a run.",
                    ),
                    ("tomas", "support_contacts", KNOWN, SUPPORT, "On-call: #inc-0031."),
                    ("amara", "data", NOT_APPLICABLE, "", ""),
                ],
            )
        ],
        "improvements_from": moment(62, "09:30"),
        "improvements": [
            {
                "what": "Two people enter each bank holiday",
                "public_wording": "Have each bank holiday entered by one person and checked by another",
                "kind": PROCESS,
                "owner": "lena",
                "due": moment(45, "12:00"),
                "done": moment(48, "13:30"),
                "outcome": "The calendar takes an entry only with a second name; next year's was entered that way.",
            },
            {
                "what": "Alarm when the payout run has not started by 07:00 UTC",
                "public_wording": "Notice within an hour when payouts have not started",
                "kind": SYSTEM,
                "owner": "tomas",
                "due": moment(32, "12:00"),
                "state": IN_PROGRESS,
                "done": moment(24, "16:10"),
                "outcome": "Nine days late: the alarm first had to learn each bank's own holidays.",
            },
            {
                "what": "Payout status on the merchant dashboard",
                "public_wording": "Show on the merchant dashboard when the next payout arrives",
                "kind": SYSTEM,
                "owner": "lena",
                "due": moment(7, "12:00"),
                "state": IN_PROGRESS,
            },
        ],
        "confirmed": [
            (moment(58, "10:00"), ELSEWHERE, "lena", "Two posts of our own on social media only linked to the update."),
            (moment(5, "11:00"), REVIEWED, "lena", "Payout runbook rewritten; the calendar has a page of its own."),
        ],
    }
