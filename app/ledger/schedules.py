"""The schedule of each card as the fold left it. May be dropped and made again."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection

from app.core.recall import recall_days
from app.core.schedule import Schedule, Scheduler
from app.ledger.editions import Edition
from app.ledger.moments import day_number_or_none, day_or_none
from app.ledger.statements import Statement, adding, replacing
from app.ledger.tables import derived_schedule

COLUMNS = (
    "card_id, memory, interval_days, due_on, reps, lapses, counted_on, suspended, "
    "buried_until_on, last_event"
)
PUT = Statement(replacing(derived_schedule))
ADD = Statement(adding(derived_schedule))
ADD_ON_SERVER = (
    "INSERT INTO derived_schedule "
    "SELECT * FROM json_populate_recordset(NULL::derived_schedule, %(rows)s)"
)
AMONG = Statement(
    f"SELECT {COLUMNS} FROM derived_schedule "  # noqa: S608 - the names above
    "WHERE learner_id = :learner_id AND edition = :edition AND card_id {among}"
)

STATES = Statement(
    "SELECT card_id, interval_days, due_on, reps, suspended, buried_until_on FROM derived_schedule "
    "WHERE learner_id = :learner_id AND edition = :edition AND card_id {among}"
)


def course_of(card_id: str) -> str:
    return card_id.partition(".")[0]


def schedule_row(
    learner_id: int, edition: int, schedule: Schedule, scheduler: Scheduler
) -> dict[str, Any]:
    known = schedule.memory is not None
    return {
        "learner_id": learner_id,
        "edition": edition,
        "card_id": schedule.card_id,
        "course": course_of(schedule.card_id),
        "memory": json.dumps(scheduler.dump(schedule.memory)) if known else None,
        "interval_days": schedule.interval_days,
        "holds_days": recall_days(schedule, scheduler),
        "due_on": day_number_or_none(schedule.due_on),
        "reps": schedule.reps,
        "lapses": schedule.lapses,
        "counted_on": day_number_or_none(schedule.counted_on),
        "suspended": int(schedule.suspended),
        "buried_until_on": day_number_or_none(schedule.buried_until),
        # The index of what is due has no other condition.
        "asked_from_on": day_number_or_none(schedule.next_on),
        "last_event": schedule.last_event,
    }


def schedule_of(
    card_id: str,
    memory: str | None,
    interval_days: int,
    due_on: int | None,
    reps: int,
    lapses: int,
    counted_on: int | None,
    suspended: int,
    buried_until_on: int | None,
    last_event: str | None,
    *,
    scheduler: Scheduler,
) -> Schedule:
    """Of the values of COLUMNS."""
    return Schedule(
        card_id=card_id,
        memory=None if memory is None else scheduler.load(json.loads(memory)),
        interval_days=interval_days,
        due_on=day_or_none(due_on),
        reps=reps,
        lapses=lapses,
        counted_on=day_or_none(counted_on),
        suspended=bool(suspended),
        buried_until=day_or_none(buried_until_on),
        last_event=last_event,
    )


def put_schedules(connection: Connection, rows: Iterable[dict[str, Any]]) -> None:
    together = list(rows)
    if together:
        PUT.run(connection, *together)


def add_schedules(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """To an edition that has none of them. A server is given all in one statement: one each took
    it several times as long."""
    if connection.dialect.name == "sqlite":
        ADD.run(connection, *rows)
    else:
        connection.exec_driver_sql(ADD_ON_SERVER, {"rows": json.dumps(rows)})


def schedules_among(
    connection: Connection, edition: Edition, cards: Sequence[str]
) -> dict[str, Schedule]:
    """Those of these cards that any event is of."""
    values = {"learner_id": edition.learner_id, "edition": edition.number}
    rows = AMONG.rows(connection, values, cards)
    return {row[0]: schedule_of(*row, scheduler=edition.scheduler) for row in rows}


def states_among(
    connection: Connection, edition: Edition, cards: Sequence[str]
) -> dict[str, Schedule]:
    """Without what the scheduler remembers: enough to tell which are begun, and much less work."""
    values = {"learner_id": edition.learner_id, "edition": edition.number}
    return {
        card_id: Schedule(
            card_id,
            interval_days=interval_days,
            due_on=day_or_none(due_on),
            reps=reps,
            suspended=bool(suspended),
            buried_until=day_or_none(buried_until_on),
        )
        for card_id, interval_days, due_on, reps, suspended, buried_until_on in STATES.rows(
            connection, values, cards
        )
    }
