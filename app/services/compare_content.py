"""What a change of lessons does to learners, told before it is made."""

from dataclasses import dataclass
from pathlib import Path

from app.lessons.diff import Change, Standing, compare, standings
from app.lessons.problems import Problem
from app.services.read_lessons import Selection, read_lessons


@dataclass(frozen=True, slots=True)
class Comparison:
    """`problems` are the errors of lessons whose cards cannot be told, on either side."""

    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]


def compare_content(old: Path, new: Path) -> Comparison:
    """Two folders of courses, or two versions of one course whatever their folders' names are."""
    before, now = list(read_lessons([old])), list(read_lessons([new]))
    one_each = len(before) == len(now) == 1
    earlier: dict[str, Standing] = {}
    for selection in before:
        earlier |= _standings(now[0].id if one_each else selection.id, selection)
    later: dict[str, Standing] = {}
    broken: set[tuple[str, str]] = set()
    for selection in now:
        later |= _standings(selection.id, selection)
        broken |= {(selection.id, one.id) for one in selection.lessons if not one.is_sound}
    # A broken lesson keeps its last good cards, so it retires none of them.
    for id_, card in earlier.items():
        if (id_.partition(".")[0], card.lesson) in broken:
            later.setdefault(id_, card)
    problems = (p for one in (*before, *now) for p in one.problems if not p.code)
    return Comparison(tuple(compare(earlier, later)), tuple(sorted(problems)))


def _standings(course: str, selection: Selection) -> dict[str, Standing]:
    return standings(course, (one for one in selection.lessons if one.is_sound))
