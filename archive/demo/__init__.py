"""What the archive brings to the demonstration: the history of a status page that was given up."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from archive.importers import FORMATS
from archive.verbs import importing
from postincident.demo import moment, person
from postincident.registry import Scene

STATUS_PAGE = Path(__file__).parent / "old_status_page.json"


def scenes() -> Iterator[Scene]:
    yield moment(185, "14:00"), _bring_in_the_old_status_page


def _bring_in_the_old_status_page() -> None:
    lena = person("lena")
    found = FORMATS["statuspage"].read(STATUS_PAGE.name, STATUS_PAGE.read_bytes())
    importing.accept(lena, importing.stage(lena, "statuspage", STATUS_PAGE.name, found))
