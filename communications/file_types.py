"""Which files may leave with a communication, known by what is in them and never by their name or what a browser says."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass


@dataclass(frozen=True)
class FileType:
    content_type: str
    endings: tuple[str, ...]


PDF = FileType("application/pdf", (".pdf",))
PNG = FileType("image/png", (".png",))
JPEG = FileType("image/jpeg", (".jpg", ".jpeg"))
DOCX = FileType("application/vnd.openxmlformats-officedocument.wordprocessingml.document", (".docx",))
ODT = FileType("application/vnd.oasis.opendocument.text", (".odt",))

_BEGINNINGS = {b"%PDF-": PDF, b"\x89PNG\r\n\x1a\n": PNG, b"\xff\xd8\xff": JPEG}
MOST_PARTS = 2000  # of a letter, which is a zip


def recognise(content: bytes) -> FileType | None:
    """PDF, PNG, JPEG, or a letter as DOCX or ODT without macros. None for anything else."""
    for beginning, kind in _BEGINNINGS.items():
        if content.startswith(beginning):
            return kind
    return _letter(content) if content.startswith(b"PK\x03\x04") else None


def _letter(content: bytes) -> FileType | None:
    """Only the list of parts is read, and at most a few hundred octets of one: nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names = set(parts.namelist())
            if len(names) > MOST_PARTS or any(_is_macro(name) for name in names):
                return None
            if {"[Content_Types].xml", "word/document.xml"} <= names:
                return DOCX
            if "mimetype" in names:
                with parts.open("mimetype") as said:
                    return ODT if said.read(100).strip() == ODT.content_type.encode() else None
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError):
        # What zipfile raises for what is broken, encrypted or packed in a way it does not know.
        return None
    return None


def _is_macro(name: str) -> bool:
    return name.lower().endswith("vbaproject.bin") or name.startswith(("Basic/", "Scripts/"))
