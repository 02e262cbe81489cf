"""Tells whether anything that a lesson's cards depend on has changed."""

from hashlib import sha256

from app.lessons.parse import PARSER_VERSION
from app.library.content import Content
from app.library.reading import CourseText, keys_in
from app.library.schema import SCHEMA_VERSION


def fingerprints(text: CourseText) -> dict[str, str]:
    """Of each lesson: its text, course.toml, its keys' lines in keys.lock, the pictures there."""
    folder = text.folder
    common = sha256(f"{PARSER_VERSION}.{SCHEMA_VERSION}.{folder.shown}\0".encode())
    common.update(_bytes(folder.toml) + b"\0")
    lines = _lock_lines(_bytes(folder.lock))
    media = sha256(repr(sorted(folder.media)).encode()).digest()
    found = {}
    for name, content in folder.lessons.items():
        known = common.copy()
        known.update(f"{name}\0".encode())
        known.update(_bytes(content))
        known.update(b"".join(lines.get(key, b"") for key in sorted(keys_in(content))))
        known.update(media if b"![" in _bytes(content) else b"")
        found[name] = known.hexdigest()
    return found


def digest_of(text: CourseText, found: dict[str, str]) -> str:
    """Of all that a build looks at in a course: where it is the same there is nothing to do."""
    known = sha256(repr((text.order, sorted(text.folder.media), sorted(found.items()))).encode())
    known.update(_bytes(text.folder.toml) + b"\0" + _bytes(text.folder.lock))
    return known.hexdigest()


def _bytes(content: Content | None) -> bytes:
    return content if isinstance(content, bytes) else repr(content).encode()


def _lock_lines(lock: bytes) -> dict[str, bytes]:
    """Two lines of one key count together: that is a fault, and mending it a change."""
    lines: dict[str, bytes] = {}
    for line in lock.decode("utf-8", "replace").splitlines():
        key = line.partition(" ")[0]
        lines[key] = lines.get(key, b"") + line.encode()
    return lines
