"""`keys.lock`: one line a key, and nothing that was in it is lost."""

import pytest

from app.core.cards import Kind
from app.lessons.keys_lock import HEAD, NO_LOCK, read_keys_lock
from app.lessons.problems import Report
from tests.lessons.examples import EVERYTHING, locked, read


def test_a_lock_is_written_and_read_again() -> None:
    lock = NO_LOCK.with_notes(read(EVERYTHING).notes)
    report = Report("keys.lock")
    assert read_keys_lock(lock.text(), report) == lock
    assert not report.problems


def test_lines_are_sorted_and_numbers_by_their_value() -> None:
    lock = locked("z cloze 10 2 1", "a table c3 c2").lock
    assert lock.text() == f"{HEAD}a table c2 c3\nz cloze 1 2 10\n"


def test_parts_that_are_gone_stay() -> None:
    lock = locked("k cloze 1 2", "gone term term").lock.with_notes(read("==3:a== {#k}").notes)
    assert lock.numbers("k") == {1, 2, 3}
    assert lock.entries["gone"].kind is Kind.TERM


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("k", "1:this line of keys.lock cannot be read"),
        ("k cloze", "1:this line of keys.lock cannot be read"),
        ("# x\n\nk clozes 1", "3:this line of keys.lock cannot be read"),
        ("K cloze 1", "1:this line of keys.lock cannot be read"),
        ("<<<<<<< HEAD", "1:this line of keys.lock cannot be read"),
        ("k cloze 1\nk cloze 2", "2:the key 'k' stands here twice"),
    ],
)
def test_a_broken_line_is_located(text: str, found: str) -> None:
    report = Report("keys.lock")
    read_keys_lock(text, report)
    assert [f"{problem.line}:{problem.what}" for problem in report.problems] == [found]
