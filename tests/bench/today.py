"""What Today costs, by how much was ever met: the first look, the next, and after an answer.

`python -m tests.bench.today [CARDS …]`, by default 1,000, 10,000 and 100,000 cards, about seventy
of which are due; then the statistics, which fold the whole log once after each answer.
"""

import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from app.ledger.append import record
from app.ledger.courses import follow_course
from app.ledger.learners import Learner, get_learner
from app.ledger.ledger import Ledger
from app.ledger.moments import day_number
from app.ledger.opening import open_file
from app.ledger.rebuild import rebuild
from app.library.snapshot import Row
from app.services.show_statistics import show_statistics
from app.services.show_today import show_today
from tests.bench.figures import spread_of, timed
from tests.bench.ledger import Course
from tests.bench.ledger_events import card_name, learner_with
from tests.ledger.making import NOW, TODAY, answer

SIZES = (1_000, 10_000, 100_000)
DUE = 70
LOOKS = 50
BIG_ID = 10_000_000
# Known for as long as it takes that so many of them come each day.
SPREAD = text(
    "UPDATE derived_schedule SET due_on = :today + number, asked_from_on = :today + number, "
    "counted_on = :today - 20, interval_days = 30, holds_days = 30 "
    "FROM (SELECT card_id AS id, row_number() OVER (ORDER BY card_id) / :due AS number "
    "FROM derived_schedule) WHERE id = card_id"
)


class Shelf(Course):
    """As much of a library as Today asks."""

    def courses(self) -> list[Row]:
        sizes = {"facts": self._cards, "cards": self._cards}
        return [{"id": "bench", "title": "Bench", "language": "en", **sizes}]

    def levels(self) -> list[Row]:
        return [{"course": "bench", "title": "Beginner", "xp": 0}]

    def facts(self) -> list[Row]:
        rows = (self._row(number) for number in range(self._cards))
        return [
            {"id": r["id"], "course": "bench", "key": r["siblings"], "track": "one"} for r in rows
        ]

    def build(self) -> str:
        return f"bench-{self._cards}"


def measure(ledger: Ledger, cards: int) -> None:
    learner = learner_with(ledger, f"sqlite-{cards}", cards, 2)
    rebuild(ledger, learner.learner_id)
    follow_course(ledger, learner.learner_id, "bench", NOW)
    spread = {"today": day_number(TODAY), "due": DUE}
    ledger.write(lambda connection: connection.execute(SPREAD, spread))
    library = Shelf(cards)

    def look(days: int = 0) -> float:
        at = NOW + timedelta(days=days)
        return timed(lambda: show_today(ledger, library, _now(ledger, learner), at))  # type: ignore[arg-type]

    print(f"{cards:>9,} cards  the first look           {look():8.2f} ms", flush=True)
    print(
        f"{cards:>9,} cards  the next                 {spread_of([look() for _ in range(LOOKS)])}"
    )
    after = [_answered(ledger, learner, number, cards) or look() for number in range(LOOKS)]
    print(f"{cards:>9,} cards  after an answer          {spread_of(after)}")
    print(f"{cards:>9,} cards  the next day             {look(days=1):8.2f} ms")
    statistics = timed(lambda: show_statistics(ledger, library, _now(ledger, learner), NOW))  # type: ignore[arg-type]
    print(f"{cards:>9,} cards  the statistics           {statistics:8.2f} ms", flush=True)


def _now(ledger: Ledger, learner: Learner) -> Learner:
    return get_learner(ledger, learner.learner_id)


def _answered(ledger: Ledger, learner: Learner, number: int, cards: int) -> None:
    event = answer(BIG_ID + number, card=card_name((number * 7919) % cards))
    record(ledger, learner.learner_id, [event], NOW)


def main() -> None:
    for cards in [int(word) for word in sys.argv[1:]] or SIZES:
        with tempfile.TemporaryDirectory() as folder:
            ledger = open_file(Path(folder) / "ledger.db")
            measure(ledger, cards)
            ledger.close()


if __name__ == "__main__":
    main()
