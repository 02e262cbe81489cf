"""What clients are sent, and slow ones that read it."""

import http.client
import time
from contextlib import closing

import pytest

from tests.web.front_program import LARGE_BYTES, THREADS
from tests.web.front_server import PATIENCE, ask, asked, connected, length, status

AHEAD_BYTES = 32 * 1024 * 1024  # far more than both ends' socket buffers


def test_slow_readers_keep_nobody_waiting_and_only_a_little_is_held_for_them(front: int) -> None:
    before = asked(front)
    slow = [connected(front) for _ in range(2 * THREADS)]
    for client in slow:
        client.sendall(b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
        assert status(client) == 200
    for _ in range(50):
        ahead = asked(front)["drawn"] - before["drawn"]
        assert ahead < len(slow) * AHEAD_BYTES
    for client in slow:
        client.close()
    until = time.monotonic() + PATIENCE
    while asked(front)["closed"] < before["closed"] + len(slow):
        assert time.monotonic() < until, "a reply for somebody who left was never closed"
    assert asked(front)["drawn"] - before["drawn"] < len(slow) * AHEAD_BYTES


def test_a_large_reply_arrives_whole(front: int) -> None:
    with connected(front) as client:
        client.sendall(b"GET /large HTTP/1.1\r\nHost: a\r\n\r\n")
        assert length(client) == LARGE_BYTES
        client.sendall(b"GET /asked HTTP/1.1\r\nHost: a\r\n\r\n")
        assert status(client) == 200


@pytest.mark.parametrize("asking", ["HEAD /asked", "HEAD /large", "GET /empty"])
def test_no_body_comes_where_there_is_none(front: int, asking: str) -> None:
    """Were there one, the next reply would begin with it."""
    with connected(front) as client, closing(client.makefile("rb")) as replies:
        for path in (asking, "GET /asked"):
            client.sendall(f"{path} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
            assert replies.readline().startswith(b"HTTP/1.1 20")
            assert list(iter(replies.readline, b"\r\n"))


def test_a_fault_is_told_in_the_log_alone(front: int) -> None:
    answer = ask(front, "/fault")
    assert (answer.status, b"canary" in answer.body) == (500, False)


def test_a_reply_that_breaks_off_does_not_pass_for_a_whole_one(front: int) -> None:
    before = asked(front)["broken"]
    with pytest.raises(http.client.IncompleteRead):
        ask(front, "/broken")
    assert asked(front)["broken"] == before + 1
