"""Today, the welcome and the way into a course, as pages of the real application."""

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.library.shelf import Library
from app.services.find_local_learner import find_local_learner
from app.web.parts import NAME
from tests.ledger.making import NOW, days
from tests.services.numbered import cards, write_numbered
from tests.web.conftest import AppMaker
from tests.web.learning import Learning

Begin = Callable[..., tuple[FlaskClient, Learning]]


@dataclass
class Clock:
    at: datetime = NOW

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def begin(make_app: AppMaker, content: Path) -> Begin:
    def make(facts: int = 20, *courses: str) -> tuple[FlaskClient, Learning]:
        shutil.rmtree(content)
        for course in courses or ("keras",):
            write_numbered(content, course, facts)
        app = make_app(clock=Clock())
        ledger, library = app.extensions[NAME].ledger, app.extensions[NAME].library
        assert isinstance(library, Library)
        learner = find_local_learner(ledger, NOW - days(399), "UTC")
        return app.test_client(), Learning(ledger, library, learner)

    return make


def text_of(page: str) -> str:
    main = page.partition("<main")[2].partition(">")[2]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_the_first_visit_says_what_this_is_and_offers_one_press(begin: Begin) -> None:
    client, _ = begin()
    assert text_of(client.get("/").text) == (
        "Learn it once, keep it Read a short section, then answer a few questions about it. "
        "Drillbook asks again just before you would forget. A few minutes a day are enough. "
        "You can stop at any card. Start with the first section Read the whole lesson first"
    )


def test_one_press_follows_the_course_and_starts(begin: Begin) -> None:
    client, ada = begin()
    reply = client.post("/courses/keras", data={"then": "drill"})
    assert (reply.status_code, reply.location) == (303, "/drill?course=keras")
    assert [course.id for course in ada.today().courses] == ["keras"]
    assert "8 new, about 3 minutes." in client.get("/").text


def test_the_other_press_follows_it_and_shows_the_lesson(begin: Begin) -> None:
    client, ada = begin()
    reply = client.post("/courses/keras", data={"then": "read"})
    assert (reply.status_code, reply.location) == (303, "/courses/keras/words")
    assert ada.today().courses


def test_of_several_courses_each_can_be_begun(begin: Begin) -> None:
    client, _ = begin(3, "keras", "rivers")
    page = client.get("/").text
    for course in ("keras", "rivers"):
        assert f'<form method="post" action="/courses/{course}"' in page
    assert "All about rivers." in page
    assert page.count("Start with the first section") == 2


def test_without_a_lesson_the_page_says_how_to_begin(make_app: AppMaker, content: Path) -> None:
    shutil.rmtree(content / "rivers")
    page = make_app().test_client().get("/").text
    assert (
        "There are no lessons yet. Put one into <code>content/</code> and run "
        "<code>drillbook check</code>." in page
    )


def test_a_course_that_is_not_there_cannot_be_followed(begin: Begin) -> None:
    client, _ = begin()
    assert client.post("/courses/nothing", data={"then": "drill"}).status_code == 404


def test_work_has_one_main_button_and_a_smaller_way(begin: Begin) -> None:
    client, ada = begin(80)
    ada.follow("keras")
    ada.answers(cards(0, 60), ago=1)
    page = client.get("/").text
    assert page.count('class="button main"') == 1
    assert '<a class="button main" href="/drill">Start</a>' in page
    assert '<a class="link" href="/drill?minutes=5">Just five minutes</a>' in page


def test_a_short_day_offers_no_shorter_one(begin: Begin) -> None:
    client, ada = begin()
    ada.follow("keras")
    ada.answers(cards(0, 5), ago=1)
    assert "Just five minutes" not in client.get("/").text


def test_when_all_is_done_nothing_presses(begin: Begin) -> None:
    client, ada = begin()
    ada.follow("keras")
    ada.answers(cards(0, 8))
    page = client.get("/").text
    assert (
        "Done for today. Next: tomorrow, 16 cards. Nothing more is needed. If you want to go on: "
        "8 new cards , or practise a section ." in text_of(page)
    )
    assert '<a href="/drill?new=16">8 new cards</a>' in page
    assert '<a href="/courses/keras">practise a section</a>' in page
    assert "button main" not in page


def test_who_knows_it_all_may_practise(begin: Begin) -> None:
    client, ada = begin(4, "keras", "rivers")
    ada.follow("keras", "rivers")
    for course in ("keras", "rivers"):
        for ago in (34, 33, 26, 10):
            ada.answers(cards(0, 4, course), ago=ago)
    page = client.get("/").text
    assert "You hold all 8 facts of Keras and Rivers." in page
    assert "new card" not in page
    assert '<a href="/courses">practise a section</a>' in page


def test_two_weeks_are_a_picture_with_its_sentence(begin: Begin) -> None:
    client, ada = begin()
    ada.follow("keras")
    assert "Last two weeks" not in client.get("/").text
    ada.answers(cards(0, 1), ago=2)
    ada.answers(cards(1, 2))
    assert (
        '<p class="days" role="img" aria-label="2 of 14 days">○○○○○○○○○○○●○●</p>'
        in client.get("/").text
    )


def test_a_course_has_its_meter_xp_and_level(begin: Begin) -> None:
    client, ada = begin(20)
    ada.follow("keras")
    for ago in (34, 33, 26, 10):
        ada.answers(cards(0, 5), ago=ago)
    page = client.get("/").text
    assert 'class="meter-part" width="25.0%"' in page
    assert "5 of 20 facts held" in page
    assert "XP · Lv 2 — Shape Watcher" in page


def test_what_comes_next_is_named(begin: Begin) -> None:
    client, ada = begin(12)
    ada.follow("keras")
    ada.answers(cards(0, 8))
    said = text_of(client.get("/").text)
    assert "Next Tomorrow 12 Sunday 5 9 May 4 " in said


def test_after_an_absence_the_pace_can_be_changed(begin: Begin) -> None:
    client, ada = begin(120)
    ada.follow("keras")
    ada.settings(cap_per_day=40)
    ada.answers(cards(0, 100), ago=60)
    page = client.get("/").text
    assert "Welcome back. 100 cards are waiting" in page
    assert '<button class="link" name="cap" value="30">Fewer a day</button>' in page
    assert '<button class="link" name="cap" value="50">More a day</button>' in page
    assert "Just five minutes" in page
    assert client.post("/", data={"cap": "50"}).status_code == 303
    assert "50 today," in client.get("/").text
    assert client.post("/", data={"cap": "50"}).status_code == 303
    assert "50 today," in client.get("/").text


@pytest.mark.parametrize("cap", ["", "0", "41", "-5", "many"])
def test_no_other_pace_is_taken(begin: Begin, cap: str) -> None:
    client, ada = begin(2)
    assert client.post("/", data={"cap": cap}).status_code == 400
    assert ada.learner.settings.cap_per_day == 100


def test_the_courses_say_how_far_one_has_come(begin: Begin) -> None:
    client, ada = begin(20, "keras", "rivers")
    ada.follow("keras")
    for ago in (34, 33, 26, 10):
        ada.answers(cards(0, 5), ago=ago)
    said = text_of(client.get("/courses").text)
    assert "5 of 20 facts held 265 XP · Lv 2 — Shape Watcher" in said
    assert "1 track · 20 facts · 20 cards 0 XP · Lv 1 — Layer Novice" in said


def test_to_stop_following_keeps_everything_and_says_so(begin: Begin) -> None:
    client, ada = begin()
    ada.follow("keras")
    ada.answers(cards(0, 5), ago=1)
    before = client.get("/courses/keras").text
    assert "all that you learned is kept" in before
    assert client.post("/courses/keras", data={"leave": "1"}).location == "/courses/keras"
    after = client.get("/courses/keras").text
    assert "You do not follow this course" in after
    assert "25 XP · Lv 1 — Layer Novice" in after
    assert "Learn it once, keep it" in client.get("/").text
    assert client.post("/courses/keras", data={"then": "course"}).location == "/courses/keras"
    assert "5 to review and 8 new" in client.get("/").text
