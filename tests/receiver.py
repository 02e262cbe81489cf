"""A real HTTP server on this machine that takes what is sent, and one that only counts visits."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest

from tests.mail_server import PATIENCE


@dataclass
class Taken:
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Receiver:
    """What arrived, and with `status` and `says` how it answers. Who asks for a path that it
    `holds` is `waiting` until it is `released`.
    """

    port: int = 0
    taken: list[Taken] = field(default_factory=list)
    status: int = 204
    says: dict[str, str] = field(default_factory=dict)
    holds: tuple[str, ...] = ()
    waiting: int = 0
    released: Event = field(default_factory=Event)

    @property
    def pair(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        return f"http://{self.pair}/hooks/7"


def serve(receiver: Receiver, context: ssl.SSLContext | None = None) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            if self.path in receiver.holds:
                receiver.waiting += 1
                receiver.released.wait(PATIENCE)
            receiver.taken.append(Taken(self.path, headers, body))
            self.send_response(receiver.status)
            for name, value in receiver.says.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *said: object) -> None:
            """It is quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    receiver.port = server.server_port
    Thread(target=server.serve_forever, args=[0.01]).start()
    return server


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()
    server = serve(made)
    yield made
    server.shutdown()
    server.server_close()


@dataclass
class Canary:
    """Sits where nobody may come, and counts who does."""

    port: int
    hits: int = 0


@pytest.fixture
def canary() -> Iterator[Canary]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        made = Canary(listening.getsockname()[1])

        def count() -> None:
            with suppress(OSError):
                while True:
                    taken, _ = listening.accept()
                    made.hits += 1
                    taken.close()

        counting = Thread(target=count)
        counting.start()
        yield made
        listening.shutdown(socket.SHUT_RDWR)
        counting.join()


@pytest.fixture
def answering() -> Iterator["list[bytes]"]:
    """A server that says these very bytes, and then waits until the test is over. Its port is put
    before them.
    """
    said: list[bytes] = []
    taken: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        said.append(str(listening.getsockname()[1]).encode())

        def answer() -> None:
            with suppress(OSError):
                while True:
                    line, _ = listening.accept()
                    taken.append(line)
                    for part in said[1:]:
                        line.sendall(part)

        thread = Thread(target=answer)
        thread.start()
        yield said
        listening.shutdown(socket.SHUT_RDWR)
        for line in taken:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
        thread.join()
        for line in taken:
            line.close()


@dataclass
class Dripping:
    """Begins its answer with these bytes, goes on byte by byte, and never ends."""

    port: int
    begins: bytes = b""


@pytest.fixture
def dripping() -> Iterator[Dripping]:
    over = Event()

    def drip() -> None:
        with suppress(OSError):
            line, _ = listening.accept()
            with line:
                line.sendall(made.begins)
                while not over.wait(0.05):
                    line.sendall(b"2")

    with socket.create_server(("127.0.0.1", 0)) as listening:
        made = Dripping(listening.getsockname()[1])
        thread = Thread(target=drip)
        thread.start()
        yield made
        over.set()
        listening.shutdown(socket.SHUT_RDWR)  # nobody may have come: it was too late by then
        thread.join()
