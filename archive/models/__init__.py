from archive.models.change import Change, SavedSearch, Suggestion
from archive.models.imports import Import, ImportEntry
from archive.models.record import Head, Publication, Record, RecordBody, Redaction

__all__ = [
    "Change",
    "Head",
    "Import",
    "ImportEntry",
    "Publication",
    "Record",
    "RecordBody",
    "Redaction",
    "SavedSearch",
    "Suggestion",
]
