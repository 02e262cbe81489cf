"""The schedule of each card as the fold left it. May be dropped and made again."""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from app.core.recall import recall_days
from app.core.schedule import Schedule, Scheduler
from app.ledger.moments import day_number, day_number_or_none, day_or_none
from app.ledger.tables import derived_schedule
from app.ledger.upsert import replacing


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
        "asked_from_on": _asked_from_on(schedule),
        "last_event": schedule.last_event,
    }


def _asked_from_on(schedule: Schedule) -> int | None:
    """None for what is not asked at all: the index of what is due has no other condition."""
    if schedule.due_on is None or schedule.suspended:
        return None
    return day_number(max(schedule.due_on, schedule.buried_until or schedule.due_on))


def schedule_of(row: RowMapping, scheduler: Scheduler) -> Schedule:
    memory = row["memory"]
    return Schedule(
        card_id=row["card_id"],
        memory=None if memory is None else scheduler.load(json.loads(memory)),
        interval_days=row["interval_days"],
        due_on=day_or_none(row["due_on"]),
        reps=row["reps"],
        lapses=row["lapses"],
        counted_on=day_or_none(row["counted_on"]),
        suspended=bool(row["suspended"]),
        buried_until=day_or_none(row["buried_until_on"]),
        last_event=row["last_event"],
    )


def put_schedules(connection: Connection, rows: Iterable[dict[str, Any]]) -> None:
    together = list(rows)
    if together:
        connection.execute(replacing(connection, derived_schedule), together)


def schedules_among(
    connection: Connection, learner_id: int, edition: int, cards: Iterable[str], by: Scheduler
) -> dict[str, Schedule]:
    table = derived_schedule
    asked = select(table).where(
        table.c.learner_id == learner_id, table.c.edition == edition, table.c.card_id.in_(cards)
    )
    found = connection.execute(asked).mappings()
    return {row["card_id"]: schedule_of(row, by) for row in found}
