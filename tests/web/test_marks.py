"""The page of a lesson, with what is remembered of it."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.core.events import Suspended
from app.ledger.append import record
from app.ledger.courses import leave_course
from tests.ledger.making import answer, days, event_id
from tests.web.conftest import AppMaker
from tests.web.drill_form import BEGAN, Form, Hands
from tests.web.school import OURS, School, school_in, sent

LESSON = "/courses/rivers/springs"
MARK = re.compile(r'<details class="mark".*?</details>', re.DOTALL)


@pytest.fixture
def form(make_app: AppMaker) -> Form:
    """Thirty days ago the learner came for the first time."""
    hands = Hands()
    hands.at = BEGAN - timedelta(days=40)
    form = Form(make_app(clock=hands), hands)
    hands.at = BEGAN
    return form


def answered(form: Form, card: str, *ago: float) -> None:
    for each in ago:
        number = int(1000 * each) + sum(map(ord, card)) * 100_000
        event = answer(number, card=card, at=BEGAN - days(each))
        record(form.ledger, form.learner.learner_id, [event], BEGAN)


def marks(form: Form) -> list[str]:
    return MARK.findall(form.open(LESSON).text)


def test_before_the_first_answer_there_are_no_marks_but_a_way_to_drill(form: Form) -> None:
    page = form.open(LESSON).text
    assert not MARK.search(page)
    assert "not met" not in page
    assert "Hide marks" not in page
    assert "8 facts · 12 cards" in page
    assert "Drill this section · 4 cards" in page
    assert 'href="/drill?course=rivers&amp;track=springs&amp;section=section-quiz"' in page


def test_from_the_first_answer_on_each_fact_has_one(form: Form) -> None:
    answered(form, "rivers.divide.answer", 30, 29, 23, 8)
    assert len(marks(form)) == 8
    assert "1 of 8 facts held<" in form.text
    held = next(mark for mark in marks(form) if "Held." in mark)
    assert "What is the line between two basins called? …</span>" in held
    assert 'href="/cards/rivers.divide.answer#why"' in held
    assert "fact=divide&amp;cram=1" in held


def test_each_mark_stands_with_its_fact(form: Form) -> None:
    answered(form, "rivers.divide.answer", 1)
    page = form.open(LESSON).text
    framed = r'<div class="fact"><p id="fact-intermittent">[^<]*</p><details class="mark"'
    assert re.search(framed, page)
    assert re.search(r'id="fact-headwater">(?:(?!</li>).)*<details class="mark"', page)
    row = r'(?s)id="fact-rhine">.*?</tr>\s*<tr class="marking"><td colspan="4"><details'
    assert re.search(row, page)


def test_what_is_due_is_drilled_in_earnest_and_what_is_new_shown_without_a_date(form: Form) -> None:
    answered(form, "rivers.divide.answer", 20, 19)
    due = next(mark for mark in marks(form) if "Due." in mark)
    assert "fact=divide&amp;cram" not in due
    assert "fact=divide" in due
    assert " · 1 due<" in form.text
    new = next(mark for mark in marks(form) if "Not met." in mark)
    assert "Why this date" not in new


def test_what_is_set_aside_is_not_drilled_and_has_its_place_in_the_legend(form: Form) -> None:
    answered(form, "rivers.divide.answer", 20, 19)
    assert ">set aside<" not in form.open(LESSON).text.replace("</svg> ", ">")
    aside = Suspended(event_id(7), "rivers.divide.answer", BEGAN)
    record(form.ledger, form.learner.learner_id, [aside], BEGAN)
    mark = next(mark for mark in marks(form) if "Set aside." in mark)
    assert "Drill this fact" not in mark
    assert "</svg> set aside</span>" in form.text


def test_a_section_without_work_says_from_when_on_it_has_some(form: Form) -> None:
    answered(form, "rivers.q-summer.choice", 0)
    assert "Nothing due here before 22 November</p>" in form.open(LESSON).text


def test_hidden_marks_leave_no_trace_until_they_are_wanted_again(form: Form) -> None:
    answered(form, "rivers.q-summer.choice", 0)
    reply = form.client.post(LESSON, data={"marks": "hide"})
    assert (reply.status_code, reply.location) == (303, LESSON)
    page = form.open(LESSON).text
    for trace in ('<details class="mark"', "not met", "held", "Nothing due", 'fact">'):
        assert trace not in page
    assert "Drill this section" in page
    form.client.post(LESSON, data={"marks": "show"})
    assert len(marks(form)) == 8


def test_who_does_not_follow_the_course_takes_it_up_with_its_first_section(form: Form) -> None:
    leave_course(form.ledger, form.learner.learner_id, "rivers")
    page = form.open(LESSON).text
    assert 'href="/drill?course=rivers' not in page
    fields = {"track": "springs", "section": "section-quiz", "then": "drill"}
    for name in ("track", "section"):
        assert f'name="{name}" value="{fields[name]}"' in page
    reply = form.client.post("/courses/rivers", data=fields)
    assert reply.location == "/drill?course=rivers&track=springs&section=section-quiz"
    assert "Drill this section" in form.open(LESSON).text
    assert 'href="/drill?course=rivers' in form.text


def test_the_course_tells_of_each_lesson_how_much_of_it_is_held(form: Form) -> None:
    answered(form, "rivers.divide.answer", 30, 29, 23, 8)
    answered(form, "rivers.aquifer.term", 20, 19)
    page = form.open("/courses/rivers").text
    assert "1 minute · 1 of 8 facts held · 1 to review</p>" in page
    assert "1 minute · 1 fact · 1 card</p>" in page  # not begun yet


def test_an_unknown_lesson_cannot_be_marked_either(form: Form) -> None:
    assert form.client.get("/courses/rivers/nothing").status_code == 404


def test_a_page_with_marks_is_kept_nowhere(form: Form) -> None:
    answered(form, "rivers.divide.answer", 1)
    assert form.client.get(LESSON).headers["Cache-Control"] == "no-store"


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    with school_in(tmp_path) as school:
        yield school


def test_marks_are_each_learners_own_and_nobody_elses(school: School) -> None:
    school.send(sent())
    assert MARK.search(school.ask("GET", LESSON, school.ada.session).text)
    assert not MARK.search(school.ask("GET", LESSON, school.eve.session).text)
    stranger = school.ask("GET", LESSON)
    assert (stranger.status_code, MARK.search(stranger.text)) == (303, None)
    school.ask("POST", LESSON, school.eve.session | OURS, data={"marks": "hide"})
    assert MARK.search(school.ask("GET", LESSON, school.ada.session).text)
