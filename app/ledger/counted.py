"""Answers that came second: another of the same card and study day has counted."""

from collections.abc import Sequence

from sqlalchemy import Connection

from app.core.counting import SAME_DAY
from app.core.events import AskedAs, Event, Reviewed
from app.core.schedule import explain
from app.ledger.editions import find_edition
from app.ledger.log import events_of_cards
from app.ledger.moments import day_number
from app.ledger.statements import Statement

COUNTED_ON = Statement(
    "SELECT s.card_id, s.counted_on FROM derived_edition e JOIN derived_schedule s "
    "ON s.learner_id = e.learner_id AND s.edition = e.edition "
    "WHERE e.learner_id = :learner_id AND s.card_id {among}"
)


def perhaps_second(
    connection: Connection, learner_id: int, sent: Sequence[Event]
) -> tuple[Reviewed, ...]:
    """To be asked before they are in the log: it rules out nearly all without their history."""
    reviews = [e for e in sent if isinstance(e, Reviewed) and e.asked_as is AskedAs.REVIEW]
    cards = sorted({event.card_id for event in reviews})
    rows = COUNTED_ON.rows(connection, {"learner_id": learner_id}, cards) if cards else ()
    counted = {card_id: day for card_id, day in rows if day is not None}
    return tuple(e for e in reviews if counted.get(e.card_id, -1) >= day_number(e.day))


def second_ids(
    connection: Connection, learner_id: int, reviews: Sequence[Reviewed]
) -> frozenset[str]:
    """Of these, those that moved nothing: which one counts, only the whole fold can say."""
    edition = find_edition(connection, learner_id) if reviews else None
    if edition is None:
        return frozenset()
    logs = events_of_cards(connection, learner_id, sorted({each.card_id for each in reviews}))
    steps = (step for card, log in logs.items() for step in explain(card, log, edition.scheduler))
    second = {step.event.id for step in steps if step.why is SAME_DAY}
    return frozenset(each.id for each in reviews if each.id in second)
