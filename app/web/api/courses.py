"""Courses with what the learner holds of them, and a track as a lesson to read."""

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta, Struct

from app.services.follow_course import follow_course, leave_course
from app.services.lesson_address import lesson_address
from app.services.list_courses import CourseSummary, list_courses
from app.services.show_lesson import SectionView, TrackLink, show_lesson
from app.services.show_marks import LessonMarks, show_marks
from app.services.show_progress import CourseProgress, show_progress
from app.services.tokens import Scope
from app.web.api.routes import Routes
from app.web.clock import now
from app.web.parts import parts
from app.web.who import the_learner

routes = Routes()


class CourseStanding(Struct, frozen=True):
    """How far the learner has come in a course; `next_xp` is null at the highest level."""

    id: str
    title: str
    facts: int
    held: int
    due: int
    begun: bool
    xp: int
    level: int
    level_title: str
    from_xp: int
    next_xp: int | None


class Course(Struct, frozen=True):
    id: str
    title: str
    summary: str
    language: str
    tracks: int
    facts: int
    cards: int
    followed: bool
    standing: CourseStanding


class Track(Struct, frozen=True):
    """A lesson; the HTML of its sections is clean and ready to show at `url`, from which the
    addresses in it are to be read. `marks` say what the learner remembers of it.
    """

    course_id: str
    course_title: str
    language: str
    id: str
    title: str
    summary: str
    url: str
    minutes: int
    facts: int
    cards: int
    sections: Sequence[SectionView]
    marks: LessonMarks
    previous: TrackLink | None
    next: TrackLink | None


class Courses(Struct, frozen=True):
    courses: Sequence[Course]


class Following(Struct, frozen=True):
    course: str
    following: bool


class FollowingChange(Struct, forbid_unknown_fields=True, frozen=True):
    """Without a body the course is followed."""

    following: Annotated[bool, Meta(description="False leaves it; what was learned stays.")] = True


@routes.get("/courses", Courses)
def courses() -> Courses:
    """Every course of the library, in the order of their titles."""
    progress = show_progress(parts().ledger, parts().library.now(), the_learner(), now())
    return Courses([_course(each, progress[each.id]) for each in list_courses(parts().library)])


@routes.get("/courses/<slug:course>/tracks/<slug:track>", Track, problems=(404,))
def track(course: str, track: str) -> Track:
    """A lesson with its sections, and how well each of its facts is remembered."""
    page = show_lesson(parts().library, course, track)
    library, learner = parts().library.now(), the_learner()
    return Track(
        course_id=page.course_id,
        course_title=page.course_title,
        language=page.language,
        id=page.id,
        title=page.title,
        summary=page.summary,
        url=lesson_address(page.course_id, page.id),
        minutes=page.minutes,
        facts=page.facts,
        cards=page.cards,
        sections=page.sections,
        marks=show_marks(parts().ledger, library, learner, now(), course, track),
        previous=page.previous,
        next=page.next,
    )


@routes.put(
    "/courses/<slug:course>/following",
    Following,
    scope=Scope.SETTINGS,
    body=FollowingChange,
    problems=(400, 404, 415, 422),
)
def follow(course: str, body: FollowingChange) -> Following:
    """Follow a course, or leave it. To do either twice changes nothing."""
    if body.following:
        library = parts().library.now()
        follow_course(parts().ledger, library, the_learner(), course, now())
    else:
        leave_course(parts().ledger, the_learner(), course)
    return Following(course, body.following)


def _course(summary: CourseSummary, progress: CourseProgress) -> Course:
    return Course(
        id=summary.id,
        title=summary.title,
        summary=summary.summary,
        language=summary.language,
        tracks=summary.tracks,
        facts=summary.facts,
        cards=summary.cards,
        followed=progress.followed is not None,
        standing=standing_of(progress),
    )


def standing_of(progress: CourseProgress) -> CourseStanding:
    return CourseStanding(
        id=progress.id,
        title=progress.title,
        facts=progress.facts,
        held=progress.held,
        due=progress.due,
        begun=progress.begun,
        xp=progress.xp,
        level=progress.level.number,
        level_title=progress.level_title,
        from_xp=progress.level.from_xp,
        next_xp=progress.level.next_xp,
    )
