"""The ways a communication can take, one module each.

To add one: its kind in `Endpoint.Kind`, a module here with a `WAY`, the module in `_MODULES`, and its rows in the table of
tests/communications/delivery/test_channels.py, which fails until they are there.
"""

from __future__ import annotations

from communications.delivery.channels import by_hand, mail, page, slack, teams, webhook
from communications.delivery.channels.way import Channel, Way, hand_over_all

__all__ = ["AUTOMATIC", "WAYS", "Channel", "Way", "hand_over_all", "is_automatic"]

_MODULES = (slack, teams, webhook, mail, page, by_hand)
# Also the order in which a release goes out: the few before the many.
WAYS: dict[str, Way] = {module.WAY.kind: module.WAY for module in _MODULES}
# What the worker hands over; the others wait for a person.
AUTOMATIC = tuple(kind for kind, way in WAYS.items() if way.open is not None)


def is_automatic(kind: str) -> bool:
    return kind in AUTOMATIC
