"""What every hostile archive is held to: refused in words, and nothing of it is there."""

from collections.abc import Iterator
from typing import Any

import pytest

from app.core.errors import DrillbookError
from app.ledger.examine import examine
from app.ledger.learners import Learner, add_learner, get_learner
from app.ledger.ledger import Ledger
from app.ledger.opening import open_file
from app.services.import_everything import import_everything
from tests.ledger.making import NOW
from tests.services.archives import busy_learner, contents, exported

Files = dict[str, str]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Files:
    ledger = open_file(tmp_path_factory.mktemp("source") / "ledger.db")
    with exported(ledger, busy_learner(ledger)) as file:
        files = contents(file)
    ledger.close()
    return files


@pytest.fixture
def bob(file: Ledger) -> Iterator[Learner]:
    """Whatever the archive was: nothing of it is there, and the ledger is sound."""
    bob = add_learner(file, "bob", NOW)
    yield bob
    assert get_learner(file, bob.learner_id) == bob
    assert examine(file) == []


def refusal(file: Ledger, bob: Learner, archive: Any) -> str:
    with pytest.raises(DrillbookError) as found:
        import_everything(file, bob, archive, NOW)
    return str(found.value)
