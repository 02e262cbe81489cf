"""A course's picture or sound: only from its own folder, only what it says it is."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ENOUGH = 16


@dataclass(frozen=True, slots=True)
class Medium:
    path: Path
    media_type: str


def _starts(*beginnings: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(beginnings)


def _riff(form: bytes) -> Callable[[bytes], bool]:
    return lambda head: head[:4] == b"RIFF" and head[8:12] == form


def _boxed(*brands: bytes) -> Callable[[bytes], bool]:
    return lambda head: head[4:8] == b"ftyp" and head[8:12] in brands


def _mpeg_audio(head: bytes) -> bool:
    """An ID3 tag, or the eleven set bits that begin a frame."""
    return head.startswith(b"ID3") or (head[:1] == b"\xff" and head[1:2] >= b"\xe0")


KINDS: dict[str, tuple[str, Callable[[bytes], bool]]] = {
    ".png": ("image/png", _starts(b"\x89PNG\r\n\x1a\n")),
    ".jpg": ("image/jpeg", _starts(b"\xff\xd8\xff")),
    ".jpeg": ("image/jpeg", _starts(b"\xff\xd8\xff")),
    ".gif": ("image/gif", _starts(b"GIF87a", b"GIF89a")),
    ".webp": ("image/webp", _riff(b"WEBP")),
    ".avif": ("image/avif", _boxed(b"avif", b"avis")),
    ".mp3": ("audio/mpeg", _mpeg_audio),
    ".ogg": ("audio/ogg", _starts(b"OggS")),
    ".oga": ("audio/ogg", _starts(b"OggS")),
    ".opus": ("audio/ogg", _starts(b"OggS")),
    ".wav": ("audio/wav", _riff(b"WAVE")),
    ".flac": ("audio/flac", _starts(b"fLaC")),
    ".m4a": ("audio/mp4", _boxed(b"M4A ", b"mp42", b"isom", b"dash")),
}


def find_medium(content: Path, course: str, name: str) -> Medium | None:
    """The bytes must agree with the name, or a page could be passed off as a picture."""
    kind = KINDS.get(Path(name).suffix.lower())
    path = _inside(content, course, name)
    if kind is None or path is None:
        return None
    media_type, is_such = kind
    with path.open("rb") as file:
        return Medium(path, media_type) if is_such(file.read(ENOUGH)) else None


def _inside(content: Path, course: str, name: str) -> Path | None:
    """Symbolic links are followed first, so none leads out of the folder."""
    if course in ("", ".", "..") or "/" in course:
        return None
    try:
        folder = (content / course / "media").resolve(strict=True)
        path = (folder / name).resolve(strict=True)
    except (OSError, ValueError, RuntimeError):
        return None
    return path if path.is_relative_to(folder) and path.is_file() else None
