"""Everything that can be learned, found as one types."""

from dataclasses import dataclass

from app.services import Library

PAGE = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """`snippet_html` is escaped text in which `<mark>` stands around what was found."""

    level: str  # "title", "heading", "card" or "prose"
    course: str
    course_title: str
    track: str
    track_title: str
    section: str
    anchor: str  # "" for the lesson's head
    snippet_html: str
    snippet: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    query: str
    hits: tuple[Hit, ...]
    more: bool


def search_library(library: Library, query: str, limit: int = PAGE) -> SearchPage:
    rows = library.now().search(query, limit + 1)
    return SearchPage(query, tuple(Hit(**row) for row in rows[:limit]), len(rows) > limit)
