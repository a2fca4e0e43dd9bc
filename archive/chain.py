"""How records are hashed. The whole scheme is here, so that a reader can check an export without the application.

    content digest = SHA-256(salt ‖ content)            content: canonical JSON of subject, text, HTML, attachments
    digest         = SHA-256(previous ‖ number ‖ metadata ‖ content digest), each part ended by a line feed

Digests and salt are hexadecimal text. Canonical JSON: keys sorted, no spaces, UTF-8 kept as it is (compare RFC 8785).
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

FORMAT = 1
START = "0" * 64


def canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def content_digest(salt: str, subject: str, text: str, html: str, attachments: list[dict[str, Any]]) -> str:
    content = canonical({"subject": subject, "text": text, "html": html, "attachments": attachments})
    return hashlib.sha256((salt + content).encode()).hexdigest()


def link(previous: str, number: int, metadata: str, content: str) -> str:
    return hashlib.sha256(f"{previous}\n{number}\n{metadata}\n{content}\n".encode()).hexdigest()
