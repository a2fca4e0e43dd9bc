from __future__ import annotations


def set_of(text: str) -> frozenset[str]:
    return frozenset(text.split())


def terms_of(text: str) -> frozenset[str]:
    """Of several words each, parted by semicolons."""
    return frozenset(" ".join(one.split()) for one in text.split(";"))
