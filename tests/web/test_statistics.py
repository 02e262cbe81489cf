"""The statistics page: numbers in tables, each as it is in the log."""

from app.core.events import Grade
from tests.services.numbered import cards
from tests.web.test_today import Begin, begin, text_of

__all__ = ["begin"]


def test_who_has_not_answered_anything_is_told_so(begin: Begin) -> None:
    client, _ = begin()
    assert "Nothing has been answered yet." in client.get("/statistics").text


def test_answers_and_minutes_are_counted_by_week(begin: Begin) -> None:
    client, ada = begin()
    ada.follow("keras")
    ada.answers(cards(0, 15), ago=12, ms=20_000)
    ada.answers(cards(0, 6), ago=1, ms=10_000)
    said = text_of(client.get("/statistics").text)
    assert "Week of Answers Minutes 27 April 6 1 20 April 0 0 13 April 15 5" in said


def test_what_was_due_is_told_by_month(begin: Begin) -> None:
    client, ada = begin()
    ada.follow("keras")
    ada.answers(cards(0, 4), ago=20)
    ada.answers(cards(0, 3), ago=19)
    ada.answers(cards(3, 4), ago=19, grade=Grade.FORGOT)
    assert "April 2026 4 75 %" in text_of(client.get("/statistics").text)


def test_cards_are_counted_as_they_stand(begin: Begin) -> None:
    client, ada = begin(20)
    ada.follow("keras")
    for ago in (34, 33, 26, 10):
        ada.answers(cards(0, 5), ago=ago)
    ada.answers(cards(5, 8), ago=1)
    ada.answers(cards(8, 10))
    said = text_of(client.get("/statistics").text)
    assert "Course Held Due Learning Not met Set aside XP Keras 5 3 2 10 0 290" in said


def test_the_coming_days_are_said(begin: Begin) -> None:
    client, ada = begin(12)
    ada.follow("keras")
    ada.answers(cards(0, 8))
    assert "Tomorrow 8 4 Sunday 5 0 Monday 0 0" in text_of(client.get("/statistics").text)
