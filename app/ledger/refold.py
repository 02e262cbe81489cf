"""The one path by which anything derived moves: load the card's events, fold, put."""

from collections.abc import Sequence

from sqlalchemy import Connection

from app.core.events import Event
from app.core.xp import DayTally
from app.ledger.days import Day, add_days, move_days
from app.ledger.editions import Edition
from app.ledger.folding import folded, moved
from app.ledger.frontier import forget_frontiers, is_passed
from app.ledger.log import events_of_cards
from app.ledger.schedules import course_of, put_schedules, schedule_row


def refold(connection: Connection, edition: Edition, new: Sequence[Event]) -> None:
    """For events that are in the log by now: what was before them is the fold without them."""
    learner_id = edition.learner_id
    ids = {event.id for event in new}
    rows, days, renewed = [], dict[Day, DayTally](), set[str]()
    logs = events_of_cards(connection, learner_id, sorted({event.card_id for event in new}))
    for card_id, log in logs.items():
        before = folded(card_id, (e for e in log if e.id not in ids), edition.scheduler)
        after = folded(card_id, log, edition.scheduler)
        rows.append(schedule_row(learner_id, edition.number, after.schedule, edition.scheduler))
        add_days(days, card_id, moved(before, after))
        if is_passed(before.schedule) and not is_passed(after.schedule):
            renewed.add(course_of(card_id))
    put_schedules(connection, rows)
    move_days(connection, learner_id, edition.number, days)
    forget_frontiers(connection, learner_id, renewed)
