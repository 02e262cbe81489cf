"""A server behind the front, and clients that send and read what they please over real sockets."""

import http.client
import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.ports import held_port

ROOT = Path(__file__).parents[2]
PATIENCE = 120  # with whatever would never end; no test measures it


def begin(port: int) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.web.front_program", str(port)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline().startswith("Drillbook is at ")
    return process


def finish(process: "subprocess.Popen[str]") -> str:
    process.terminate()
    _, told = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    return told


@pytest.fixture(scope="module")
def front() -> Iterator[int]:
    with held_port() as port:
        process = begin(port)
        yield port
        told = finish(process)
    assert told.count("Traceback") == told.count("ValueError: canary"), told


def connected(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)


def reply(client: socket.socket) -> http.client.HTTPResponse:
    response = http.client.HTTPResponse(client)
    response.begin()
    return response


def text(client: socket.socket) -> str:
    with reply(client) as response:
        return response.read().decode()


def status(client: socket.socket) -> int:
    with reply(client) as response:
        return response.status


def length(client: socket.socket) -> int:
    with reply(client) as response:
        return sum(len(piece) for piece in iter(lambda: response.read(1 << 20), b""))


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes


def ask(port: int, path: str, body: bytes | None = None) -> Answer:
    sent = f"GET {path} HTTP/1.1\r\nHost: a\r\n\r\n".encode() if body is None else b""
    with connected(port) as client:
        client.sendall(sent or post(path, len(body or b"")) + (body or b""))
        with reply(client) as response:
            return Answer(response.status, dict(response.getheaders()), response.read())


def asked(port: int) -> dict[str, int]:
    told: dict[str, int] = json.loads(ask(port, "/asked").body)
    return told


def post(path: str, length: int, *more: str) -> bytes:
    head = [f"POST {path} HTTP/1.1", "Host: a", f"Content-Length: {length}", *more, "", ""]
    return "\r\n".join(head).encode()


def chunked(path: str, *chunks: bytes) -> bytes:
    head = f"POST {path} HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n".encode()
    return head + b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks)
