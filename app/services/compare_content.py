"""What a change of lessons does to learners, told before it is made."""

from pathlib import Path

from app.lessons.diff import Change, Standing, compare, standings
from app.services.read_lessons import read_lessons


def compare_content(old: Path, new: Path) -> list[Change]:
    """Two folders of courses, or two versions of one course whatever their folders' names are."""
    before = list(read_lessons([old]))
    now = list(read_lessons([new]))
    one_each = len(before) == len(now) == 1
    earlier: dict[str, Standing] = {}
    for selection in before:
        name = now[0].id if one_each else selection.id
        earlier |= standings(name, selection.course.lessons)
    later: dict[str, Standing] = {}
    for selection in now:
        later |= standings(selection.id, selection.course.lessons)
    return compare(earlier, later)
