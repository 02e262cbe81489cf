"""What clients send, slowly, in part, or too much of it."""

import pytest

from app.web.site import LARGEST_REQUEST
from tests.web.front_program import TAKEN_BYTES, THREADS
from tests.web.front_server import ask, asked, chunked, connected, post, status, text


def test_slow_senders_keep_nobody_waiting(front: int) -> None:
    slow = [connected(front) for _ in range(15 * THREADS)]
    for client in slow:
        client.sendall(post("/length", 8) + b"half")
    assert ask(front, "/asked").status == 200
    for client in slow:
        client.sendall(b"full")
    assert [text(client) for client in slow] == ["8"] * len(slow)
    for client in slow:
        client.close()


def test_slow_senders_of_what_is_large_keep_only_one_another_waiting(front: int) -> None:
    slow = [connected(front) for _ in range(2 * THREADS)]
    body = b"x" * (LARGEST_REQUEST + 1)
    for client in slow:
        client.sendall(post("/taken", len(body)) + body[1:])
    assert ask(front, "/asked").status == 200
    for client in slow:
        client.sendall(body[:1])
    assert [text(client) for client in slow] == [str(len(body))] * len(slow)
    for client in slow:
        client.close()


@pytest.mark.parametrize(
    "half", [post("/length", 8) + b"half", chunked("/length", b"half"), post("/taken", 1 << 20)]
)
def test_half_a_body_is_never_taken_for_a_whole_one(front: int, half: bytes) -> None:
    before = asked(front)["bodies"]
    with connected(front) as client:
        client.sendall(half)
    assert ask(front, "/length", b"ok").body == b"2"
    assert asked(front)["bodies"] == before + 1


def test_too_large_a_body_is_refused_before_it_is_sent(front: int) -> None:
    with connected(front) as client:
        client.sendall(post("/length", LARGEST_REQUEST + 1))
        assert status(client) == 413


@pytest.mark.parametrize("path", ["/length", "/taken"])
def test_too_large_a_body_of_no_told_length_is_refused(front: int, path: str) -> None:
    """With a byte of it yet to come, since what is left unread may cost the client the reply."""
    with connected(front) as client:
        client.sendall(chunked(path, b"x" * (LARGEST_REQUEST + 2))[:-3])
        assert status(client) == 413


@pytest.mark.parametrize("size", [0, 1, LARGEST_REQUEST, LARGEST_REQUEST + 1, TAKEN_BYTES])
def test_what_a_route_takes_arrives_whole(front: int, size: int) -> None:
    with connected(front) as client:
        client.sendall(post("/taken", size) + b"x" * size)
        assert text(client) == str(size)


@pytest.mark.parametrize("size", [1, LARGEST_REQUEST])
def test_what_comes_without_a_told_length_arrives_whole(front: int, size: int) -> None:
    with connected(front) as client:
        client.sendall(chunked("/length", b"x" * size, b""))
        assert text(client) == str(size)


def test_a_body_that_nobody_reads_harms_no_later_request(front: int) -> None:
    with connected(front) as client:
        for _ in range(2):
            client.sendall(post("/unread", 1000) + b"x" * 1000)
            assert text(client) == "unread"


def test_who_asks_first_may_send(front: int) -> None:
    with connected(front) as client:
        client.sendall(post("/length", 4, "Expect: 100-continue"))
        assert client.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        client.sendall(b"body")
        assert text(client) == "4"


def test_who_asks_first_need_not_send_what_is_too_large(front: int) -> None:
    with connected(front) as client:
        client.sendall(post("/length", LARGEST_REQUEST + 1, "Expect: 100-continue"))
        assert client.recv(12) == b"HTTP/1.1 413"
