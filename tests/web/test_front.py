"""The front as a process: slow, broken and odd clients over real sockets."""

import http.client
import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.web.site import LARGEST_REQUEST
from tests.web.front_program import LARGE_BYTES, TAKEN_BYTES, THREADS

ROOT = Path(__file__).parents[2]
PATIENCE = 120  # with whatever would never end; no test measures it
AHEAD_BYTES = 32 * 1024 * 1024  # far more than both ends' socket buffers


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


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
def server() -> Iterator[int]:
    port = free_port()
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


def test_slow_senders_keep_nobody_waiting(server: int) -> None:
    slow = [connected(server) for _ in range(15 * THREADS)]
    for client in slow:
        client.sendall(post("/length", 8) + b"half")
    assert ask(server, "/asked").status == 200
    for client in slow:
        client.sendall(b"full")
    assert [text(client) for client in slow] == ["8"] * len(slow)
    for client in slow:
        client.close()


def test_slow_readers_keep_nobody_waiting_and_only_a_little_is_held_for_them(server: int) -> None:
    before = asked(server)
    slow = [connected(server) for _ in range(2 * THREADS)]
    for client in slow:
        client.sendall(b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
        assert status(client) == 200
    for _ in range(50):
        ahead = asked(server)["drawn"] - before["drawn"]
        assert ahead < len(slow) * AHEAD_BYTES
    for client in slow:
        client.close()
    until = time.monotonic() + PATIENCE
    while asked(server)["closed"] < before["closed"] + len(slow):
        assert time.monotonic() < until, "a reply for somebody who left was never closed"


def test_a_large_reply_arrives_whole(server: int) -> None:
    with connected(server) as client:
        client.sendall(b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
        assert length(client) == LARGE_BYTES
        client.sendall(b"GET /asked HTTP/1.1\r\nHost: a\r\n\r\n")
        assert status(client) == 200


@pytest.mark.parametrize(
    "half", [post("/length", 8) + b"half", chunked("/length", b"half"), post("/taken", 1 << 20)]
)
def test_half_a_body_is_never_taken_for_a_whole_one(server: int, half: bytes) -> None:
    before = asked(server)["bodies"]
    with connected(server) as client:
        client.sendall(half)
    assert ask(server, "/length", b"ok").body == b"2"
    assert asked(server)["bodies"] == before + 1


def test_too_large_a_body_is_refused_before_it_is_sent(server: int) -> None:
    with connected(server) as client:
        client.sendall(post("/length", LARGEST_REQUEST + 1))
        assert status(client) == 413


@pytest.mark.parametrize("path", ["/length", "/taken"])
def test_too_large_a_body_of_no_told_length_is_refused(server: int, path: str) -> None:
    with connected(server) as client:
        client.sendall(chunked(path, b"x" * (LARGEST_REQUEST + 1), b""))
        assert status(client) == 413


@pytest.mark.parametrize("size", [0, 1, LARGEST_REQUEST, LARGEST_REQUEST + 1, TAKEN_BYTES])
def test_what_a_route_takes_arrives_whole(server: int, size: int) -> None:
    with connected(server) as client:
        client.sendall(post("/taken", size) + b"x" * size)
        assert text(client) == str(size)


@pytest.mark.parametrize("size", [1, LARGEST_REQUEST])
def test_what_comes_without_a_told_length_arrives_whole(server: int, size: int) -> None:
    with connected(server) as client:
        client.sendall(chunked("/length", b"x" * size, b""))
        assert text(client) == str(size)


def test_a_body_that_nobody_reads_harms_no_later_request(server: int) -> None:
    with connected(server) as client:
        for _ in range(2):
            client.sendall(post("/unread", 1000) + b"x" * 1000)
            assert text(client) == "unread"


def test_requests_sent_together_are_answered_in_turn(server: int) -> None:
    with connected(server) as client:
        client.sendall(b"".join(post("/length", n) + b"x" * n for n in range(5)))
        with closing(client.makefile("rb")) as replies:
            assert [_read(replies) for _ in range(5)] == [b"0", b"1", b"2", b"3", b"4"]


def _read(replies: object) -> bytes:
    headers = iter(replies.readline, b"\r\n")  # type: ignore[attr-defined]
    length = next(int(line[15:]) for line in list(headers) if line.startswith(b"content-length:"))
    body: bytes = replies.read(length)  # type: ignore[attr-defined]
    return body


def test_who_asks_first_may_send(server: int) -> None:
    with connected(server) as client:
        client.sendall(post("/length", 4, "Expect: 100-continue"))
        assert client.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        client.sendall(b"body")
        assert text(client) == "4"


def test_who_asks_first_need_not_send_what_is_too_large(server: int) -> None:
    with connected(server) as client:
        client.sendall(post("/length", LARGEST_REQUEST + 1, "Expect: 100-continue"))
        assert client.recv(12) == b"HTTP/1.1 413"


def test_too_large_a_head_is_refused(server: int) -> None:
    with connected(server) as client:
        client.sendall(b"GET /asked HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 500_000)
        assert status(client) == 431


@pytest.mark.parametrize("asking", ["HEAD /asked", "HEAD /large", "GET /empty"])
def test_no_body_comes_where_there_is_none(server: int, asking: str) -> None:
    """Were there one, the next reply would begin with it."""
    with connected(server) as client, closing(client.makefile("rb")) as replies:
        for path in (asking, "GET /asked"):
            client.sendall(f"{path} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
            assert replies.readline().startswith(b"HTTP/1.1 20")
            assert list(iter(replies.readline, b"\r\n"))


def test_a_fault_is_told_in_the_log_alone(server: int) -> None:
    answer = ask(server, "/fault")
    assert (answer.status, b"canary" in answer.body) == (500, False)


def test_a_reply_that_breaks_off_does_not_pass_for_a_whole_one(server: int) -> None:
    before = asked(server)["closed"]
    with pytest.raises(http.client.IncompleteRead):
        ask(server, "/broken")
    assert asked(server)["closed"] == before + 1


def test_what_is_answered_quickly_never_comes_to_flask(server: int) -> None:
    answer = ask(server, "/quick/yes", b"body")
    assert (answer.status, answer.headers["x-quick"], answer.body) == (201, "yes", b"body")


def test_what_has_no_quick_answer_comes_to_flask(server: int) -> None:
    assert ask(server, "/quick/not", b"body").body == b"flask: body"
    assert ask(server, "/quick/large", b"x" * (LARGEST_REQUEST + 1)).status == 418


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_download_under_way_is_finished(sign: signal.Signals) -> None:
    port = free_port()
    process = begin(port)
    with connected(port) as client:
        client.sendall(b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
        client.recv(1, socket.MSG_PEEK)
        process.send_signal(sign)
        assert length(client) == LARGE_BYTES
    assert finish(process) == ""
