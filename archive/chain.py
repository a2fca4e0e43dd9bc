"""How records are hashed. The whole scheme is here, so that a reader can check an export without the application.

    content digest = SHA-256(salt ‖ content)            content: canonical JSON of subject, text, HTML, attachments, said
    digest         = SHA-256(previous ‖ number ‖ metadata ‖ content digest), each part ended by a line feed

Digests and salt are hexadecimal text. Canonical JSON: keys sorted, no spaces, UTF-8 kept as it is (compare RFC 8785).

The metadata of a record names its format. In format 2 it holds kinds, numbers and names only; title, facts, reasons and whatever
else is said in words is `said`, canonical JSON text within the content, which a redaction deletes. In format 1 all of it stood in
the metadata, and the content had no `said`.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

FORMAT = 2
START = "0" * 64


def canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def content_digest(
    salt: str, subject: str, text: str, html: str, attachments: list[dict[str, Any]], said: str | None
) -> str:
    """`said` is None in format 1."""
    parts = {"subject": subject, "text": text, "html": html, "attachments": attachments}
    return salted(salt, parts if said is None else parts | {"said": said})


def salted(salt: str, content: dict[str, Any]) -> str:
    return hashlib.sha256((salt + canonical(content)).encode()).hexdigest()


def link(previous: str, number: int, metadata: str, content: str) -> str:
    return hashlib.sha256(f"{previous}\n{number}\n{metadata}\n{content}\n".encode()).hexdigest()
