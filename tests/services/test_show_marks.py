"""What is shown of a lesson as remembered: what its drill and the pages of its cards say too."""

import random
from datetime import timedelta
from pathlib import Path

import pytest

from app.core.events import AskedAs, Buried, Event, Grade, Resumed, Suspended
from app.core.standing import Standing
from app.ledger.append import record
from app.ledger.courses import follow_course
from app.ledger.learners import Learner, add_learner, change_settings, get_learner
from app.ledger.ledger import Ledger
from app.ledger.rebuild import rebuild
from app.library.shelf import Library
from app.library.snapshot import Snapshot
from app.services.build_library import build_library
from app.services.choose_cards import Wanted, choose_cards
from app.services.gather_place import Place
from app.services.show_card import show_card
from app.services.show_marks import FactMark, LessonMarks, show_marks, show_them
from tests.ledger.making import NOW, TODAY, answer, days, event_id
from tests.web.sample import write_course

DIVIDE = "rivers.divide.answer"
RHINE = ["rivers.rhine.c2", "rivers.rhine.c3", "rivers.rhine.c4"]
SECTIONS = ("section-springs", "section-numbers", "section-quiz")
FACTS = ("intermittent", "headwater", "aquifer", "divide", "rhine", "danube", "flow", "q-summer")
TO_HELD = (30, 29, 23, 8)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder: Path = tmp_path_factory.mktemp("library")
    write_course(folder / "content")
    build_library(folder / "content", folder / "library.db")
    return Library(folder / "library.db").now()


class Ada:
    def __init__(self, ledger: Ledger, library: Snapshot) -> None:
        self.ledger, self.library, self.number = ledger, library, 0
        self.learner: Learner = add_learner(ledger, "ada", NOW - days(399))

    def sends(self, *events: Event) -> None:
        record(self.ledger, self.learner.learner_id, list(events), NOW)

    def answers(self, card: str, *ago: float, grade: Grade = Grade.GOOD) -> None:
        for each in ago:
            self.sends(answer(self.next(), card=card, at=NOW - days(each), grade=grade))

    def next(self) -> int:
        self.number += 1
        return self.number

    def marks(self) -> LessonMarks:
        return show_marks(self.ledger, self.library, self.learner, NOW, "rivers", "springs")

    def mark(self, key: str) -> FactMark:
        return self.marks().facts[key]

    def asked(self, **place: str) -> int:
        """How many cards a drill of it asks, without what comes back in this sitting."""
        wanted = Wanted(place=Place("rivers", "springs", **place))
        asked = choose_cards(self.ledger, self.library, self.learner, NOW, wanted).asked
        return sum(each.asked_as is AskedAs.REVIEW for each in asked)


@pytest.fixture
def ada(ledger: Ledger, library: Snapshot) -> Ada:
    return Ada(ledger, library)


def test_before_the_first_answer_nothing_is_met_and_all_may_be_begun(ada: Ada) -> None:
    marks = ada.marks()
    assert not marks.begun
    assert marks.counts == {Standing.NOT_MET: len(FACTS)}
    assert tuple(marks.facts) == FACTS
    assert tuple(marks.sections) == SECTIONS
    assert {name: each.next_on for name, each in marks.sections.items()} == dict.fromkeys(SECTIONS)


def test_a_fact_answered_today_is_being_learned_and_comes_tomorrow(ada: Ada) -> None:
    ada.answers(DIVIDE, 0)
    found = ada.mark("divide")
    assert (found.standing, found.asks) == (Standing.LEARNING, False)
    assert found.next_on == TODAY + timedelta(days=1)
    assert ada.marks().begun


def test_what_is_held_and_what_is_due_is_said_with_the_recall_that_the_card_has(ada: Ada) -> None:
    ada.answers(DIVIDE, *TO_HELD)
    ada.answers("rivers.aquifer.term", 30, 29, 23)
    for key, standing in (("divide", Standing.HELD), ("aquifer", Standing.DUE)):
        found = ada.mark(key)
        card = show_card(ada.ledger, ada.library, ada.learner, found.card_id, NOW).schedule
        assert (found.standing, card.standing) == (standing, standing)
        assert (found.recall, found.next_on) == (card.recall, card.due_on)
        assert found.asks is (standing is Standing.DUE)
    assert ada.mark("divide").recall > 0.9 > ada.mark("aquifer").recall


def test_the_recall_is_that_of_the_learners_own_scheduler(ada: Ada) -> None:
    ada.answers(DIVIDE, *TO_HELD)
    before = ada.mark("divide").recall
    change_settings(ada.ledger, ada.learner.learner_id, {"scheduler": "fsrs"})
    rebuild(ada.ledger, ada.learner.learner_id)
    found = ada.mark("divide")
    card = show_card(ada.ledger, ada.library, ada.learner, found.card_id, NOW)
    assert found.recall == card.schedule.recall != before


def test_of_several_cards_the_weakest_speaks(ada: Ada) -> None:
    ada.answers(RHINE[0], *TO_HELD)
    assert (ada.mark("rhine").standing, ada.mark("rhine").not_met) == (Standing.LEARNING, 2)
    assert ada.mark("rhine").card_id == RHINE[0]
    ada.answers(RHINE[1], 2.0, 1.0)
    ada.answers(RHINE[2], 20, 19)
    found = ada.mark("rhine")
    assert (found.standing, found.card_id, found.not_met) == (Standing.DUE, RHINE[2], 0)


def test_what_is_set_aside_is_no_weakness_and_never_comes(ada: Ada) -> None:
    ada.answers(RHINE[0], *TO_HELD)
    ada.sends(Suspended(event_id(90), RHINE[1], NOW), Suspended(event_id(91), RHINE[2], NOW))
    assert ada.mark("rhine").standing is Standing.HELD
    assert ada.mark("rhine").card_id == RHINE[0]
    ada.sends(Suspended(event_id(92), RHINE[0], NOW))
    found = ada.mark("rhine")
    assert (found.standing, found.next_on, found.asks) == (Standing.ASIDE, None, False)


def test_a_section_that_asks_nothing_says_when_it_does(ada: Ada) -> None:
    ada.answers("rivers.q-summer.choice", *TO_HELD)
    found = ada.marks().sections["section-quiz"]
    assert found.cards == 0
    assert found.next_on == ada.mark("q-summer").next_on
    until = TODAY + timedelta(days=50)
    ada.sends(Buried(event_id(90), "rivers.q-summer.choice", NOW, until))
    assert ada.marks().sections["section-quiz"].next_on == until


def test_a_sibling_that_had_its_turn_today_is_not_asked_before_tomorrow(ada: Ada) -> None:
    for card in RHINE:
        ada.answers(card, 20, 19)
    ada.answers(RHINE[0], 0)
    assert ada.mark("rhine").standing is Standing.DUE
    assert ada.mark("rhine").asks is False


@pytest.mark.parametrize("seed", range(3))
def test_a_button_counts_what_its_drill_will_ask(ada: Ada, seed: int) -> None:
    draw = random.Random(seed)
    cards = [row["id"] for row in ada.library.cards_in("rivers", "springs")]
    for ago in (40, 33, 20, 9, 2, 0):
        for card in draw.sample(cards, 6):
            ada.answers(card, ago, grade=draw.choice(list(Grade)))
        ada.sends(draw.choice([Suspended, Resumed])(event_id(500 + ago), draw.choice(cards), NOW))
    marks = ada.marks()
    for anchor in SECTIONS:
        assert marks.sections[anchor].cards == ada.asked(section=anchor), anchor
    for key in FACTS:
        assert marks.facts[key].asks is (ada.asked(fact=key) > 0), key


def test_another_learner_sees_nothing_of_it(ada: Ada) -> None:
    ada.answers(DIVIDE, *TO_HELD)
    eve = add_learner(ada.ledger, "eve", NOW - days(9))
    assert not show_marks(ada.ledger, ada.library, eve, NOW, "rivers", "springs").begun


def test_it_is_told_whether_the_course_is_followed(ada: Ada) -> None:
    assert not ada.marks().followed
    follow_course(ada.ledger, ada.learner.learner_id, "rivers", NOW)
    assert ada.marks().followed


def test_the_choice_to_hide_them_is_kept(ada: Ada) -> None:
    show_them(ada.ledger, ada.learner, shown=False)
    assert not get_learner(ada.ledger, ada.learner.learner_id).settings.lesson_marks
