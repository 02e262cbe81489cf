"""The next cards of a sitting."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated

from msgspec import Meta, Struct
from werkzeug.exceptions import UnprocessableEntity

from app.services.gather_readings import Reading
from app.services.show_pack import PackAnswer, PackCard, Place, Wanted, show_pack
from app.web.api.routes import Routes
from app.web.clock import now
from app.web.parts import parts
from app.web.who import the_learner

routes = Routes()


class DrillQuery(Struct, forbid_unknown_fields=True, frozen=True):
    """A course alone is today's sitting without the others. A track, or a section of it, is
    drilled whole, or crammed: every card, and no schedule moves.
    """

    limit: Annotated[int, Meta(ge=1, le=500, description="At most so many cards.")] = 12
    course: Annotated[str, Meta(description="Only of this course.")] | None = None
    track: Annotated[str, Meta(description="Only of this track of the course.")] | None = None
    section: Annotated[str, Meta(description="Only of this section, by its anchor.")] | None = None
    cram: Annotated[bool, Meta(description="Cram the track or section.")] = False
    since: (
        Annotated[datetime, Meta(tz=True, description="When this round of cramming began.")] | None
    ) = None
    new: (
        Annotated[int, Meta(ge=0, le=1_000, description="New cards of this day in all.")] | None
    ) = None
    minutes: (
        Annotated[int, Meta(ge=1, le=600, description="As many reviews as fit into them.")] | None
    ) = None


class Drill(Struct, frozen=True):
    """With `server_time` a page stamps its answers, whatever its own clock says."""

    server_time: datetime
    study_day: date
    cards: Sequence[PackCard]
    readings: Sequence[Reading]
    given: Sequence[PackAnswer]
    left: int
    done: int
    total: int


@routes.get("/drill", Drill, query=DrillQuery, problems=(404, 422))
def drill(query: DrillQuery) -> Drill:
    """The next cards with all that asking and grading them needs.

    Each grade says what it would do. `readings` are the texts to read before new cards.
    """
    at = now()
    pack = show_pack(
        parts().ledger, parts().library.now(), the_learner(), at, _wanted(query), query.limit
    )
    return Drill(
        at, pack.study_day, pack.cards, pack.readings, pack.given, pack.left, pack.done, pack.total
    )


def _wanted(query: DrillQuery) -> Wanted:
    for name, needed in (("section", query.track), ("track", query.course)):
        if getattr(query, name) and not needed:
            raise UnprocessableEntity(f"{name}: name what it is in, too")
    if query.cram and not query.track:
        raise UnprocessableEntity("cram: name the track to cram")
    place = (
        Place(query.course, query.track, query.section) if query.course and query.track else None
    )
    return Wanted(
        course=None if place else query.course,
        place=place,
        cram=query.cram,
        new=query.new,
        minutes=query.minutes,
        since=query.since,
    )
