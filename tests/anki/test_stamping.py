"""Exports at the same time: all give the same note the same stamp."""

from collections.abc import Mapping
from pathlib import Path
from threading import Event, Thread

from app.anki.stamping import Stamping, stamping

COURSE = "cpp"


class Another(Thread):
    """An export that goes on beside the test."""

    def __init__(self, locks: Path, digests: Mapping[str, str], now: int) -> None:
        super().__init__()
        self._asked = locks, COURSE, digests, now
        self.through = Event()
        self.start()

    def run(self) -> None:
        with stamping(*self._asked) as self.found:
            self.through.set()


def put(locks: Path, stamped: Stamping) -> None:
    (locks / f"{COURSE}.lock").write_text(stamped.lock.text())


def settled(locks: Path) -> Path:
    with stamping(locks, COURSE, {"begun": "a"}, 100) as stamped:
        put(locks, stamped)
    return locks


def test_of_two_that_find_the_same_change_the_second_takes_the_stamps_of_the_first(
    tmp_path: Path,
) -> None:
    with stamping(tmp_path, COURSE, {"begun": "a"}, 100) as first:
        second = Another(tmp_path, {"begun": "a"}, 200)
        assert not second.through.wait(0.1)
        put(tmp_path, first)
    second.join()
    assert first.changed == 1
    assert second.found == Stamping(first.lock, 0)


def test_a_change_waits_for_what_is_written_with_the_stamps_of_before(tmp_path: Path) -> None:
    with stamping(settled(tmp_path), COURSE, {"begun": "a"}, 200) as before:
        changed = Another(tmp_path, {"begun": "b"}, 300)
        assert not changed.through.wait(0.1)
        assert before.changed == 0
    changed.join()
    assert changed.found.lock.stamps["begun"].changed_at == 300


def test_where_nothing_changed_exports_go_on_side_by_side(tmp_path: Path) -> None:
    with stamping(settled(tmp_path), COURSE, {"begun": "a"}, 200) as first:
        second = Another(tmp_path, {"begun": "a"}, 300)
        assert second.through.wait(60)
    second.join()
    assert second.found == first


def test_nothing_lies_about_in_the_folder(tmp_path: Path) -> None:
    settled(tmp_path / "decks")
    assert [path.name for path in (tmp_path / "decks").iterdir()] == ["cpp.lock"]


def test_whoever_fails_holds_nothing_any_more(tmp_path: Path) -> None:
    try:
        with stamping(tmp_path, COURSE, {"begun": "a"}, 100):
            raise RuntimeError
    except RuntimeError:
        pass
    with stamping(tmp_path, COURSE, {"begun": "a"}, 200) as stamped:
        assert stamped.lock.stamps["begun"].added_at == 200


def test_a_folder_that_cannot_be_is_left_to_whoever_writes_there(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with stamping(tmp_path / "file" / "decks", COURSE, {"begun": "a"}, 100) as stamped:
        assert stamped.changed == 1
