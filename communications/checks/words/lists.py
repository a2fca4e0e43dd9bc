from __future__ import annotations


def set_of(text: str) -> frozenset[str]:
    return frozenset(text.split())
