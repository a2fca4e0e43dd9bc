"""A zip of files that importers read. Nothing of it is ever written to a disk, and no more of it is in memory than one file.

What a zip says of itself is not believed: each file is unpacked only as far as an import may be large, all of them together
ten times as far. Links, passwords, paths that lead out of the zip and zips within it are problems, each with its place.
"""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import PurePosixPath

from django.conf import settings
from django.utils.translation import gettext as _

from archive.importers.found import Problem, tidy

MOST_FILES = 10_000
MOST_TIMES = 10  # all files of a zip together may have so many times what one may have
MOST_RATIO = 250  # what unpacks to more is a trap; a table of zeros is not what people write
_SMALL = 1 << 20
_CHUNK = 1 << 16
_BEGINS = (b"PK\x03\x04", b"PK\x05\x06")
_ENTRY = b"PK\x01\x02"  # begins each entry of the directory
_DRIVE = re.compile(r"[A-Za-z]:/")
_OFFICE = frozenset({"[Content_Types].xml", "mimetype"})  # as the zips of office programs begin
# What systems add to folders by themselves.
_LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
_LITTER_FOLDERS = frozenset({"__MACOSX", ".git"})

type File = tuple[str, bytes]


class _Refused(Exception):
    def __init__(self, sentence: str, unpacked: int = 0) -> None:
        super().__init__(sentence)
        self.sentence, self.unpacked = sentence, unpacked


def is_bundle(data: bytes | bytearray) -> bool:
    return data.startswith(_BEGINS)


def has_too_many(data: bytes) -> bool:
    """Before its directory is read, which would take more memory than the zip."""
    return data.count(_ENTRY) > MOST_FILES


def is_litter(path: PurePosixPath) -> bool:
    """What a system put beside the files, and nobody wrote."""
    return path.name in _LITTER or path.name.startswith("._") or not _LITTER_FOLDERS.isdisjoint(path.parts)


def unpacked(name: str, data: bytes, only: Callable[[str], bool] | None = None) -> Iterator[File | Problem]:
    """The files of a zip one after the other, or why one cannot be had; or only those whose path is wanted."""
    if has_too_many(data):
        yield Problem(name, _("It has more than %(n)s files. Import it in parts.") % {"n": MOST_FILES})
        return
    try:
        with zipfile.ZipFile(BytesIO(data)) as bundle:
            yield from _files(name, bundle, only)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        yield Problem(name, _("This is not a zip that can be read: %(error)s") % {"error": tidy(error, 200)})


def _files(name: str, bundle: zipfile.ZipFile, only: Callable[[str], bool] | None) -> Iterator[File | Problem]:
    members = [one for one in bundle.infolist() if not one.is_dir() and (only is None or only(one.filename))]
    if any(one.filename in _OFFICE for one in members):
        yield Problem(name, _("This is a document of an office program. Save it as text, or a table as CSV."))
        return
    if not members:
        yield Problem(name, _("It is an empty zip."))
    left = MOST_TIMES * settings.IMPORT_BYTES
    for member in members:
        path = PurePosixPath(member.filename.replace("\\", "/"))
        place = f"{name}/{tidy(path, 200)}"
        if is_litter(path):
            continue
        if left <= 0:
            together = MOST_TIMES * settings.IMPORT_BYTES >> 20
            said = _("The files of this zip are together larger than %(n)s MB; from here on they were not opened.")
            yield Problem(place, said % {"n": together})
            return
        try:
            content = _content(bundle, member, path)
        except _Refused as refused:
            left -= refused.unpacked
            yield Problem(place, refused.sentence)
        else:
            left -= len(content)
            yield place, content


def _content(bundle: zipfile.ZipFile, member: zipfile.ZipInfo, path: PurePosixPath) -> bytes:
    if sentence := _reason(member, path):
        raise _Refused(sentence)
    content = bytearray()
    try:
        with bundle.open(member) as file:
            while some := file.read(_CHUNK):
                content += some
                if len(content) > settings.IMPORT_BYTES:
                    too_large = _("It is larger than %(n)s MB (IMPORT_MB), and was not opened.")
                    raise _Refused(too_large % {"n": settings.IMPORT_BYTES >> 20}, len(content))
                if len(content) > max(_SMALL, MOST_RATIO * member.compress_size):
                    trap = _("It unpacks to more than %(n)s times its size, as only a trap does, and was not opened.")
                    raise _Refused(trap % {"n": MOST_RATIO}, len(content))
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError) as error:
        raise _Refused(_("It is damaged: %(error)s") % {"error": tidy(error, 200)}, len(content)) from error
    if is_bundle(content):
        raise _Refused(_("It is a zip within a zip, and was not opened. Import it on its own."), len(content))
    return bytes(content)


def _reason(member: zipfile.ZipInfo, path: PurePosixPath) -> str:
    """Why a file is not opened, from what the zip says of it."""
    kind = stat.S_IFMT(member.external_attr >> 16)
    if path.is_absolute() or ".." in path.parts or _DRIVE.match(str(path)):
        return _("Its path leads out of the zip, so it was not opened.")
    if stat.S_ISLNK(kind):
        return _("It is a link, and was not followed.")
    if kind not in (0, stat.S_IFREG):
        return _("It is no file, and was not opened.")
    if member.flag_bits & 0x1:
        return _("It is protected by a password. Pack the files without one.")
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return _("It is packed in a way that is not read here. Pack the files as an ordinary zip.")
    return ""
