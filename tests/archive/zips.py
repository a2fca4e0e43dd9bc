"""Zips as people make them, and as nobody should."""

import io
import stat
import struct
import zipfile
import zlib


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


def bomb(name, size, block=1 << 20):
    """A zip of one file of so many blanks, made without ever holding them: deflated blocks that need nothing before them."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    some = packer.compress(b" " * block) + packer.flush(zlib.Z_FULL_FLUSH)
    content = some * (size // block) + zlib.compressobj(9, zlib.DEFLATED, -15).flush()
    about = (20, 0, zipfile.ZIP_DEFLATED, 0, 33, 0, len(content), size, len(name), 0)
    local = b"PK\x03\x04" + struct.pack("<HHHHHIIIHH", *about) + name.encode()
    entry = b"PK\x01\x02" + struct.pack("<HHHHHHIIIHHHHHII", 20, *about, 0, 0, 0, 0, 0) + name.encode()
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(entry), len(local) + len(content), 0)
    return local + content + entry + end
