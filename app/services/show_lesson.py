"""A lesson as a page to read, with what its author still has to mend."""

from dataclasses import dataclass

from app.core.errors import NotFound
from app.services import Library


@dataclass(frozen=True, slots=True)
class SectionView:
    """`html` is clean and ready to show; an untitled section stands before the first heading."""

    anchor: str
    title: str
    html: str
    facts: int
    cards: int


@dataclass(frozen=True, slots=True)
class ProblemView:
    line: int
    column: int
    severity: str  # "error" or "warning"
    what: str
    remedy: str


@dataclass(frozen=True, slots=True)
class TrackLink:
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class LessonPage:
    """`outdated`: the file has errors, and this is its last good version."""

    course_id: str
    course_title: str
    language: str
    id: str
    title: str
    summary: str
    path: str
    minutes: int
    facts: int
    cards: int
    outdated: bool
    sections: tuple[SectionView, ...]
    problems: tuple[ProblemView, ...]
    previous: TrackLink | None
    next: TrackLink | None


def show_lesson(library: Library, course_id: str, track_id: str) -> LessonPage:
    look = library.now()
    lesson = look.lesson(course_id, track_id)
    if lesson is None:
        raise NotFound(f"there is no lesson {track_id!r} in {course_id!r}")
    tracks = [TrackLink(row["id"], row["title"]) for row in look.tracks(course_id)]
    place = [track.id for track in tracks].index(track_id)
    return LessonPage(
        **lesson,
        sections=tuple(SectionView(**row) for row in look.sections(course_id, track_id)),
        problems=tuple(ProblemView(**row) for row in look.problems(course_id, track_id)),
        previous=tracks[place - 1] if place else None,
        next=tracks[place + 1] if place + 1 < len(tracks) else None,
    )
