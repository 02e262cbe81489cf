"""One tap opens one card without signing in, answers it once, and opens nothing else."""

import re
from datetime import timedelta
from string import ascii_letters, digits

import pytest

from app.core.events import Event, Grade, Reviewed
from app.ledger.append import record
from app.ledger.card_notes import write_card_note
from app.ledger.courses import follow_course
from app.ledger.log import card_by_card
from tests.ledger.making import answer, undo
from tests.web.reminders.reminded import CARD, Reminded, reminded
from tests.web.visitors import NOW, Browser, Clock

QUIZ = "rivers.q-summer.choice"
OPTION = re.compile(r'name="choice" value="([^"]+)">(.*?)</button>')
LATER = NOW + timedelta(days=6)
LETTERS = f"{ascii_letters}{digits}-_"


@pytest.fixture
def ada(visitor: Browser, clock: Clock) -> Reminded:
    """Both cards were known six days ago for the first time, so that they are due."""
    ada = reminded(visitor)
    clock.at = LATER
    ledger, learner_id = ada.parts.ledger, ada.learner.learner_id
    follow_course(ledger, learner_id, "rivers", NOW)
    first = [answer(n, card=card, at=NOW) for n, card in enumerate((CARD, QUIZ), 1)]
    record(ledger, learner_id, first, NOW)
    return ada


def path_of(ada: Reminded, card_id: str = CARD) -> str:
    return ada.links(card_id, LATER.date()).card_url


def log(ada: Reminded) -> list[Event]:
    with ada.parts.ledger.read() as connection:
        found = card_by_card(connection, ada.learner.learner_id)
        return [event for _, events in found for event in events]


def answers_now(ada: Reminded) -> list[Reviewed]:
    return [
        event for event in log(ada) if isinstance(event, Reviewed) and event.answered_at >= LATER
    ]


def test_to_look_consumes_nothing_however_often(ada: Reminded) -> None:
    path, before = path_of(ada), log(ada)
    for _ in range(50):
        assert "intermittent" not in ada.visitor.get(path).text.partition('id="answer"')[0]
        assert "intermittent" in ada.visitor.get(path + "?shown=1").text
    assert log(ada) == before
    assert not ada.visitor.is_in()


def test_a_grade_is_recorded_as_in_the_drill(ada: Reminded) -> None:
    reply = ada.visitor.post(path_of(ada), {"grade": "hard", "t": "0"})
    assert reply.status_code == 303
    (given,) = answers_now(ada)
    assert (given.card_id, given.grade) == (CARD, Grade.HARD)
    shown = ada.visitor.get(reply.location).text
    assert "Hard" in shown
    assert "Go on with the drill" in shown


def test_it_is_good_for_one_answer(ada: Reminded) -> None:
    path = path_of(ada)
    for grade in ("good", "forgot", "good"):
        assert ada.visitor.post(path, {"grade": grade}).status_code == 303
    (given,) = answers_now(ada)
    assert given.grade is Grade.GOOD


def test_written_in_another_way_it_is_the_same_link(ada: Reminded, clock: Clock) -> None:
    """A signature can be read from several ends of its text."""
    path = path_of(ada)
    ada.visitor.post(path, {"grade": "forgot"})
    clock.later(timedelta(days=1))
    for changed in (*(path[:-1] + letter for letter in LETTERS), path + "=", path + "~~~~"):
        assert ada.visitor.post(changed, {"grade": "good"}).status_code in (303, 404)
    assert len(answers_now(ada)) == 1


def test_who_forgot_is_told_the_day_after_that_the_link_has_had_its_answer(
    ada: Reminded, clock: Clock
) -> None:
    path = path_of(ada)
    ada.visitor.post(path, {"grade": "forgot"})
    clock.later(timedelta(days=1))
    for shown in (ada.visitor.get(path), ada.visitor.get(path + "?shown=1")):
        assert "This link has had its one answer" in shown.text
        assert "intermittent" not in shown.text
    assert ada.visitor.post(path, {"grade": "good"}).status_code == 303
    assert len(answers_now(ada)) == 1


def test_an_answer_that_was_taken_back_is_not_given_again_with_it(ada: Reminded) -> None:
    path = path_of(ada)
    ada.visitor.post(path, {"grade": "hard"})
    (given,) = answers_now(ada)
    record(ada.parts.ledger, ada.learner.learner_id, [undo(9, given, LATER)], LATER)
    assert "This link has had its one answer" in ada.visitor.get(path).text


def test_a_quiz_is_graded_by_what_was_chosen(ada: Reminded) -> None:
    path = path_of(ada, QUIZ)
    shown = ada.visitor.get(path + "?shown=1").text
    (chosen,) = [value for value, words in OPTION.findall(shown) if "sea" in words]
    ada.visitor.post(path, {"choice": chosen})
    (given,) = answers_now(ada)
    assert (given.card_id, given.grade, given.choice) == (QUIZ, Grade.FORGOT, (chosen,))
    assert "You chose this" in ada.visitor.get(path).text


def test_no_other_card_can_be_answered_with_it(ada: Reminded) -> None:
    form = {"grade": "easy", "card_id": QUIZ, "id": "x", "asked_as": "cram"}
    ada.visitor.post(path_of(ada), form)
    (given,) = answers_now(ada)
    assert given.card_id == CARD


@pytest.mark.parametrize("form", [{}, {"undo": "x"}, {"aside": CARD}, {"grade": "perfect"}])
def test_it_does_nothing_but_answer(ada: Reminded, form: dict[str, str]) -> None:
    before = log(ada)
    assert ada.visitor.post(path_of(ada), form).status_code == 400
    assert log(ada) == before


def test_it_shows_nothing_else_of_the_learner(ada: Reminded) -> None:
    write_card_note(ada.parts.ledger, ada.learner.learner_id, CARD, "think of brooks", LATER)
    shown = ada.visitor.get(path_of(ada) + "?shown=1")
    assert "think of brooks" not in shown.text
    assert ada.learner.name not in shown.text
    assert shown.headers["Cache-Control"] == "no-store"
    assert shown.headers["X-Robots-Tag"] == "noindex"
    assert "Set-Cookie" not in shown.headers
    for path in ("/", "/drill", f"/cards/{CARD}", "/api/v1/me"):
        assert ada.visitor.get(path).status_code in (303, 401)


def test_who_answered_elsewhere_meanwhile_is_told_so(ada: Reminded) -> None:
    path = path_of(ada)
    record(ada.parts.ledger, ada.learner.learner_id, [answer(9, card=CARD, at=LATER)], LATER)
    assert "not asked any more" in ada.visitor.get(path).text
    ada.visitor.post(path, {"grade": "forgot"})
    assert len(answers_now(ada)) == 1


def test_it_ends_with_the_next_local_day(ada: Reminded, clock: Clock) -> None:
    path, before = path_of(ada), log(ada)
    clock.at = LATER.replace(hour=23, minute=59) + timedelta(days=1)
    assert ada.visitor.get(path).status_code == 200
    clock.later(timedelta(minutes=1))
    assert ada.visitor.get(path).status_code == 410
    assert ada.visitor.post(path, {"grade": "good"}).status_code == 410
    assert log(ada) == before


def test_a_made_up_or_changed_link_leads_nowhere(ada: Reminded) -> None:
    links = ada.links()
    swapped = links.unsubscribe_url.replace("/unsubscribe/", "/card/")
    for path in (path_of(ada)[:-1], "/r/card/x", swapped):
        assert ada.visitor.get(path).status_code == 404
        assert ada.visitor.post(path, {"grade": "good"}).status_code == 404
    assert answers_now(ada) == []
