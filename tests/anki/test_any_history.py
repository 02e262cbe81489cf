"""Whatever a learner did, in whatever order it arrived: Anki has it as the ledger has it."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.events import (
    AskedAs,
    Buried,
    Event,
    Grade,
    Reset,
    Resumed,
    Reviewed,
    Suspended,
    Voided,
)
from app.ledger.ledger import file_ledger
from tests.anki.engine import Anki
from tests.anki.learning import PLACES, Studying, milliseconds, studying
from tests.anki.sample import SampleCourse
from tests.ledger.making import NOW, TODAY, event_id

EXAMPLES = 300 if os.environ.get("PROVE") else 40
LONGEST_MS = 86_400_000
BUTTONS = {Grade.FORGOT: 1, Grade.HARD: 2, Grade.GOOD: 3, Grade.EASY: 4}
CARDS = [*PLACES, "cpp.retired.1", "cpp.begun.9"]


@st.composite
def events(draw: st.DrawFn) -> list[Event]:
    made: list[Event] = []
    for number in range(1, draw(st.integers(0, 120)) + 1):
        card = draw(st.sampled_from(CARDS[:: draw(st.sampled_from([1, 5]))]))
        at = NOW - timedelta(minutes=draw(st.integers(0, 390 * 24 * 60)))
        kind = draw(st.sampled_from([Reviewed] * 7 + [Suspended, Resumed, Reset, Buried, Voided]))
        targets = [e.id for e in made if e.card_id == card and not isinstance(e, Voided)]
        if kind is Buried:
            days = timedelta(days=draw(st.integers(-9, 30)))
            made.append(Buried(event_id(number), card, at, TODAY + days))
        elif kind is Voided and targets:
            made.append(Voided(event_id(number), card, at, draw(st.sampled_from(targets))))
        elif kind in (Suspended, Resumed, Reset):
            made.append(kind(event_id(number), card, at))
        else:
            grade, asked_as = draw(st.sampled_from(Grade)), draw(st.sampled_from(AskedAs))
            took = draw(st.sampled_from([0, 3_000, LONGEST_MS, 10**13]))
            day = at.date() + timedelta(days=draw(st.integers(-1, 1)))
            made.append(Reviewed(event_id(number), card, at, grade, at, day, "UTC", took, asked_as))
    return draw(st.permutations(made))


@contextmanager
def learner_and_anki(ledger_file: Path, scheduler: str) -> Iterator[tuple[Studying, Anki]]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ledger = file_ledger(Path(shutil.copy(ledger_file, folder / "ledger.db")))
        anki = Anki(folder / "anki")
        yield studying(ledger, SampleCourse(folder), scheduler=scheduler), anki
        anki.close()
        ledger.close()


@settings(
    max_examples=EXAMPLES,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(sent=events(), scheduler=st.sampled_from(["sm2", "fsrs"]))
def test_anki_has_what_the_ledger_has(
    migrated_file: Path, sent: list[Event], scheduler: str
) -> None:
    with learner_and_anki(migrated_file, scheduler) as (learner, anki):
        learner.send(*sent)
        deck = learner.export()
        anki.take(deck.path, with_progress=True)
        same_schedules(learner, anki)
        same_log(sent, anki)
        receipt = deck.receipt
        assert receipt.reviews == sum(row[3] > 0 for row in anki.log())
        assert receipt.begun == len(anki.due_days())
        due = [day for key, day in anki.due_days().items() if anki.schedules()[key][2] != -1]
        assert receipt.due_today == sum(day <= TODAY for day in due)
        assert sum(week.due for week in receipt.due_by_week) + receipt.due_later == len(due)
        assert anki.collection.fix_integrity() == ("Database rebuilt and optimized.", True)


def same_schedules(learner: Studying, anki: Anki) -> None:
    kept = learner.schedules()
    begun = {key: card for key, card in kept.items() if card.memory is not None}
    there = anki.schedules()
    assert anki.due_days() == {
        key: max(card.due_on, card.buried_until or card.due_on)
        for key, card in begun.items()
        if card.due_on
    }
    for key, card in begun.items():
        ease = card.memory.ease * 10 if learner.learner.settings.scheduler == "sm2" else 2500
        assert there[key][4:] == (card.interval_days, ease, card.reps, card.lapses)
    aside = {key for key, card in kept.items() if card.suspended}
    assert {key for key, row in there.items() if row[2] == -1} == aside


def same_log(sent: list[Event], anki: Anki) -> None:
    """In order, card by card; a time may be later by as much as others crowd it."""
    undone = {event.voids for event in sent if isinstance(event, Voided)}
    log = [row for row in anki.log() if row[3]]
    for card, place in PLACES.items():
        mine = [e for e in sent if isinstance(e, Reviewed) and e.card_id == card]
        mine = sorted((e for e in mine if e.id not in undone), key=lambda e: (e.effective_at, e.id))
        rows = [row for row in log if row[:2] == place]
        assert [(row[3], row[7]) for row in rows] == [
            (BUTTONS[e.grade], min(e.elapsed_ms, LONGEST_MS)) for e in mine
        ]
        late = [row[2] - milliseconds(e.effective_at) for row, e in zip(rows, mine, strict=True)]
        assert all(0 <= each < len(sent) for each in late)
