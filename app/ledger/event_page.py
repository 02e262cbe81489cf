"""A learner's log page by page, the newest first."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection

from app.ledger.moments import moment
from app.ledger.statements import Statement

PAGE = Statement(
    "SELECT number, event_id, kind, card_id, effective_at, received_at, sent FROM events "
    "WHERE learner_id = :learner_id AND number < :before ORDER BY number DESC LIMIT :count"
)
FAR = 2**62


@dataclass(frozen=True, slots=True)
class LoggedEvent:
    """`number` is its place in the order of arrival; `sent` is what the client sent."""

    number: int
    id: str
    type: str
    card_id: str
    effective_at: datetime
    received_at: datetime
    sent: Mapping[str, Any]


def events_before(
    connection: Connection, learner_id: int, before: int | None, count: int
) -> list[LoggedEvent]:
    values = {"learner_id": learner_id, "before": FAR if before is None else before, "count": count}
    return [
        LoggedEvent(number, id_, kind, card, moment(at), moment(received), json.loads(sent))
        for number, id_, kind, card, at, received, sent in PAGE.rows(connection, values)
    ]
