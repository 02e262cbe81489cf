"""Folds the log anew and holds what is derived against it."""

import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any

from sqlalchemy import Connection, select

from app.core.xp import DayTally
from app.ledger.days import COUNTED, Day, add_days
from app.ledger.editions import Edition, find_edition
from app.ledger.findings import REPAIR, Finding, Where
from app.ledger.folding import folded
from app.ledger.log import card_by_card
from app.ledger.moments import day
from app.ledger.schedules import schedule_row
from app.ledger.tables import derived_day, derived_schedule


def examine_derived(
    connection: Connection, learner_id: int, sample_cards: int | None
) -> Iterator[Finding]:
    edition = find_edition(connection, learner_id)
    if edition is None or not edition.is_current:
        yield _finding(learner_id, "the schedule was never made with this program")
        return
    kept, most = _rows(connection, edition), sample_cards and min(sample_cards, sys.maxsize)
    days: dict[Day, DayTally] = {}
    for card_id, log in islice(card_by_card(connection, learner_id), most):
        result = folded(card_id, log, edition.scheduler)
        row = schedule_row(learner_id, edition.number, result.schedule, edition.scheduler)
        if kept.pop(card_id, None) != row:
            yield _finding(learner_id, f"the schedule of {card_id} is not what its log gives")
        add_days(days, card_id, result.days)
    if sample_cards is None:
        for card_id in kept:
            yield _finding(learner_id, f"{card_id} has a schedule and no event")
        if days != _days(connection, edition):
            yield _finding(learner_id, "the days' counts are not what the log gives")


def _finding(learner_id: int, what: str) -> Finding:
    return Finding(Where.DERIVED, f"learner {learner_id}: {what}", REPAIR, learner_id)


def _rows(connection: Connection, edition: Edition) -> dict[str, dict[str, Any]]:
    table = derived_schedule
    mine = (table.c.learner_id == edition.learner_id) & (table.c.edition == edition.number)
    rows = connection.execute(select(table).where(mine)).mappings()
    return {row["card_id"]: dict(row) for row in rows}


def _days(connection: Connection, edition: Edition) -> dict[Day, DayTally]:
    table = derived_day
    columns = (table.c.study_on, table.c.course, *(table.c[name] for name in COUNTED))
    mine = (table.c.learner_id == edition.learner_id) & (table.c.edition == edition.number)
    return {
        (day(study_on), course): DayTally(*counts)
        for study_on, course, *counts in connection.execute(select(*columns).where(mine))
    }
