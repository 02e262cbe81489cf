"""Stamps move with the content, forward, and at no other time."""

from app.anki.lock import DeckLock, Stamp, read_deck_lock

OLD = DeckLock({"a": Stamp(10, 20, "x"), "b": Stamp(10, 10, "y")})


def test_what_has_not_changed_keeps_its_stamp() -> None:
    assert OLD.stamped({"a": "x", "b": "y"}, 99) == OLD


def test_what_has_changed_gets_the_present_time() -> None:
    assert OLD.stamped({"a": "z"}, 99).stamps["a"] == Stamp(10, 99, "z")


def test_a_clock_that_has_gone_back_gives_a_later_stamp_still() -> None:
    assert OLD.stamped({"a": "z"}, 5).stamps["a"] == Stamp(10, 21, "z")


def test_what_is_new_was_added_now() -> None:
    assert OLD.stamped({"c": "z"}, 99).stamps["c"] == Stamp(99, 99, "z")


def test_what_is_retired_is_remembered() -> None:
    assert OLD.stamped({}, 99) == OLD


def test_the_text_is_read_as_it_was_written() -> None:
    assert read_deck_lock(OLD.text(), "x.lock") == OLD


def test_the_text_is_in_order_whatever_came_first() -> None:
    turned = DeckLock(dict(reversed(OLD.stamps.items())))
    assert turned.text() == OLD.text()
