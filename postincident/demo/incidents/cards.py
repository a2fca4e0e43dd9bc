from __future__ import annotations

from typing import Any

from postincident.demo import moment
from postincident.demo.incidents.words import IN_PROGRESS, INVESTIGATING, KNOWN, NOT_APPLICABLE, PROCESS, SYSTEM
from postincident.demo.services import SUPPORT
from postincident.models import Fact
from postincident.vocabulary import Severity


def incident() -> dict[str, Any]:
    return {
        "title": "Card payments declined in the EU",
        "public_title": "Card payments declined in the EU",
        "severity": Severity.CRITICAL,
        "services": ["card-auth", "payments-api"],
        "lead": "lena",
        "broad_impact": True,
        "started": moment(3, "14:05"),
        "detected": moment(3, "14:11"),
        "resolved": moment(3, "15:40"),
        "timeline": [
            (moment(3, "14:02"), "New client certificate is rolled out to card-auth-eu-2", False),
            (moment(3, "14:05"), "First card payments are declined", True),
            (moment(3, "14:11"), "Alert: decline rate above 10 %; Lena Hoffmann takes the lead", False),
            (moment(3, "14:19"), "First stakeholders are told", True),
            (moment(3, "14:34"), "Declines traced to one of two connections", True),
            (moment(3, "14:50"), "Taking card-auth-eu-2 out of rotation fails: the pool has a minimum of two", False),
            (moment(3, "15:10"), "TLS handshake errors found in the log; missing intermediate certificate", False),
            (moment(3, "15:22"), "Previous certificate restored", True),
            (moment(3, "15:40"), "Decline rate back to normal", True),
        ],
        "facts": [
            (
                moment(3, "14:14"),
                [
                    (
                        "lena",
                        "impact",
                        KNOWN,
                        "Some card payments in the EU are being declined.",
                        "Decline rate of card-auth-eu above 10 %, rising.",
                    ),
                    (
                        "lena",
                        "workaround",
                        KNOWN,
                        "A declined payment can be tried again after a few minutes.",
                        "Retry with the same idempotency key.",
                    ),
                    ("tomas", "support_contacts", KNOWN, SUPPORT, "On-call: #inc-0042; second line: payments-core."),
                ],
            ),
            (
                moment(3, "14:45"),
                [
                    (
                        "lena",
                        "root_cause",
                        INVESTIGATING,
                        "One of our two connections to the card networks refuses payments.",
                        "Declines come from card-auth-eu-2 only.",
                    ),
                    (
                        "lena",
                        "resolution",
                        INVESTIGATING,
                        "We are moving payments to the other connection.",
                        "Taking card-auth-eu-2 out of rotation.",
                    ),
                ],
            ),
            (moment(3, "15:45"), _cards_at_the_end()),
            (moment(2, "09:00"), _cards_next_day()),
        ],
        "improvements_from": moment(2, "09:30"),
        "improvements": [
            {
                "what": "Pre-flight payment in the certificate rotation job",
                "public_wording": "Test every new certificate with a real payment before it goes live",
                "kind": PROCESS,
                "owner": "tomas",
                "due": moment(-7, "12:00"),
                "state": IN_PROGRESS,
                "done": moment(2, "09:50"),
                "outcome": "In use since this morning; a broken certificate was refused in rehearsal.",
            },
            {
                "what": "Synthetic authorisation every 30 s on both card-auth nodes",
                "public_wording": "Check both connections with a payment every 30 seconds",
                "kind": SYSTEM,
                "owner": "lena",
                "due": moment(-14, "12:00"),
                "state": IN_PROGRESS,
            },
            {
                "what": "Automatic failover between card-auth-eu-1 and -2",
                "public_wording": "Switch payments to the healthy connection without waiting for a person",
                "kind": SYSTEM,
                "owner": "lena",
                "due": moment(-55, "12:00"),
            },
        ],
        # Partners asked, nobody has answered: their draft cannot be submitted before.
        "asked_for": [(moment(1, "09:20"), "tomas", Fact.Key.DETECTION)],
    }


def _cards_at_the_end() -> list[tuple[str, ...]]:
    return [
        (
            "lena",
            "impact",
            KNOWN,
            "Nearly one in four card payments in the EU was declined: 41,870 payments at 1,164 merchants. Nobody was charged for a declined payment.",
            "23.8 % of EU authorisations failed between 14:05 and 15:22 UTC; 41,870 declines, 1,164 merchants, no double capture found.",
        ),
        (
            "lena",
            "affected",
            KNOWN,
            "Merchants who take card payments in the EU, and their customers. Payments in the UK and bank transfers worked normally.",
            "All acquirers routed over card-auth-eu; card-auth-uk and SEPA rails not affected.",
        ),
        (
            "lena",
            "resolution",
            KNOWN,
            "We put the previous certificate back at 15:22 UTC, and payments were back to normal at 15:40 UTC.",
            "Previous certificate restored at 15:22; the decline rate was back at its baseline of 2.1 % at 15:40.",
        ),
        (
            "lena",
            "workaround",
            KNOWN,
            "Declined payments can be tried again now. Where customers gave up, a payment link can be sent from the merchant dashboard.",
            "Retry with the same idempotency key is safe for every decline with reason 'issuer_unreachable'.",
        ),
    ]


def _cards_next_day() -> list[tuple[str, ...]]:
    return [
        (
            "tomas",
            "root_cause",
            KNOWN,
            "A new security certificate on one of our two connections to the card networks was incomplete, so that connection refused payments.",
            "The client certificate on card-auth-eu-2 was rotated without its intermediate CA. TLS handshakes failed; the probe tested TCP only, so the node stayed in rotation.",
        ),
        (
            "tomas",
            "contributing_factor",
            KNOWN,
            "Our automatic check only tested that the connection could be opened, not that a payment went through.",
            "The health check of card-auth sits below the payment level (TCP connect).",
        ),
        (
            "tomas",
            "contributing_factor",
            KNOWN,
            "The certificate was changed everywhere at once instead of on one connection first.",
            "No staged rotation of client certificates; both zones take the same change.",
        ),
        (
            "lena",
            "next_steps",
            KNOWN,
            "From now on every new certificate passes a test payment before it goes live, and both connections are checked with a payment every 30 seconds.",
            "Pre-flight payment in the rotation job; synthetic authorisation every 30 s on both nodes; automatic failover to follow.",
        ),
        ("amara", "data", NOT_APPLICABLE, "", ""),
    ]
