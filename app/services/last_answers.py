"""What the last answers of this sitting were and did, and how one is taken back."""

from dataclasses import dataclass
from datetime import date, datetime

from app.core.events import Grade, Reviewed, Voided
from app.core.queue import MOST_REPEATS
from app.core.schedule import Schedule
from app.ledger.append import record
from app.ledger.editions import find_edition
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.ledger.schedules import schedules_among
from app.ledger.sitting import answers_of_day
from app.services.gather_sitting import day_of


@dataclass(frozen=True, slots=True)
class LastAnswer:
    """`given_up` for today: its repeats were all missed."""

    answer: Reviewed
    due_on: date | None
    lapses: int
    given_up: bool


def find_last_answer(ledger: Ledger, learner: Learner, now: datetime) -> LastAnswer | None:
    answers = answers_of_sitting(ledger, learner, now)
    return _described(ledger, learner, answers, answers[-1]) if answers else None


def find_answer(
    ledger: Ledger, learner: Learner, answer_id: str, now: datetime
) -> LastAnswer | None:
    answers = answers_of_sitting(ledger, learner, now)
    found = [answer for answer in answers if answer.id == answer_id]
    return _described(ledger, learner, answers, found[0]) if found else None


def take_back(
    ledger: Ledger, learner: Learner, answer_id: str, undo_id: str, now: datetime
) -> Reviewed | None:
    """None where it is no answer of this sitting, or was taken back before."""
    answers = answers_of_sitting(ledger, learner, now)
    found = next((answer for answer in answers if answer.id == answer_id), None)
    if found:
        undo = Voided(undo_id, found.card_id, now, found.id)
        record(ledger, learner.learner_id, [undo], now)
    return found


def answers_of_sitting(ledger: Ledger, learner: Learner, now: datetime) -> list[Reviewed]:
    with ledger.read() as connection:
        return answers_of_day(connection, learner.learner_id, day_of(learner, now), now)


def _described(
    ledger: Ledger, learner: Learner, answers: list[Reviewed], answer: Reviewed
) -> LastAnswer:
    with ledger.read() as connection:
        edition = find_edition(connection, learner.learner_id)
        found = edition and schedules_among(connection, edition, [answer.card_id])
    schedule = (found or {}).get(answer.card_id) or Schedule(answer.card_id)
    times = sum(each.card_id == answer.card_id for each in answers)
    given_up = answer.grade is Grade.FORGOT and times > MOST_REPEATS
    return LastAnswer(answer, schedule.due_on, schedule.lapses, given_up)
