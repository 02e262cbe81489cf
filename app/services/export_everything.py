"""Everything that is kept of a learner, in one file that another Drillbook can take in."""

import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import IO, TypeAlias

from app.core.errors import DrillbookError
from app.ledger.archive import Archive, CardNote, Followed, ReminderPlace, open_archive
from app.ledger.archived_event import line_of
from app.ledger.backup import beside, put_in_place
from app.ledger.flags import Flag
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.ledger.problems import NoRoom
from app.services.archive_file import write_archive
from app.services.archive_readme import README

FORMAT = "drillbook-archive"
VERSION = 1
Row: TypeAlias = Followed | CardNote | Flag | ReminderPlace


def export_everything(ledger: Ledger, learner: Learner) -> IO[bytes]:
    """An open file without a name, at its beginning: it goes when it is closed."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - whoever asked for it closes it
    try:
        _write(ledger, learner, file)
    except OSError as error:
        file.close()
        raise NoRoom("there is no room for the file", "make room; nothing was changed") from error
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def export_to(ledger: Ledger, learner: Learner, target: Path) -> None:
    """Under its name only when it is whole."""
    if target.exists():
        raise DrillbookError(f"{target} is there already", "name another file")
    if not target.parent.is_dir():
        raise DrillbookError(f"there is no folder {target.parent}", "make it first")
    with beside(target) as copy:
        copy.touch(mode=0o600)
        with copy.open("wb") as file:
            _write(ledger, learner, file)
        put_in_place(copy, target)


def _write(ledger: Ledger, learner: Learner, file: IO[bytes]) -> None:
    with open_archive(ledger, learner.learner_id) as archive:
        write_archive(file, _members(archive))


def _members(archive: Archive) -> Iterator[tuple[str, Iterator[str]]]:
    yield "README.txt", iter((README,))
    yield "account.json", _object(_account(archive.learner))
    yield "settings.json", _object(asdict(archive.learner.settings))
    yield "followed.jsonl", _rows(archive.followed)
    yield "card_notes.jsonl", _rows(archive.card_notes)
    yield "flags.jsonl", _rows(archive.flags)
    yield "reminders.jsonl", _rows(archive.reminders)
    yield "events.jsonl", map(line_of, archive.events)


def _account(learner: Learner) -> dict[str, object]:
    confirmed_at = learner.confirmed_at
    return {
        "format": FORMAT,
        "version": VERSION,
        "name": learner.name,
        "since": learner.born_at.isoformat(),
        "confirmed_at": confirmed_at.isoformat() if confirmed_at else None,
        "operator": learner.is_operator,
        "events": learner.events,
    }


def _object(fields: dict[str, object]) -> Iterator[str]:
    yield json.dumps(fields, indent=2, ensure_ascii=False) + "\n"


def _rows(rows: Sequence[Row]) -> Iterator[str]:
    for row in rows:
        yield json.dumps(asdict(row), default=datetime.isoformat, separators=(",", ":")) + "\n"
