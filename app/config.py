"""Settings from the environment: read once, cast strictly, every problem told at once."""

import difflib
import ipaddress
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import platformdirs

from app.core.errors import DrillbookError

PREFIX = "DRILLBOOK_"
LOOPBACK = ("localhost", "127.0.0.1", "::1")
_LABEL = r"(?!-)[a-z0-9-]{1,63}(?<!-)"
_NAME = re.compile(rf"{_LABEL}(\.{_LABEL})*", re.IGNORECASE)


class _Unfit(ValueError):
    """The text cannot be this setting's value; the message says what was expected."""


def _folder(text: str) -> Path:
    if not text or "\0" in text:
        raise _Unfit("a folder")
    return Path(text).expanduser().absolute()


def _number(low: int, high: int) -> Callable[[str], int]:
    def cast(text: str) -> int:
        if text.isascii() and text.isdigit() and low <= int(text[:9]) <= high and len(text) < 9:
            return int(text)
        raise _Unfit(f"a whole number from {low} to {high}")

    return cast


def _choice(*words: str) -> Callable[[str], str]:
    def cast(text: str) -> str:
        if text in words:
            return text
        raise _Unfit(" or ".join(words))

    return cast


def _host(text: str) -> str:
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        if _NAME.fullmatch(text) and not text.replace(".", "").isdigit():
            return text.lower()
    raise _Unfit("a host name or an IP address, without a port")


def _origin(text: str) -> str:
    try:
        parts = urlsplit(text)
        host = _host(parts.hostname or "")
        origin = f"{parts.scheme}://{f'[{host}]' if ':' in host else host}"
        origin += f":{parts.port}" if parts.port else ""
        if parts.scheme in ("http", "https") and origin == text.lower():
            return origin
    except ValueError:
        pass
    raise _Unfit("http(s)://host or http(s)://host:port and nothing after it")


def _secret(text: str) -> bytes:
    if len(key := text.encode()) >= 32:
        return key
    raise _Unfit("32 bytes or more")


def _database(text: str) -> str:
    try:
        parts = urlsplit(text)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme == "postgresql" and parts.path.strip("/"):
        return text
    raise _Unfit("postgresql://name:password@host/database")


def is_loopback(host: str) -> bool:
    return host in LOOPBACK or host.startswith("127.")


def _about(
    cast: Callable[[str], Any], description: str, default: str = "", secret: bool = False
) -> dict[str, Any]:
    """`default` words a default that depends on the machine, for the reference table."""
    return {"cast": cast, "description": description, "default": default, "secret": secret}


def _data_folder() -> Path:
    return Path(platformdirs.user_data_dir("drillbook", appauthor=False))


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    home: Path = field(
        default_factory=_data_folder,
        metadata=_about(
            _folder,
            "Folder of all that Drillbook keeps: `library.db`, and `ledger.db` with what was "
            "learned.",
            "the platform's folder for a user's data",
        ),
    )
    content: Path = field(
        default_factory=lambda: Path("content").absolute(),
        metadata=_about(_folder, "Folder of the courses.", "`content` in the current folder"),
    )
    database_url: str | None = field(
        default=None,
        repr=False,
        metadata=_about(
            _database,
            "PostgreSQL database of what was learned, as `postgresql://name:password@host/database`"
            "; without it, the file `ledger.db` in `DRILLBOOK_HOME`.",
            "none",
            secret=True,
        ),
    )
    host: str = field(
        default="127.0.0.1",
        metadata=_about(_host, "Name or address that `drillbook serve` binds."),
    )
    port: int = field(
        default=8000, metadata=_about(_number(1, 65535), "Port that `drillbook serve` binds.")
    )
    public_url: str | None = field(
        default=None,
        metadata=_about(
            _origin,
            "Address that browsers use, such as `https://drill.example.org`. Requests for other "
            "hosts are refused, save for this machine's own names. "
            "Needed when `DRILLBOOK_HOST` can be reached from elsewhere.",
            "none: only this machine is served",
        ),
    )
    proxy_hops: int = field(
        default=0,
        metadata=_about(
            _number(0, 10),
            "Exact number of reverse proxies in front; so many `X-Forwarded-` values are believed.",
        ),
    )
    threads: int = field(
        default=8,
        metadata=_about(_number(1, 256), "Requests that `drillbook serve` works on at one time."),
    )
    log_format: str = field(
        default="text",
        metadata=_about(
            _choice("text", "json"), "How each request's line is written: `text` or `json`."
        ),
    )
    secret_key: bytes | None = field(
        default=None,
        repr=False,
        metadata=_about(
            _secret,
            "Secret of 32 bytes or more that signs what browsers are given.",
            "none",
            secret=True,
        ),
    )

    @classmethod
    def from_environment(cls, environ: Mapping[str, str]) -> "Settings":
        problems = list(_strangers(environ))
        given: dict[str, Any] = {}
        for each in fields(cls):
            try:
                given.update(_read(environ, each.name, each.metadata))
            except DrillbookError as problem:
                problems.append(str(problem))
        settings = cls(**given)
        problems += _contradictions(settings) if not problems else ()
        if problems:
            raise DrillbookError("\n".join(problems))
        return settings

    @property
    def library_file(self) -> Path:
        return self.home / "library.db"

    @property
    def ledger_file(self) -> Path:
        return self.home / "ledger.db"

    @property
    def public_host(self) -> str | None:
        return urlsplit(self.public_url).hostname if self.public_url else None

    @property
    def serves_oneself(self) -> bool:
        """Nobody but who sits at this machine sees the pages: an author's preview is safe."""
        direct = is_loopback(self.host) and self.proxy_hops == 0
        return direct and is_loopback(self.public_host or "localhost")


def variable(name: str) -> str:
    return PREFIX + name.upper()


def reference() -> Iterator[tuple[str, str, str]]:
    """Every variable, its default and what it is for: the rows of docs/settings.md."""
    for each in fields(Settings):
        about = each.metadata
        yield variable(each.name), about["default"] or f"`{each.default}`", about["description"]
        if about["secret"]:
            yield f"{variable(each.name)}_FILE", "none", "A file that holds the secret above."


def _strangers(environ: Mapping[str, str]) -> Iterator[str]:
    known = [name for name, *_ in reference()]
    for name in sorted(environ):
        if name.startswith(PREFIX) and name not in known:
            nearest = difflib.get_close_matches(name, known, 1, cutoff=0)
            yield f"{name} is not a setting (the nearest is {nearest[0]})"


def _read(environ: Mapping[str, str], name: str, about: Mapping[str, Any]) -> dict[str, Any]:
    text = _text(environ, variable(name), about["secret"])
    if text is None:
        return {}
    try:
        return {name: about["cast"](text)}
    except _Unfit as unfit:
        said = f"has {len(text.encode())} bytes" if about["secret"] else f"is {text!r}"
        raise DrillbookError(f"{variable(name)} {said}: expected {unfit}") from None


def _text(environ: Mapping[str, str], name: str, secret: bool) -> str | None:
    file = environ.get(f"{name}_FILE") if secret else None
    if file is None:
        return environ.get(name)
    if name in environ:
        raise DrillbookError(f"{name} and {name}_FILE are both set: expected only one of them")
    try:
        return Path(file).read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or "is not UTF-8 text"
        expected = "expected a file that can be read"
        raise DrillbookError(f"{name}_FILE is {file!r}: {expected} ({why})") from None


def _contradictions(settings: Settings) -> Iterator[str]:
    if not is_loopback(settings.host) and settings.public_url is None:
        yield (
            f"DRILLBOOK_PUBLIC_URL is not set: expected the address that browsers use, since "
            f"DRILLBOOK_HOST is {settings.host!r} and can be reached from elsewhere"
        )
