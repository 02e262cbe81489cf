"""Where a URL leads, if it is one that can be read in one way only."""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import SplitResult, urlsplit

from app.core.errors import DrillbookError

LONGEST = 2_000
PORTS = {"http": 80, "https": 443}
# What browsers, curl and Python each read in their own way stays outside: `\`, spaces, `[` in a
# path, and every letter that some of them fold into another.
ALLOWED = re.compile(r"[A-Za-z0-9._~!$&'()*+,;=:@%/?#\[\]-]+")
LABEL = r"(?!-)[a-z0-9-]{1,63}(?<!-)"
NAME = re.compile(rf"(?=.{{1,253}}\Z){LABEL}(\.{LABEL})*")
# Such an end makes a number of the whole name: 0x7f.1 is 127.0.0.1 to many programs.
NUMBER = re.compile(r"(.*\.)?([0-9]+|0x[0-9a-f]*)")


class Refused(DrillbookError):
    """Nothing is sent there, today or later."""


@dataclass(frozen=True, slots=True)
class Destination:
    scheme: str
    host: str
    port: int
    path: str

    @property
    def pair(self) -> str:
        """As an operator names it who allows it."""
        return f"{self._written_host}:{self.port}"

    @property
    def authority(self) -> str:
        return self._written_host if self.port == PORTS[self.scheme] else self.pair

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.authority}"

    @property
    def _written_host(self) -> str:
        return f"[{self.host}]" if ":" in self.host else self.host


def parse_destination(url: str) -> Destination:
    if len(url) > LONGEST:
        raise Refused("this address is too long", f"at most {LONGEST:,} characters are read")
    if not ALLOWED.fullmatch(url):
        what = "this address has a character that no address has"
        raise Refused(what, "write a foreign name as xn--…, and other characters as %…")
    parts = _split(url)
    if parts.scheme not in PORTS or not parts.netloc:
        raise Refused("this is no address of the web", "one begins like https://hooks.example.org")
    if "@" in parts.netloc:
        raise Refused("this address has a name or a password in it", "leave out all before the @")
    if "#" in url:
        raise Refused("this address has a # in it", "leave it out, and all that follows")
    return Destination(parts.scheme, _host(parts), _port(parts), _path(parts))


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        raise Refused("the brackets of this address do not fit", "[2001:db8::1] is one") from None


def _host(parts: SplitResult) -> str:
    """A name, or a number in its one plain form."""
    host = parts.hostname or ""
    address = _address(host)
    if address is not None and "%" not in host and ("[" in parts.netloc) == (":" in host):
        return str(address)
    if NUMBER.fullmatch(host):
        raise Refused("this host is a number in disguise", "write it like 192.0.2.1")
    if NAME.fullmatch(host):
        return host
    raise Refused("this is no host's name", "a name is like hooks.example.org")


def _address(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _port(parts: SplitResult) -> int:
    try:
        port = parts.port
    except ValueError:
        port = 0
    if port == 0:
        raise Refused("this address has a port that does not exist", "leave it out")
    return port or PORTS[parts.scheme]


def _path(parts: SplitResult) -> str:
    if "[" in parts.path + parts.query or "]" in parts.path + parts.query:
        raise Refused("this address has brackets after its host", "write them as %5B and %5D")
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
