"""One course with its tracks, in the author's order."""

from dataclasses import dataclass

from app.core.errors import NotFound
from app.services import Library
from app.services.list_courses import CourseSummary


@dataclass(frozen=True, slots=True)
class TrackSummary:
    id: str
    title: str
    summary: str
    minutes: int
    sections: int
    facts: int
    cards: int
    problems: int


@dataclass(frozen=True, slots=True)
class CoursePage:
    course: CourseSummary
    tracks: tuple[TrackSummary, ...]


def show_course(library: Library, course_id: str) -> CoursePage:
    look = library.now()
    for row in look.courses():
        if row["id"] == course_id:
            tracks = tuple(TrackSummary(**track) for track in look.tracks(course_id))
            return CoursePage(CourseSummary(**row), tracks)
    raise NotFound(f"there is no course {course_id!r}")
