"""The zip file of an archive: the same bytes for the same record, and read as if by an enemy.

A zip file is small and says itself how large it is inside, so nothing it says is believed: the
directory is measured before it is read, and what comes out is counted while it comes.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from io import BufferedReader
from typing import IO

from app.core.errors import DrillbookError

FIRST_OF_1980 = (1980, 1, 1, 0, 0, 0)
END = struct.Struct("<4s4H2LH")
LARGER_LOCATOR = b"PK\6\7"
LARGEST_DIRECTORY = 64 * 1024
LARGEST_INSIDE = 1024**3
LARGEST_OBJECT = 64 * 1024
LONGEST_LINE = 2 * 1024**2
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 1
# All that reading a zip file may raise, a seek to before its beginning included.
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError,
)  # fmt: skip
REMEDY = "take the file as Drillbook wrote it"


def write_archive(file: IO[bytes], members: Iterable[tuple[str, Iterable[str]]]) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, texts in members:
            entry = zipfile.ZipInfo(name, FIRST_OF_1980)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            with archive.open(entry, "w") as member:
                for text in texts:
                    member.write(text.encode())


class ArchiveReader:
    """Each file of it is read once, from its beginning to its end."""

    def __init__(self, file: IO[bytes]) -> None:
        _require_small_directory(file)
        try:
            self._archive = zipfile.ZipFile(file)
        except UNREADABLE as error:
            raise _damaged() from error
        self._left = LARGEST_INSIDE

    def read_object(self, name: str) -> str:
        text = "".join(line for _, line in self.lines(name, LARGEST_OBJECT))
        if len(text) > LARGEST_OBJECT:
            raise DrillbookError(f"the file {name} in the archive is too large", REMEDY)
        return text

    def lines(self, name: str, longest: int = LONGEST_LINE) -> Iterator[tuple[int, str]]:
        """Numbered from one; empty ones, as an editor may leave at the end, are passed over."""
        try:
            with self._archive.open(self._entry(name)) as member:
                buffered = BufferedReader(member)  # type: ignore[type-var]
                number = 0
                while line := buffered.readline(longest + 1):
                    number += 1
                    if text := self._text(name, number, line, longest):
                        yield number, text
        except UNREADABLE as error:
            raise _damaged() from error

    def _entry(self, name: str) -> zipfile.ZipInfo:
        found = [entry for entry in self._archive.infolist() if entry.filename == name]
        if len(found) != 1:
            what = f"there is {'more than one' if found else 'no'} file {name} in the archive"
            raise DrillbookError(what, REMEDY)
        [entry] = found
        if entry.flag_bits & ENCRYPTED or entry.compress_type not in METHODS:
            what = f"the file {name} in the archive is encrypted or packed in another way"
            raise DrillbookError(what, REMEDY)
        return entry

    def _text(self, name: str, number: int, line: bytes, longest: int) -> str:
        self._left -= len(line)
        if self._left < 0:
            what = f"the archive holds more than {LARGEST_INSIDE // 1024**2} MiB"
            raise DrillbookError(what, "nothing was taken in")
        if len(line) > longest:
            raise DrillbookError(f"line {number} of {name} is too long", REMEDY)
        try:
            return line.decode().strip()
        except UnicodeDecodeError as error:
            raise DrillbookError(f"line {number} of {name} is not UTF-8", REMEDY) from error


def _require_small_directory(file: IO[bytes]) -> None:
    """Python would read it whole, and a directory of 100 MiB makes a gigabyte of entries.

    No comment stands behind what Drillbook writes, so the end record is where it must be.
    """
    size = file.seek(0, 2)
    file.seek(max(0, size - END.size - 20))
    end = file.read(END.size + 20)
    file.seek(0)
    if len(end) < END.size or end[-END.size :][:4] != b"PK\5\6" or end.startswith(LARGER_LOCATOR):
        raise _damaged()
    directory_bytes = END.unpack(end[-END.size :])[5]
    if directory_bytes > LARGEST_DIRECTORY:
        raise DrillbookError("there are too many files in the archive", REMEDY)


def _damaged() -> DrillbookError:
    return DrillbookError("this is no archive of Drillbook, or it is damaged", REMEDY)
