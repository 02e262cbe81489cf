"""How connections are made, whatever is asked over them."""

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.ledger.learners import list_learners
from app.ledger.ledger import Ledger
from app.ledger.problems import LedgerProblem


def test_a_fault_is_told_without_what_somebody_wrote(ledger: Ledger) -> None:
    with pytest.raises(DBAPIError) as told, ledger.engine.connect() as connection:
        connection.execute(text("SELECT :note FROM nowhere").bindparams(note="my diary"))
    assert "nowhere" in str(told.value)
    assert "my diary" not in str(told.value)


def test_a_file_that_was_removed_is_missed_and_no_empty_one_takes_its_place(
    file: Ledger, ledger_file: Path
) -> None:
    ledger_file.unlink()
    file.engine.dispose()
    with pytest.raises(LedgerProblem, match=r"cannot be opened \(look for it"):
        list_learners(file)
    assert not ledger_file.exists()
