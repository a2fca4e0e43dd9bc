"""What of a record is said in words, and goes with a redaction; what are kinds, numbers and names, and stay."""

from __future__ import annotations

import json
from typing import Any

from archive.models import Record

# Of everything that may hold words, what stays; whatever a caller adds beside these is taken for words.
_STAYS = {
    "approvals": ("by", "decision", "at", "digest", "recipients", "asked_by"),
    "overrides": ("check", "rule", "by"),
    "attachments": ("size",),
    "extra": ("revision", "revision_digest", "round", "html_for", "listed"),
}
# What `RecordBody.said` holds; names of attachments stand beside it, in the body too.
IN_WORDS = ("title", "facts", "approvals", "overrides", "extra")


def without_words(filed: dict[str, Any]) -> dict[str, Any]:
    stays = {name: _only(filed[name], names) for name, names in _STAYS.items()}
    return {name: value for name, value in filed.items() if name not in IN_WORDS} | stays


def _only(value: Any, names: tuple[str, ...]) -> Any:
    if isinstance(value, list):
        return [_only(row, names) for row in value]
    return {name: value[name] for name in names if name in value}


def told(record: Record) -> dict[str, Any]:
    """All that was filed with a record beside its text. Of a redacted one no word, whatever its format still holds."""
    metadata = json.loads(record.metadata)
    body = getattr(record, "body", None)
    if body is None:
        return {"title": "", "facts": {}} | without_words(metadata)
    return metadata | json.loads(body.said or "{}")
