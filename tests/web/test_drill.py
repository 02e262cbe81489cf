"""The drill without scripts: read, reveal, grade, quiz, undo, each as a form."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from app.core.events import Buried, Resumed, Reviewed, Suspended
from app.ledger.learners import change_settings
from tests.web.conftest import AppMaker
from tests.web.drill_form import Form, Hands

QUIZ = {"course": "rivers", "track": "springs", "section": "section-quiz"}
FIRST = "rivers.intermittent.1"


@pytest.fixture
def form(make_app: AppMaker) -> Form:
    hands = Hands()
    return Form(make_app(clock=hands), hands)


def test_a_section_is_read_before_its_cards(form: Form) -> None:
    assert form.open().state == "reading"
    assert "Water that falls" not in form.shown  # that is before the section
    assert "New: Springs. 1 minute to read, then 4 questions." in form.shown
    assert form.read().state == "front"
    assert form.answer().state == "front"


def test_the_answer_is_hidden_until_it_is_asked_for(form: Form) -> None:
    form.open().read()
    assert "perennial" not in form.shown
    assert "Springs Read" not in form.shown  # the heading would give some answers away
    form.press("shown", "1", "GET")
    assert "perennial" in form.shown
    assert "Springs Read it in the lesson" in form.shown


def test_a_grade_is_in_the_log_and_the_line_says_what_it_did(form: Form) -> None:
    form.open().answer("good")
    assert form.counted() == [(FIRST, "good")]
    assert "Good · next on 22 November" in form.shown
    assert "2 of 8" in form.shown
    (answer,) = form.log()
    assert isinstance(answer, Reviewed)
    assert answer.elapsed_ms == 6_000


def test_a_double_click_answers_once(form: Form) -> None:
    form.open().read().press("shown", "1", "GET")
    fields = {**form.fields, "grade": "good"}
    for _ in range(2):
        form.hands.on(seconds=1)
        assert form.client.post("/drill", data=fields).status_code == 303
    assert form.counted() == [(FIRST, "good")]


def test_undo_takes_back_one_after_the_other(form: Form) -> None:
    form.open().answer("good").answer("forgot")
    second = form.log()[1].card_id
    form.press("undo", form.value_of("undo"))
    assert (form.card_id, form.state) == (second, "back")
    assert "Taken back. The card is here again." in form.shown
    form.press("undo", form.value_of("undo"))
    assert (form.card_id, form.state) == (FIRST, "back")
    assert form.counted() == []
    form.press("grade", "easy")
    assert form.counted() == [(FIRST, "easy")]
    form.press("undo", "01a1fc76-37bb-7903-b1f8-25ae99ec5cd1")
    assert "Nothing left to take back in this sitting." in form.shown


def test_forgotten_comes_back_as_practice_after_four_others(form: Form) -> None:
    form.open().answer("forgot")
    assert "Forgot · comes back in this sitting" in form.shown
    seen = []
    while form.fields["asked_as"] == "review":
        seen.append(form.card_id)
        form.answer()
    assert (form.card_id, len(seen)) == (FIRST, 4)
    assert "Once more. Your schedule stays as it is." in form.shown
    form.answer()
    assert "Once more · schedule unchanged" in form.shown


def test_a_quiz_grades_itself(form: Form) -> None:
    form.open(**QUIZ)
    assert form.state == "options"
    form.press("choice", "ground-water")
    assert form.state == "answered"
    assert "✓ Right" in form.shown
    assert "Ground water comes out slowly" in form.shown
    assert form.counted() == [("rivers.q-summer.choice", "good")]


def test_a_wrong_choice_is_forgotten(form: Form) -> None:
    form.open(**QUIZ).press("choice", "rain")
    assert "✕ You chose this" in form.shown
    assert "✓ Right answer" in form.shown
    assert form.counted() == [("rivers.q-summer.choice", "forgot")]
    assert not form.value_of("guess")


def test_a_guess_counts_as_forgotten(form: Form) -> None:
    form.open(**QUIZ).press("choice", "ground-water")
    form.press("guess", form.value_of("guess"))
    assert form.counted() == [("rivers.q-summer.choice", "forgot")]


def test_set_aside_and_brought_back(form: Form) -> None:
    form.open().press("aside", FIRST)
    assert form.card_id != FIRST
    assert "Set aside. It will not be asked again until you bring it back." in form.shown
    form.press("back", form.value_of("back"))
    assert form.card_id == FIRST
    assert [type(event) for event in form.log()] == [Suspended, Resumed]


def test_not_today_means_tomorrow(form: Form) -> None:
    form.open().press("later", FIRST)
    assert form.card_id != FIRST
    (event,) = form.log()
    assert isinstance(event, Buried)
    assert event.until_day == form.hands.at.date() + timedelta(days=1)


def test_two_buttons_for_who_wants_two(form: Form) -> None:
    change_settings(form.ledger, form.learner.learner_id, {"buttons": 2})
    form.open().read().press("shown", "1", "GET")
    assert "Got it" in form.shown
    assert "Easy" not in form.shown
    form.press("grade", "good")
    assert "Got it · next on 22 November" in form.shown


def test_a_quiz_card_asks_openly_from_six_days_on(form: Form) -> None:
    for days in (0, 1, 7):
        form.hands.on(days=days)
        form.open(**QUIZ)
        if days == 7:
            assert form.state == "front"
            assert "Show options" in form.shown
            assert "ground water" not in form.shown
            form.press("shown", "1", "GET")
        form.press("choice", "ground-water")


def test_a_question_for_what_is_not_so_always_has_its_options(
    make_app: AppMaker, content: Path
) -> None:
    lesson = content / "rivers" / "01-springs.md"
    feeds = "1. What feeds a river in a dry summer?"
    lesson.write_text(lesson.read_text().replace(feeds, feeds.replace("feeds", "does not feed")))
    hands = Hands()
    form = Form(make_app(clock=hands), hands)
    for days in (0, 1, 7):
        form.hands.on(days=days)
        assert form.open(**QUIZ).state == "options"
        form.press("choice", "ground-water")


def test_a_card_that_slips_is_told_at_every_fourth_time(form: Form) -> None:
    form.open(**QUIZ).press("choice", "ground-water")
    told = []
    for _ in range(8):
        form.hands.on(days=1)
        form.open(**QUIZ).press("choice", "rain")
        told += re.findall(r'id="slipped">This one has slipped <span[^>]*>(\w+)', form.text)
    assert told == ["four", "8"]


def test_a_round_of_cramming_moves_no_schedule(form: Form) -> None:
    form.open(cram="1", **QUIZ)
    assert form.fields["asked_as"] == "cram"
    form.press("choice", "ground-water").press("on", "1", "GET")
    assert form.path.startswith("/drill/end")
    assert form.open(cram="1", **QUIZ).fields["asked_as"] == "cram"


def test_the_end_says_what_it_came_to(form: Form) -> None:
    form.open().answer("forgot")
    while form.path.startswith("/drill") and not form.path.startswith("/drill/end"):
        form.press("choice", "ground-water") if form.state == "options" else None
        form.press("on", "1", "GET") if form.state == "answered" else form.answer()
    assert "Done for today" in form.shown
    assert "8 cards in 1 minute. You knew 7 at the first try." in form.shown
    assert "Forgot once, back tomorrow" in form.shown
    assert "+40 XP · Lv 1 — Spring Finder" in form.shown
    assert "Tomorrow: " in form.shown


def test_who_stops_is_told_what_waits(form: Form) -> None:
    form.open().answer("good")
    form.open("/drill/end", stopped="1")
    assert "Stopped after 1 card" in form.shown
    assert "The other 7 wait for you." in form.shown


def test_what_comes_once_more_is_no_other_card(form: Form) -> None:
    form.open().answer("forgot").answer("forgot").answer("good")
    form.open("/drill/end", stopped="1")
    assert "The other 5 wait for you. 2 cards come once more." in form.shown
    form.open(**QUIZ).press("choice", "rain")
    form.open("/drill/end", stopped="1", **QUIZ)
    assert "Stopped after 4 cards 1 card comes once more. 4 cards in 1 minute." in form.shown


def test_the_last_answer_of_a_round_is_taken_back_into_that_round(form: Form) -> None:
    form.open(cram="1", **QUIZ).press("choice", "rain").press("on", "1", "GET")
    form.open("/drill/end", stopped="1", cram="1", **QUIZ)
    assert {name: form.fields[name] for name in ("cram", *QUIZ)} == {"cram": "1", **QUIZ}
    form.press("undo", form.value_of("undo"))
    assert form.fields["asked_as"] == "cram"
    assert form.counted() == []


def test_five_minutes_end_after_the_cards_that_fit(form: Form) -> None:
    form.open().answer("good").answer("good")
    form.hands.on(days=1)
    form.open(minutes="5").answer("good")
    assert form.fields["left"] == "1"
    assert form.answer("good").path.startswith("/drill/end")


def test_what_is_no_answer_is_refused(form: Form) -> None:
    form.open()
    for wrong in ({"grade": "perfect"}, {"grade": "good", "asked_as": "joke"}):
        assert form.client.post("/drill", data={**form.fields, **wrong}).status_code == 400
    assert form.client.get("/drill?minutes=many").status_code == 422
    assert form.client.get("/drill?card_id=rivers.gone.1").status_code == 404
    assert not form.log()
