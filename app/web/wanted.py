"""What a sitting is to be made of, as an address names it: one rule for the page and programs."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta, Struct
from werkzeug.exceptions import UnprocessableEntity

from app.services.choose_cards import Wanted
from app.services.gather_place import Place
from app.web.api.reading import plainly


class WantedQuery(Struct, frozen=True):
    """A course alone is today's sitting without the others. A track, or a section or a fact of
    it, is drilled whole, or crammed: every card, and no schedule moves.
    """

    course: Annotated[str, Meta(description="Only of this course.")] | None = None
    track: Annotated[str, Meta(description="Only of this track of the course.")] | None = None
    section: Annotated[str, Meta(description="Only of this section, by its anchor.")] | None = None
    fact: Annotated[str, Meta(description="Only of this fact, by its key.")] | None = None
    cram: Annotated[bool, Meta(description="Cram the track, section or fact.")] = False
    since: (
        Annotated[datetime, Meta(tz=True, description="When this round of cramming began.")] | None
    ) = None
    new: (
        Annotated[int, Meta(ge=0, le=1_000, description="New cards of this day in all.")] | None
    ) = None
    minutes: (
        Annotated[int, Meta(ge=1, le=600, description="As many reviews as fit into them.")] | None
    ) = None


NAMES = WantedQuery.__struct_fields__


def wanted_of(values: Mapping[str, str]) -> Wanted:
    """Of a page's address, which may name more; what a form sends empty is left out."""
    named = {name: values[name] for name in NAMES if values.get(name)}
    try:
        return as_wanted(msgspec.convert(named, WantedQuery, strict=False))
    except msgspec.ValidationError as error:
        raise UnprocessableEntity(plainly(error)) from None


def as_wanted(query: WantedQuery) -> Wanted:
    for name, needed in (("fact", query.track), ("section", query.track), ("track", query.course)):
        if getattr(query, name) and not needed:
            raise UnprocessableEntity(f"{name}: name what it is in, too")
    if query.cram and not query.track:
        raise UnprocessableEntity("cram: name the track to cram")
    return Wanted(
        course=None if query.track else query.course,
        place=_place(query),
        cram=query.cram,
        new=query.new,
        minutes=query.minutes,
        since=query.since,
    )


def _place(query: WantedQuery) -> Place | None:
    if query.course and query.track:
        return Place(query.course, query.track, query.section, query.fact)
    return None
