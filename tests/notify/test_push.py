"""What a browser reads, and what its push service believes and answers."""

import json
from base64 import urlsafe_b64decode
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from py_vapid import Vapid02

from app.core.errors import DrillbookError
from app.notify.channel import Later, Never, OperatorFault, Outcome, Sent
from app.notify.outbound import Outbound
from app.notify.push import Pushes, compose
from app.notify.push_encryption import MOST_BYTES, point
from app.notify.vapid import VapidKey
from tests.mail_server import PATIENCE
from tests.notify.browser import base64, read, subscribed
from tests.notify.reminders import AT, INJECTIONS, REMINDER, injected, reminder
from tests.notify.tricks import Naming
from tests.receiver import Receiver

GONE = Never("the browser no longer takes reminders (add it again there)", is_gone=True)
KEY = VapidKey(b"\0" * 31 + b"\7", "mailto:drillbook@school.example")


def pushes(*pairs: str) -> Pushes:
    return Pushes(Outbound(pairs, seconds=PATIENCE), KEY)


def send(receiver: Receiver, now: datetime = AT, **keys: str) -> Outcome:
    return pushes(receiver.pair).send(subscribed(receiver.url, **keys), REMINDER, now)


def test_only_the_browser_reads_it(receiver: Receiver) -> None:
    assert send(receiver) == Sent()
    (taken,) = receiver.taken
    assert read(taken) == {
        "title": "18 to review in Keras and Python, about 4 minutes",
        "body": REMINDER.question,
        "card_url": REMINDER.card_url,
        "tag": REMINDER.id,
    }
    assert b"KERAS" not in taken.body


def test_no_two_messages_are_encrypted_alike(receiver: Receiver) -> None:
    for _ in range(2):
        send(receiver)
    first, second = receiver.taken
    assert read(first) == read(second)
    assert first.body[:86] != second.body[:86]


def test_its_service_believes_who_sent_it(receiver: Receiver) -> None:
    """The library looks at the real clock, so that this has to be sent by it."""
    now = datetime.now(UTC)
    send(receiver, now)
    said = receiver.taken[0].headers["authorization"]
    assert Vapid02.verify(said)
    claims = claims_of(said)
    assert claims["aud"] == f"http://{receiver.pair}"
    assert claims["sub"] == "mailto:drillbook@school.example"
    assert timedelta(0) < datetime.fromtimestamp(claims["exp"], UTC) - now < timedelta(days=1)
    assert said.endswith(f"k={KEY.public}")


def claims_of(said: str) -> dict[str, object]:
    part = said.split(".")[1]
    found = json.loads(urlsafe_b64decode(part + "=="))
    assert isinstance(found, dict)
    return found


def test_who_names_nobody_to_complain_to_says_nothing_of_it() -> None:
    said = VapidKey(bytes(32), None).authorization("https://fcm.googleapis.com", AT)
    assert set(claims_of(said)) == {"aud", "exp"}


def test_a_service_keeps_one_of_each_and_none_beyond_its_day(receiver: Receiver) -> None:
    for now in (AT, AT + timedelta(days=2)):
        send(receiver, now)
    first, second = (taken.headers for taken in receiver.taken)
    assert first["topic"] == second["topic"] == REMINDER.id
    assert len(REMINDER.id) <= 32
    assert (first["ttl"], second["ttl"]) == (str(int(16.5 * 3600)), "0")


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, Sent()),
        (201, Sent()),
        (404, GONE),
        (410, GONE),
        (400, OperatorFault("the push service refuses what Drillbook sends (400)")),
        (401, OperatorFault("the push service refuses what Drillbook sends (401)")),
        (403, OperatorFault("the push service refuses what Drillbook sends (403)")),
        (413, OperatorFault("the push service refuses what Drillbook sends (413)")),
        (307, Later("the push service answered 307")),
        (429, Later("the push service answered 429", 90)),
        (503, Later("the push service answered 503", 90)),
    ],
)
def test_every_answer_says_what_to_do_next(
    receiver: Receiver, status: int, outcome: Outcome
) -> None:
    receiver.status = status
    receiver.says = {"Retry-After": "90"} if status in (429, 503) else {}
    assert send(receiver) == outcome


@pytest.mark.parametrize(
    "keys",
    [
        {"p256dh": ""},
        {"p256dh": base64(b"\4" + b"\1" * 64)},
        {"p256dh": base64(b"\2" + b"\1" * 32)},
        {"p256dh": "\u00fc"},
        {"auth": ""},
        {"auth": base64(b"x" * 15)},
        {"auth": "~~~"},
    ],
)
def test_a_browser_whose_keys_are_none_is_told_to_begin_anew(
    receiver: Receiver, keys: dict[str, str]
) -> None:
    outcome = send(receiver, **keys)
    assert outcome == Never("the keys of this browser cannot be used (add it again there)")
    with pytest.raises(DrillbookError):
        pushes(receiver.pair).check(subscribed(receiver.url, **keys))
    assert not receiver.taken


def test_a_browser_of_an_older_key_is_told_to_begin_anew(receiver: Receiver) -> None:
    """Its push service would refuse everything, and whoever runs this could not mend it."""
    assert send(receiver, vapid=KEY.public) == Sent()
    outcome = send(receiver, vapid=VapidKey(bytes(32), None).public)
    assert isinstance(outcome, Never)
    assert "older key" in outcome.why
    assert len(receiver.taken) == 1


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/abc:def",
        "https://updates.push.services.mozilla.com/wpush/v2/abc",
        "https://web.push.apple.com/abc",
        "https://db5p.notify.windows.com/w/?token=abc",
    ],
)
def test_the_services_of_the_known_browsers_are_written_to(endpoint: str, naming: Naming) -> None:
    naming({endpoint.split("/")[2]: [["93.184.215.14"]]})
    pushes().check(subscribed(endpoint))


def test_a_known_service_at_a_private_address_is_a_fault_of_our_network(
    naming: Naming, dialled: list[str]
) -> None:
    """Some networks answer so for whatever they do not want: no learner's browser is to blame."""
    naming({"fcm.googleapis.com": [["10.0.0.7"]]})
    outcome = pushes().send(subscribed("https://fcm.googleapis.com/fcm/send/abc"), REMINDER, AT)
    assert isinstance(outcome, OperatorFault)
    assert not dialled


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://push.example.org/abc",
        "http://fcm.googleapis.com/fcm/send/abc",
        "https://fcm.googleapis.com:80/fcm/send/abc",
        "https://fcm.googleapis.com.example.org/abc",
        "https://evilnotify.windows.com/abc",
        "https://push.apple.com/abc",
        "https://example.org/https://fcm.googleapis.com/",
        "https://example.org/?fcm.googleapis.com",
    ],
)
def test_nobody_else_is_a_push_service(endpoint: str, dialled: list[str]) -> None:
    with pytest.raises(DrillbookError, match="no push service that is known"):
        pushes().check(subscribed(endpoint))
    assert isinstance(pushes().send(subscribed(endpoint), REMINDER, AT), Never)
    assert not dialled


@pytest.mark.parametrize("text", INJECTIONS)
def test_whatever_was_written_stays_within_its_field(text: str) -> None:
    found = json.loads(compose(injected(text)))
    assert set(found) == {"title", "body", "card_url", "tag"}
    assert found["title"].isprintable()
    assert found["card_url"] == REMINDER.card_url


@pytest.mark.parametrize("character", ["x", "ü", "数", "🧠", '"', "\\", "\x00"])
def test_the_longest_message_fits(character: str) -> None:
    long = character * 10_000
    links = f"https://drill.example/{'x' * 500}"
    said = compose(reminder(courses=(long,) * 9, question=long, card_url=links))
    assert len(said) <= MOST_BYTES


@pytest.mark.parametrize("private", [bytes(32), b"\xff" * 32, b"\x07" * 32])
def test_whatever_was_drawn_is_a_key(private: bytes) -> None:
    assert Vapid02.verify(VapidKey(private, None).authorization("https://fcm.googleapis.com", AT))


def test_a_key_of_the_curve_is_itself() -> None:
    assert VapidKey(bytes(31) + b"\1", None).public == base64(
        point(ec.derive_private_key(1, ec.SECP256R1()))
    )
