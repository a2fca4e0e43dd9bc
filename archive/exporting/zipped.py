"""A zip that is sent while it is made, with the sums of its members: no larger in memory than one piece of one of them."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

from postincident import clock

SUMS = "SHA256SUMS"
# (name, the pieces it is made of)
type Member = tuple[str, Iterable[bytes]]


class _Outlet(io.RawIOBase):
    """What was written since it was last emptied."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        self.pieces.append(bytes(piece))
        return len(self.pieces[-1])

    def emptied(self) -> bytes:
        made, self.pieces = b"".join(self.pieces), []
        return made


def zipped(members: Iterable[Member]) -> Iterator[bytes]:
    outlet, sums = _Outlet(), []
    at = clock.now().timetuple()[:6]
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, pieces in members:
            digest = hashlib.sha256()
            info = zipfile.ZipInfo(name, at)
            info.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(info, "w", force_zip64=True) as member:
                for piece in pieces:
                    digest.update(piece)
                    member.write(piece)
                    yield outlet.emptied()
            sums.append(f"{digest.hexdigest()}  {name}\n")
        archive.writestr(zipfile.ZipInfo(SUMS, at), "".join(sorted(sums, key=lambda line: line.split("  ", 1)[1])))
    yield outlet.emptied()
