"""What each page asks of the ledger is looked up by the learner: no table is read from end to end,
so that it costs what is the learner's, and nothing of it is anybody else's.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event

from tests.web.school import API, OURS, School, school_in, sent
from tests.web.test_every_route import routes

# By a key that begins with the learner, by the learner's own row, or by a secret that is theirs.
LOOKED_UP = re.compile(r"learner_id=\?|INTEGER PRIMARY KEY|\((session|token|link)_id=\?\)")
# What the statement itself brings along or has found, and a table of one row.
SHORT = re.compile(r"SCAN (json_each|\(subquery-\d+\)|\d+ CONSTANT ROWS|alembic_version)")


@pytest.fixture
def school(tmp_path: Path) -> Iterator[School]:
    with school_in(tmp_path) as school:
        yield school


def asked_by(school: School) -> set[str]:
    """Each statement of a walk over all pages, with answers and an undo."""
    said: set[str] = set()
    school.ledger.close()

    def listen(connection: sqlite3.Connection, _record: object) -> None:
        connection.set_trace_callback(said.add)

    event.listen(school.ledger.engine, "connect", listen)
    answer = sent()
    undo = {"id": sent()["id"], "type": "voided", "voids": answer["id"]}
    undo |= {name: answer[name] for name in ("card_id", "answered_at")}
    school.send(answer, sent("rivers.main-stem.1"))
    school.send(undo, sent(grade="hard"))
    for _, method, path in routes(school):
        if method == "GET":
            who = school.ada.bearer if path.startswith(API) else school.ada.session
            with school.ask(method, path, who | OURS) as reply:
                assert reply.status_code < 500
    return {each for each in said if not each.startswith(("BEGIN", "COMMIT", "PRAGMA"))}


def is_search(step: str) -> bool:
    if step.startswith("SCAN "):
        return not SHORT.match(step)
    return " USING " in step and step.startswith("SEARCH ") and not LOOKED_UP.search(step)


def test_nothing_is_searched_from_end_to_end(school: School) -> None:
    said = asked_by(school)
    with closing(sqlite3.connect(str(school.ledger.path))) as connection:
        plans = {
            (step, statement)
            for statement in said
            for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {statement}")
        }
    steps = " ".join(step for step, _ in plans)
    assert all(f"SEARCH {table} " in steps for table in ("events", "derived_schedule"))
    assert [each for each in sorted(plans) if is_search(each[0])] == []


def test_the_watcher_sees_a_search() -> None:
    """So that the proof above is one."""
    assert is_search("SCAN events")
    assert is_search("SEARCH events USING INDEX events_by_time (effective_at>?)")
    assert not is_search("SEARCH e USING INDEX events_by_id (learner_id=? AND event_id=?)")
