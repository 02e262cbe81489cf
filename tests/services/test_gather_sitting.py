"""What is remembered to save the next search costs nobody a page, whatever happens meanwhile."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Connection, event

from app.core.errors import NotFound
from app.ledger.engine import WRITES
from app.ledger.learners import remove_learner
from app.ledger.ledger import Ledger
from app.library.snapshot import Snapshot
from app.services.gather_sitting import gather_sitting
from tests.ledger.making import NOW
from tests.services.numbered import cards, numbered_library
from tests.web.learning import Learning, learning


@pytest.fixture
def ada(ledger: Ledger, tmp_path: Path) -> Learning:
    ada = learning(ledger, numbered_library(tmp_path))
    ada.follow("keras")
    ada.answers(cards(0, 4), ago=2)
    return ada


def gathered(ada: Learning) -> int:
    return len(gather_sitting(ada.ledger, ada.library.now(), ada.learner, NOW).due)


def test_who_leaves_while_it_is_gathered_is_gone(
    ada: Learning, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = Snapshot.build

    def leave(library: Snapshot) -> str:
        monkeypatch.undo()
        remove_learner(ada.ledger, ada.learner.learner_id)
        return build(library)

    monkeypatch.setattr(Snapshot, "build", leave)
    with pytest.raises(NotFound):
        gathered(ada)


def test_where_there_is_no_room_to_remember_it_is_gathered_all_the_same(ada: Learning) -> None:
    def refuse(connection: Connection) -> None:
        if connection.get_execution_options().get(WRITES):
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error

    event.listen(ada.ledger.engine, "begin", refuse)
    assert gathered(ada) == 4
