"""What a setting's text may be: each cast is strict and says what it expected."""

import ipaddress
import re
from base64 import b64decode
from collections.abc import Callable
from pathlib import Path
from stat import S_ISDIR
from urllib.parse import urlsplit

_LABEL = r"(?!-)[a-z0-9-]{1,63}(?<!-)"
_NAME = re.compile(rf"{_LABEL}(\.{_LABEL})*", re.IGNORECASE)
ORDER_OF_P256 = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+")


class Unfit(ValueError):
    """The text cannot be this setting's value; the message says what was expected."""


def folder(text: str) -> Path:
    if not text or "\0" in text:
        raise Unfit("a folder")
    path = Path(text).expanduser().absolute()
    if _is_taken(path):
        raise Unfit("a folder, and this is a file or in one")
    return path


def _is_taken(path: Path) -> bool:
    """What is not there yet can still become a folder."""
    try:
        return not S_ISDIR(path.stat().st_mode)
    except OSError as error:
        return isinstance(error, NotADirectoryError)


def number(low: int, high: int) -> Callable[[str], int]:
    def cast(text: str) -> int:
        if text.isascii() and text.isdigit() and low <= int(text[:9]) <= high and len(text) < 9:
            return int(text)
        raise Unfit(f"a whole number from {low} to {high}")

    return cast


def choice(*words: str) -> Callable[[str], str]:
    def cast(text: str) -> str:
        if text in words:
            return text
        raise Unfit(" or ".join(words))

    return cast


def host(text: str) -> str:
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        if _NAME.fullmatch(text) and not text.replace(".", "").isdigit():
            return text.lower()
    raise Unfit("a host name or an IP address, without a port")


def origin(text: str) -> str:
    try:
        parts = urlsplit(text)
        name = host(parts.hostname or "")
        exact = f"{parts.scheme}://{f'[{name}]' if ':' in name else name}"
        exact += f":{parts.port}" if parts.port else ""
        if parts.scheme in ("http", "https") and exact == text.lower():
            return exact
    except ValueError:
        pass
    raise Unfit("http(s)://host or http(s)://host:port and nothing after it")


def secret(text: str) -> bytes:
    if len(key := text.encode()) >= 32:
        return key
    raise Unfit("32 bytes or more")


def pairs(text: str) -> frozenset[str]:
    """Each as it stands in a URL, so that it can be compared with one."""
    return frozenset(_pair(each.strip()) for each in text.split(",") if each.strip())


def _pair(text: str) -> str:
    before, _, port = text.rpartition(":")
    bracketed = before.startswith("[") and before.endswith("]")
    try:
        name = host(before[1:-1] if bracketed else before)
        if bracketed == (":" in name):
            return f"{f'[{name}]' if bracketed else name}:{number(1, 65535)(port)}"
    except Unfit:
        pass
    raise Unfit("host:port, and more of them after commas")


def signing_key(text: str) -> bytes:
    """A number of the curve P-256, as every tool for Web Push writes it."""
    try:
        key = b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError:
        key = b""
    if len(key) == 32 and 0 < int.from_bytes(key) < ORDER_OF_P256:
        return key
    raise Unfit("a private key of 32 bytes for VAPID, as 43 letters and digits of URL-safe Base64")


def secrets(text: str) -> tuple[bytes, ...]:
    try:
        return tuple(secret(each.strip()) for each in text.split(","))
    except Unfit:
        raise Unfit("secrets of 32 bytes or more, with commas between them") from None


def database(text: str) -> str:
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme == "postgresql" and parts.path.strip("/"):
        return text
    raise Unfit("postgresql://name:password@host/database")


def switch(text: str) -> bool:
    if text in ("0", "1"):
        return text == "1"
    raise Unfit("0 or 1")


def mail_server(text: str) -> str:
    """`smtp://` begins in the clear and asks for STARTTLS; `smtps://` is TLS from the start."""
    try:
        parts = urlsplit(text)
        host(parts.hostname or "")
        nothing_else = parts.port != 0 and not (parts.path + parts.query + parts.fragment)
        both_or_none = (parts.password is None) == (parts.username is None)
        if parts.scheme in ("smtp", "smtps") and nothing_else and both_or_none:
            return text
    except ValueError:
        pass
    raise Unfit("smtp(s)://host:port or smtp(s)://name:password@host:port")


def mail_address(text: str) -> str:
    if _ADDRESS.fullmatch(text):
        return text
    raise Unfit("an e-mail address such as drillbook@example.org")
