"""The pack as a page gets it, from a real library and a real ledger."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.core.errors import NotFound
from app.core.events import AskedAs, Event, Grade
from app.core.queue import Asked
from app.ledger.append import record
from app.ledger.courses import follow_course
from app.ledger.learners import Learner, add_learner
from app.ledger.ledger import Ledger
from app.library.shelf import Library
from app.library.snapshot import Snapshot
from app.services.build_library import build_library
from app.services.show_pack import DrillPack, PackCard, Place, Wanted, show_pack
from tests.ledger.making import NOW, answer, days
from tests.web.sample import write_course

SPRINGS = Place("rivers", "springs", "section-springs")
QUIZ = Place("rivers", "springs", "section-quiz")


@pytest.fixture
def library(tmp_path: Path) -> Snapshot:
    write_course(tmp_path / "content")
    build_library(tmp_path / "content", tmp_path / "library.db")
    return Library(tmp_path / "library.db").now()


@pytest.fixture
def ada(file: Ledger) -> Learner:
    learner = add_learner(file, "ada", NOW - days(399))
    follow_course(file, learner.learner_id, "rivers", NOW)
    return learner


class Drill:
    def __init__(self, ledger: Ledger, library: Snapshot, learner: Learner) -> None:
        self._ledger, self._library, self._learner = ledger, library, learner

    def pack(self, wanted: Wanted = Wanted(), most: int = 50, now: float = 0) -> DrillPack:  # noqa: B008
        at = NOW + days(now)
        return show_pack(self._ledger, self._library, self._learner, at, wanted, most)

    def card(self, card_id: str, wanted: Wanted = Wanted(new=50)) -> PackCard:  # noqa: B008
        (found,) = [card for card in self.pack(wanted).cards if card.card_id == card_id]
        return found

    def record(self, *events: Event) -> None:
        record(self._ledger, self._learner.learner_id, events, NOW)


@pytest.fixture
def drill(file: Ledger, library: Snapshot, ada: Learner) -> Drill:
    return Drill(file, library, ada)


def ids(pack: DrillPack) -> list[str]:
    return [card.card_id for card in pack.cards]


def test_a_card_brings_all_that_asking_it_needs(drill: Drill) -> None:
    card = drill.pack().cards[0]
    assert (card.card_id, card.kind, card.course) == ("rivers.intermittent.1", "cloze", "rivers")
    assert (card.track, card.section) == ("springs", "section-springs")
    assert (card.track_title, card.section_title) == ("Where rivers begin", "Springs")
    assert "blank" in card.front_html
    assert card.back_html == card.answer_text == "intermittent"
    assert "perennial" in (card.explanation_html or "")
    assert card.lesson_url == "/courses/rivers/springs#fact-intermittent"
    assert (card.asked_as, card.new, card.interval_days) == (AskedAs.REVIEW, True, 0)


def test_each_grade_says_what_it_would_really_do(drill: Drill) -> None:
    tomorrow = NOW.date() + timedelta(days=1)
    for outcome in drill.pack().cards[0].outcomes.values():
        assert (outcome.counted, outcome.due_on, outcome.interval_days) == (True, tomorrow, 1)


def test_a_quiz_card_can_be_graded_without_asking_again(drill: Drill) -> None:
    card = drill.card("rivers.q-summer.choice")
    assert [(option.id, option.right) for option in card.options] == [
        ("rain", False),
        ("ground-water", True),
        ("the-sea", False),
    ]
    assert card.options[0].why_html == "there is none"


def test_new_cards_come_with_their_section_to_read(drill: Drill) -> None:
    pack = drill.pack(Wanted(new=4))
    (reading,) = pack.readings
    assert {card.reading for card in pack.cards} == {reading.id}
    assert (reading.title, reading.cards) == ("Springs", 4)
    assert "A spring that runs only after rain" in reading.html
    assert 'src="/courses/rivers/media/map.png"' in reading.html


def test_what_was_read_today_is_not_read_again_but_tomorrow_it_is(drill: Drill) -> None:
    drill.record(answer(1, card="rivers.intermittent.1"))
    assert not drill.pack(Wanted(new=3)).readings
    assert drill.pack(Wanted(new=3), now=1).readings


def test_quiz_questions_have_nothing_to_read_before_them(drill: Drill) -> None:
    assert drill.card("rivers.q-summer.choice").reading is None


def test_a_place_asks_all_that_it_has_and_nothing_else(drill: Drill) -> None:
    assert ids(drill.pack(Wanted(place=QUIZ))) == ["rivers.q-summer.choice"]
    found = drill.pack(Wanted(place=SPRINGS))
    assert found.left == len(found.cards) == 4
    assert {card.section for card in found.cards} == {"section-springs"}


def test_a_place_brings_what_is_due_there_before_what_is_new(drill: Drill) -> None:
    drill.record(answer(1, card="rivers.divide.answer", at=NOW - days(9)))
    drill.record(answer(2, card="rivers.delta.1", at=NOW - days(9)))
    pack = drill.pack(Wanted(place=SPRINGS))
    assert ids(pack)[0] == "rivers.divide.answer"
    assert "rivers.delta.1" not in ids(pack)


def test_a_place_that_is_nowhere_is_not_found(drill: Drill) -> None:
    for place in (Place("rivers", "sources"), Place("rivers", "springs", "section-x")):
        with pytest.raises(NotFound):
            drill.pack(Wanted(place=place))
    with pytest.raises(NotFound):
        drill.pack(Wanted(course="mountains"))


def test_cramming_asks_every_card_once_and_moves_nothing(drill: Drill) -> None:
    wanted = Wanted(place=SPRINGS, cram=True, since=NOW - days(0.1))
    pack = drill.pack(wanted)
    assert {card.asked_as for card in pack.cards} == {AskedAs.CRAM}
    assert not any(outcome.counted for outcome in pack.cards[0].outcomes.values())
    drill.record(answer(1, card=ids(pack)[0], asked_as=AskedAs.CRAM))
    assert ids(drill.pack(wanted)) == ids(pack)[1:]
    assert ids(drill.pack(Wanted(place=SPRINGS, cram=True, since=NOW + days(0.01)))) == ids(pack)


def test_what_is_forgotten_in_cramming_comes_back_in_it(drill: Drill) -> None:
    wanted = Wanted(place=SPRINGS, cram=True)
    first = ids(drill.pack(wanted))[0]
    drill.record(answer(1, card=first, grade=Grade.FORGOT, asked_as=AskedAs.CRAM))
    assert ids(drill.pack(wanted))[-1] == first


def test_learning_ahead_raises_the_days_new_cards(drill: Drill) -> None:
    assert drill.pack(Wanted(new=2)).left == 2
    assert drill.pack(Wanted(new=3)).left == 3


def test_a_course_can_be_drilled_alone(drill: Drill) -> None:
    assert ids(drill.pack(Wanted(course="rivers"))) == ids(drill.pack())


def test_just_some_minutes_take_the_most_endangered_and_nothing_new(drill: Drill) -> None:
    early = answer(1, card="rivers.divide.answer", at=NOW - days(3))
    late = answer(2, card="rivers.intermittent.1", at=NOW - days(2))
    drill.record(early, late)
    assert ids(drill.pack(Wanted(minutes=5))) == [early.card_id, late.card_id]


def test_a_pack_is_as_long_as_was_asked(drill: Drill) -> None:
    pack = drill.pack(most=2)
    assert len(pack.cards) == 2
    assert pack.left > 2


def test_a_card_that_was_taken_back_comes_first(drill: Drill) -> None:
    usual = ids(drill.pack())
    again = Wanted(first=Asked(usual[2]))
    assert ids(drill.pack(again)) == [usual[2], usual[0], usual[1], *usual[3:]]
    assert drill.pack(again).cards[0].new


def test_a_card_that_left_the_lessons_cannot_come_first(drill: Drill) -> None:
    with pytest.raises(NotFound):
        drill.pack(Wanted(first=Asked("rivers.gone.1")))


def test_it_tells_what_the_sitting_has_had(drill: Drill) -> None:
    first, second, *_ = ids(drill.pack())
    drill.record(answer(1, card=first, grade=Grade.FORGOT), answer(2, card=second))
    pack = drill.pack()
    assert [(given.card_id, given.grade) for given in pack.given] == [
        (first, Grade.FORGOT),
        (second, Grade.GOOD),
    ]
    assert pack.done == 2
    assert (pack.left, pack.total) == (len(pack.cards), 1 + len(pack.cards))
