"""One course with its tracks, in the author's order."""

from dataclasses import dataclass

from app.core.errors import NotFound
from app.services import Library
from app.services.list_courses import CourseSummary, list_courses


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
    for course in list_courses(library):
        if course.id == course_id:
            tracks = tuple(TrackSummary(**row) for row in library.tracks(course_id))
            return CoursePage(course, tracks)
    raise NotFound(f"there is no course {course_id!r}")
