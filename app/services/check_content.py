"""What is wrong with lessons, and what each of them gives."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.core.cards import Kind
from app.lessons.lesson import Lesson
from app.lessons.problems import Problem, Severity
from app.services.read_lessons import choose_lessons


@dataclass(frozen=True, slots=True)
class Yield:
    """What one lesson gives; a question is a choice, every other note is a fact."""

    path: str
    sections: int
    facts: int
    questions: int
    cards: int
    without_card: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckReport:
    problems: tuple[Problem, ...]
    lessons: tuple[Yield, ...]

    def count(self, severity: Severity) -> int:
        return sum(problem.severity is severity for problem in self.problems)


def check_content(paths: Sequence[Path]) -> CheckReport:
    choice = choose_lessons(paths)
    problems = list(choice.problems)
    lessons: list[Yield] = []
    for selection in choice.selections:
        problems += selection.problems
        lessons += map(_yield, selection.lessons)
    return CheckReport(tuple(sorted(problems)), tuple(lessons))


def _yield(lesson: Lesson) -> Yield:
    questions = sum(note.kind is Kind.CHOICE for note in lesson.notes)
    return Yield(
        lesson.path,
        len(lesson.sections),
        len(lesson.notes) - questions,
        questions,
        sum(len(note.faces) for note in lesson.notes),
        tuple(s.title or "(before the first heading)" for s in lesson.sections if not s.notes),
    )
