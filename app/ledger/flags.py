"""What learners say is wrong with a card, for its author."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, insert, select

from app.core.errors import DrillbookError
from app.ledger.chain import checksum
from app.ledger.learners import lock_learner
from app.ledger.ledger import Ledger
from app.ledger.moments import instant, moment
from app.ledger.tables import flags

LONGEST_TEXT = 2_000


@dataclass(frozen=True, slots=True)
class Flag:
    flag_id: str
    card_id: str
    text: str
    flagged_at: datetime


def add_flag(ledger: Ledger, learner_id: int, flag: Flag) -> None:
    """The id comes from the form, so that a double click flags once."""
    if not flag.text.strip() or len(flag.text) > LONGEST_TEXT:
        what = f"say in 1 to {LONGEST_TEXT:,} characters what is wrong"
        raise DrillbookError(what, "a sentence will do")
    row = {
        "learner_id": learner_id,
        "flag_id": flag.flag_id,
        "card_id": flag.card_id,
        "text": flag.text.strip(),
        "flagged_at": instant(flag.flagged_at),
    }

    def work(connection: Connection) -> None:
        lock_learner(connection, learner_id)
        if not connection.execute(_of(learner_id).where(flags.c.flag_id == flag.flag_id)).first():
            connection.execute(insert(flags).values(**row, checksum=checksum(*row.values())))

    ledger.write(work)


def flags_of(ledger: Ledger, learner_id: int) -> list[Flag]:
    """The oldest first."""
    with ledger.read() as connection:
        ordered = _of(learner_id).order_by(flags.c.flagged_at, flags.c.flag_id)
        return [_flag(row) for row in connection.execute(ordered)]


def _of(learner_id: int) -> Select[*tuple[Any, ...]]:
    return select(flags).where(flags.c.learner_id == learner_id)


def _flag(row: Row[*tuple[Any, ...]]) -> Flag:
    return Flag(row.flag_id, row.card_id, row.text, moment(row.flagged_at))
