"""Importers, by format. To add one: a module with an `Importer`, a line here, a row in tests/archive/test_importers.py."""

from archive.importers.atom import Atom
from archive.importers.cstate import CState
from archive.importers.found import Importer
from archive.importers.loose import Loose
from archive.importers.mail import MailFile
from archive.importers.markdown import Markdown
from archive.importers.ours import Ours
from archive.importers.statuspage import Statuspage
from archive.importers.table import TableFile
from archive.importers.ugrc import Ugrc

FORMATS: dict[str, Importer] = {
    importer.name: importer
    for importer in (Ours(), Statuspage(), Atom(), MailFile(), CState(), Ugrc(), Loose(), TableFile(), Markdown())
}


def recognise(name: str, data: bytes) -> Importer | None:
    return next((importer for importer in FORMATS.values() if importer.recognises(name, data)), None)
