"""How long the last answers took."""

import json

from sqlalchemy import Connection

from app.ledger.statements import Statement

LAST = Statement(
    "SELECT sent FROM events {by[events_by_time]} WHERE learner_id = :learner_id "
    "AND kind = 'reviewed' ORDER BY effective_at DESC LIMIT 200"
)


def last_elapsed_ms(connection: Connection, learner_id: int) -> list[int]:
    rows = LAST.rows(connection, {"learner_id": learner_id})
    return [json.loads(sent)["elapsed_ms"] for (sent,) in rows]
