"""Who is reached by the one way out, and who never is."""

import ssl
from threading import Event

import h11
import pytest

from app.notify.destination import Refused
from app.notify.outbound import Outbound, Unreached
from tests.mail_server import PATIENCE, Certificate
from tests.notify.tricks import NAMES, TRICKS, Naming
from tests.receiver import Canary, Dripping, Receiver, serve

# To read what this machine trusts takes longer than all the rest.
TRUSTED = ssl.create_default_context()


def outbound(*pairs: str) -> Outbound:
    return Outbound(pairs, TRUSTED, PATIENCE)


def test_what_is_sent_arrives_as_it_was_written(receiver: Receiver) -> None:
    reply = outbound(receiver.pair).post(f"{receiver.url}?a=b", b"{}", {"X-Sign": "v1"})
    (taken,) = receiver.taken
    assert reply.is_taken
    assert (taken.path, taken.body) == ("/hooks/7?a=b", b"{}")
    assert taken.headers == {
        "host": receiver.pair,
        "user-agent": "Drillbook",
        "content-length": "2",
        "connection": "close",
        "x-sign": "v1",
    }


def test_there_are_tricks_enough() -> None:
    assert len(set(TRICKS)) >= 60


@pytest.mark.parametrize("trick", TRICKS)
def test_no_trick_leads_here(
    trick: str, port: str, canary: Canary, dialled: list[str], naming: Naming
) -> None:
    naming(NAMES)
    for asked in (outbound().check, lambda url: outbound().post(url, b"", {})):
        with pytest.raises(Refused) as told:
            asked(trick.format(port=port))
        assert told.value.remedy
    assert (dialled, canary.hits) == ([], 0)


def test_what_is_allowed_is_one_pair_and_not_its_neighbour(
    receiver: Receiver, canary: Canary, naming: Naming
) -> None:
    naming({"loopback.example": [["127.0.0.1"]]})
    out = outbound(receiver.pair)
    for near in (f"http://127.0.0.1:{canary.port}/", f"http://loopback.example:{receiver.port}/"):
        with pytest.raises(Refused):
            out.post(near, b"", {})
    assert (receiver.taken, canary.hits) == ([], 0)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed(receiver: Receiver, canary: Canary, status: int) -> None:
    receiver.status, receiver.says = status, {"Location": f"http://127.0.0.1:{canary.port}/"}
    reply = outbound(receiver.pair).post(receiver.url, b"", {})
    assert (reply.status, canary.hits) == (status, 0)


def test_a_name_that_changes_its_answer_leads_to_the_first(
    dialled: list[str], naming: Naming
) -> None:
    """Whoever looks twice looks at one address, and goes to another."""
    names = naming({"rebound.example": [["93.184.215.14"], ["127.0.0.1"]]})
    with pytest.raises(Unreached):
        outbound().post("http://rebound.example/", b"", {})
    assert (dialled, names.asked) == (["93.184.215.14"], ["rebound.example"])


def test_each_address_of_a_name_is_tried(
    receiver: Receiver, dialled: list[str], naming: Naming
) -> None:
    naming({"both.example": [["2606:4700::6810:1", "127.0.0.1"]]})
    url = f"http://both.example:{receiver.port}/"
    assert outbound(f"both.example:{receiver.port}").post(url, b"", {}).is_taken
    assert dialled == ["2606:4700::6810:1", "127.0.0.1"]
    assert receiver.taken[0].headers["host"] == f"both.example:{receiver.port}"


def test_no_proxy_is_taken_from_the_surroundings(
    receiver: Receiver, canary: Canary, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "https_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{canary.port}")
    assert outbound(receiver.pair).post(receiver.url, b"", {}).is_taken
    assert canary.hits == 0


def test_a_certificate_is_asked_for_by_its_name(certificate: Certificate, naming: Naming) -> None:
    """The address is the one that was looked up, and the name the one that was given."""
    naming({certificate.name: [["127.0.0.1"]], "other.example": [["127.0.0.1"]]})
    receiver, asked = Receiver(), list[str | None]()
    context = certificate.of_server()
    context.sni_callback = lambda _line, name, _context: asked.append(name)
    server = serve(receiver, context)
    pairs = [f"{name}:{receiver.port}" for name in (certificate.name, "other.example")]
    try:
        known = Outbound(pairs, certificate.trusted(), PATIENCE)
        assert known.post(f"https://{pairs[0]}/", b"", {}).is_taken
        assert asked == [certificate.name]
        for out, pair in ((known, pairs[1]), (outbound(*pairs), pairs[0])):
            with pytest.raises(Unreached, match="certificate"):
                out.post(f"https://{pair}/", b"", {})
        assert len(receiver.taken) == 1
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"HTTP/1.1 200 OK\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\n",
    ],
)
def test_nobody_waits_for_a_slow_answer(answering: list[bytes], said: bytes) -> None:
    """It never ends: had the sender no end, neither would this."""
    pair = f"127.0.0.1:{answering[0].decode()}"
    answering.append(said)
    with pytest.raises(Unreached, match="in time"):
        Outbound([pair], TRUSTED, 0.5).post(f"http://{pair}/", b"", {})


def test_nobody_waits_for_a_slow_handshake(answering: list[bytes]) -> None:
    pair = f"127.0.0.1:{answering[0].decode()}"
    with pytest.raises(Unreached, match="in time"):
        Outbound([pair], TRUSTED, 0.5).post(f"https://{pair}/", b"", {})


def test_nobody_waits_for_an_answer_that_drips(dripping: Dripping) -> None:
    """Each byte comes in time, so that only the end of all the time can end it."""
    dripping.begins = b"HTTP/1.1 200 OK\r\nX: "
    pair = f"127.0.0.1:{dripping.port}"
    with pytest.raises(Unreached, match="in time"):
        Outbound([pair], TRUSTED, 0.5).post(f"http://{pair}/", b"", {})


def test_nobody_waits_for_a_slow_name_server(monkeypatch: pytest.MonkeyPatch) -> None:
    over = Event()
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: over.wait(PATIENCE))
    with pytest.raises(Unreached, match="in time"):
        Outbound((), TRUSTED, 0.2).check("http://slow.example/")
    over.set()


@pytest.mark.parametrize(
    "said",
    [
        b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 200_000 + b"\r\n\r\n",
        b"HTTP/1.1 100 Continue\r\n\r\n" * 10_000,
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 50_000,
        b"SSH-2.0-OpenSSH_9.2\r\n\r\n",
        b"\x15\x03\x01\x00\x02\x02\x46",
        b"HTTP/1.1 2000 OK\r\n\r\n",
    ],
)
def test_an_answer_that_is_none_is_said_in_words(answering: list[bytes], said: bytes) -> None:
    pair = f"127.0.0.1:{answering[0].decode()}"
    answering.append(said)
    with pytest.raises(Unreached, match="no sensible answer"):
        outbound(pair).post(f"http://{pair}/", b"", {})


def test_what_follows_the_head_of_an_answer_is_not_read(answering: list[bytes]) -> None:
    """It neither ends nor comes."""
    pair = f"127.0.0.1:{answering[0].decode()}"
    answering.append(b"HTTP/1.1 201 Created\r\nContent-Length: 999999999999\r\n\r\n")
    assert outbound(pair).post(f"http://{pair}/", b"", {}).status == 201


def test_who_is_away_is_said_in_words(closed_port: int, naming: Naming) -> None:
    naming({})
    pair = f"127.0.0.1:{closed_port}"
    with pytest.raises(Unreached, match="no connection"):
        outbound(pair).post(f"http://{pair}/", b"", {})
    with pytest.raises(Unreached, match="no host called away"):
        outbound().check("https://away.example/")


def test_a_header_cannot_bring_another(receiver: Receiver) -> None:
    with pytest.raises(h11.LocalProtocolError):
        outbound(receiver.pair).post(receiver.url, b"", {"X": "a\r\nHost: eve.example"})
    assert not receiver.taken


@pytest.mark.parametrize(
    "url",
    [
        "https://hooks.example",
        "https://HOOKS.Example:443/a?b=c",
        "http://hooks.example:80/",
        "https://xn--bcher-kva.example/%C3%BC",
        "https://93.184.215.14/",
        "https://[2606:4700::6810:1]/",
    ],
)
def test_what_everybody_can_reach_is_taken(url: str, naming: Naming) -> None:
    naming({name: [["93.184.215.14"]] for name in ("hooks.example", "xn--bcher-kva.example")})
    outbound().check(url)
