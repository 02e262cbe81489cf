"""What the ledger costs: one answer, choosing the cards, folding everything anew; beside Anki.

On a file each measure is taken in turns with Anki's, so that both have the same machine.
`python -m tests.bench.ledger [SIZE …]`, by default 1,000, 10,000 and 100,000 cards.
"""

import gc
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from app.core.events import Grade
from app.ledger.append import record
from app.ledger.courses import follow_course
from app.ledger.learners import change_settings
from app.ledger.ledger import Ledger, server_ledger
from app.ledger.opening import open_file
from app.ledger.rebuild import rebuild
from app.ledger.schema import migrate
from app.services.choose_cards import ALL, choose_cards
from tests.bench.anki_peer import AnkiPeer
from tests.bench.figures import memory, spread_of, timed
from tests.bench.ledger_events import card_name, learner_with
from tests.ledger.making import NOW, answer, days
from tests.ledger.postgres import Postgres

SIZES = (1_000, 10_000, 100_000)
ANSWERS = 600
PACKS = 20
BIG_ID = 10_000_000


class Course:
    """A library of so many cards, for what the ledger asks of one."""

    def __init__(self, cards: int) -> None:
        self._cards = cards

    def build(self) -> str:
        return "bench"

    def card_order(self, _course: str, position: int = 0) -> Iterator[dict[str, Any]]:
        return (self._row(number) for number in range(position, self._cards))

    def cards_named(self, ids: list[str]) -> list[dict[str, Any]]:
        return [self._row(int(id_.split(".")[1][1:])) for id_ in ids]

    def _row(self, number: int) -> dict[str, Any]:
        name = card_name(number)
        return {
            "id": name,
            "course": "bench",
            "siblings": name.split(".")[1],
            "position": number,
            "waits_for": None,
        }


def measure(ledger: Ledger, where: str, cards: int, anki: AnkiPeer | None = None) -> None:
    learner = learner_with(ledger, f"{where}-{cards}", cards, 3)
    rebuild(ledger, learner.learner_id)
    follow_course(ledger, learner.learner_id, "bench", NOW)

    def answered(number: int) -> float:
        card = card_name((number * 7919) % cards)
        event = answer(BIG_ID + number, card=card, grade=Grade.GOOD)
        return timed(lambda: record(ledger, learner.learner_id, [event], NOW))

    answers = in_turns(answered, ANSWERS, anki and partial(anki.time_of, "answer"))
    say(where, cards, "one durable answer", answers)
    library = Course(2 * cards)
    learner = change_settings(ledger, learner.learner_id, {})

    def packed(now: datetime) -> float:
        return timed(lambda: choose_cards(ledger, library, learner, now, ALL))  # type: ignore[arg-type]

    morning = NOW + days(1)  # with nothing answered yet of the day's cap
    first = packed(morning)
    packs = in_turns(lambda _: packed(morning), PACKS, anki and partial(anki.time_of, "queue"))
    say(where, cards, f"the cards, most due ({first:.1f})", packs)
    calm = NOW - days(70)
    first = packed(calm)
    packs = in_turns(lambda _: packed(calm), PACKS)
    say(where, cards, f"the cards, only new ({first:.1f})", packs)
    if anki:
        print(f"{'':10} {cards:>9,} cards  Anki's own: {anki.memory()}")


def in_turns(
    ours: Callable[[int], float], times: int, theirs: Callable[[], float] | None = None
) -> str:
    """Beside ours what Anki took, and how many times that ours is."""
    mine, peers = [], []
    for number in range(times):
        mine.append(ours(number))
        if theirs:
            peers.append(theirs())
    if not peers:
        return spread_of(mine)
    ratio = median(mine) / median(peers)
    return f"{spread_of(mine)}  Anki {spread_of(peers)}  {ratio:.2f} times"


def say(where: str, cards: int, what: str, figures: str) -> None:
    print(f"{where:10} {cards:>9,} cards  {what:28} {figures}  {memory()}", flush=True)


def big_rebuild(ledger: Ledger, where: str, events: int) -> None:
    learner = learner_with(ledger, f"{where}-big", events // 5, 5)
    gc.collect()
    seconds = timed(lambda: rebuild(ledger, learner.learner_id)) / 1000
    say(where, events // 5, f"rebuild of {events:,} events", f"{seconds:8.2f} s")


def main() -> None:
    sizes = [int(word) for word in sys.argv[1:]] or SIZES
    with tempfile.TemporaryDirectory() as folder:
        ledger = open_file(Path(folder) / "ledger.db")
        for cards in sizes:
            anki = AnkiPeer(cards)
            measure(ledger, "sqlite", cards, anki)
            anki.close()
        if max(sizes) >= SIZES[-1]:
            big_rebuild(ledger, "sqlite", 1_000_000)
        ledger.close()
    server = Postgres(("listen_addresses=", "shared_buffers=512MB"))
    ledger = server_ledger(server.url(server.new_database()))
    migrate(ledger.engine)
    for cards in sizes:
        measure(ledger, "postgresql", cards)
    if max(sizes) >= SIZES[-1]:
        big_rebuild(ledger, "postgresql", 1_000_000)
    ledger.close()
    server.remove()


if __name__ == "__main__":
    main()
