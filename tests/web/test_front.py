"""The front as a process: what goes in and out in which order, and by which way."""

import signal
import socket
from contextlib import closing, suppress

import pytest

from app.web.site import LARGEST_REQUEST
from tests.ports import held_port
from tests.web.front_program import LARGE_BYTES
from tests.web.front_server import (
    ask,
    begin,
    connected,
    finish,
    length,
    post,
    status,
)


def test_requests_sent_together_are_answered_in_turn(front: int) -> None:
    with connected(front) as client:
        client.sendall(b"".join(post("/length", n) + b"x" * n for n in range(5)))
        with closing(client.makefile("rb")) as replies:
            assert [_read(replies) for _ in range(5)] == [b"0", b"1", b"2", b"3", b"4"]


def _read(replies: object) -> bytes:
    headers = iter(replies.readline, b"\r\n")  # type: ignore[attr-defined]
    length = next(int(line[15:]) for line in list(headers) if line.startswith(b"content-length:"))
    body: bytes = replies.read(length)  # type: ignore[attr-defined]
    return body


def test_too_large_a_head_is_refused(front: int) -> None:
    with connected(front) as client, suppress(ConnectionError):
        client.sendall(b"GET /asked HTTP/1.1\r\nHost: a\r\nX: " + b"x" * 500_000)
        assert status(client) == 431


def test_what_is_answered_quickly_never_comes_to_flask(front: int) -> None:
    answer = ask(front, "/quick/yes", b"body")
    assert (answer.status, answer.headers["x-quick"], answer.body) == (201, "yes", b"body")


def test_what_has_no_quick_answer_comes_to_flask(front: int) -> None:
    assert ask(front, "/quick/not", b"body").body == b"flask: body"
    with connected(front) as client:
        client.sendall(post("/quick/large", LARGEST_REQUEST + 1))
        assert status(client) == 418


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_download_under_way_is_finished(sign: signal.Signals) -> None:
    with held_port() as port:
        process = begin(port)
        with connected(port) as client:
            client.sendall(b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
            client.recv(1, socket.MSG_PEEK)
            process.send_signal(sign)
            assert length(client) == LARGE_BYTES
        assert finish(process) == ""
