"""Holds the whole ledger against what it promises: sound, unchanged, and derived from its log."""

import sqlite3
from collections.abc import Callable, Iterator
from functools import partial

from sqlalchemy import Connection, select, text
from sqlalchemy.exc import SQLAlchemyError

from app.core.errors import DrillbookError
from app.ledger.backup_list import emptied
from app.ledger.chain import checksum, first_break
from app.ledger.examine_derived import examine_derived
from app.ledger.findings import REPAIR, RESTORE, Finding, Where
from app.ledger.learners import row_checksum
from app.ledger.ledger import Ledger
from app.ledger.log import EVENTS_TOGETHER
from app.ledger.problems import Damaged, LedgerProblem
from app.ledger.schema import NEWEST, missing_derived, refuse_newer, revision
from app.ledger.settings import LearnerSettings
from app.ledger.tables import DERIVED, KEPT, PASSING, events, learners
from app.ledger.triggers import guards_stand

Check = Callable[[Connection], Iterator[Finding]]
MOST_TOLD = 20
MIGRATE = "run `drillbook migrate`"
BREAKS = (
    SQLAlchemyError, sqlite3.Error, DrillbookError, ValueError, TypeError, KeyError, OverflowError,
    AttributeError,
)  # fmt: skip


def examine(ledger: Ledger, *, sample_cards: int | None = None) -> list[Finding]:
    """`sample_cards` of each learner are folded anew; None stands for all of them."""
    gone = emptied(ledger.path) if ledger.path else None
    if gone:
        return [Finding(Where.FILE, gone, RESTORE)]
    found = _carefully(ledger, _file)
    outdated = _carefully(ledger, _version) or _carefully(ledger, _dropped)
    if outdated:  # the rest reads what tables of another version may lack
        return list(dict.fromkeys(found + outdated))
    for check in (_orphans, _learners, _kept):
        found += _carefully(ledger, check)
    for learner_id in _ids(ledger):
        found += _carefully(ledger, partial(_log, learner_id=learner_id))
    whole = all(each.remedy != RESTORE for each in found)
    found += _carefully(ledger, partial(_guards, remedy=REPAIR if whole else RESTORE))
    for learner_id in _ids(ledger):
        derived = partial(examine_derived, learner_id=learner_id, sample_cards=sample_cards)
        found += _carefully(ledger, derived)
    return found


def examine_logs(ledger: Ledger) -> list[Finding]:
    """What nothing could bring back: every learner's log against its chain. Folds nothing."""
    found = _carefully(ledger, _learners)
    for learner_id in _ids(ledger):
        found += _carefully(ledger, partial(_log, learner_id=learner_id))
    return found


def _carefully(ledger: Ledger, check: Check) -> list[Finding]:
    """What is damaged may break the examination too, and that is a finding as well."""
    found: list[Finding] = []
    try:
        with ledger.read() as connection:
            for finding in check(connection):
                found.append(finding)
                if len(found) >= MOST_TOLD:
                    break
    except LedgerProblem as problem:  # a full disk or a missing right is no reason to restore
        remedy = RESTORE if isinstance(problem, Damaged) else problem.remedy
        found.append(Finding(Where.FILE, f"it cannot be read: {problem.what}", remedy))
    except BREAKS as e:
        what = " ".join(str(e).split())[:200]
        found.append(Finding(Where.FILE, f"it cannot be read: {what}", RESTORE))
    return found


def _ids(ledger: Ledger) -> list[int]:
    try:
        with ledger.read() as connection:
            return list(connection.scalars(select(learners.c.learner_id)))
    except (SQLAlchemyError, DrillbookError, ValueError):
        return []


def _file(connection: Connection) -> Iterator[Finding]:
    if connection.dialect.name != "sqlite":
        return
    for line in connection.scalars(text("PRAGMA integrity_check(5)")):
        if line != "ok":
            yield Finding(Where.FILE, f"the file is damaged: {line}", RESTORE)


def _version(connection: Connection) -> Iterator[Finding]:
    found = revision(connection)
    refuse_newer(found)
    if found != NEWEST:
        what = f"the tables are of version {found or 'none'}, not {NEWEST}"
        yield Finding(Where.FILE, what, MIGRATE)


def _dropped(connection: Connection) -> Iterator[Finding]:
    for name in missing_derived(connection):
        yield Finding(Where.DERIVED, f"the table {name} was dropped", MIGRATE)


def _guards(connection: Connection, remedy: str) -> Iterator[Finding]:
    """They are put back by themselves only where nothing was changed while they were away."""
    if not guards_stand(connection):
        what = "the guards that keep the log from being changed are not as they should be"
        yield Finding(Where.GUARDS, what, remedy)


def _orphans(connection: Connection) -> Iterator[Finding]:
    known = select(learners.c.learner_id)
    for table in (events, *KEPT, *DERIVED, *PASSING):
        of_nobody = select(table.c.learner_id).distinct().where(table.c.learner_id.not_in(known))
        for learner_id in connection.scalars(of_nobody):
            what = f"{table.name} has rows of a learner {learner_id} who is not there"
            yield Finding(Where.LOG, what, RESTORE)


def _learners(connection: Connection) -> Iterator[Finding]:
    for row in connection.execute(select(learners)).mappings():
        if row_checksum(row) != row["checksum"] or row["leaving"]:
            what = f"the entry of learner {row['learner_id']} is not as it was written"
            yield Finding(Where.LEARNER, what, RESTORE, row["learner_id"])
        else:
            LearnerSettings.of_text(row["settings"]).changed({})


def _kept(connection: Connection) -> Iterator[Finding]:
    for table in KEPT:
        for row in connection.execute(select(table)):
            if checksum(*row[:-1]) != row.checksum:
                what = f"a row of {table.name} of learner {row.learner_id} is not as it was written"
                yield Finding(Where.LEARNER, what, RESTORE, row.learner_id)


def _log(connection: Connection, learner_id: int) -> Iterator[Finding]:
    mine = learners.c.learner_id == learner_id
    count, head = connection.execute(select(learners.c.events, learners.c.head).where(mine)).one()
    table = events
    columns = (table.c.number, table.c.event_id, table.c.kind, table.c.card_id)
    rest = (table.c.effective_at, table.c.sent, table.c.received_at, table.c.checksum)
    mine = table.c.learner_id == learner_id
    asked = select(*columns, *rest).where(mine).order_by(table.c.number)
    with connection.execute(asked.execution_options(yield_per=EVENTS_TOGETHER)) as rows:
        broken = first_break(learner_id, rows, count, head)
    if broken is not None:
        what = f"event {broken} of learner {learner_id} is not as it was written, or missing"
        yield Finding(Where.LOG, what, RESTORE, learner_id)
