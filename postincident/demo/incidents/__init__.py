"""Eight incidents over half a year. Each fact is (who says it, which, state, plain wording, technical wording, why withheld)."""

from __future__ import annotations

from typing import Any

from postincident.demo.incidents import cards, dashboard, export, notifications, payouts, poland, sign_in, webhooks


def incidents() -> dict[int, dict[str, Any]]:
    """By number. A function, since moments count from now."""
    modules = {
        24: sign_in,
        31: payouts,
        36: notifications,
        39: export,
        40: dashboard,
        41: poland,
        42: cards,
        43: webhooks,
    }
    return {number: module.incident() for number, module in modules.items()}
