"""What a change of lessons does to learners, told before it happens."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from app.lessons.lesson import Lesson

ALIKE = 0.75


@dataclass(frozen=True, slots=True)
class Standing:
    """A card as it stands somewhere."""

    id: str
    lesson: str
    section: str
    prompt: str
    answer: str
    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Change:
    """`what` is added, edited, moved, retired or renamed; `note` says more in a few words."""

    what: str
    id: str
    path: str
    line: int
    note: str = ""


def standings(course: str, lessons: Iterable[Lesson]) -> dict[str, Standing]:
    return {
        f"{course}.{note.key}.{face.part}": Standing(
            f"{course}.{note.key}.{face.part}",
            lesson.id,
            section.title,
            face.prompt.text,
            face.answer.text,
            lesson.path,
            note.line,
        )
        for lesson in lessons
        for section in lesson.sections
        for note in section.notes
        for face in note.faces
    }


def compare(old: dict[str, Standing], new: dict[str, Standing]) -> list[Change]:
    retired = [card for id_, card in old.items() if id_ not in new]
    added = [card for id_, card in new.items() if id_ not in old]
    renamed = _renamed(retired, added)
    changes = [
        Change("renamed", now.id, now.path, now.line, f"looks like {before.id}")
        for before, now in renamed
    ]
    gone = {before.id for before, _ in renamed}
    come = {now.id for _, now in renamed}
    changes += [Change("added", c.id, c.path, c.line) for c in added if c.id not in come]
    for id_, card in new.items():
        changes += _changes(old[id_], card) if id_ in old else []
    changes += [Change("retired", c.id, c.path, c.line) for c in retired if c.id not in gone]
    return changes


def _changes(before: Standing, now: Standing) -> list[Change]:
    changes = []
    if (before.prompt, before.answer) != (now.prompt, now.answer):
        changes.append(Change("edited", now.id, now.path, now.line))
    if (before.lesson, before.section) != (now.lesson, now.section):
        note = f"from {_place(before)} to {_place(now)}"
        changes.append(Change("moved", now.id, now.path, now.line, note))
    return changes


def _place(card: Standing) -> str:
    return f"{card.lesson} › {card.section}" if card.section else card.lesson


def _renamed(
    retired: Sequence[Standing], added: Sequence[Standing]
) -> list[tuple[Standing, Standing]]:
    """Pairs that say nearly the same under two keys, each card in one pair at most."""
    pairs: list[tuple[Standing, Standing]] = []
    left = list(retired)
    for now in added:
        best = max(left, key=lambda before: _likeness(before, now), default=None)
        if best is not None and _likeness(best, now) >= ALIKE:
            pairs.append((best, now))
            left.remove(best)
    return pairs


def _likeness(before: Standing, now: Standing) -> float:
    one, other = (f"{card.prompt}\n{card.answer}" for card in (before, now))
    if one == other:
        return 1.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE else 0.0
