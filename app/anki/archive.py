"""A zip file whose bytes depend on its content alone: fixed dates, and a deflate that is locked.

Python's zlib is whatever its builder took (zlib, zlib-ng, Apple's), and each packs differently.
"""

import struct
from collections.abc import Iterable
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import BinaryIO
from zlib import crc32

from deflate import deflate_compress

from app.core.errors import DrillbookError

LEVEL = 6
NEEDS = 20  # the version of the zip format that knows deflate
DEFLATED = 8
FIRST_OF_1980 = (0, (1 << 5) | 1)
MOST_BYTES = (1 << 32) - 1
LOCAL = struct.Struct("<4s5H3L2H")
CENTRAL = struct.Struct("<4s6H3L5H2L")
END = struct.Struct("<4s4H2LH")


def write_archive(file: BinaryIO, members: Iterable[tuple[str, Path | bytes]]) -> None:
    directory: list[bytes] = []
    for name, content in members:
        at = file.tell()
        fields = _write_member(file, name.encode("ascii"), content)
        _within_limits(file.tell())
        directory.append(
            CENTRAL.pack(b"PK\1\2", NEEDS, *fields, len(name), 0, 0, 0, 0, 0, at) + name.encode()
        )
    at, whole = file.tell(), b"".join(directory)
    _within_limits(at + len(whole))
    count = len(directory)
    file.write(whole + END.pack(b"PK\5\6", 0, 0, count, count, len(whole), at, 0))


def _write_member(file: BinaryIO, name: bytes, content: Path | bytes) -> tuple[int, ...]:
    if isinstance(content, bytes):
        return _write_bytes(file, name, content)
    with content.open("rb") as source:
        if content.stat().st_size == 0:
            return _write_bytes(file, name, b"")
        _within_limits(content.stat().st_size)
        with mmap(source.fileno(), 0, access=ACCESS_READ) as mapped:
            return _write_bytes(file, name, mapped)


def _write_bytes(file: BinaryIO, name: bytes, content: bytes | mmap) -> tuple[int, ...]:
    packed = deflate_compress(content, LEVEL)
    sizes = (len(packed), len(content))
    fields = (NEEDS, 0, DEFLATED, *FIRST_OF_1980, crc32(content), *sizes)
    file.write(LOCAL.pack(b"PK\3\4", *fields, len(name), 0) + name)
    file.write(packed)
    return fields


def _within_limits(size: int) -> None:
    if size > MOST_BYTES:
        raise DrillbookError("the deck is larger than 4 GiB", "split the course into two")
