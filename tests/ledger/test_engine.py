"""How connections are made, whatever is asked over them."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.ledger.ledger import Ledger


def test_a_fault_is_told_without_what_somebody_wrote(ledger: Ledger) -> None:
    with pytest.raises(DBAPIError) as told, ledger.engine.connect() as connection:
        connection.execute(text("SELECT :note FROM nowhere").bindparams(note="my diary"))
    assert "nowhere" in str(told.value)
    assert "my diary" not in str(told.value)
