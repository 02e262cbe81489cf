"""The courses of the library, in the order of their titles."""

from dataclasses import dataclass

from app.services import Library


@dataclass(frozen=True, slots=True)
class CourseSummary:
    id: str
    title: str
    summary: str
    language: str
    tracks: int
    facts: int
    cards: int
    problems: int


def list_courses(library: Library) -> tuple[CourseSummary, ...]:
    return tuple(CourseSummary(**row) for row in library.now().courses())
