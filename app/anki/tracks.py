"""A course's lessons as a deck's tracks, with what each card says of its place."""

from collections.abc import Sequence

from app.anki.deck import CourseDeck, DeckNote, Track
from app.anki.fields import MediaName
from app.anki.notes import Setting, deck_notes, plain
from app.lessons.course import Course
from app.lessons.lesson import Lesson, Section


def course_deck(
    course: Course, lessons: Sequence[Lesson], medium: MediaName, address: str = ""
) -> CourseDeck:
    """`address` is where the lessons can be read; empty where nobody knows."""
    tracks = tuple(
        Track(lesson.id, lesson.title, tuple(_notes(course, lesson, medium, address)))
        for lesson in lessons
    )
    return CourseDeck(course.id, course.title, plain(course.summary), tracks)


def _notes(course: Course, lesson: Lesson, medium: MediaName, address: str) -> list[DeckNote]:
    page = f"{address}/courses/{course.id}/{lesson.id}" if address else ""
    return [
        made
        for section in lesson.sections
        for note in section.notes
        for made in deck_notes(note, _setting(course, lesson, section, page), medium)
    ]


def _setting(course: Course, lesson: Lesson, section: Section, page: str) -> Setting:
    """Headings give answers away: the section stands in a field that the front does not show."""
    track = f"{course.id}::{lesson.id}"
    return Setting(
        course.id,
        lesson.path,
        plain(f"{course.title} · {lesson.title}"),
        plain(section.title),
        page,
        (
            f"course::{course.id}",
            f"track::{track}",
            f"section::{track}::{section.anchor.removeprefix('section-')}",
        ),
    )
