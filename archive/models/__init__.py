from archive.models.change import Change, ChangeFile, SavedSearch, Suggestion
from archive.models.export import ExportPiece, PreparedExport
from archive.models.history import PublicHistory
from archive.models.imports import Import, ImportEntry, ImportFile, WithheldIncident
from archive.models.record import (
    Derived,
    Head,
    Publication,
    Record,
    RecordBody,
    RecordFile,
    Redaction,
    WithheldRecord,
)

__all__ = [
    "Change",
    "ChangeFile",
    "Derived",
    "ExportPiece",
    "Head",
    "Import",
    "ImportEntry",
    "ImportFile",
    "PreparedExport",
    "PublicHistory",
    "Publication",
    "Record",
    "RecordBody",
    "RecordFile",
    "Redaction",
    "SavedSearch",
    "Suggestion",
    "WithheldIncident",
    "WithheldRecord",
]
