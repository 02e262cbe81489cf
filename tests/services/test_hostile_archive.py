"""An archive is anybody's file: what is wrong is named with its place, and nothing is half-done."""

import json
from typing import Any

import pytest

from app.ledger.learners import Learner, add_learner
from app.ledger.ledger import Ledger
from app.services.import_everything import import_everything
from tests.ledger.making import NOW, days, event_id
from tests.services.archives import changed_line, zipped
from tests.services.hostile import Files, refusal


def test_it_is_sound_before_anything_is_changed(file: Ledger, sound: Files) -> None:
    cleo = add_learner(file, "cleo", NOW)
    done = import_everything(file, cleo, zipped({**sound}), NOW)
    assert done.recorded == len(sound["events.jsonl"].splitlines())


SENT = {
    "answered_at": "2026-05-01T12:00:00+00:00",
    "asked_as": "review",
    "elapsed_ms": 1,
    "grade": "good",
    "study_day": "2026-05-01",
    "zone": "UTC",
}
FUTURE = (NOW + days(1)).isoformat()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"id": "1"}, "the id must be a UUID"),
        ({"id": 1}, "no event as Drillbook writes it"),
        ({"kind": "bought"}, "no event as Drillbook writes it"),
        ({"kind": []}, "no event as Drillbook writes it"),
        ({"card_id": "<script>"}, "a card is named"),
        ({"effective_at": FUTURE}, "later than it was received"),
        ({"received_at": FUTURE, "effective_at": FUTURE}, "received in the future"),
        ({"received_at": "2026-05-01T12:00:00"}, "no event as Drillbook writes it"),
        ({"received_at": "9" * 5000}, "no event as Drillbook writes it"),
        ({"effective_at": 10**400}, "no event as Drillbook writes it"),
        ({"more": 1}, "an event has the fields"),
        ({"sent": None}, "no event as Drillbook writes it"),
        ({"sent": {**SENT, "more": 1}}, "no event as Drillbook writes it"),
        ({"sent": {**SENT, "grade": "perfect"}}, "no event as Drillbook writes it"),
        ({"sent": {**SENT, "elapsed_ms": "1"}}, "no event as Drillbook writes it"),
        ({"sent": {**SENT, "elapsed_ms": True}}, "no event as Drillbook writes it"),
        ({"sent": {**SENT, "elapsed_ms": -1}}, "less than no time"),
        ({"sent": {**SENT, "zone": 5}}, "no event as Drillbook writes it"),
        ({"sent": {**SENT, "typed": ["a"]}}, "no event as Drillbook writes it"),
        ({"sent": {**SENT, "choice": [1]}}, "no event as Drillbook writes it"),
        ({"sent": {**SENT, "choice": 1}}, "no event as Drillbook writes it"),
        ({"sent": {**SENT, "study_day": "2026-09-01"}}, "study day"),
        ({"sent": {**SENT, "answered_at": "0001-01-01T00:00:00+14:00"}}, "Drillbook writes it"),
    ],
)
def test_a_line_that_cannot_be_true_is_named(
    file: Ledger, bob: Learner, sound: Files, changes: dict[str, Any], said: str
) -> None:
    lines = changed_line(sound["events.jsonl"], 7, **changes)
    told = refusal(file, bob, zipped({**sound, "events.jsonl": lines}))
    assert "line 7 of events.jsonl: " in told
    assert said in told
    assert "nothing was taken in" in told


@pytest.mark.parametrize("line", ["{", "[]", "5", "null", "[" * 100_000, '{"a":NaN}', "\ufeff{}"])
@pytest.mark.parametrize(
    "name", ["events.jsonl", "followed.jsonl", "card_notes.jsonl", "flags.jsonl"]
)
def test_what_is_no_row_is_named(
    file: Ledger, bob: Learner, sound: Files, name: str, line: str
) -> None:
    number = len(sound[name].splitlines()) + 1
    told = refusal(file, bob, zipped({**sound, name: f"{sound[name]}{line}\n"}))
    assert f"line {number} of {name}: " in told


@pytest.mark.parametrize(
    ("name", "changes"),
    [
        ("followed.jsonl", {"course": "../keras"}),
        ("followed.jsonl", {"course": 5}),
        ("followed.jsonl", {"followed_at": "yesterday"}),
        ("card_notes.jsonl", {"card_id": "x"}),
        ("card_notes.jsonl", {"text": "x" * 10_001}),
        ("card_notes.jsonl", {"text": "\0"}),
        ("card_notes.jsonl", {"text": "\ud800"}),
        ("card_notes.jsonl", {"text": 5}),
        ("flags.jsonl", {"flag_id": ""}),
        ("flags.jsonl", {"text": "x" * 2_001}),
        ("flags.jsonl", {"flagged_at": 5}),
    ],
)
def test_a_smaller_row_that_cannot_be_is_named(
    file: Ledger, bob: Learner, sound: Files, name: str, changes: dict[str, Any]
) -> None:
    lines = changed_line(sound[name], 1, **changes)
    told = refusal(file, bob, zipped({**sound, name: lines}))
    assert f"line 1 of {name}: this is not as Drillbook writes it" in told


@pytest.mark.parametrize(
    ("name", "changes", "said"),
    [
        ("account.json", {"format": "zip"}, "no archive of Drillbook"),
        ("account.json", {"version": 2}, "update Drillbook"),
        ("account.json", {"since": None}, "account.json"),
        ("account.json", {"since": "2026-01-01"}, "account.json"),
        ("account.json", {"since": FUTURE}, "began in the future"),
        ("account.json", {"events": 3}, "lines are missing"),
        ("settings.json", {"zone": "Mars/Olympus"}, "no time zone"),
        ("settings.json", {"buttons": [2]}, "buttons"),
        ("settings.json", {"retention": float("nan")}, "retention"),
        ("settings.json", {"called": "\x1b"}, "called"),
    ],
)
def test_a_wrong_account_or_setting_is_named(
    file: Ledger, bob: Learner, sound: Files, name: str, changes: dict[str, Any], said: str
) -> None:
    text = json.dumps({**json.loads(sound[name]), **changes})
    assert said in refusal(file, bob, zipped({**sound, name: text}))


def test_an_id_twice_with_two_contents_is_a_conflict(
    file: Ledger, bob: Learner, sound: Files
) -> None:
    lines = changed_line(sound["events.jsonl"], 7, id=event_id(3))
    told = refusal(file, bob, zipped({**sound, "events.jsonl": lines}))
    assert f"line 7 of events.jsonl: another event with the id {event_id(3)}" in told


def test_all_faults_are_told_at_once_but_not_for_ever(
    file: Ledger, bob: Learner, sound: Files
) -> None:
    told = refusal(file, bob, zipped({**sound, "events.jsonl": "x\n" * 1_000}))
    assert told.count(" of events.jsonl: ") == 20
