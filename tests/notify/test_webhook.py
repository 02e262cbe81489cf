"""What a receiver gets, believes and answers."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from app.core.reminders.kinds import Kind
from app.notify.channel import Later, Never, Outcome, Sent, Target
from app.notify.outbound import Outbound
from app.notify.webhook import Webhooks, compose, written_secret
from tests.mail_server import PATIENCE
from tests.notify.reminders import AT, INJECTIONS, REMINDER, SITE, injected, reminder
from tests.receiver import Receiver

PAGE = Path(__file__).parents[2] / "docs" / "reminders.md"
SECRET = written_secret(bytes(range(32)))


def webhooks(receiver: Receiver) -> Webhooks:
    return Webhooks(Outbound([receiver.pair], seconds=PATIENCE))


def send(receiver: Receiver, now: datetime = AT) -> Outcome:
    target = Target(Kind.WEBHOOK, receiver.url, {"secret": SECRET})
    return webhooks(receiver).send(target, REMINDER, now)


def test_a_receiver_believes_it(receiver: Receiver) -> None:
    """The library looks at the real clock, so that this has to be sent by it."""
    now = datetime.now(UTC)
    assert send(receiver, now) == Sent()
    (taken,) = receiver.taken
    believed = Webhook(SECRET).verify(taken.body, taken.headers)
    assert believed["type"] == "reminder.due"
    assert believed["data"] | {"date": "2026-05-01", "count": 18, "minutes": 4} == believed["data"]
    assert believed["data"]["card_url"] == REMINDER.card_url
    assert taken.headers["content-type"] == "application/json"
    assert taken.headers["webhook-id"] == REMINDER.id


@pytest.mark.parametrize("changed", ["body", "webhook-id", "webhook-timestamp", "secret"])
def test_a_receiver_believes_nothing_else(receiver: Receiver, changed: str) -> None:
    send(receiver, datetime.now(UTC))
    (taken,) = receiver.taken
    body = taken.body.replace(b"18", b"19") if changed == "body" else taken.body
    later = str(int(taken.headers["webhook-timestamp"]) + 1)
    headers = taken.headers | ({changed: later} if changed.startswith("webhook") else {})
    secret = written_secret(b"x" * 32) if changed == "secret" else SECRET
    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(body, headers)


def test_what_is_sent_again_keeps_its_id_and_not_its_time(receiver: Receiver) -> None:
    for minutes in (0, 7):
        send(receiver, AT + timedelta(minutes=minutes))
    first, second = receiver.taken
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.headers["webhook-timestamp"] != second.headers["webhook-timestamp"]


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, Sent()),
        (202, Sent()),
        (410, Never("the receiver says that it is gone for good")),
        (301, Never("the receiver has moved (give the address where it is now)")),
        (308, Never("the receiver has moved (give the address where it is now)")),
        (307, Later("the receiver answered 307")),
        (400, Later("the receiver answered 400")),
        (404, Later("the receiver answered 404")),
        (500, Later("the receiver answered 500")),
    ],
)
def test_every_answer_says_what_to_do_next(
    receiver: Receiver, status: int, outcome: Outcome
) -> None:
    receiver.status = status
    assert send(receiver) == outcome


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("120", 120),
        ("Fri, 01 May 2026 05:32:00 GMT", 120),
        ("Fri, 01 May 2026 05:20:00 GMT", 0),
        ("99999999999999999999", 99_999_999),
        ("-5", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_receiver_may_say_when(receiver: Receiver, said: str, seconds: int | None) -> None:
    receiver.status, receiver.says = 429, {"Retry-After": said}
    assert send(receiver) == Later("the receiver answered 429", seconds)


def test_who_is_away_now_may_be_there_later(closed_port: int) -> None:
    away = Receiver(closed_port)
    outcome = send(away)
    assert isinstance(outcome, Later)
    assert f"no connection to {away.pair}" in outcome.why


def test_its_fields_are_those_of_the_reference() -> None:
    (example,) = re.findall(r"```json\n(.+?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    told, sent = json.loads(example), json.loads(compose(REMINDER, AT))
    assert list(told) == list(sent)
    assert list(told["data"]) == list(sent["data"])
    assert told["data"]["text"] == sent["data"]["text"]


@pytest.mark.parametrize("text", INJECTIONS)
def test_whatever_was_written_stays_within_its_field(text: str) -> None:
    found = json.loads(compose(injected(text), AT))["data"]
    assert set(found) == set(json.loads(compose(REMINDER, AT))["data"])
    assert found["card_url"] == f"{SITE}/card/eyJsIjo3fQ.aZ09-_"
    assert found["question"].isprintable()
    assert len(found["question"]) <= 600


@pytest.mark.parametrize(
    ("count", "minutes", "courses", "said"),
    [
        (18, 4, ("Keras",), "18 to review in Keras, about 4 minutes."),
        (1, 1, ("Keras",), "1 to review in Keras, about 1 minute."),
        (3, 0, ("Keras", "Python"), "3 to review in Keras and Python, about 1 minute."),
        (3, 2, ("A", "B", "C"), "3 to review in A, B and C, about 2 minutes."),
        (2, 1, (), "2 to review, about 1 minute."),
        (1200, 90, tuple("ABCDE"), "1,200 to review in A, B and 3 more courses, about 90 minutes."),
    ],
)
def test_it_says_how_much_and_how_long(
    count: int, minutes: int, courses: tuple[str, ...], said: str
) -> None:
    told = reminder(count=count, minutes=minutes, courses=courses)
    assert json.loads(compose(told, AT))["data"]["text"] == said
