"""An archive is anybody's file: what is wrong is named with its place, and nothing is half-done."""

import io
import json
import struct
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.core.errors import DrillbookError
from app.ledger.examine import examine
from app.ledger.learners import Learner, add_learner, get_learner
from app.ledger.ledger import Ledger
from app.ledger.opening import open_file
from app.services import archive_file
from app.services.import_everything import import_everything
from tests.ledger.making import NOW, days, event_id
from tests.services.archives import busy_learner, changed_line, contents, exported, zipped

Files = dict[str, str]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Files:
    ledger = open_file(tmp_path_factory.mktemp("source") / "ledger.db")
    with exported(ledger, busy_learner(ledger)) as file:
        files = contents(file)
    ledger.close()
    return files


@pytest.fixture
def bob(file: Ledger) -> Iterator[Learner]:
    """Whatever the archive was: nothing of it is there, and the ledger is sound."""
    bob = add_learner(file, "bob", NOW)
    yield bob
    assert get_learner(file, bob.learner_id) == bob
    assert examine(file) == []


def refusal(file: Ledger, bob: Learner, archive: Any) -> str:
    with pytest.raises(DrillbookError) as found:
        import_everything(file, bob, archive, NOW)
    return str(found.value)


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
    assert "events.jsonl, line 7: " in told
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
    assert f"{name}, line {number}: " in told


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
    assert f"{name}, line 1: this is not as Drillbook writes it" in told


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
    assert f"line 7: another event with the id {event_id(3)}" in told


def test_all_faults_are_told_at_once_but_not_for_ever(
    file: Ledger, bob: Learner, sound: Files
) -> None:
    told = refusal(file, bob, zipped({**sound, "events.jsonl": "x\n" * 1_000}))
    assert told.count("events.jsonl, line ") == 20


@pytest.mark.parametrize("name", ["account.json", "settings.json", "events.jsonl"])
def test_a_missing_or_doubled_file_is_named(
    file: Ledger, bob: Learner, sound: Files, name: str
) -> None:
    rest = {key: text for key, text in sound.items() if key != name}
    assert f"0 files {name}" in refusal(file, bob, zipped(rest))
    archive = zipped(sound)
    with zipfile.ZipFile(archive, "a") as again, pytest.warns(UserWarning, match="Duplicate"):
        again.writestr(name, "{}")
    assert f"2 files {name}" in refusal(file, bob, archive)


def encrypted(data: bytes) -> bytes:
    """The flag alone: what it says is believed before anything is read."""
    changed = bytearray(data)
    for signature, place in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = -1
        while (at := data.find(signature, at + 1)) >= 0:
            changed[at + place] |= 1
    return bytes(changed)


def many_entries(_: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(2_000):
            archive.writestr(f"{number:040}", "")
    return file.getvalue()


def flipped(data: bytes) -> bytes:
    middle = data.index(b"events.jsonl") + 200
    return (
        data[:middle] + bytes(255 - byte for byte in data[middle : middle + 8]) + data[middle + 8 :]
    )


@pytest.mark.parametrize(
    "change",
    [
        encrypted,
        many_entries,
        flipped,
        lambda data: b"",
        lambda data: b"PK\5\6",
        lambda data: data[:-10],
        lambda data: data[: len(data) // 2],
        lambda data: data[3_000:],
        lambda data: data[:-22] + b"PK\6\7" + bytes(16) + data[-22:],
        lambda data: data[:-10] + struct.pack("<L", 30) + data[-6:],
        lambda data: data + b"x",
        lambda data: b"x" * 5_000,
    ],
)
def test_a_damaged_or_hostile_zip_is_refused(
    file: Ledger, bob: Learner, sound: Files, change: Callable[[bytes], bytes]
) -> None:
    data = change(zipped({**sound}).read())
    assert "archive" in refusal(file, bob, io.BytesIO(data))


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_to_pack_are_refused(
    file: Ledger, bob: Learner, sound: Files, method: int
) -> None:
    assert "another way" in refusal(file, bob, zipped(sound, method))


def test_what_comes_out_is_counted_while_it_comes(
    file: Ledger, bob: Learner, sound: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    bomb = zipped({**sound, "events.jsonl": b"\n" * 10_000_000})
    assert len(bomb.read()) < 50_000
    monkeypatch.setattr(archive_file, "LARGEST_INSIDE", 1024**2)
    assert "holds more than 1 MiB" in refusal(file, bob, bomb)


@pytest.mark.parametrize("name", ["settings.json", "events.jsonl"])
def test_a_line_without_end_is_not_read_to_its_end(
    file: Ledger, bob: Learner, sound: Files, name: str
) -> None:
    endless = zipped({**sound, name: b"x" * 20_000_000})
    assert f"{name}, line 1: it is too long" in refusal(file, bob, endless)


def test_many_long_lines_of_an_object_are_too_much(
    file: Ledger, bob: Learner, sound: Files
) -> None:
    large = zipped({**sound, "settings.json": f"{'x' * 60_000}\n" * 100})
    assert "too large" in refusal(file, bob, large)


def test_a_name_leads_nowhere(file: Ledger, sound: Files, tmp_path: Path) -> None:
    """Nothing is unpacked by its name, so a strange name is passed over."""
    cleo = add_learner(file, "cleo", NOW)
    before = sorted(tmp_path.rglob("*"))
    import_everything(file, cleo, zipped({"../../evil.txt": "x", "/etc/evil": "x", **sound}), NOW)
    assert sorted(tmp_path.rglob("*")) == before
