"""How far a learner has come in each course: facts held, what is due, XP and level."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.core.standing import Standing
from app.core.xp import Level, level_of
from app.ledger.courses import courses_of
from app.ledger.learners import Learner
from app.ledger.ledger import Ledger
from app.ledger.studied import xp_by_course
from app.library.snapshot import Snapshot
from app.services.count_facts import FactCount, count_facts
from app.services.gather_sitting import day_of
from app.services.use_edition import use_edition


@dataclass(frozen=True, slots=True)
class CourseProgress:
    """`facts` and `cards` are all that the course has; `followed` is its place among the courses
    that the learner follows, None if it is not one of them. `tracks` are those begun, by id."""

    id: str
    title: str
    language: str
    facts: int
    cards: int
    followed: int | None
    count: FactCount
    tracks: Mapping[str, FactCount]
    xp: int
    level: Level
    level_title: str

    @property
    def held(self) -> int:
        return self.count.facts[Standing.HELD]

    @property
    def due(self) -> int:
        return self.count.facts[Standing.DUE]

    @property
    def begun(self) -> bool:
        return bool(self.count.facts)

    @property
    def not_met(self) -> int:
        return self.cards - self.count.cards.total()


def show_progress(
    ledger: Ledger, library: Snapshot, learner: Learner, now: datetime
) -> dict[str, CourseProgress]:
    """Of every course in the library, by its id, in the order of their titles."""
    edition = use_edition(ledger, learner)
    with ledger.read() as connection:
        followed = courses_of(connection, learner.learner_id)
        xp = xp_by_course(connection, edition)
        day = day_of(learner, now)
        counts = count_facts(connection, ledger, library, edition, day)
    levels, tracks, found = _levels(library), _tracks(counts), {}
    for course in library.courses():
        id_ = course["id"]
        level = level_of(xp.get(id_, 0), [threshold for _, threshold in levels[id_]])
        found[id_] = CourseProgress(
            **{name: course[name] for name in ("id", "title", "language", "facts", "cards")},
            followed=followed.index(id_) if id_ in followed else None,
            count=counts.get(id_, FactCount()),
            tracks=tracks[id_],
            xp=xp.get(id_, 0),
            level=level,
            level_title=levels[id_][level.number - 1][0],
        )
    return found


def _tracks(counts: Mapping[str, FactCount]) -> dict[str, dict[str, FactCount]]:
    tracks = defaultdict[str, dict[str, FactCount]](dict)
    for place, count in counts.items():
        course, _, track = place.partition("/")
        if track and count.facts:
            tracks[course][track] = count
    return tracks


def _levels(library: Snapshot) -> dict[str, list[tuple[str, int]]]:
    levels = defaultdict[str, list[tuple[str, int]]](list)
    for row in library.levels():
        levels[row["course"]].append((row["title"], row["xp"]))
    return levels
