"""A backup is of something that was learned."""

from pathlib import Path

import pytest

from app.core.errors import DrillbookError
from app.ledger.learners import add_learner
from app.ledger.ledger import Ledger
from app.services.back_up import back_up
from tests.ledger.making import NOW


def test_a_ledger_that_nobody_learned_in_is_surely_not_the_one_that_is_meant(
    file: Ledger, tmp_path: Path
) -> None:
    with pytest.raises(DrillbookError, match="set DRILLBOOK_HOME"):
        back_up(file, tmp_path / "copy.db", NOW)
    assert not (tmp_path / "copy.db").exists()
    add_learner(file, "ada", NOW)
    back_up(file, tmp_path / "copy.db", NOW)
    assert (tmp_path / "copy.db").exists()
