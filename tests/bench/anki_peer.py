"""Anki's own engine in a process of its own, told step by step so that both run in one breath.

A machine is faster in one minute than in the next; whoever is measured in turns with the other is
measured on the same machine.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.bench.figures import memory

if TYPE_CHECKING:
    from anki.collection import Collection

GOES_IN_TOGETHER = 5_000


class AnkiPeer:
    """`answer` is answer-and-next, `queue` the queue built from nothing; both in milliseconds."""

    def __init__(self, cards: int) -> None:
        program = [sys.executable, "-m", "tests.bench.anki_peer", str(cards)]
        self._process = subprocess.Popen(
            program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._asked("memory")  # when it answers, its cards are there

    def time_of(self, what: str) -> float:
        return float(self._asked(what))

    def memory(self) -> str:
        return self._asked("memory")

    def close(self) -> None:
        self._process.communicate()

    def _asked(self, what: str) -> str:
        pipe, answers = self._process.stdin, self._process.stdout
        assert pipe
        assert answers
        pipe.write(f"{what}\n")
        pipe.flush()
        return answers.readline().strip()


def collection(folder: Path, cards: int) -> "Collection":
    """So many cards to review, and as many new ones."""
    from anki.collection import AddNoteRequest, Collection

    col = Collection(str(folder / f"{cards}.anki2"))
    basic = col.models.by_name("Basic")
    deck = col.decks.id("Bench")
    for first in range(0, 2 * cards, GOES_IN_TOGETHER):
        requests = []
        for number in range(first, min(first + GOES_IN_TOGETHER, 2 * cards)):
            note = col.new_note(basic)
            note["Front"], note["Back"] = f"front {number}", f"back {number}"
            requests.append(AddNoteRequest(note=note, deck_id=deck))
        col.add_notes(requests)
    ids = col.db.list("select id from cards order by id limit ?", cards)
    col.db.executemany(
        "update cards set type = 2, queue = 2, ivl = 15, factor = 2500, reps = 3, due = ? "
        "where id = ?",
        [(col.sched.today - index % 20 + 6, id_) for index, id_ in enumerate(ids)],
    )
    conf = col.decks.config_dict_for_deck_id(deck)
    conf["rev"]["perDay"], conf["new"]["perDay"] = 9_999, 8
    col.decks.save(conf)
    col.decks.set_current(deck)
    return col


def answer_and_next(col: "Collection") -> float:
    from anki.scheduler.v3 import CardAnswer

    queued = col.sched.get_queued_cards(fetch_limit=1).cards[0]
    card = col.get_card(queued.card.id)
    card.start_timer()
    states = queued.states
    answer = col.sched.build_answer(card=card, states=states, rating=CardAnswer.GOOD)
    started = time.perf_counter()
    col.sched.answer_card(answer)
    col.sched.get_queued_cards(fetch_limit=1)
    return (time.perf_counter() - started) * 1000


def fresh_queue(col: "Collection") -> float:
    """As at the opening of a deck: built from nothing."""
    col.decks.set_current(col.decks.id("Default"))
    col.decks.set_current(col.decks.id("Bench"))
    started = time.perf_counter()
    col.sched.get_queued_cards(fetch_limit=12)
    return (time.perf_counter() - started) * 1000


def main() -> None:
    os.environ["ANKI_TEST_MODE"] = "1"
    work = {"answer": answer_and_next, "queue": fresh_queue, "memory": lambda _: memory()}
    with tempfile.TemporaryDirectory() as folder:
        col = collection(Path(folder), int(sys.argv[1]))
        for line in sys.stdin:
            print(work[line.strip()](col), flush=True)
        col.close()


if __name__ == "__main__":
    main()
