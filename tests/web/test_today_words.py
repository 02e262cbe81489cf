"""Every state of Today as a sentence, through a real ledger and a real library."""

from datetime import date
from pathlib import Path

import pytest

from app.core.events import Grade
from app.ledger.ledger import Ledger
from app.services.show_today import show_today
from app.web.today_words import headline, last_days_said, second_line, start_words
from app.web.words import day_in_words, on_day
from tests.ledger.making import NOW
from tests.services.numbered import cards, numbered_library
from tests.web.learning import Learning, learning


@pytest.fixture
def ada(file: Ledger, tmp_path: Path) -> Learning:
    ada = learning(file, numbered_library(tmp_path, facts=62))
    ada.follow("keras")
    return ada


@pytest.fixture
def bob(file: Ledger, tmp_path: Path) -> Learning:
    """Has learned far more than a day's cap, and was away for eleven weeks."""
    bob = learning(file, numbered_library(tmp_path, facts=220))
    bob.follow("keras")
    for ago in (100, 99, 93, 78):
        bob.answers(cards(0, 212), ago=ago)
    return bob


def small(file: Ledger, folder: Path, *courses: str) -> Learning:
    ada = learning(file, numbered_library(folder, facts=8, courses=courses))
    ada.follow(*courses)
    return ada


def test_reviews_and_new_cards(ada: Learning) -> None:
    ada.settings(new_per_day=6)
    ada.answers(cards(0, 18), ago=1)
    assert headline(ada.today()) == "18 to review and 6 new, about 4 minutes."
    assert start_words(ada.today()) == "Start"
    assert second_line(ada.today()) == ""


def test_only_reviews(ada: Learning) -> None:
    ada.settings(new_per_day=0)
    ada.answers(cards(0, 18), ago=1)
    assert headline(ada.today()) == "18 to review, about 2 minutes."


def test_only_new_cards(ada: Learning) -> None:
    assert headline(ada.today()) == "8 new, about 3 minutes."


def test_one_card_takes_one_minute(ada: Learning) -> None:
    ada.settings(new_per_day=1)
    assert headline(ada.today()) == "1 new, about 1 minute."


def test_the_minutes_are_the_learners_own(ada: Learning) -> None:
    ada.settings(new_per_day=0)
    ada.answers(cards(0, 60), ago=1, ms=20_000)
    assert headline(ada.today()) == "60 to review, about 20 minutes."


def test_who_stopped_goes_on(ada: Learning) -> None:
    ada.answers(cards(0, 5), ago=1)
    ada.answers(cards(0, 3))
    assert headline(ada.today()) == "2 to review and 8 new, about 3 minutes."
    assert start_words(ada.today()) == "Go on: 10 left"


def test_what_is_only_to_be_repeated_is_said(ada: Learning) -> None:
    ada.answers(cards(0, 7))
    ada.answers(cards(7, 8), grade=Grade.FORGOT)
    assert headline(ada.today()) == "1 to repeat, about 1 minute."
    assert start_words(ada.today()) == "Go on: 1 left"


def test_done_for_today(ada: Learning) -> None:
    ada.answers(cards(0, 8))
    assert headline(ada.today()) == "Done for today. Next: tomorrow, 16 cards."
    assert headline(ada.today(later=1)) == "8 to review and 8 new, about 4 minutes."


def test_nothing_due_and_nothing_answered(file: Ledger, tmp_path: Path) -> None:
    ada = small(file, tmp_path, "keras")
    ada.answers(cards(0, 8), ago=1)
    ada.answers(cards(0, 8))
    assert headline(ada.today()) == "Done for today. Next: Wednesday, 3 cards."
    assert headline(ada.today(later=1)) == "Nothing is due today. Next: Wednesday, 3 cards."


def test_all_cards_met_and_held(file: Ledger, tmp_path: Path) -> None:
    ada = small(file, tmp_path, "keras")
    for ago in (34, 33, 26, 10):
        ada.answers(cards(0, 8), ago=ago)
    assert headline(ada.today()) == "You hold all 8 facts of Keras. Next: 28 May, 1 card."


@pytest.mark.parametrize(
    ("courses", "said"),
    [
        (("keras", "rivers"), "You hold all 16 facts of Keras and Rivers."),
        (("keras", "rivers", "tea"), "You hold all 24 facts of your 3 courses."),
    ],
)
def test_all_held_of_several_courses(
    file: Ledger, tmp_path: Path, courses: tuple[str, ...], said: str
) -> None:
    ada = small(file, tmp_path, *courses)
    for ago in (34, 33, 26, 10):
        ada.answers([card for course in courses for card in cards(0, 8, course)], ago=ago)
    assert headline(ada.today()).startswith(said)


def test_after_an_absence(bob: Learning) -> None:
    bob.settings(cap_per_day=40)
    assert headline(bob.today()) == (
        "Welcome back. 212 cards are waiting; you probably still know about 136 of them."
    )
    assert second_line(bob.today()) == (
        "40 today, about 5 minutes, best remembered first. "
        "At this pace you are through on 8 May. No new cards until then."
    )


def test_the_way_back_from_an_absence(bob: Learning) -> None:
    bob.settings(cap_per_day=40)
    bob.answers(cards(0, 10))
    assert headline(bob.today()).startswith("202 cards are waiting; you probably still know")
    assert second_line(bob.today()).startswith("30 more today, about 4 minutes, best remembered")
    assert start_words(bob.today()) == "Go on: 30 left"
    bob.answers(cards(10, 40))
    assert headline(bob.today()) == "Done for today. Next: tomorrow, 40 cards."
    assert second_line(bob.today()) == (
        "172 cards still wait. At this pace you are through on Thursday. No new cards until then."
    )
    assert headline(bob.today(later=1)).startswith("172 cards are waiting;")


def test_who_knows_none_any_more_is_not_told_so(ada: Learning) -> None:
    ada.settings(cap_per_day=1)
    ada.answers(cards(0, 2), ago=60)
    assert headline(ada.today()) == "Welcome back. 2 cards are waiting."


def test_a_pace_that_takes_too_long_is_said_to(bob: Learning) -> None:
    bob.settings(cap_per_day=1)
    assert "through in more than a year." in second_line(bob.today())


def test_more_a_day_brings_the_new_cards_back(bob: Learning) -> None:
    assert second_line(bob.today()).endswith("through on Sunday. No new cards until then.")
    bob.settings(cap_per_day=300)
    assert headline(bob.today()) == "212 to review and 8 new, about 31 minutes."


def test_cards_of_a_course_that_was_left_are_not_said(file: Ledger, tmp_path: Path) -> None:
    ada = small(file, tmp_path, "keras", "rivers")
    ada.answers([*cards(0, 8), *cards(0, 4, "rivers")], ago=1)
    ada.settings(new_per_day=0)
    ada.leave("rivers")
    assert headline(ada.today()) == "8 to review, about 1 minute."
    assert [course.id for course in ada.today().courses] == ["keras"]


def test_who_follows_nothing_has_no_today(file: Ledger, tmp_path: Path) -> None:
    ada = learning(file, numbered_library(tmp_path, facts=2))
    assert show_today(ada.ledger, ada.library.now(), ada.learner, NOW) is None


def test_days_studied_are_a_number_of_days(ada: Learning) -> None:
    assert ada.today().last_days == ()
    ada.answers(cards(0, 1), ago=2)
    ada.answers(cards(1, 2))
    assert last_days_said(ada.today().last_days) == "2 of 14 days"
    assert ada.today().last_days[-3:] == (True, False, True)


def test_a_course_says_its_facts_xp_and_level(ada: Learning) -> None:
    for ago in (100, 99, 93, 78):
        ada.answers(cards(0, 2), ago=ago)
    ada.answers(cards(0, 1))
    (course,) = ada.today().courses
    assert (course.facts, course.held, course.due) == (62, 1, 1)
    assert (course.xp, course.level.number, course.level_title) == (112, 2, "Shape Watcher")


@pytest.mark.parametrize(
    ("on", "said", "on_said"),
    [
        (date(2026, 5, 2), "tomorrow", "tomorrow"),
        (date(2026, 5, 3), "Sunday", "on Sunday"),
        (date(2026, 5, 7), "Thursday", "on Thursday"),
        (date(2026, 5, 8), "8 May", "on 8 May"),
        (date(2026, 12, 12), "12 December", "on 12 December"),
        (date(2027, 5, 8), "8 May 2027", "on 8 May 2027"),
    ],
)
def test_days_to_come_have_names(on: date, said: str, on_said: str) -> None:
    assert (day_in_words(on, NOW.date()), on_day(on, NOW.date())) == (said, on_said)


def test_cards_that_left_the_lessons_are_promised_to_nobody(file: Ledger, tmp_path: Path) -> None:
    ada = small(file, tmp_path, "keras")
    ada.answers([*cards(0, 8), "keras.gone.1", "keras.gone.2"], ago=1)
    ada.answers(cards(0, 8))
    assert headline(ada.today()) == "Done for today. Next: Wednesday, 3 cards."
    ada.settings(cap_per_day=1)
    assert headline(ada.today(later=30)).startswith("Welcome back. 8 cards are waiting;")
