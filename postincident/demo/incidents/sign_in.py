from __future__ import annotations

from typing import Any

from postincident.demo import moment
from postincident.demo.incidents.words import (
    ELSEWHERE,
    IN_PROGRESS,
    KNOWN,
    NONE_RAISED,
    NOT_APPLICABLE,
    REVIEWED,
    SYSTEM,
)
from postincident.demo.services import SUPPORT
from postincident.vocabulary import Severity


def incident() -> dict[str, Any]:
    return {
        "title": "Sign-in failures on the Payments API",
        "public_title": "Sign-in to the Payments API failed",
        "severity": Severity.MAJOR,
        "services": ["login", "payments-api"],
        "lead": "lena",
        "started": moment(168, "20:10"),
        "detected": moment(168, "20:31"),
        "resolved": moment(168, "22:14"),
        "timeline": [
            (moment(168, "20:10"), "Sign-in begins to refuse keys that are valid", True),
            (moment(168, "20:31"), "Support reports five merchants who cannot sign in", False),
            (moment(168, "20:55"), "Old signing keys found on two of six sign-in servers", False),
            (moment(168, "22:14"), "All sign-in servers use the new keys", True),
        ],
        "facts": [
            (
                moment(167, "08:40"),
                [
                    (
                        "tomas",
                        "impact",
                        KNOWN,
                        "One in three sign-ins to the Payments API was refused for two hours. Payments already under way were completed.",
                        "34 % of token requests answered 401 between 20:10 and 22:14 UTC; 5,120 requests of 611 merchants.",
                    ),
                    (
                        "tomas",
                        "affected",
                        KNOWN,
                        "Merchants whose systems signed in that evening. Sign-in to the merchant dashboard worked.",
                        "Clients of the token endpoint in all regions; session sign-in not affected.",
                    ),
                    (
                        "tomas",
                        "root_cause",
                        KNOWN,
                        "Two of our six sign-in servers kept using keys that had been replaced an hour before.",
                        "login-3 and login-5 missed the reload after key rotation: the watcher had died at the last deploy.",
                    ),
                    (
                        "tomas",
                        "contributing_factor",
                        KNOWN,
                        "Nothing told us that a server had stopped listening for new keys.",
                        "No liveness check on the key watcher.",
                    ),
                    (
                        "lena",
                        "detection",
                        KNOWN,
                        "Merchants called our support before our own checks noticed.",
                        "Five tickets between 20:19 and 20:30; the 401 rate had no alarm.",
                    ),
                    (
                        "lena",
                        "resolution",
                        KNOWN,
                        "We restarted both servers with the new keys.",
                        "login-3 and login-5 drained and restarted; 401 rate at baseline from 22:14.",
                    ),
                    (
                        "lena",
                        "workaround",
                        KNOWN,
                        "A sign-in that was refused can simply be tried again.",
                        "Retry with back-off; two of three attempts reached a healthy server.",
                    ),
                    (
                        "lena",
                        "next_steps",
                        KNOWN,
                        "Every sign-in server now shows which keys it uses, and a mismatch wakes us.",
                        "Key id exported as a metric; alarm on divergence over 2 minutes.",
                    ),
                    ("tomas", "support_contacts", KNOWN, SUPPORT, "On-call: #inc-0024."),
                    ("amara", "data", NOT_APPLICABLE, "", ""),
                ],
            )
        ],
        "improvements_from": moment(167, "09:10"),
        "improvements": [
            {
                "what": "Alarm when sign-in servers disagree about the signing key",
                "public_wording": "Notice within two minutes when a sign-in server uses old keys",
                "kind": SYSTEM,
                "owner": "tomas",
                "due": moment(150, "12:00"),
                "state": IN_PROGRESS,
                "done": moment(153, "14:20"),
                "outcome": "Live since this week; a rehearsal with one stale server raised the alarm after 90 seconds.",
            },
            {
                "what": "Try sign-in from outside every minute",
                "public_wording": "Try sign-in from outside our own network every minute",
                "kind": SYSTEM,
                "owner": "lena",
                "due": moment(140, "12:00"),
                "done": moment(143, "10:05"),
                "outcome": "Three places outside our network sign in every minute; on-call is woken after two failures.",
            },
        ],
        "confirmed": [
            (moment(166, "15:20"), ELSEWHERE, "lena", "The support desk's macro was only a link to the resolution."),
            (moment(166, "15:25"), NONE_RAISED, "tomas", ""),
            (
                moment(139, "14:00"),
                REVIEWED,
                "lena",
                "Runbook and on-call list brought up to date; templates need no change.",
            ),
        ],
        "closed": moment(138, "09:30"),
    }
