"""Ways to write or to name an address so that who looks at it and who goes there differ.

Each leads to this machine, or to where only this machine gets, by at least one program's reading.
"""

import socket
from collections.abc import Callable
from typing import Any

import pytest

import app.notify.outbound
from app.notify.destination import PORTS
from tests.receiver import Canary

# What a name server that is in on it answers; of several lists the first time the first.
NAMES: dict[str, list[list[str]]] = {
    "loopback.example": [["127.0.0.1"]],
    "six.example": [["::1"]],
    "mixed.example": [["93.184.215.14", "::1"]],
    "xedim.example": [["2606:4700::6810:1", "127.0.0.1"]],
    "private.example": [["10.0.0.1"]],
    "house.example": [["192.168.1.1"]],
    "office.example": [["172.16.5.5"]],
    "carrier.example": [["100.64.1.1"]],
    "cloud.example": [["169.254.169.254"]],
    "mapped.example": [["::ffff:127.0.0.1"]],
    "compatible.example": [["::127.0.0.1"]],
    "nat64.example": [["64:ff9b::7f00:1"]],
    "localnat64.example": [["64:ff9b:1::7f00:1"]],
    "sixtofour.example": [["2002:7f00:1::1"]],
    "teredo.example": [["2001:0:7f00:1::80ff:fffe"]],
    "linklocal.example": [["fe80::1"]],
    "zone.example": [["fe80::1%1"]],
    "site.example": [["fec0::1"]],
    "unique.example": [["fd00::1"]],
    "crowd.example": [["224.0.0.1"]],
    "sixcrowd.example": [["ff02::1"]],
    "nowhere.example": [["0.0.0.0"]],
    "nosix.example": [["::"]],
    "everybody.example": [["255.255.255.255"]],
    "relay.example": [["192.88.99.1"]],
    "reserved.example": [["240.0.0.1"]],
    "bench.example": [["198.18.0.1"]],
    "book.example": [["2001:db8::1"]],
    "newbook.example": [["3fff::1"]],
    "segment.example": [["5f00::1"]],
    "localhost": [["127.0.0.1"]],
    "localhost.localdomain": [["127.0.0.1"]],
}
# Without a port, for it is put where `{port}` stands: with and without the one of the canary.
TRICKS = [
    *(f"http://{name}{{port}}/" for name in NAMES),
    "http://127.0.0.1{port}/",
    "https://127.0.0.1{port}/",
    "http://127.1{port}/",
    "http://127.0.1{port}/",
    "http://2130706433{port}/",
    "http://0x7f000001{port}/",
    "http://0x7f.0.0.1{port}/",
    "http://0X7F.1{port}/",
    "http://0177.0.0.1{port}/",
    "http://017700000001{port}/",
    "http://127.0.0.1.{port}/",
    "http://127.000.000.001{port}/",
    "http://0{port}/",
    "http://0.0.0.0{port}/",
    "http://127.0.0.0x1{port}/",
    "http://%31%32%37.0.0.1{port}/",
    "http://127%2e0%2e0%2e1{port}/",
    "http://１２７.0.0.1{port}/",
    "http://127。0。0。1{port}/",
    "http://①②⑦.⓪.⓪.①{port}/",
    "http://ⓛocalhost{port}/",
    "http://LOCALHOST{port}/",
    "http://localhost.{port}/",
    "http://loopback.example.{port}/",
    "http://lo\u00adcalhost{port}/",
    "http://[::1]{port}/",
    "http://[0:0:0:0:0:0:0:1]{port}/",
    "http://[::]{port}/",
    "http://[::ffff:127.0.0.1]{port}/",
    "http://[::ffff:7f00:1]{port}/",
    "http://[::127.0.0.1]{port}/",
    "http://[64:ff9b::127.0.0.1]{port}/",
    "http://[2002:7f00:1::]{port}/",
    "http://[fe80::1%25lo]{port}/",
    "http://[fe80::1%lo]{port}/",
    "http://[::1%25lo]{port}/",
    "http://[ff02::1]{port}/",
    "http://[fd00::1]{port}/",
    "http://[127.0.0.1]{port}/",
    "http://[v1.127]{port}/",
    "http://::1{port}/",
    "http://hooks.example@127.0.0.1{port}/",
    "http://hooks.example:pass@127.0.0.1{port}/",
    "http://127.0.0.1{port}@hooks.example/",
    "http://hooks.example#@127.0.0.1{port}/",
    "http://127.0.0.1{port}#hooks.example/",
    "http://127.0.0.1{port}?hooks.example/",
    "http://hooks.example\\@127.0.0.1{port}/",
    "http://127.0.0.1{port}\\@hooks.example/",
    "http:\\\\127.0.0.1{port}\\",
    "http:/127.0.0.1{port}/",
    "http:127.0.0.1{port}/",
    "//127.0.0.1{port}/",
    "127.0.0.1{port}/",
    "http://127.0.0.1{port}\t/",
    "http://127.0.0.1{port}\r\nHost: hooks.example/",
    "http://127.0.0.1{port}/ HTTP/1.1\r\nX: y",
    "ht\ntp://127.0.0.1{port}/",
    " http://127.0.0.1{port}/",
    "http://127.0.0.1\x00.hooks.example{port}/",
    "http:// 127.0.0.1{port}/",
    "file:///etc/passwd",
    "file://127.0.0.1{port}/etc/passwd",
    "gopher://127.0.0.1{port}/_GET",
    "ftp://127.0.0.1{port}/",
    "dict://127.0.0.1{port}/",
    "unix:///run/docker.sock",
    "jar:http://127.0.0.1{port}/!/",
    "javascript:alert(1)",
    "data:,x",
    "http+unix://%2Frun%2Fdocker.sock/",
    "http://127.0.0.1:0/",
    "http://127.0.0.1:22/",
    "http://127.0.0.1:-1/",
    "http://127.0.0.1:99999/",
    "http://127.0.0.1:80:80/",
    "http://169.254.169.254{port}/latest/meta-data/",
    "http://10.0.0.1{port}/",
    "http://192.168.0.1{port}/",
    "http://100.64.0.1{port}/",
    "http://198.18.0.1{port}/",
    "http://224.0.0.1{port}/",
]  # fmt: skip


class Names:
    """In place of the name servers. Whatever is a number to the system stays what it is."""

    def __init__(self, names: dict[str, list[list[str]]]) -> None:
        self._left = {name: list(answers) for name, answers in names.items()}
        self._real = socket.getaddrinfo
        self.asked: list[str] = []

    def __call__(self, host: Any, port: Any, *rest: Any, **more: Any) -> Any:
        self.asked.append(host)
        answers = self._left.get(str(host).lower())
        if answers is None:
            return self._real(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
        found = answers[0] if len(answers) == 1 else answers.pop(0)
        return [self._one(address, port) for address in found]

    def _one(self, address: str, port: int) -> Any:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        place = (address, port, 0, 0) if ":" in address else (address, port)
        return family, socket.SOCK_STREAM, 6, "", place


@pytest.fixture
def dialled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every address that was connected to; beyond this machine nobody gets."""
    real, found = app.notify.outbound._dial, list[str]()

    def dial(address: Any, seconds: float) -> Any:
        found.append(address[1][0])
        if not address[1][0].startswith("127."):
            raise OSError("beyond this machine")
        return real(address, seconds)

    monkeypatch.setattr(app.notify.outbound, "_dial", dial)
    return found


Naming = Callable[[dict[str, list[list[str]]]], Names]


@pytest.fixture
def naming(monkeypatch: pytest.MonkeyPatch) -> Naming:
    def named(names: dict[str, list[list[str]]]) -> Names:
        made = Names(names)
        monkeypatch.setattr(socket, "getaddrinfo", made)
        return made

    return named


@pytest.fixture(params=["the web's port", "the canary's port", "the canary's port, let through"])
def port(request: pytest.FixtureRequest, canary: Canary, monkeypatch: pytest.MonkeyPatch) -> str:
    """The last leaves the addresses alone to be looked at."""
    if "through" in request.param:
        monkeypatch.setitem(PORTS, "canary", canary.port)
    return f":{canary.port}" if "canary" in request.param else ""
