"""A disk that forgets a bit: each damage is noticed, or it hit nothing that matters."""

import os
import random
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from app.core.events import Grade
from app.ledger.append import record
from app.ledger.backup import copy_file
from app.ledger.card_notes import write_card_note
from app.ledger.courses import follow_course
from app.ledger.examine import examine
from app.ledger.flags import Flag, add_flag
from app.ledger.learners import add_learner
from app.ledger.ledger import Ledger, damaged_ledger, file_ledger
from app.ledger.tables import PRECIOUS, derived_day, derived_edition, derived_schedule
from tests.ledger.making import NOW, answer, days, undo

COPIES = 3_000 if os.environ.get("PROVE") else 300
MOST_BYTES = 8


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory, migrated_file: Path) -> bytes:
    folder = tmp_path_factory.mktemp("sound")
    copy_file(migrated_file, folder / "live.db")
    ledger = file_ledger(folder / "live.db")
    for number, name in enumerate(("ada", "bob")):
        learner = add_learner(ledger, name, NOW - days(300))
        follow_course(ledger, learner.learner_id, "keras", NOW)
        write_card_note(ledger, learner.learner_id, "keras.k1.1", "think of a hut", NOW)
        add_flag(ledger, learner.learner_id, Flag("1", "keras.k1.1", "the date is wrong", NOW))
        answers = [
            answer(n, card=f"keras.k{n % 11}.1", grade=list(Grade)[n % 4], at=NOW - days(n % 80))
            for n in range(number + 1, 120)
        ]
        record(ledger, learner.learner_id, [*answers, undo(500, answers[3])], NOW)
    assert not examine(ledger)
    copy_file(folder / "live.db", folder / "copy.db")
    ledger.close()
    return (folder / "copy.db").read_bytes()


def dump(ledger: Ledger) -> list[list[tuple[object, ...]]]:
    edition = derived_edition.c
    asked = [
        *(select(table) for table in (*PRECIOUS, derived_schedule, derived_day)),
        select(edition.learner_id, edition.edition, edition.scheduler, edition.version),
    ]
    with ledger.read() as connection:
        return [sorted(map(tuple, connection.execute(each)), key=repr) for each in asked]


def opened(path: Path) -> Ledger:
    return damaged_ledger(path, "looked at")


def test_every_flipped_byte_is_noticed_or_harmless(sound: bytes, tmp_path: Path) -> None:
    dice = random.Random(COPIES)
    path = tmp_path / "copy.db"
    path.write_bytes(sound)
    ledger = opened(path)
    right = dump(ledger)
    ledger.close()
    unnoticed = []
    for copy in range(COPIES):
        damaged = bytearray(sound)
        places = [dice.randrange(len(damaged)) for _ in range(dice.randint(1, MOST_BYTES))]
        for place in places:
            damaged[place] ^= 1 << dice.randrange(8)
        path.write_bytes(damaged)
        ledger = opened(path)
        if not examine(ledger):
            try:
                harmless = dump(ledger) == right
            except SQLAlchemyError as error:
                harmless = bool(unnoticed.append((copy, places, repr(error))))
            if not harmless:
                unnoticed.append((copy, places, "another dump"))
        ledger.close()
    assert not unnoticed


def test_a_cut_file_is_noticed(sound: bytes, tmp_path: Path) -> None:
    path = tmp_path / "copy.db"
    for size in range(512, len(sound), len(sound) // 20):
        path.write_bytes(sound[:size])
        ledger = opened(path)
        assert examine(ledger), size
        ledger.close()
