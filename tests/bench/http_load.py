"""Clients that answer as fast as they are answered, each over a connection of its own."""

import asyncio
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from random import Random

from tests.bench.figures import spread_of
from tests.bench.ledger_events import card_name

Request = Callable[[], bytes]
RECORDED = b'"recorded"'
LENGTH = b"content-length: "


@dataclass
class Load:
    """What all clients together were answered, and how long each of them waited."""

    seconds: float
    times: list[float] = field(default_factory=list)
    recorded: int = 0
    failed: int = 0

    def told(self, what: str, of_events: bool = True) -> str:
        rate = (self.recorded if of_events else len(self.times)) / self.seconds
        failed = f"  FAILED {self.failed}" if self.failed else ""
        return f"{what:34} {rate:>8,.0f}/s  {spread_of(self.times)}{failed}"


class Client(asyncio.Protocol):
    def __init__(self, load: Load, request: Request, until: float) -> None:
        self._load, self._request, self._until = load, request, until
        self._received = bytearray()
        self._transport: asyncio.Transport | None = None
        self.over: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._send()

    def _send(self) -> None:
        assert self._transport
        self._began = time.perf_counter()
        if self._began < self._until:
            self._transport.write(self._request())
        else:
            self._transport.close()

    def data_received(self, data: bytes) -> None:
        self._received += data
        head = self._received.find(b"\r\n\r\n")
        if head < 0:
            return
        headers = bytes(self._received[:head]).lower()
        at = headers.index(LENGTH) + len(LENGTH)
        length = int(headers[at:].split(b"\r\n", 1)[0])
        if len(self._received) < head + 4 + length:
            return
        self._load.times.append((time.perf_counter() - self._began) * 1000)
        self._load.recorded += self._received.count(RECORDED)
        self._load.failed += not headers.startswith(b"http/1.1 200")
        self._received.clear()
        self._send()

    def connection_lost(self, error: Exception | None) -> None:
        self._load.failed += error is not None
        self.over.set_result(None)


def run_load(ports: Sequence[int], requests: Sequence[Request], seconds: float) -> Load:
    """Clients in turn on each of the servers."""
    load = Load(seconds)

    async def run() -> None:
        loop, until = asyncio.get_running_loop(), time.perf_counter() + seconds
        clients = []
        for number, request in enumerate(requests):
            port = ports[number % len(ports)]
            _, client = await loop.create_connection(
                lambda request=request: Client(load, request, until), "127.0.0.1", port
            )
            clients.append(client.over)
        await asyncio.gather(*clients)

    asyncio.run(run())
    return load


def getting(path: str) -> Request:
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
    return lambda: request


def answering(token: str, cards: int, together: int, seed: int) -> Request:
    """So many answers a request, each of another card and with an id of its own."""
    dice = Random(seed)
    head = (
        "POST /api/v1/reviews HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        f"Authorization: Bearer {token}\r\nContent-Type: application/json\r\n"
    )

    def request() -> bytes:
        at = datetime.now(UTC).isoformat()
        events = ",".join(
            f'{{"id":"{_new_id()}","type":"reviewed","card_id":"{card_name(card)}",'
            f'"grade":"good","answered_at":"{at}","elapsed_ms":4000}}'
            for card in dice.sample(range(cards), together)
        )
        body = f'{{"events":[{events}]}}'
        return f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode()

    return request


def _new_id() -> str:
    text = f"{int(time.time() * 1000):012x}7{secrets.token_hex(10)}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-8{text[17:20]}-{text[20:32]}"
