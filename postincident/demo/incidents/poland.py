from __future__ import annotations

from typing import Any

from postincident.demo import moment
from postincident.demo.incidents.words import IN_PROGRESS, INVESTIGATING, KNOWN, NOT_APPLICABLE, SYSTEM
from postincident.demo.services import SUPPORT
from postincident.models import Confirmation
from postincident.vocabulary import Severity


def incident() -> dict[str, Any]:
    return {
        "title": "Payouts delayed for merchants in Poland",
        "public_title": "Payouts to Polish bank accounts delayed",
        "severity": Severity.MAJOR,
        "services": ["payout-runner"],
        "lead": "lena",
        "started": moment(7, "06:30"),
        "detected": moment(7, "07:10"),
        "resolved": moment(7, "11:05"),
        "timeline": [
            (moment(7, "06:30"), "A payout file is sent to the bank", False),
            (moment(7, "07:10"), "The bank's desk calls: the file was rejected", False),
            (moment(7, "10:40"), "The corrected file is sent", True),
            (moment(7, "11:05"), "The bank confirms all payouts", True),
        ],
        "facts": [
            (
                moment(7, "12:00"),
                [
                    (
                        "tomas",
                        "impact",
                        KNOWN,
                        "Payouts to 312 merchants in Poland arrived about five hours late.",
                        "Batch PL-2 held from 06:30 to 11:05 UTC; 312 merchants, 4.1 M PLN.",
                    ),
                    (
                        "tomas",
                        "affected",
                        KNOWN,
                        "Merchants who are paid out to a Polish bank account.",
                        "Scheme Elixir only.",
                    ),
                    (
                        "tomas",
                        "root_cause",
                        INVESTIGATING,
                        "A file to the bank was rejected; why it was not noticed at once is not known yet.",
                        "Elixir file rejected (duplicate sequence number); why the alarm did not fire is open.",
                    ),
                    (
                        "lena",
                        "resolution",
                        KNOWN,
                        "The file was corrected and sent again; all payouts arrived the same day.",
                        "Sequence number reset, file resent at 10:40, acknowledged at 11:05.",
                    ),
                    ("lena", "workaround", NOT_APPLICABLE, "", ""),
                    (
                        "lena",
                        "next_steps",
                        KNOWN,
                        "We will be told within 30 minutes when a bank does not confirm a file.",
                        "Alarm on a missing acknowledgement after 30 minutes.",
                    ),
                    ("lena", "support_contacts", KNOWN, SUPPORT, ""),
                ],
            )
        ],
        "improvements_from": moment(6, "10:00"),
        "improvements": [
            {
                "what": "Alarm when a bank does not acknowledge a payout file within 30 minutes",
                "public_wording": "Notice within 30 minutes when a bank does not confirm payouts",
                "kind": SYSTEM,
                "owner": "tomas",
                "due": moment(-2, "12:00"),
                "state": IN_PROGRESS,
            },
        ],
        "confirmed": [(moment(5, "09:30"), Confirmation.Key.NOTHING_ELSEWHERE, "lena", "")],
    }
