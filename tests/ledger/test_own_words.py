"""What learners write themselves: a note on a card, and what is wrong with one."""

import pytest
from sqlalchemy import text

from app.core.errors import DrillbookError
from app.ledger.card_notes import card_notes_of, write_card_note
from app.ledger.examine import examine
from app.ledger.flags import Flag, add_flag, flags_of
from app.ledger.learners import Learner, add_learner, remove_learner
from app.ledger.ledger import Ledger
from tests.ledger.making import CARD, NOW, days, event_id


@pytest.fixture
def ada(ledger: Ledger) -> Learner:
    return add_learner(ledger, "ada", NOW)


@pytest.fixture
def bob(ledger: Ledger) -> Learner:
    return add_learner(ledger, "bob", NOW)


def flag(number: int, words: str = "the date is wrong") -> Flag:
    return Flag(event_id(number), CARD, words, NOW + days(number))


def test_a_note_is_its_writers(ledger: Ledger, ada: Learner, bob: Learner) -> None:
    write_card_note(ledger, ada.learner_id, CARD, " think of a hut ", NOW)
    assert card_notes_of(ledger, ada.learner_id) == {CARD: "think of a hut"}
    assert card_notes_of(ledger, bob.learner_id) == {}
    assert not examine(ledger)


def test_a_note_is_written_anew_or_taken_away(ledger: Ledger, ada: Learner) -> None:
    for words in ("first", "second"):
        write_card_note(ledger, ada.learner_id, CARD, words, NOW)
    assert card_notes_of(ledger, ada.learner_id) == {CARD: "second"}
    write_card_note(ledger, ada.learner_id, CARD, " \n", NOW)
    assert card_notes_of(ledger, ada.learner_id) == {}


def test_a_book_is_no_note(ledger: Ledger, ada: Learner) -> None:
    write_card_note(ledger, ada.learner_id, CARD, "short", NOW)
    with pytest.raises(DrillbookError, match="shorten"):
        write_card_note(ledger, ada.learner_id, CARD, "x" * 10_001, NOW)
    assert card_notes_of(ledger, ada.learner_id) == {CARD: "short"}


def test_a_double_click_flags_once(ledger: Ledger, ada: Learner, bob: Learner) -> None:
    for each in (flag(2), flag(1), flag(2)):
        add_flag(ledger, ada.learner_id, each)
    add_flag(ledger, bob.learner_id, flag(1, "a typo"))
    assert flags_of(ledger, ada.learner_id) == [flag(1), flag(2)]
    assert flags_of(ledger, bob.learner_id) == [flag(1, "a typo")]
    assert not examine(ledger)


@pytest.mark.parametrize("words", ["", " ", "x" * 2_001])
def test_a_flag_says_something(ledger: Ledger, ada: Learner, words: str) -> None:
    with pytest.raises(DrillbookError, match="what is wrong"):
        add_flag(ledger, ada.learner_id, flag(1, words))


@pytest.mark.parametrize("table", ["card_notes", "flags"])
def test_words_changed_behind_our_back_are_noticed(
    ledger: Ledger, ada: Learner, table: str
) -> None:
    write_card_note(ledger, ada.learner_id, CARD, "a hut", NOW)
    add_flag(ledger, ada.learner_id, flag(1))
    change = text(f"UPDATE {table} SET text = 'a hat'")
    ledger.write(lambda connection: connection.execute(change))
    assert [each.what for each in examine(ledger) if table in each.what]


def test_they_go_with_their_writer(ledger: Ledger, ada: Learner, bob: Learner) -> None:
    for learner in (ada, bob):
        write_card_note(ledger, learner.learner_id, CARD, "a hut", NOW)
        add_flag(ledger, learner.learner_id, flag(1))
    remove_learner(ledger, ada.learner_id)
    assert not card_notes_of(ledger, ada.learner_id)
    assert not flags_of(ledger, ada.learner_id)
    assert card_notes_of(ledger, bob.learner_id)
    assert flags_of(ledger, bob.learner_id)
