"""A learner with something of everything, and archives as others might write them."""

import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import IO, Any

from app.core.events import AskedAs, Buried, Event, Grade, Reset, Reviewed, Suspended
from app.ledger.append import record
from app.ledger.card_notes import write_card_note
from app.ledger.courses import follow_course
from app.ledger.flags import Flag, add_flag
from app.ledger.learners import Learner, add_learner, change_settings
from app.ledger.ledger import Ledger
from app.ledger.rebuild import rebuild
from app.services.export_everything import export_everything
from tests.ledger.making import NOW, answer, days, event_id, undo

BORN_AT = NOW - days(600)
FILES = ("account.json", "settings.json", "followed.jsonl", "card_notes.jsonl", "flags.jsonl")


def busy_learner(ledger: Ledger, name: str = "ada") -> Learner:
    """Of two years, so that most of what was answered could not be sent any more today."""
    ada = add_learner(ledger, name, BORN_AT)
    changes = {"zone": "Asia/Tokyo", "scheduler": "fsrs", "retention": 0.85, "called": "Ada 🦫"}
    change_settings(ledger, ada.learner_id, changes)
    rebuild(ledger, ada.learner_id)
    for course, later in (("spanish", 1), ("keras", 2)):
        follow_course(ledger, ada.learner_id, course, BORN_AT + days(later))
    write_card_note(ledger, ada.learner_id, "keras.k1.1", "a\nhint, “so”", NOW)
    add_flag(ledger, ada.learner_id, Flag(event_id(900), "keras.k2.1", "wrong year", NOW))
    for received, sent in _history():
        record(ledger, ada.learner_id, sent, BORN_AT + days(received))
    return ada


def _history() -> Iterator[tuple[float, Sequence[Event]]]:
    number = 0
    for day in (1, 2, 9, 30, 200, 500, 599):
        at = BORN_AT + days(day)
        sent: list[Event] = []
        for card in range(1, 6):
            number += 1
            grade = list(Grade)[(day + card) % 4]
            sent.append(answer(number, card=f"keras.k{card}.1", grade=grade, at=at))
        yield day + 0.01, sent
    late, clock_ahead = BORN_AT + days(300), BORN_AT + days(603)
    typed = Reviewed(
        event_id(100), "keras.k1.1", late, Grade.GOOD, late, late.date(), "Asia/Tokyo", 10**12,
        AskedAs.CRAM, ("a", "b"), "été 🦫\ud800",
    )  # fmt: skip
    at = BORN_AT + days(599.5)
    yield 599.5, [typed, undo(101, answer(6, card="keras.k1.1"), at)]
    yield (
        599.6,
        [Suspended(event_id(102), "keras.k2.1", at), Reset(event_id(103), "keras.k3.1", at)],
    )
    yield 599.7, [Buried(event_id(104), "keras.k4.1", at, at.date())]
    yield 600, [answer(105, card="keras.k5.1", at=clock_ahead)]


@contextmanager
def exported(ledger: Ledger, learner: Learner) -> Iterator[IO[bytes]]:
    with export_everything(ledger, learner) as file:
        yield file


def contents(file: IO[bytes]) -> dict[str, str]:
    with zipfile.ZipFile(file) as archive:
        found = {name: archive.read(name).decode() for name in archive.namelist()}
    file.seek(0)
    return found


def zipped(files: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> IO[bytes]:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    file.seek(0)
    return file


def changed_line(text: str, number: int, /, **changes: Any) -> str:
    lines = text.splitlines()
    lines[number - 1] = json.dumps({**json.loads(lines[number - 1]), **changes})
    return "\n".join(lines)
