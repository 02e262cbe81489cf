"""With FSRS, Anki goes on from the very memory that the learner had here."""

import pytest
from fsrs_rs_python import MemoryState

from app.core.events import AskedAs, Grade, Reset
from app.ledger.ledger import Ledger
from tests.anki.engine import Anki
from tests.anki.learning import PLACES, Studying, at, studying
from tests.anki.sample import SampleCourse

CARD = "cpp.tone.answer"


@pytest.fixture
def grace(course: SampleCourse, file: Ledger) -> Studying:
    return studying(file, course, "grace", scheduler="fsrs", retention=0.85)


@pytest.fixture
def fsrs(anki: Anki) -> Anki:
    anki.collection.set_config("fsrs", True)
    return anki


def memory(learner: Studying) -> MemoryState:
    found = learner.schedules()[PLACES[CARD]].memory
    assert isinstance(found, MemoryState)
    return found


def history(learner: Studying) -> None:
    learner.answer(CARD, at(90), Grade.HARD)
    learner.answer(CARD, at(80))
    learner.answer(CARD, at(79), asked_as=AskedAs.PRACTICE)
    learner.answer(CARD, at(78), Grade.FORGOT)  # early, and counts
    learner.answer(CARD, at(60))
    learner.answer(CARD, at(59), Grade.EASY, AskedAs.CRAM)
    learner.answer(CARD, at(30), Grade.EASY)


def test_stability_difficulty_and_retention_arrive(grace: Studying, fsrs: Anki) -> None:
    history(grace)
    fsrs.take(grace.package, with_progress=True)
    (card,) = fsrs.cards("cpp.tone")
    known = memory(grace)
    assert card.memory_state.stability == pytest.approx(known.stability, abs=1e-4)
    assert card.memory_state.difficulty == pytest.approx(known.difficulty, abs=1e-3)
    assert card.desired_retention == pytest.approx(0.85)
    assert card.decay == pytest.approx(0.154)
    assert card.last_review_time == int(at(30).timestamp())


def test_anki_computes_the_same_memory_from_the_log_alone(grace: Studying, fsrs: Anki) -> None:
    """So what counted here counts there, and what did not does not."""
    history(grace)
    fsrs.take(grace.package, with_progress=True)
    (card,) = fsrs.cards("cpp.tone")
    computed, known = fsrs.collection.compute_memory_state(card.id), memory(grace)
    assert computed.stability == pytest.approx(known.stability, rel=1e-4)
    assert computed.difficulty == pytest.approx(known.difficulty, rel=1e-4)


def test_what_was_before_a_new_beginning_is_not_counted_there_either(
    grace: Studying, fsrs: Anki
) -> None:
    history(grace)
    grace.send(Reset(grace.next_id(), CARD, at(20)))
    grace.answer(CARD, at(19), Grade.HARD)
    fsrs.take(grace.package, with_progress=True)
    (card,) = fsrs.cards("cpp.tone")
    computed, known = fsrs.collection.compute_memory_state(card.id), memory(grace)
    assert computed.stability == pytest.approx(known.stability, rel=1e-4)
    assert computed.difficulty == pytest.approx(known.difficulty, rel=1e-4)


def test_who_leaves_fsrs_in_anki_has_an_ease_to_go_on_with(grace: Studying, anki: Anki) -> None:
    history(grace)
    anki.take(grace.package, with_progress=True)
    assert anki.schedules()["cpp.tone", 0][5] == 2500


def test_a_log_of_sm2_gives_anki_a_memory_too(ada: Studying, fsrs: Anki) -> None:
    history(ada)
    fsrs.take(ada.package, with_progress=True)
    (card,) = fsrs.cards("cpp.tone")
    assert fsrs.collection.compute_memory_state(card.id).stability > 1
