"""A learner's deck and its receipt, for whoever hands them over: a command or a page."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.core.events import AskedAs, Buried
from app.ledger.ledger import Ledger
from app.services.export_progress import ProgressReport, Receipt, export_progress
from tests.anki.learning import PLACES, Studying, at, studying
from tests.anki.sample import SampleCourse
from tests.ledger.making import NOW, TODAY


@pytest.fixture
def ada(tmp_path: Path, file: Ledger) -> Studying:
    return studying(file, SampleCourse(tmp_path))


def exported_to(folder: Path, ada: Studying) -> ProgressReport:
    course, learner = ada.course, ada.learner
    return export_progress(ada.ledger, learner, [course.folder], folder, course.decks, NOW)


def receipt(ada: Studying) -> Receipt:
    return ada.export().receipt


def test_a_page_has_the_deck_in_a_folder_of_its_own(ada: Studying, tmp_path: Path) -> None:
    ada.course.export()
    (deck,) = exported_to(tmp_path / "for-a-page", ada).decks
    assert deck.path == tmp_path / "for-a-page" / "cpp.ada.apkg"
    assert [path.name for path in deck.path.parent.iterdir()] == ["cpp.ada.apkg"]
    assert sorted(path.name for path in ada.course.decks.iterdir()) == ["cpp.apkg", "cpp.lock"]


def test_a_lock_that_is_right_is_left_alone(ada: Studying, tmp_path: Path) -> None:
    ada.course.export()
    before = ada.course.lock.stat()
    exported_to(tmp_path / "for-a-page", ada)
    assert ada.course.lock.stat().st_ino == before.st_ino


def test_what_has_changed_is_stamped_for_the_plain_deck_too(ada: Studying) -> None:
    ada.course.export()
    ada.course.edit("01-origins.md", "==1:1979==", "==1:1980==")
    ada.export()
    stamped = ada.course.lock.read_bytes()
    ada.course.export()
    assert ada.course.lock.read_bytes() == stamped


def test_an_error_is_told_and_nothing_is_written(ada: Studying, tmp_path: Path) -> None:
    ada.course.edit("01-origins.md", "==1:1979==", "==1:1979")
    report = exported_to(tmp_path / "for-a-page", ada)
    assert report.errors
    assert not report.decks
    assert not (tmp_path / "for-a-page").exists()


def test_before_anything_is_learned_the_receipt_is_one_of_new_cards(ada: Studying) -> None:
    told = receipt(ada)
    assert (told.cards, told.begun, told.suspended, told.reviews) == (len(PLACES), 0, 0, 0)
    assert (told.due_today, told.due_later, told.left_behind) == (0, 0, 0)
    assert [week.begins_on for week in told.due_by_week] == [
        TODAY + timedelta(days=7 * number) for number in range(8)
    ]


def test_what_is_due_is_told_for_today_by_week_and_later(ada: Studying) -> None:
    for card, days_ahead in zip(PLACES, (-9, 0, 0, 1, 6, 7, 13, 14, 55, 56, 400), strict=False):
        ada.answer(card, at(30))  # due long ago
        if days_ahead > 0:
            until = TODAY + timedelta(days=days_ahead)
            ada.send(Buried(ada.next_id(), card, at(0), until))
    told = receipt(ada)
    assert told.due_today == 3
    assert [week.due for week in told.due_by_week] == [5, 2, 1, 0, 0, 0, 0, 1]
    assert told.due_later == 2


def test_a_suspended_card_is_due_on_no_day(ada: Studying) -> None:
    ada.answer("cpp.begun.1", at(30))
    ada.suspend("cpp.begun.1", at(2))
    told = receipt(ada)
    assert (told.begun, told.suspended, told.due_today) == (1, 1, 0)
    assert sum(week.due for week in told.due_by_week) == 0


def test_reviews_count_every_answer_that_was_not_undone(ada: Studying) -> None:
    ada.answer("cpp.begun.1", at(30))
    ada.answer("cpp.begun.1", at(29), asked_as=AskedAs.CRAM)
    ada.undo(ada.answer("cpp.begun.1", at(28)), at(28))
    assert receipt(ada).reviews == 2


def test_cards_that_the_lessons_no_longer_ask_stay_behind_and_are_counted(ada: Studying) -> None:
    ada.answer("cpp.class.term", at(30))
    ada.answer("cpp.class.meaning", at(30))
    ada.answer("cpp.gone.1", at(30))
    ada.answer("other.gone.1", at(30))
    ada.course.edit("01-origins.md", "{.terms .both ", "{.terms ")
    told = receipt(ada)
    assert (told.left_behind, told.begun, told.reviews) == (2, 1, 1)
