"""Checksums: what the database's own check lets pass, a flipped bit in a text, they notice."""

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Any

DIGEST_BYTES = 16
FIRST = bytes(DIGEST_BYTES)


def checksum(*fields: object, after: bytes = b"") -> bytes:
    """Each field with its length before it, so that no two lists of fields look alike."""
    digest = blake2b(after, digest_size=DIGEST_BYTES)
    for field in fields:
        shown = b"" if field is None else str(field).encode()
        digest.update(b"%d:" % (-1 if field is None else len(shown)) + shown)
    return digest.digest()


def first_break(
    learner_id: int, rows: Iterable[Sequence[Any]], count: int, head: bytes
) -> int | None:
    """The number of the first row that is not what was written; None if all are.

    A row is its number, its fields and, last, its checksum.
    """
    link, expected = FIRST, 1
    for number, *fields, kept in rows:
        link = checksum(learner_id, expected, *fields, after=link)
        if number != expected or link != bytes(kept):
            return expected
        expected += 1
    return None if (expected - 1, link) == (count, bytes(head)) else expected
