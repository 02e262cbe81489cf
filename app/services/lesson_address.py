"""Where a lesson is read, and its HTML made fit to be shown elsewhere."""

import re
from urllib.parse import quote, urljoin

TAG = re.compile(r'<(?:a|img|audio)(?:\s+[\w-]+(?:="[^"]*")?)+\s*/?>')
ADDRESS = re.compile(r'(\s(?:href|src)=")([^"]*)"')


def lesson_address(course: str, track: str, anchor: str = "") -> str:
    address = f"/courses/{quote(course)}/{quote(track)}"
    return f"{address}#{quote(anchor)}" if anchor else address


def resolved(html: str, course: str, track: str) -> str:
    """A lesson names its pictures and neighbours from where it stands itself."""
    base = lesson_address(course, track)

    def whole(found: re.Match[str]) -> str:
        try:
            return f'{found[1]}{urljoin(base, found[2])}"'
        except ValueError:  # an address that no browser can follow either
            return found[0]

    return TAG.sub(lambda tag: ADDRESS.sub(whole, tag[0]), html)
