"""Anki's own engine at the same sizes: answer-and-next, and its queue."""

import os
import sys
import tempfile
import time
from pathlib import Path

os.environ["ANKI_TEST_MODE"] = "1"

from anki.collection import Collection
from anki.scheduler.v3 import CardAnswer

from tests.bench.figures import memory, spread_of

ANSWERS = 300
PACKS = 20


def collection(folder: Path, cards: int) -> Collection:
    """So many cards to review, and as many new ones."""
    col = Collection(str(folder / f"{cards}.anki2"))
    basic = col.models.by_name("Basic")
    deck = col.decks.id("Bench")
    requests = []
    from anki.collection import AddNoteRequest

    for number in range(2 * cards):
        note = col.new_note(basic)
        note["Front"], note["Back"] = f"front {number}", f"back {number}"
        requests.append(AddNoteRequest(note=note, deck_id=deck))
        if len(requests) == 5_000:
            col.add_notes(requests)
            requests = []
    if requests:
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


def answer_and_next(col: Collection) -> float:
    queued = col.sched.get_queued_cards(fetch_limit=1).cards[0]
    card = col.get_card(queued.card.id)
    card.start_timer()
    states = queued.states
    answer = col.sched.build_answer(card=card, states=states, rating=CardAnswer.GOOD)
    started = time.perf_counter()
    col.sched.answer_card(answer)
    col.sched.get_queued_cards(fetch_limit=1)
    return (time.perf_counter() - started) * 1000


def fresh_queue(col: Collection) -> float:
    """As at the opening of a deck: built from nothing."""
    col.decks.set_current(col.decks.id("Default"))
    col.decks.set_current(col.decks.id("Bench"))
    started = time.perf_counter()
    col.sched.get_queued_cards(fetch_limit=12)
    return (time.perf_counter() - started) * 1000


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for cards in map(int, sys.argv[1:]):
            col = collection(Path(folder), cards)
            for what, work, times in (
                ("answer-and-next", answer_and_next, min(ANSWERS, cards // 4)),
                ("get_queued_cards, built", fresh_queue, PACKS),
            ):
                figures = spread_of([work(col) for _ in range(times)])
                print(f"{'anki':10} {cards:>9,} cards  {what:26} {figures}  {memory()}", flush=True)
            col.close()


if __name__ == "__main__":
    main()
