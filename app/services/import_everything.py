"""Takes an archive of another Drillbook in: looked at to its last line before anything is done."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from typing import IO, Any, TypeVar

from app.core.errors import DrillbookError
from app.ledger.archived_event import Unfit, archived_of
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.ledger.problems import told
from app.ledger.settings import LearnerSettings
from app.ledger.spool import Spool, open_spool
from app.ledger.take_in import Given, take_in
from app.ledger.take_in import TakenIn as TakenIn
from app.services.archive_file import ArchiveReader
from app.services.archive_rows import card_note_of, flag_of, followed_of, instant_of
from app.services.export_everything import FORMAT, VERSION

MOST_TOLD = 20
MOST_ROWS = 100_000
T = TypeVar("T")


def import_everything(ledger: Ledger, learner: Learner, file: IO[bytes], now: datetime) -> TakenIn:
    """The schedules are to be made anew after it: `rebuild_schedules`, or the next visit, does.

    What the learner has answered here stays, beside what comes in.
    """
    with told(), open_spool() as spool:
        given = _Reading(ArchiveReader(file), now).given(spool)
        return take_in(ledger, learner.learner_id, given)


@dataclass(frozen=True, slots=True)
class _Account:
    since: datetime
    events: int


class _Reading:
    """Gathers faults, each with its place, and tells the first of them at the end."""

    def __init__(self, archive: ArchiveReader, now: datetime) -> None:
        self._archive = archive
        self._now = now
        self._faults: list[str] = []

    def given(self, spool: Spool) -> Given:
        account = self._account()
        settings = self._settings()
        followed = list(self._rows("followed.jsonl", followed_of))
        notes = list(self._rows("card_notes.jsonl", card_note_of))
        flagged = list(self._rows("flags.jsonl", flag_of))
        if self._spool(spool) != account.events and not self._faults:
            self._faults.append("in events.jsonl lines are missing, or there are too many")
        if self._faults:
            raise DrillbookError("\n".join(self._faults), "nothing was taken in")
        return Given(account.since, settings, followed, notes, flagged, spool)

    def _account(self) -> _Account:
        given = self._object("account.json")
        if given.get("format") != FORMAT:
            raise DrillbookError("this is no archive of Drillbook", "nothing was taken in")
        if given.get("version") != VERSION:
            what = f"the archive is of version {given.get('version')!r}, not {VERSION}"
            raise DrillbookError(what, "update Drillbook; nothing was taken in")
        try:
            account = _Account(instant_of(given["since"]), given["events"])
        except (KeyError, TypeError, ValueError, OverflowError):
            what = "the file account.json must say since when, and how many events there are"
            raise DrillbookError(what, "nothing was taken in") from None
        if account.since > self._now:
            self._faults.append("in account.json the learner began in the future")
        return account

    def _settings(self) -> LearnerSettings:
        """What another version of Drillbook knows and this one does not is left out."""
        given = self._object("settings.json")
        known = {each.name for each in fields(LearnerSettings)}
        try:
            return LearnerSettings().changed({k: v for k, v in given.items() if k in known})
        except (DrillbookError, TypeError) as error:
            self._faults.append(f"in settings.json {error}")
            return LearnerSettings()

    def _object(self, name: str) -> dict[str, Any]:
        text = self._archive.read_object(name)
        try:
            given = json.loads(text)
        except (ValueError, RecursionError):
            given = None
        if not isinstance(given, dict):
            raise DrillbookError(f"what is in {name} is no JSON object", "nothing was taken in")
        return given

    def _rows(self, name: str, read: Callable[[dict[str, Any]], T]) -> Iterator[T]:
        for count, (number, line) in enumerate(self._archive.lines(name)):
            if count == MOST_ROWS:
                what = f"there are more than {MOST_ROWS:,} lines in {name}"
                raise DrillbookError(what, "nothing was taken in")
            try:
                yield read(json.loads(line))
            except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
                self._fault(name, number, "this is not as Drillbook writes it")

    def _spool(self, spool: Spool) -> int:
        count, name = 0, "events.jsonl"
        for number, line in self._archive.lines(name):
            count += 1
            try:
                spool.add(number, archived_of(line, self._now))
            except Unfit as unfit:
                self._fault(name, number, str(unfit))
        return count

    def _fault(self, name: str, number: int, what: str) -> None:
        self._faults.append(f"line {number} of {name}: {what}")
        if len(self._faults) >= MOST_TOLD:
            raise DrillbookError("\n".join(self._faults), "nothing was taken in")
