from __future__ import annotations

SERVICES: dict[str, dict[str, str]] = {
    "card-auth": {"public_name": "Card payments", "description": "Authorises card payments in the EU and the UK."},
    "payments-api": {"public_name": "Payments API", "description": "What merchants' systems talk to."},
    "payout-runner": {"public_name": "Payouts", "description": "Sends merchants their money each working day."},
    "merchant-dashboard": {"public_name": "Merchant dashboard", "description": "Where merchants see their payments."},
    "notify": {"public_name": "Payment notifications", "description": "Webhooks and mail about each payment."},
    "login": {"public_name": "Sign-in", "description": "Sign-in of merchants, and keys of the Payments API."},
}
SUPPORT = "Merchants: support@northwind.example or +44 20 7946 0100, every day from 06:00 to 22:00 UTC."
