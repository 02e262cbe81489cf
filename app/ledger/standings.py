"""How the cards that a learner has met stand on a day, and which of them stand otherwise since."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection

from app.core.standing import Standing, standing
from app.ledger.editions import Edition
from app.ledger.moments import day_number
from app.ledger.statements import Statement

MINE = "WHERE learner_id = :learner_id AND edition = :edition"
STANDINGS = f"""
    SELECT card_id, due_on, suspended, asked_from_on, interval_days FROM derived_schedule {MINE}
"""  # noqa: S608 - the names above
ALL = Statement(STANDINGS)
AMONG = Statement(f"{STANDINGS} AND card_id {{among}}")
LAST_EVENT = Statement("SELECT events FROM learners WHERE learner_id = :learner_id")
SINCE = Statement("SELECT card_id FROM events WHERE learner_id = :learner_id AND number > :number")


def standings_of(
    connection: Connection, edition: Edition, day: date
) -> Iterator[tuple[str, Standing]]:
    """The cost is that of all cards."""
    return _standings(ALL.rows(connection, _of(edition)), day)


def standings_among(
    connection: Connection, edition: Edition, day: date, cards: Sequence[str]
) -> Iterator[tuple[str, Standing]]:
    return _standings(AMONG.rows(connection, _of(edition), cards), day)


def _standings(rows: Iterable[tuple[Any, ...]], day: date) -> Iterator[tuple[str, Standing]]:
    today = day_number(day)
    for card_id, due_on, suspended, asked_from_on, interval_days in rows:
        yield (
            card_id,
            standing(
                begun=due_on is not None,
                suspended=bool(suspended),
                due=asked_from_on is not None and asked_from_on <= today,
                interval_days=interval_days,
            ),
        )


def last_event(connection: Connection, learner_id: int) -> int:
    """The number of the latest one in the log."""
    ((number,),) = LAST_EVENT.rows(connection, {"learner_id": learner_id})
    return int(number)


def cards_since(connection: Connection, learner_id: int, number: int) -> set[str]:
    """Those that any event after this one is of."""
    rows = SINCE.rows(connection, {"learner_id": learner_id, "number": number})
    return {card_id for (card_id,) in rows}


def _of(edition: Edition) -> dict[str, int]:
    return {"learner_id": edition.learner_id, "edition": edition.number}
