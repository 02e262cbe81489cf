"""The learner's own log."""

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta, Struct

from app.services.list_events import LoggedEvent, list_events
from app.web.api.routes import Routes
from app.web.parts import parts
from app.web.who import the_learner

routes = Routes()


class EventsQuery(Struct, forbid_unknown_fields=True, frozen=True):
    before: Annotated[int, Meta(ge=1, le=2**62, description="`next_before` of a page.")] | None = (
        None
    )
    limit: Annotated[int, Meta(ge=1, le=500, description="At most so many events.")] = 100


class Events(Struct, frozen=True):
    """`next_before` asks for the next page; null on the last one."""

    events: Sequence[LoggedEvent]
    next_before: int | None


@routes.get("/events", Events, query=EventsQuery, problems=(422,))
def events(query: EventsQuery) -> Events:
    """What was sent, the newest first, in the order of arrival."""
    found = list_events(parts().ledger, the_learner(), query.before, query.limit)
    more = len(found) == query.limit and found[-1].number > 1
    return Events(found, found[-1].number if more else None)
