"""An invented history in both shapes of Statuspage's JSON."""

import json


def api_update(status, at, body="We are looking into it.", **fields):
    return {
        "id": f"u{at}{status}"[:12],
        "status": status,
        "body": body,
        "incident_id": "x",
        "created_at": at,
        "updated_at": at,
        "display_at": at,
        "affected_components": None,
    } | fields


def api_incident(id="aaaa1111bbbb", updates=None, **fields):
    """As the API gives it: updates newest first, dated by `display_at`."""
    if updates is None:
        updates = [
            api_update("resolved", "2024-05-02T12:00:00.000Z", "Card payments work again.<br />We are sorry."),
            api_update("identified", "2024-05-02T11:00:00.000Z", "A certificate had expired."),
            api_update("investigating", "2024-05-02T10:30:00.000Z", "Still looking."),
            api_update("investigating", "2024-05-02T10:00:00.000Z", "Card payments fail for some."),
        ]
    return {
        "id": id,
        "name": "Card payments failing",
        "status": "resolved",
        "created_at": "2024-05-02T10:00:00.000Z",
        "updated_at": "2024-05-02T12:00:00.000Z",
        "monitoring_at": None,
        "resolved_at": "2024-05-02T12:00:00.000Z",
        "impact": "major",
        "shortlink": "https://status.example/1",
        "started_at": "2024-05-02T09:55:00.000Z",
        "page_id": "page00000001",
        "incident_updates": updates,
        "components": [],
        "reminder_intervals": None,
    } | fields


def older_update(number, status, at, body="Payouts are slow."):
    return {"id": f"update_{number}", "status": status, "body": body, "created_at": at, "displayed_at": None}


def older_incident(id="cccc2222dddd", updates=None, **fields):
    """The older export: updates oldest first, no start, ids that repeat in every incident."""
    if updates is None:
        updates = [
            older_update(2, "investigating", "2021-01-05T08:00:00.000Z"),
            older_update(1, "update", "2021-01-05T08:30:00.000Z"),
            older_update(0, "resolved", "2021-01-05T09:00:00.000Z", "Payouts are on time again."),
        ]
    return {
        "id": id,
        "name": "Delayed payouts",
        "status": "resolved",
        "impact": "minor",
        "created_at": "2021-01-05T08:00:00.000Z",
        "updated_at": "2021-01-05T09:00:00.000Z",
        "resolved_at": "2021-01-05T09:00:00.000Z",
        "started_at": None,
        "shortlink": "https://status.example/2",
        "incident_updates": updates,
        "components": [
            {"code": "payouts", "name": "Payouts", "old_status": "operational", "new_status": "partial_outage"}
        ],
    } | fields


def as_bytes(*incidents):
    return json.dumps(list(incidents)).encode()


# As the API gives what its own lists hold.
MAINTENANCE = api_incident(
    "mmmm5555nnnn",
    [
        api_update("completed", "2024-06-02T03:00:00Z", "Done."),
        api_update("scheduled", "2024-05-20T08:00:00Z", "On Sunday."),
    ],
    name="New database",
    impact="maintenance",
    started_at=None,
    created_at="2024-05-20T08:00:00Z",
    resolved_at="2024-06-02T03:00:00Z",
    scheduled_for="2024-06-02T01:00:00Z",
    scheduled_until="2024-06-02T04:00:00Z",
)
POSTMORTEM = api_incident(
    postmortem_body="A certificate had **expired**.", postmortem_published_at="2024-05-06T09:00:00Z"
)
