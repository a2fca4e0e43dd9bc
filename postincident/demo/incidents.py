"""The texts. Dates are (days ago, "HH:MM" UTC)."""

from __future__ import annotations

from typing import Any

from postincident.models import Fact, Improvement
from postincident.vocabulary import Severity, TaskKey

KNOWN, INVESTIGATING = Fact.State.KNOWN.value, Fact.State.INVESTIGATING.value
NOT_APPLICABLE, WITHHELD = Fact.State.NOT_APPLICABLE.value, Fact.State.WITHHELD.value

SERVICES: dict[str, dict[str, str]] = {
    "card-auth": {"public_name": "Card payments", "description": "Authorises card payments in the EU and the UK."},
    "payments-api": {"public_name": "Payments API", "description": "What merchants' systems talk to."},
    "payout-runner": {"public_name": "Payouts", "description": "Sends merchants their money each working day."},
    "merchant-dashboard": {"public_name": "Merchant dashboard", "description": "Where merchants see their payments."},
    "notify": {"public_name": "Payment notifications", "description": "Webhooks and mail about each payment."},
    "login": {"public_name": "Sign-in", "description": "Sign-in of merchants, and keys of the Payments API."},
}

SUPPORT = "Merchants: support@northwind.example or +44 20 7946 0100, every day from 06:00 to 22:00 UTC."

BEFORE = "Worked through by hand before Postincident was in use."

INCIDENTS: dict[int, dict[str, Any]] = {
    43: {
        "title": "Webhooks arrive late for some merchants",
        "public_title": "Payment notifications delayed",
        "severity": Severity.MINOR,
        "services": ["notify"],
        "lead": "tomas",
        "started": (1, "16:20"),
        "detected": (1, "16:45"),
        "facts": [
            (
                "tomas",
                "impact",
                KNOWN,
                "Some payment notifications arrive up to 20 minutes late.",
                "p99 of notify at 19 min.",
            ),
        ],
        "timeline": [
            {"at": (1, "16:45"), "text": "Alert: the queue of notify is older than 5 minutes", "public": False},
        ],
    },
    42: {
        "title": "Card payments declined in the EU",
        "public_title": "Card payments declined in the EU",
        "severity": Severity.CRITICAL,
        "services": ["card-auth", "payments-api"],
        "lead": "lena",
        "broad_impact": True,
        "started": (3, "14:05"),
        "detected": (3, "14:11"),
        "resolved": (3, "15:40"),
        "facts": [
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
            (
                "lena",
                "next_steps",
                KNOWN,
                "From now on every new certificate passes a test payment before it goes live, and both connections are checked with a payment every 30 seconds.",
                "Pre-flight payment in the rotation job; synthetic authorisation every 30 s on both nodes; automatic failover to follow.",
            ),
            ("tomas", "support_contacts", KNOWN, SUPPORT, "On-call: #inc-0042; second line: payments-core."),
            (
                "amara",
                "data",
                NOT_APPLICABLE,
                "",
                "",
            ),
        ],
        "timeline": [
            {"at": (3, "14:02"), "text": "New client certificate is rolled out to card-auth-eu-2", "public": False},
            {"at": (3, "14:05"), "text": "First card payments are declined", "public": True},
            {
                "at": (3, "14:11"),
                "text": "Alert: decline rate above 10 %; Lena Hoffmann takes the lead",
                "public": False,
            },
            {"at": (3, "14:19"), "text": "First stakeholders are told", "public": True},
            {"at": (3, "14:34"), "text": "Declines traced to one of two connections", "public": True},
            {
                "at": (3, "14:50"),
                "text": "Taking card-auth-eu-2 out of rotation fails: the pool has a minimum of two",
                "public": False,
            },
            {
                "at": (3, "15:10"),
                "text": "TLS handshake errors found in the log; missing intermediate certificate",
                "public": False,
            },
            {"at": (3, "15:22"), "text": "Previous certificate restored", "public": True},
            {"at": (3, "15:40"), "text": "Decline rate back to normal", "public": True},
        ],
        "improvements": [
            {
                "what": "Pre-flight payment in the certificate rotation job",
                "public_wording": "Test every new certificate with a real payment before it goes live",
                "kind": Improvement.Kind.PROCESS,
                "owner": "tomas",
                "due_in": 7,
                "state": Improvement.State.DONE,
                "outcome": "In use since yesterday; a broken certificate was refused in rehearsal.",
            },
            {
                "what": "Synthetic authorisation every 30 s on both card-auth nodes",
                "public_wording": "Check both connections with a payment every 30 seconds",
                "kind": Improvement.Kind.SYSTEM,
                "owner": "lena",
                "due_in": 14,
                "state": Improvement.State.IN_PROGRESS,
            },
            {
                "what": "Automatic failover between card-auth-eu-1 and -2",
                "public_wording": "Switch payments to the healthy connection without waiting for a person",
                "kind": Improvement.Kind.SYSTEM,
                "owner": "lena",
                "due_in": 55,
                "state": Improvement.State.OPEN,
            },
        ],
    },
    41: {
        "title": "Payouts delayed for merchants in Poland",
        "public_title": "Payouts to Polish bank accounts delayed",
        "severity": Severity.MAJOR,
        "services": ["payout-runner"],
        "lead": "lena",
        "started": (7, "06:30"),
        "detected": (7, "07:10"),
        "resolved": (7, "11:05"),
        "facts": [
            (
                "tomas",
                "impact",
                KNOWN,
                "Payouts to 312 merchants in Poland arrived about five hours late.",
                "Batch PL-2 held from 06:30 to 11:05 UTC; 312 merchants, 4.1 M PLN.",
            ),
            ("tomas", "affected", KNOWN, "Merchants who are paid out to a Polish bank account.", "Scheme Elixir only."),
            (
                "tomas",
                "root_cause",
                INVESTIGATING,
                "We know that a file to the bank was rejected, and are still finding out why it was not noticed at once.",
                "Elixir file rejected (duplicate sequence number); why the alarm did not fire is open.",
            ),
            (
                "lena",
                "resolution",
                KNOWN,
                "The file was corrected and sent again; all payouts arrived the same day.",
                "Sequence number reset, file resent at 10:40, acknowledged at 11:05.",
            ),
            ("lena", "support_contacts", KNOWN, SUPPORT, ""),
        ],
        "improvements": [
            {
                "what": "Alarm when a bank does not acknowledge a payout file within 30 minutes",
                "public_wording": "Notice within 30 minutes when a bank does not confirm payouts",
                "kind": Improvement.Kind.SYSTEM,
                "owner": "tomas",
                "due_in": 2,
                "state": Improvement.State.IN_PROGRESS,
            },
        ],
    },
    40: {
        "title": "Merchant dashboard slow to load",
        "public_title": "Merchant dashboard slow",
        "severity": Severity.MINOR,
        "services": ["merchant-dashboard"],
        "lead": "tomas",
        "started": (10, "16:00"),
        "detected": (10, "16:25"),
        "resolved": (10, "18:30"),
        "facts": [
            (
                "tomas",
                "impact",
                KNOWN,
                "Pages of the merchant dashboard took up to 20 seconds to load.",
                "p95 at 19.8 s.",
            ),
            ("tomas", "affected", KNOWN, "Everybody who used the merchant dashboard.", "All regions."),
            (
                "tomas",
                "root_cause",
                KNOWN,
                "A report that runs once a month was started during the day.",
                "Month-end report took locks on the read replica.",
            ),
            ("tomas", "resolution", KNOWN, "We stopped the report and ran it at night.", "Query cancelled at 18:24."),
            ("tomas", "workaround", NOT_APPLICABLE, "", ""),
            (
                "tomas",
                "next_steps",
                KNOWN,
                "Reports now run at night only.",
                "Job moved to 01:00 UTC, on its own replica.",
            ),
            ("tomas", "support_contacts", KNOWN, SUPPORT, ""),
        ],
        "not_needed": {TaskKey.IMPROVEMENTS: "The report was moved the same evening, and the resolution said so."},
    },
    39: {
        "title": "Merchant names visible in a shared export",
        "public_title": "Names visible in an export",
        "severity": Severity.MAJOR,
        "services": ["merchant-dashboard"],
        "lead": "lena",
        "access": ["amara"],
        "started": (12, "09:00"),
        "detected": (11, "08:40"),
        "resolved": (11, "09:30"),
        "facts": [
            (
                "lena",
                "impact",
                KNOWN,
                "The names of 14 merchants could be seen by one other merchant.",
                "One export, opened once.",
            ),
            (
                "lena",
                "root_cause",
                WITHHELD,
                "A filter was missing in one export.",
                "Tenant filter missing in export v2.",
                "Under examination by the data protection authority.",
            ),
        ],
    },
    38: {
        "title": "Duplicate payment notifications",
        "public_title": "Some payment notifications sent twice",
        "severity": Severity.MAJOR,
        "services": ["notify"],
        "lead": "lena",
        "started": (15, "05:30"),
        "detected": (15, "05:48"),
        "resolved": (15, "07:50"),
        "facts": [
            ("lena", "impact", KNOWN, "8,200 payment notifications were sent twice.", "8,214 webhooks repeated."),
            (
                "lena",
                "root_cause",
                KNOWN,
                "A restart repeated work that was already done.",
                "Offsets committed after, not before.",
            ),
            ("lena", "resolution", KNOWN, "We stopped the repetition and cleared the queue.", "Consumer group reset."),
        ],
        "not_needed": dict.fromkeys(TaskKey, BEFORE),
        "closed": True,
    },
    31: {
        "title": "Payouts sent a day late",
        "public_title": "Payouts sent a day late",
        "severity": Severity.CRITICAL,
        "services": ["payout-runner"],
        "lead": "lena",
        "started": (32, "06:00"),
        "detected": (32, "09:15"),
        "resolved": (31, "16:00"),
        "facts": [
            ("lena", "impact", KNOWN, "All payouts of one day arrived a day late.", "Run of the day did not start."),
            (
                "lena",
                "root_cause",
                KNOWN,
                "A bank holiday was entered for the wrong day.",
                "Calendar table, wrong date.",
            ),
            ("lena", "resolution", KNOWN, "The run was started by hand the next morning.", "Manual run at 06:10."),
        ],
        "improvements": [
            {
                "what": "Payout status on the merchant dashboard",
                "public_wording": "See on the merchant dashboard when the next payout arrives",
                "kind": Improvement.Kind.SYSTEM,
                "owner": "lena",
                "due_in": -6,
                "state": Improvement.State.IN_PROGRESS,
            },
        ],
        "not_needed": {key: BEFORE for key in TaskKey if key != TaskKey.IMPROVEMENTS},
    },
}
