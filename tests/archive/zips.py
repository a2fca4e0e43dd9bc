"""Zips as people make them, and as nobody should."""

import io
import stat
import struct
import zipfile


def a_zip(files, compression=zipfile.ZIP_DEFLATED):
    """From names to contents, or from zipfile.ZipInfo."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as bundle:
        for name, content in files.items():
            bundle.writestr(name, content)
    return file.getvalue()


def info(name, mode=stat.S_IFREG | 0o644, **about):
    member = zipfile.ZipInfo(name)
    member.external_attr = mode << 16
    for key, value in about.items():
        setattr(member, key, value)
    return member


def lying(data, size):
    """The first file of it says that it unpacks to `size`, both in the directory and before its content."""
    changed = bytearray(data)
    struct.pack_into("<I", changed, data.index(b"PK\x01\x02") + 24, size)
    struct.pack_into("<I", changed, 22, size)
    return bytes(changed)


def with_flag(data, flag):
    changed = bytearray(data)
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = data.index(signature) + offset
        changed[at] |= flag
    return bytes(changed)
