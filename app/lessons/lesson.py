"""What one lesson file says, once it has been read."""

from dataclasses import dataclass

from app.core.cards import Note
from app.lessons.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class Passage:
    """Prose that makes no card, and where on the page it stands."""

    anchor: str
    line: int
    text: str
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one heading; what stands before the first has no title."""

    anchor: str
    title: str
    line: int
    html: str
    words: int
    notes: tuple[Note, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Edit:
    """What `drillbook key` writes into the file, before the letter at line and column."""

    line: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Lesson:
    path: str
    id: str
    title: str
    summary: str
    sections: tuple[Section, ...]
    problems: tuple[Problem, ...]
    edits: tuple[Edit, ...] = ()
    allowed: tuple[tuple[int, frozenset[str]], ...] = ()

    @property
    def notes(self) -> tuple[Note, ...]:
        return tuple(note for section in self.sections for note in section.notes)

    @property
    def is_sound(self) -> bool:
        return all(problem.severity is not Severity.ERROR for problem in self.problems)


def anchor_of(key: str) -> str:
    return f"fact-{key}"
