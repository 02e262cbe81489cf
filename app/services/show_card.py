"""One card of a learner's: its sides, its schedule, and its history with what each step did."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.core.counting import Why
from app.core.errors import NotFound
from app.core.events import AskedAs, Buried, Grade, Reviewed, Voided
from app.core.recall import predicted_recall
from app.core.schedule import Schedule, Step, explain
from app.core.standing import Standing, standing_of_card
from app.core.telling import told_step, told_why
from app.ledger.editions import Edition
from app.ledger.event_rows import KIND_OF
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.ledger.log import events_of_cards
from app.library.snapshot import Snapshot
from app.services.card_faces import CardFace, find_faces
from app.services.gather_sitting import day_of
from app.services.use_edition import use_edition

OF_AN_ANSWER = ("grade", "asked_as", "study_day", "elapsed_ms", "choice", "typed")


@dataclass(frozen=True, slots=True)
class CardSchedule:
    """`recall` is how likely it is known today; `why` says in words why it is due when it is."""

    standing: Standing
    due_on: date | None
    interval_days: int
    reps: int
    lapses: int
    counted_on: date | None
    suspended: bool
    buried_until: date | None
    recall: float
    why: str


@dataclass(frozen=True, slots=True)
class CardStep:
    """An event of the card, and what it did: `due_on` and `interval_days` are those after it."""

    id: str
    type: str
    at: datetime
    grade: Grade | None
    asked_as: AskedAs | None
    study_day: date | None
    elapsed_ms: int | None
    choice: tuple[str, ...] | None
    typed: str | None
    voids: str | None
    until_day: date | None
    counted: bool
    undone: bool
    told: str
    due_on: date | None
    interval_days: int


@dataclass(frozen=True, slots=True)
class CardPage:
    """`face` is None for a card that was taken out of its lesson. The history begins with its
    newest step.
    """

    card_id: str
    face: CardFace | None
    schedule: CardSchedule
    history: tuple[CardStep, ...]


def show_card(
    ledger: Ledger, library: Snapshot, learner: Learner, card_id: str, now: datetime
) -> CardPage:
    face = find_faces(library, [card_id]).get(card_id)
    edition = use_edition(ledger, learner)
    with ledger.read() as connection:
        events = events_of_cards(connection, learner.learner_id, [card_id])[card_id]
    if face is None and not events:
        raise NotFound(f"there is no card {card_id!r}")
    today = day_of(learner, now)
    steps = explain(card_id, events, edition.scheduler)
    history = tuple(_step(step, today) for step in reversed(steps))
    return CardPage(card_id, face, _schedule(card_id, steps, edition, today), history)


def _schedule(card_id: str, steps: tuple[Step, ...], edition: Edition, today: date) -> CardSchedule:
    now = steps[-1].after if steps else Schedule(card_id)
    return CardSchedule(
        standing=standing_of_card(now, today),
        due_on=now.due_on,
        interval_days=now.interval_days,
        reps=now.reps,
        lapses=now.lapses,
        counted_on=now.counted_on,
        suspended=now.suspended,
        buried_until=now.buried_until,
        recall=predicted_recall(now, edition.scheduler, today),
        why=told_why(now, steps, today),
    )


def _step(step: Step, today: date) -> CardStep:
    event = step.event
    return CardStep(
        id=event.id,
        type=KIND_OF[type(event)],
        at=event.effective_at,
        **_answer(event if isinstance(event, Reviewed) else None),
        voids=event.voids if isinstance(event, Voided) else None,
        until_day=event.until_day if isinstance(event, Buried) else None,
        counted=step.counted,
        undone=step.why is Why.UNDONE,
        told=told_step(step, today),
        due_on=step.after.due_on,
        interval_days=step.after.interval_days,
    )


def _answer(answer: Reviewed | None) -> dict[str, Any]:
    return {name: answer and getattr(answer, name) for name in OF_AN_ANSWER}
