"""The file itself may be made to do harm, before any line of it is read."""

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from app.ledger.learners import Learner, add_learner
from app.ledger.ledger import Ledger
from app.services import archive_file
from app.services.import_everything import import_everything
from tests.ledger.making import NOW
from tests.services.archives import zipped
from tests.services.hostile import Files, refusal


@pytest.mark.parametrize("name", ["account.json", "settings.json", "events.jsonl"])
def test_a_missing_or_doubled_file_is_named(
    file: Ledger, bob: Learner, sound: Files, name: str
) -> None:
    rest = {key: text for key, text in sound.items() if key != name}
    assert f"there is no file {name}" in refusal(file, bob, zipped(rest))
    archive = zipped(sound)
    with zipfile.ZipFile(archive, "a") as again, pytest.warns(UserWarning, match="Duplicate"):
        again.writestr(name, "{}")
    assert f"there is more than one file {name}" in refusal(file, bob, archive)


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
    assert f"line 1 of {name} is too long" in refusal(file, bob, endless)


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
